import type { ComponentChildren } from 'preact';
import { accountIdIn } from '#domain/action/account-id';
import type { Person } from '#domain/action/person';
import { say } from '#words/say';
import { Combobox, type ComboboxProps } from './combobox';
import { PersonName } from './person-name';
import { PersonOption } from './person-option';

export interface PersonPickerProps<P extends Person>
  extends Pick<
    ComboboxProps<P>,
    'id' | 'label' | 'placeholder' | 'help' | 'error' | 'search' | 'single'
  > {
  readonly picked: readonly P[];
  readonly onChange: (picked: readonly P[]) => void;
  /** Said of somebody who is found, beside their name. */
  readonly beside?: (person: P) => ComponentChildren;
}

/** One person of those who are found, or several. */
export function PersonPicker<P extends Person>(props: PersonPickerProps<P>) {
  const { picked, onChange, beside } = props;
  return (
    <Combobox<P>
      {...props}
      keyOf={({ accountId }) => accountId}
      nameOf={({ displayName }) => displayName}
      drawOption={(person) => (
        <span class="row">
          <PersonOption person={person} />
          {beside?.(person)}
        </span>
      )}
      drawChip={(person) => <PersonName person={person} />}
      onPick={(person) => onChange(props.single === true ? [person] : [...picked, person])}
      onRemove={(person) => onChange(picked.filter((one) => one.accountId !== person.accountId))}
      nothingFound={nobodyFound}
    />
  );
}

export function nobodyFound(query: string): string {
  if (query === '') return say('Type a name, an email or an account ID.');
  return accountIdIn(query) === undefined
    ? say('Nobody called “{query}” was found.', { query })
    : say('No active account with this ID was found.');
}
