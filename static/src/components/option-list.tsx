import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { say } from '#words/say';
import { explainError } from '../words/call-error';
import { saidLeftOut } from '../words/left-out';
import { Icon } from './icon';
import type { Found } from './use-option-search';

export interface OptionListProps<T> {
  readonly listId: string;
  readonly optionId: (position: number) => string;
  readonly label: string;
  readonly found: Found<T>;
  readonly options: readonly T[];
  /** The place of the one that Enter picks; -1: none. */
  readonly active: number;
  readonly single: boolean;
  readonly isPicked: (option: T) => boolean;
  readonly keyOf: (option: T) => string;
  readonly drawOption: (option: T) => ComponentChildren;
  readonly sectionOf: ((option: T) => string) | undefined;
  /** What is said where nothing was found for what was typed. */
  readonly nothingFound: string;
  readonly boxRef: RefObject<HTMLDivElement | null>;
  readonly onPick: (option: T) => void;
  readonly onAgain: () => void;
  readonly onLeave: (event: FocusEvent) => void;
}

/** What can be picked, below the input, which keeps the focus. */
export function OptionList<T>(props: OptionListProps<T>) {
  const { found, options, boxRef } = props;
  useRoomBelow(boxRef, options.length);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus in the input.
    <div
      class="options"
      ref={boxRef}
      onMouseDown={(event) => event.preventDefault()}
      onFocusOut={props.onLeave}
    >
      <div
        class="options-list"
        id={props.listId}
        role="listbox"
        aria-label={props.label}
        // A list that scrolls would be a stop of Tab, and is gone by then, the focus with it.
        tabIndex={-1}
        aria-busy={found.state === 'loading'}
        aria-multiselectable={!props.single}
      >
        {options.map((option, position) => {
          const section = props.sectionOf?.(option);
          const before = options[position - 1];
          const isFirst = before === undefined || props.sectionOf?.(before) !== section;
          const isPicked = props.isPicked(option);
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
              id={props.optionId(position)}
              class={position === props.active ? 'option option-active' : 'option'}
              role="option"
              aria-selected={isPicked}
              onClick={() => props.onPick(option)}
            >
              {props.drawOption(option)}
              {isPicked && <Icon name="check" />}
            </div>,
          ];
        })}
      </div>
      <Note {...props} />
    </div>
  );
}

/** Why there is nothing to pick from, or less than there is. */
function Note<T>({ found, options, nothingFound, onAgain }: OptionListProps<T>) {
  switch (found.state) {
    case 'loading':
      return options.length > 0 ? null : <p class="options-note">{say('Searching…')}</p>;
    case 'found': {
      const isNothing = options.length === 0 && found.unreadable === 0;
      if (!isNothing && found.unreadable === 0) return null;
      return (
        <p class="options-note" role="status">
          {isNothing ? nothingFound : saidLeftOut(found.unreadable)}
        </p>
      );
    }
    case 'failed':
      return (
        <p class="options-note" role="alert">
          {explainError(found.error).what} {explainError(found.error).next}{' '}
          <button type="button" class="button button-link" onClick={onAgain}>
            {say('Search again')}
          </button>
        </p>
      );
  }
}

/** Jira makes the frame as high as its page: while the list is there, the page reaches down to its end. */
function useRoomBelow(list: RefObject<HTMLDivElement | null>, length: number): void {
  useLayoutEffect(() => {
    if (list.current === null) return;
    const bottom = list.current.getBoundingClientRect().bottom + window.scrollY;
    document.body.style.minHeight = `${Math.ceil(bottom) + 16}px`;
    return () => {
      document.body.style.minHeight = '';
    };
  }, [list, length]);
}
