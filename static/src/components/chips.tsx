import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { say } from '#words/say';
import { Icon } from './icon';

export interface ChipsProps<T> {
  readonly label: string;
  readonly picked: readonly T[];
  readonly keyOf: (option: T) => string;
  readonly nameOf: (option: T) => string;
  readonly drawChip: (option: T) => ComponentChildren;
  readonly onRemove: (option: T) => void;
}

/** So many picks are shown one by one; hundreds would bury the rest of the form. */
const SHOWN = 20;

/** What was picked, each with its way out. */
export function Chips<T>(props: ChipsProps<T>) {
  const { label, picked, keyOf, nameOf } = props;
  const [all, setAll] = useState(false);
  if (picked.length === 0) return null;
  const shown = all ? picked : picked.slice(0, SHOWN);
  return (
    <ul class="chips" aria-label={say('{label}: chosen', { label })}>
      {shown.map((option) => (
        <li class="chip" key={keyOf(option)}>
          {props.drawChip(option)}
          <button
            type="button"
            class="chip-remove"
            aria-label={say('Remove {name}', { name: nameOf(option) })}
            onClick={() => props.onRemove(option)}
          >
            <Icon name="cross" />
          </button>
        </li>
      ))}
      {shown.length < picked.length && (
        <li>
          <button type="button" class="button button-link" onClick={() => setAll(true)}>
            {say('Show all {count}', { count: picked.length })}
          </button>
        </li>
      )}
    </ul>
  );
}
