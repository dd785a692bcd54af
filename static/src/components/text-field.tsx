import { say } from '#words/say';
import './input.css';
import type { ComponentChildren, RefObject } from 'preact';
import { Field } from './field';

export interface TextFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'url' | 'email' | 'search';
  readonly help?: ComponentChildren;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly placeholder?: string | undefined;
  /** So many lines are seen at once; without it, there is only one. */
  readonly lines?: number | undefined;
  /** So many characters fit. */
  readonly most?: number | undefined;
  readonly onLeave?: () => void;
  readonly inputRef?: RefObject<(HTMLInputElement & HTMLTextAreaElement) | null>;
}

export function TextField(props: TextFieldProps) {
  const { type = 'text', lines, most, required = false } = props;
  // What is pasted is cut off there without a word of the browser's.
  const isFull = most !== undefined && props.value.length >= most;
  const help = isFull ? <HelpOfFull help={props.help} most={most} /> : props.help;
  return (
    <Field {...props} help={help}>
      {(ids) => {
        const shared = {
          ...ids,
          class: 'input',
          ref: props.inputRef ?? null,
          'aria-required': required,
          value: props.value,
          onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
            props.onChange(event.currentTarget.value),
          ...(most === undefined ? {} : { maxLength: most }),
          ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
          ...(props.onLeave === undefined ? {} : { onBlur: props.onLeave }),
        };
        return lines === undefined ? (
          <input {...shared} type={type as 'text'} autocomplete="off" spellcheck={false} />
        ) : (
          <textarea {...shared} rows={lines} />
        );
      }}
    </Field>
  );
}

function HelpOfFull({ help, most }: { readonly help: ComponentChildren; readonly most: number }) {
  return (
    <>
      {help}
      <div>
        {say('It is full: no more than {most} characters fit. Look at how it ends.', { most })}
      </div>
    </>
  );
}
