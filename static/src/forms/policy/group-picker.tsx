import type { NamedGroup } from '#domain/policy/stage-rule';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Combobox } from '../../components/combobox';

/** Groups of the connected site, by name. */
export function GroupPicker({
  id,
  label,
  help,
  error,
  picked,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly error?: string | undefined;
  readonly picked: readonly NamedGroup[];
  readonly onChange: (picked: readonly NamedGroup[]) => void;
}) {
  return (
    <Combobox<NamedGroup>
      id={id}
      label={label}
      help={help}
      error={error}
      placeholder={picked.length === 0 ? say('Search groups') : say('Add another')}
      search={(query) => callAdmin('admin.searchGroups', { query })}
      keyOf={({ groupId }) => groupId}
      nameOf={({ name }) => name}
      drawOption={({ name }) => <bdi>{name}</bdi>}
      drawChip={({ name }) => <bdi>{name}</bdi>}
      picked={picked}
      onPick={({ groupId, name }) => onChange([...picked, { groupId, name }])}
      onRemove={(group) => onChange(picked.filter(({ groupId }) => groupId !== group.groupId))}
      nothingFound={(query) =>
        query === ''
          ? say('The site has no groups.')
          : say('No group is called “{query}”.', { query })
      }
    />
  );
}
