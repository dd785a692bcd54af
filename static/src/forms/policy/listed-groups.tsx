import { useState } from 'preact/hooks';
import type { DescribedGroupView, RequestableGroupView } from '#contract/views';
import type { Ruling } from '#domain/policy/ruling';
import { say } from '#words/say';
import { ErrorMessage } from '../../components/error-message';
import { Pager } from '../../components/pager';
import { SelectField } from '../../components/select-field';
import { TextField } from '../../components/text-field';
import { focusOnAdding } from './focus-on-adding';
import { GroupEditor } from './group-editor';
import { GroupTable, groupRowId } from './group-table';
import { includesText } from './listed-picker';
import { ruledGroup } from './ruled-group';
import { useGroupFacts } from './use-group-facts';

/** Rows at a time. */
const PAGE = 20;
/** From so many on they can be narrowed down. */
const MANY = 8;
const EDITOR = 'policy-group-editor';

type Which = 'all' | 'ownerless' | 'ruled' | 'unruled' | 'unlocked';

export interface ListedGroupsProps {
  readonly groups: readonly RequestableGroupView[];
  readonly ruling: Ruling;
  readonly connected: boolean;
  readonly onUnlock: (group: DescribedGroupView) => void;
  readonly onChange: (groups: readonly RequestableGroupView[]) => void;
}

/** The listed groups: narrowed down, a page at a time, one of them open in the editor. */
export function ListedGroups({ groups, ruling, connected, onUnlock, onChange }: ListedGroupsProps) {
  const [query, setQuery] = useState('');
  const [which, setWhich] = useState<Which>('all');
  const [at, setPage] = useState(0);
  const [chosenId, setChosen] = useState<string>();
  const found = groups.filter(
    (one) => includesText(one.name, query) && isWhich(one, which, ruling),
  );
  const page = Math.min(at, Math.max(0, Math.ceil(found.length / PAGE) - 1));
  const shown = found.slice(page * PAGE, (page + 1) * PAGE);
  const chosen = groups.find(({ groupId }) => groupId === chosenId);
  const looked = chosen === undefined || shown.includes(chosen) ? shown : [...shown, chosen];
  const facts = useGroupFacts(
    connected,
    looked.map(({ groupId }) => groupId),
    groups.map(({ groupId }) => groupId),
  );
  const known = (id: string) => facts.described.value?.find(({ groupId }) => groupId === id);
  const close = () => {
    const row = chosen && document.getElementById(groupRowId(chosen.groupId));
    setChosen(undefined);
    if (row) row.focus();
    else focusOnAdding();
  };
  const remove = (group: RequestableGroupView) => {
    // The focus is on what stays: the row that takes its place, or the one before.
    const place = shown.indexOf(group);
    const next = shown[place + 1] ?? shown[place - 1];
    setChosen(undefined);
    if (next === undefined) focusOnAdding();
    else document.getElementById(groupRowId(next.groupId))?.focus();
    onChange(groups.filter((one) => one !== group));
  };
  return (
    <div class="stack">
      {groups.length > MANY && (
        <div class="groups-found">
          <TextField
            label={say('Find a listed group')}
            type="search"
            value={query}
            onChange={(text) => {
              setQuery(text);
              setPage(0);
            }}
          />
          <SelectField<Which>
            label={say('Show')}
            value={which}
            options={[
              { value: 'all', label: say('All groups') },
              { value: 'ownerless', label: say('Without an owner') },
              { value: 'ruled', label: say('With a rule of their own') },
              { value: 'unruled', label: say('Without a rule of their own') },
              { value: 'unlocked', label: say('Unlocked') },
            ]}
            onChange={(chosenWhich) => {
              setWhich(chosenWhich);
              setPage(0);
            }}
          />
        </div>
      )}
      <p role="status" class={groups.length > MANY ? 'small' : 'hidden'}>
        {say('{count, plural, one {# group is} other {# groups are}} listed, {found} shown here.', {
          count: groups.length,
          found: found.length,
        })}
      </p>
      <ErrorMessage error={facts.described.error} onRetry={facts.described.reload} />
      <div class={chosen === undefined ? 'groups-split' : 'groups-split groups-split-open'}>
        <div class="stack-tight">
          {shown.length === 0 ? (
            <p>{say('No listed group matches.')}</p>
          ) : (
            <GroupTable
              groups={shown}
              ruling={ruling}
              connected={connected}
              facts={facts}
              known={known}
              chosen={chosen?.groupId}
              editorId={EDITOR}
              onChoose={(id) => (id === chosenId ? close() : setChosen(id))}
            />
          )}
          <Pager
            label={say('Pages of listed groups')}
            page={page}
            size={PAGE}
            count={found.length}
            onPage={setPage}
          />
          {connected && facts.opensAre === 'notKnown' && (
            <p class="small">
              {say(
                'Which projects a group opens is not shown: the site has too many to look through, or does not tell all of them.',
              )}
            </p>
          )}
        </div>
        {chosen !== undefined && (
          <GroupEditor
            id={EDITOR}
            group={chosen}
            ruling={ruling}
            connected={connected}
            facts={facts}
            known={known(chosen.groupId)}
            onUnlock={onUnlock}
            onOwners={(owners) =>
              onChange(groups.map((one) => (one === chosen ? { ...one, owners } : one)))
            }
            onRemove={() => remove(chosen)}
            onClose={close}
          />
        )}
      </div>
    </div>
  );
}

function isWhich(group: RequestableGroupView, which: Which, ruling: Ruling): boolean {
  switch (which) {
    case 'all':
      return true;
    case 'ownerless':
      return group.owners.length === 0;
    case 'ruled':
      return ruledGroup(ruling, group).rules.length > 0;
    case 'unruled':
      return ruledGroup(ruling, group).rules.length === 0;
    case 'unlocked':
      return group.unlockedFor.length > 0;
  }
}
