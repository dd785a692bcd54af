import { say } from '#words/say';
import './combobox.css';
import type { ComponentChildren, RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Answer } from '#contract/answer';
import type { Listed } from '#domain/lib/listed';
import { Chips } from './chips';
import { Field } from './field';
import { OptionList } from './option-list';
import { useOptionSearch } from './use-option-search';

export interface ComboboxProps<T> {
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  readonly help?: ComponentChildren;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly search: (query: string) => Promise<Answer<Listed<T>>>;
  readonly keyOf: (option: T) => string;
  readonly nameOf: (option: T) => string;
  readonly drawOption: (option: T) => ComponentChildren;
  /** A heading over neighbouring options of the same kind. */
  readonly sectionOf?: (option: T) => string;
  readonly picked: readonly T[];
  readonly onPick: (option: T) => void;
  /** Of these more is asked first: nothing is added until that is answered. */
  readonly asksFirst?: (option: T) => boolean;
  readonly onRemove: (option: T) => void;
  /** Left out: what is picked is shown elsewhere, not as chips in the control. */
  readonly drawChip?: (option: T) => ComponentChildren;
  readonly nothingFound: (query: string) => string;
  /** At most one is picked. */
  readonly single?: boolean;
  readonly inputRef?: RefObject<HTMLInputElement>;
}

/**
 * Search and pick, after the combobox pattern of the ARIA Authoring Practices: focus stays in the
 * input, arrows move through the list, Enter picks (the first that is found for what was typed), Escape
 * closes, Backspace in an empty input removes the last pick. What was typed and not chosen stays where the field is left, and
 * says so: nobody takes it for chosen.
 */
export function Combobox<T>(props: ComboboxProps<T>) {
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const [said, setSaid] = useState('');
  const [wasLeft, setLeft] = useState(false);
  const ownRef = useRef<HTMLInputElement>(null);
  const input = props.inputRef ?? ownRef;
  const { found, again } = useOptionSearch(open, query, props.search);
  const options = found.state === 'failed' ? [] : found.options;
  const picked = new Set(props.picked.map(props.keyOf));
  const listId = `${props.id}-list`;
  const optionId = (position: number) => `${props.id}-option-${position}`;
  // What was typed means the first that is found for it; arrows move from there.
  const typed = query.trim();
  const settled = found.state === 'found' && found.query === typed && typed !== '';
  const unchosen = wasLeft && typed !== '' ? notChosen(typed) : undefined;
  const active = chosen < 0 && settled && options.length > 0 ? 0 : chosen;
  const current = options[active];
  const list = useRef<HTMLDivElement>(null);

  const isPicked = (option: T) => picked.has(props.keyOf(option));

  const remove = (option: T) => {
    props.onRemove(option);
    setSaid(say('{name} removed.', { name: props.nameOf(option) }));
  };
  const pick = (option: T) => {
    props.onPick(option);
    const isAdded = props.asksFirst?.(option) !== true;
    setSaid(isAdded ? say('{name} added.', { name: props.nameOf(option) }) : '');
  };
  const toggle = (option: T) => {
    if (isPicked(option)) remove(option);
    else pick(option);
    write('');
    close();
  };
  const write = (text: string) => {
    setQuery(text);
    if (text.trim() === '') setLeft(false);
  };
  const close = () => {
    setOpen(false);
    setChosen(-1);
  };
  /** To "Search again" in the list is not away from it. */
  const leave = (event: FocusEvent) => {
    const to = event.relatedTarget;
    if (to === input.current || (to instanceof Node && list.current?.contains(to))) return;
    close();
    // Where the whole window was left, the reader comes back to the field.
    if (typed === '' || document.activeElement === input.current) return;
    setLeft(true);
    setSaid(notChosen(typed));
  };
  const move = (to: number) => {
    setOpen(true);
    if (options.length === 0) return;
    const next = (to + options.length) % options.length;
    setChosen(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = props.picked[props.picked.length - 1];
    if (event.key === 'ArrowDown') move(active + 1);
    else if (event.key === 'ArrowUp') move(active < 0 ? options.length - 1 : active - 1);
    else if (event.key === 'Enter') {
      // Never submits the form around it.
      if (!open) setOpen(true);
      if (open && current !== undefined) toggle(current);
    } else if (event.key === 'Escape' && open) close();
    else if (event.key === 'Backspace' && query === '' && last !== undefined && props.drawChip) {
      remove(last);
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Field
      id={props.id}
      label={props.label}
      help={props.help}
      error={unchosen ?? props.error}
      required={props.required === true}
    >
      {(ids) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a click beside the chips means the input.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard reaches the input by itself.
        <div
          class={ids['aria-invalid'] ? 'picker picker-invalid' : 'picker'}
          onClick={(event) => {
            if (event.target === event.currentTarget) input.current?.focus();
          }}
        >
          {props.drawChip !== undefined && (
            <Chips
              label={props.label}
              picked={props.picked}
              keyOf={props.keyOf}
              nameOf={props.nameOf}
              drawChip={props.drawChip}
              onRemove={(option) => {
                remove(option);
                input.current?.focus();
              }}
            />
          )}
          <input
            {...ids}
            ref={input}
            class="picker-input"
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck={false}
            placeholder={props.placeholder}
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={listId}
            aria-activedescendant={open && current !== undefined ? optionId(active) : undefined}
            aria-required={props.required === true}
            value={query}
            onInput={(event) => {
              write(event.currentTarget.value);
              setChosen(-1);
              setOpen(true);
            }}
            onClick={() => setOpen(true)}
            onBlur={leave}
            onKeyDown={onKeyDown}
          />
          <span class="hidden" role="status">
            {said}
          </span>
          {open && (
            <OptionList
              listId={listId}
              optionId={optionId}
              label={props.label}
              found={found}
              options={options}
              active={active}
              single={props.single === true}
              isPicked={isPicked}
              keyOf={props.keyOf}
              drawOption={props.drawOption}
              sectionOf={props.sectionOf}
              nothingFound={props.nothingFound(typed)}
              boxRef={list}
              onPick={toggle}
              onAgain={() => {
                // The button that was pressed goes as it is searched.
                input.current?.focus();
                again();
              }}
              onLeave={leave}
            />
          )}
        </div>
      )}
    </Field>
  );
}

const notChosen = (typed: string): string =>
  say('“{typed}” was not chosen. Pick what you mean from the list, or empty the field.', { typed });
