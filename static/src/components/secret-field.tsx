import { say } from '#words/say';
import './input.css';
import './secret-field.css';
import { useState } from 'preact/hooks';
import { Button } from './button';
import { Field } from './field';
import type { TextFieldProps } from './text-field';

export interface SecretFieldProps
  extends Pick<
    TextFieldProps,
    'id' | 'label' | 'value' | 'onChange' | 'help' | 'error' | 'required'
  > {
  /** What it is, for the button that shows it. */
  readonly about: string;
}

/** Hidden while it is typed, unless somebody wants to see it. */
export function SecretField(props: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field {...props}>
      {(ids) => (
        <div class="secret">
          <input
            {...ids}
            class="input"
            type={(shown ? 'text' : 'password') as 'password'}
            autocomplete="off"
            spellcheck={false}
            aria-required={props.required === true}
            value={props.value}
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
          <Button about={props.about} onClick={() => setShown(!shown)}>
            {shown ? say('Hide') : say('Show')}
          </Button>
        </div>
      )}
    </Field>
  );
}
