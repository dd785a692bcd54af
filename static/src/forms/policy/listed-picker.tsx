import type { RequestableGroupView } from '#contract/views';
import { allListed } from '#domain/lib/listed';
import { say } from '#words/say';
import { Combobox } from '../../components/combobox';

/** Found at once. */
const SHOWN = 50;

/** Of many listed groups, those that a rule is about. */
export function ListedPicker({
  id,
  label = say('These groups'),
  listed,
  chosen,
  onChange,
}: {
  readonly id: string;
  readonly label?: string;
  readonly listed: readonly RequestableGroupView[];
  readonly chosen: readonly string[];
  readonly onChange: (groupIds: readonly string[]) => void;
}) {
  const picked = listed.filter(({ groupId }) => chosen.includes(groupId));
  const find = async (query: string) => {
    const found = listed.filter(({ name }) => includesText(name, query));
    return { ok: true, value: allListed(found.slice(0, SHOWN)) } as const;
  };
  const change = (groups: readonly RequestableGroupView[]) =>
    onChange(groups.map(({ groupId }) => groupId));
  return (
    <Combobox<RequestableGroupView>
      id={id}
      label={label}
      placeholder={picked.length === 0 ? say('Search listed groups') : say('Add another')}
      search={find}
      keyOf={({ groupId }) => groupId}
      nameOf={({ name }) => name}
      drawOption={({ name }) => <bdi>{name}</bdi>}
      drawChip={({ name }) => <bdi>{name}</bdi>}
      picked={picked}
      onPick={(group) => change([...picked, group])}
      onRemove={(group) => change(picked.filter((one) => one !== group))}
      nothingFound={(query) => say('No listed group is called “{query}”.', { query })}
    />
  );
}

/** Whether a name has that in it, in whatever case of letters. */
export const includesText = (name: string, query: string): boolean =>
  name.toLocaleLowerCase('en').includes(query.trim().toLocaleLowerCase('en'));
