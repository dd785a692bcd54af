import type { Person } from '#domain/action/person';
import { call } from '../../api/call';
import { Combobox } from '../../components/combobox';
import { PersonName } from '../../components/person-name';
import { PersonOption } from '../../components/person-option';

export function PeopleField({
  issueId,
  people,
  error,
  onChange,
}: {
  readonly issueId: string;
  readonly people: readonly Person[];
  readonly error: string | undefined;
  readonly onChange: (people: readonly Person[]) => void;
}) {
  return (
    <Combobox<Person>
      id="ask-people"
      label="Who is it for?"
      required
      placeholder={people.length === 0 ? 'Search by name or e-mail' : 'Add another'}
      error={error}
      search={(query) => call('people.search', { issueId, query })}
      keyOf={({ accountId }) => accountId}
      nameOf={({ displayName }) => displayName}
      drawOption={(person) => <PersonOption person={person} />}
      drawChip={(person) => <PersonName person={person} />}
      picked={people}
      onPick={(person) => onChange([...people, person])}
      onRemove={(person) =>
        onChange(people.filter(({ accountId }) => accountId !== person.accountId))
      }
      nothingFound={(query) =>
        query === '' ? 'Type a name or an e-mail.' : `Nobody called “${query}” was found.`
      }
    />
  );
}
