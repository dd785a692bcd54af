import { useState } from 'preact/hooks';
import type { RequestableGroupView } from '#contract/views';
import type { Person } from '#domain/action/person';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { PersonPicker } from '../../components/person-picker';

/** Who answers for a listed group, for rules that ask its owner. */
export function GroupOwners({
  group: { groupId, name, owners },
  onChange,
}: {
  readonly group: RequestableGroupView;
  readonly onChange: (owners: readonly Person[]) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div class="stack-tight">
      <div class="row small">
        {owners.length > 0 &&
          say('Owned by {names}', { names: listNames(owners.map((one) => one.displayName)) })}
        <Button kind="link" about={name} expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {owners.length === 0 ? say('Name an owner…') : say('Change owners…')}
        </Button>
      </div>
      {isOpen && (
        <PersonPicker<Person>
          id={`owners-${groupId}`}
          label={say('Owners of {name}', { name })}
          help={say(
            'Asked to decide where a rule asks the owner of the group. Any one of them can.',
          )}
          placeholder={owners.length === 0 ? say('Search people') : say('Add another')}
          search={(query) => callAdmin('admin.searchPeople', { query })}
          picked={owners}
          onChange={onChange}
        />
      )}
    </div>
  );
}
