import { say } from '#words/say';
import './combobox.css';
import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '#contract/answer';
import type { Listed } from '#domain/lib/listed';
import { explainError } from '../words/call-error';
import { saidLeftOut } from '../words/left-out';
import { Field } from './field';
import { Icon } from './icon';
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

/** So many picks are shown one by one; hundreds would bury the rest of the form. */
const CHIPS = 20;

/**
 * Search and pick, after the combobox pattern of the ARIA Authoring Practices: focus stays in the
 * input, arrows move through the list, Enter picks (the first that is found for what was typed), Escape
 * closes, Backspace in an empty input removes the last pick.
 */
export function Combobox<T>(props: ComboboxProps<T>) {
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const [said, setSaid] = useState('');
  const [allChips, setAllChips] = useState(false);
  const ownRef = useRef<HTMLInputElement>(null);
  const input = props.inputRef ?? ownRef;
  const { found, again } = useOptionSearch(open, query, props.search);
  const options = found.state === 'failed' ? [] : found.options;
  const chips = allChips ? props.picked : props.picked.slice(0, CHIPS);
  const picked = new Set(props.picked.map(props.keyOf));
  const listId = `${props.id}-list`;
  const optionId = (position: number) => `${props.id}-option-${position}`;
  // What was typed means the first that is found for it; arrows move from there.
  const typed = query.trim();
  const settled = found.state === 'found' && found.query === typed && typed !== '';
  const active = chosen < 0 && settled && options.length > 0 ? 0 : chosen;
  const current = options[active];
  const list = useRef<HTMLDivElement>(null);
  useRoomBelow(list, open, options.length);

  const toggle = (option: T) => {
    const name = props.nameOf(option);
    if (picked.has(props.keyOf(option))) {
      props.onRemove(option);
      setSaid(say('{name} removed.', { name }));
    } else {
      props.onPick(option);
      setSaid(props.asksFirst?.(option) === true ? '' : say('{name} added.', { name }));
    }
    setQuery('');
    close();
  };
  const close = () => {
    setOpen(false);
    setChosen(-1);
  };
  /** To "Search again" in the list is not away from it. */
  const leave = (event: FocusEvent) => {
    const to = event.relatedTarget;
    if (to !== input.current && !(to instanceof Node && list.current?.contains(to))) close();
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
      props.onRemove(last);
      setSaid(say('{name} removed.', { name: props.nameOf(last) }));
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
      error={props.error}
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
          {props.drawChip !== undefined && props.picked.length > 0 && (
            <ul class="chips" aria-label={say('{label}: chosen', { label: props.label })}>
              {chips.map((option) => (
                <li class="chip" key={props.keyOf(option)}>
                  {props.drawChip?.(option)}
                  <button
                    type="button"
                    class="chip-remove"
                    aria-label={say('Remove {name}', { name: props.nameOf(option) })}
                    onClick={() => {
                      props.onRemove(option);
                      setSaid(say('{name} removed.', { name: props.nameOf(option) }));
                      input.current?.focus();
                    }}
                  >
                    <Icon name="cross" />
                  </button>
                </li>
              ))}
              {chips.length < props.picked.length && (
                <li>
                  <button
                    type="button"
                    class="button button-link"
                    onClick={() => setAllChips(true)}
                  >
                    {say('Show all {count}', { count: props.picked.length })}
                  </button>
                </li>
              )}
            </ul>
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
              setQuery(event.currentTarget.value);
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
            // biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus in the input.
            <div
              class="options"
              ref={list}
              onMouseDown={(event) => event.preventDefault()}
              onFocusOut={leave}
            >
              <div
                class="options-list"
                id={listId}
                role="listbox"
                aria-label={props.label}
                // A list that scrolls would be a stop of Tab, and is gone by then, the focus with it.
                tabIndex={-1}
                aria-busy={found.state === 'loading'}
                aria-multiselectable={props.single !== true}
              >
                {options.map((option, position) => {
                  const section = props.sectionOf?.(option);
                  const before = options[position - 1];
                  const isFirst = before === undefined || props.sectionOf?.(before) !== section;
                  const isPicked = picked.has(props.keyOf(option));
                  return [
                    section !== undefined && isFirst && (
                      <div class="option-section" role="presentation" key={`section ${section}`}>
                        {section}
                      </div>
                    ),
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keyboard.
                    // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant moves, not the focus.
                    <div
                      key={props.keyOf(option)}
                      id={optionId(position)}
                      class={position === active ? 'option option-active' : 'option'}
                      role="option"
                      aria-selected={isPicked}
                      onClick={() => toggle(option)}
                    >
                      {props.drawOption(option)}
                      {isPicked && <Icon name="check" />}
                    </div>,
                  ];
                })}
              </div>
              {found.state === 'loading' && options.length === 0 && (
                <p class="options-note">{say('Searching…')}</p>
              )}
              {found.state === 'found' && options.length === 0 && found.unreadable === 0 && (
                <p class="options-note" role="status">
                  {props.nothingFound(query.trim())}
                </p>
              )}
              {found.state === 'found' && found.unreadable > 0 && (
                <p class="options-note" role="status">
                  {saidLeftOut(found.unreadable)}
                </p>
              )}
              {found.state === 'failed' && (
                <p class="options-note" role="alert">
                  {explainError(found.error).what} {explainError(found.error).next}{' '}
                  <button type="button" class="button button-link" onClick={again}>
                    {say('Search again')}
                  </button>
                </p>
              )}
            </div>
          )}
        </div>
      )}
    </Field>
  );
}

/** Jira makes the frame as high as its page: while the list is open, the page reaches down to its end. */
function useRoomBelow(list: RefObject<HTMLDivElement | null>, open: boolean, length: number): void {
  useLayoutEffect(() => {
    if (!open || list.current === null) return;
    const bottom = list.current.getBoundingClientRect().bottom + window.scrollY;
    document.body.style.minHeight = `${Math.ceil(bottom) + 16}px`;
    return () => {
      document.body.style.minHeight = '';
    };
  }, [list, open, length]);
}
