import { say } from '#words/say';
import '../../components/group-list.css';
import { useEffect, useState } from 'preact/hooks';
import { GROUPS_FLAGGED_MAX } from '#contract/limits';
import type { AdminGroupOption, RecommendationView, RequestableGroupView } from '#contract/views';
import { chunksOf } from '#domain/lib/chunks-of';
import { takesSiteAdministrator } from '#domain/protection/judge-protection';
import { listBare, listNames } from '#words/listing';
import { explainProtection, protectionInShort } from '#words/protection';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Combobox } from '../../components/combobox';
import { ErrorMessage } from '../../components/error-message';
import { Icon } from '../../components/icon';
import { Lozenge } from '../../components/lozenge';
import { SectionMessage } from '../../components/section-message';
import { useCall } from '../../components/use-call';
import { GroupOwners } from './group-owners';
import { addRecommended } from './policy-draft';

export interface GroupsFieldProps {
  readonly groups: readonly RequestableGroupView[];
  readonly connected: boolean;
  /** What was said before is done: nothing waits to be saved. */
  readonly saved: boolean;
  readonly onChange: (groups: readonly RequestableGroupView[]) => void;
}

type Known = ReadonlyMap<string, AdminGroupOption>;

/** The groups that can be asked for. A protected one has to be unlocked by itself, knowingly. */
export function GroupsField({ groups, connected, saved, onChange }: GroupsFieldProps) {
  const [known, setKnown] = useState<Known>(new Map());
  const [unlocking, setUnlocking] = useState<AdminGroupOption>();
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (saved) setSaid('');
  }, [saved]);

  const learn = (options: readonly AdminGroupOption[]) =>
    setKnown(
      (before) => new Map([...before, ...options.map((one) => [one.groupId, one] as const)]),
    );
  const search = async (query: string) => {
    const answer = await callAdmin('admin.searchGroups', { query });
    if (answer.ok) learn(answer.value.items);
    return answer;
  };
  // For the flags of the groups that are listed already; of a site with more groups than a search shows, of each.
  useEffect(() => {
    if (connected) void learnListed();
  }, [connected]);
  const learnListed = async () => {
    const shown = await search('');
    if (!shown.ok) return;
    const seen = new Set(shown.value.items.map(({ groupId }) => groupId));
    const others = groups.map(({ groupId }) => groupId).filter((one) => !seen.has(one));
    for (const groupIds of chunksOf(others, GROUPS_FLAGGED_MAX)) {
      const flagged = await callAdmin('admin.flagGroups', { groupIds: [...groupIds] });
      if (!flagged.ok) return;
      learn(flagged.value);
    }
  };

  const pick = (option: AdminGroupOption) => {
    if (asksFirst(option)) setUnlocking(option);
    else add(option, []);
  };
  const answer = (what: string) => {
    setSaid(what);
    setUnlocking(undefined);
    // The button that was pressed is gone.
    document.getElementById('policy-groups')?.focus();
  };
  const add = (
    { groupId, name }: AdminGroupOption,
    unlockedFor: RequestableGroupView['unlockedFor'],
  ) =>
    onChange([
      ...groups.filter((one) => one.groupId !== groupId),
      // Whoever is unlocked has been listed, and keeps their owners.
      { owners: [], ...groups.find((one) => one.groupId === groupId), groupId, name, unlockedFor },
    ]);
  const recommend = useCall(
    () => callAdmin('admin.recommendGroups', {}),
    (recommended) => {
      learn(recommended.groups);
      const next = addRecommended(groups, recommended.groups);
      setSaid(recommendationWords(recommended, next.length - groups.length));
      onChange(next);
    },
  );

  return (
    <div class="stack-tight">
      {!connected && (
        <p class="subtle">
          {say('Connect Atlassian Cloud first: groups are looked up on the site.')}
        </p>
      )}
      {connected && (
        <>
          <Combobox<AdminGroupOption>
            id="policy-groups"
            label={say('Add a group')}
            placeholder={say('Search groups')}
            search={search}
            keyOf={({ groupId }) => groupId}
            nameOf={({ name }) => name}
            drawOption={(option) => <GroupOptionRow option={option} />}
            picked={groups.map((group) => asOption(group, known))}
            onPick={pick}
            asksFirst={asksFirst}
            onRemove={(option) => onChange(groups.filter((one) => one.groupId !== option.groupId))}
            nothingFound={(query) =>
              query === ''
                ? say('The site has no groups.')
                : say('No group is called “{query}”.', { query })
            }
          />
          {unlocking !== undefined && (
            <Unlock
              group={unlocking}
              onYes={() => {
                add(
                  unlocking,
                  unlocking.protection.filter((one) => one !== 'notKnown'),
                );
                answer(
                  say('{name} is unlocked and listed. Save to put that into force.', {
                    name: unlocking.name,
                  }),
                );
              }}
              onNo={() => answer(say('{name} stays protected.', { name: unlocking.name }))}
            />
          )}
          <div class="row">
            <Button
              busy={recommend.running ? say('Looking up groups…') : undefined}
              onClick={recommend.run}
            >
              {say('Use recommended set')}
            </Button>
            <span class="small">
              {say(
                'Every group that gives no administration, costs no seat, isn’t managed by an identity provider, and opens no project of another lead.',
              )}
            </span>
          </div>
        </>
      )}
      <p role="status" class={said === '' ? 'hidden' : 'subtle'}>
        {said}
      </p>
      <ErrorMessage error={recommend.error} />
      {groups.length === 0 ? (
        <p>{say('No group can be asked for yet. Roles of the work item’s project can be.')}</p>
      ) : (
        <ul class="group-list" aria-label={say('Groups that can be asked for')}>
          {groups.map((group) => (
            <GroupRow
              key={group.groupId}
              group={group}
              known={known.get(group.groupId)}
              onUnlock={setUnlocking}
              onOwners={(owners) =>
                onChange(
                  groups.map((one) => (one.groupId === group.groupId ? { ...one, owners } : one)),
                )
              }
              onRemove={() => onChange(groups.filter((one) => one.groupId !== group.groupId))}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** A protected group has to be unlocked. */
const asksFirst = ({ protection }: AdminGroupOption) => protection.length > 0;

function recommendationWords({ notKnown, leftOut }: RecommendationView, added: number): string {
  if (notKnown === 'groups') {
    return say(
      'Nothing is recommended: the site has more groups than it tells at once. Add groups one by one.',
    );
  }
  if (notKnown === 'opens') {
    return say(
      'Nothing is recommended: the site has too many projects to look up which of them each group opens. Add groups one by one.',
    );
  }
  const what =
    added === 0
      ? say('All recommended groups are listed already.')
      : say(
          '{count, plural, one {# recommended group} other {# recommended groups}} added. Save to put them into force.',
          { count: added },
        );
  return leftOut.length === 0
    ? what
    : say('{what} Left out, because they open projects of other leads: {names}.', {
        what,
        names: listNames(leftOut),
      });
}

function asOption({ groupId, name }: RequestableGroupView, known: Known): AdminGroupOption {
  return (
    known.get(groupId) ?? {
      groupId,
      name,
      protection: [],
      managedElsewhere: false,
      looksLike: undefined,
      recommended: false,
    }
  );
}

function GroupOptionRow({ option }: { readonly option: AdminGroupOption }) {
  return (
    <span class="option-body">
      <Icon name={option.protection.length > 0 ? 'lock' : 'group'} />
      <span class="option-words">
        <bdi>{option.name}</bdi>
        {option.protection.length > 0 && (
          <span class="small">
            {say('Protected: {reasons}', {
              reasons: listBare(option.protection.map(protectionInShort)),
            })}
          </span>
        )}
        {option.looksLike !== undefined && (
          <span class="small">
            {option.looksLike.isProtected
              ? say(
                  'Looks like the protected group {name}, but is another one: check who made it',
                  {
                    name: option.looksLike.name,
                  },
                )
              : say('Looks like the group {name}, but is another one: check who made it', {
                  name: option.looksLike.name,
                })}
          </span>
        )}
        {option.managedElsewhere && (
          <span class="small">
            {say('Managed by your identity provider: can’t be changed from here')}
          </span>
        )}
      </span>
    </span>
  );
}

function GroupRow({
  group,
  known,
  onRemove,
  onUnlock,
  onOwners,
}: {
  readonly group: RequestableGroupView;
  readonly known: AdminGroupOption | undefined;
  readonly onRemove: () => void;
  readonly onUnlock: (group: AdminGroupOption) => void;
  readonly onOwners: (owners: RequestableGroupView['owners']) => void;
}) {
  const protection = known?.protection ?? [];
  const locked = protection.filter((one) => one === 'notKnown' || !group.unlockedFor.includes(one));
  return (
    <li class="group-row">
      <Icon name={protection.length > 0 || group.unlockedFor.length > 0 ? 'lock' : 'group'} />
      <bdi class="group-row-name">{group.name}</bdi>
      {group.unlockedFor.length > 0 && (
        <Lozenge tone="warning" icon="warning">
          {say('Unlocked: {reasons}', {
            reasons: listBare(group.unlockedFor.map(protectionInShort)),
          })}
        </Lozenge>
      )}
      {locked.length > 0 && (
        <Lozenge tone="danger" icon="lock">
          {say('Protected: requests are refused ({reasons})', {
            reasons: listBare(locked.map(protectionInShort)),
          })}
        </Lozenge>
      )}
      {locked.length > 0 && known !== undefined && (
        <Button kind="link" about={group.name} onClick={() => onUnlock(known)}>
          {say('Unlock…')}
        </Button>
      )}
      {known?.looksLike !== undefined && (
        <Lozenge tone="warning" icon="warning">
          {say('Looks like {name}', { name: known.looksLike.name })}
        </Lozenge>
      )}
      {known?.managedElsewhere === true && (
        <Lozenge tone="neutral" icon="info">
          {say('Identity provider: can’t be changed')}
        </Lozenge>
      )}
      <button
        type="button"
        class="chip-remove"
        aria-label={say('Remove {name} from the list', { name: group.name })}
        onClick={onRemove}
      >
        <Icon name="cross" />
      </button>
      <GroupOwners group={group} onChange={onOwners} />
    </li>
  );
}

function Unlock({
  group,
  onYes,
  onNo,
}: {
  readonly group: AdminGroupOption;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const isKnown = !group.protection.includes('notKnown');
  return (
    <SectionMessage
      tone="warning"
      title={say('{name} is protected', { name: group.name })}
      announce
    >
      <p>{group.protection.map(explainProtection).join(' ')}</p>
      {isKnown && (
        <p>
          {say(
            'Once it is unlocked, a project lead’s approval is enough to make somebody a member. The unlock covers only what is said here: if the group comes to give more, it is locked again. The last member who can act is never removed.',
          )}
        </p>
      )}
      {isKnown && group.protection.some(takesSiteAdministrator) && (
        <p>{say('Only somebody who administers the site can save this.')}</p>
      )}
      <div class="row">
        {isKnown && (
          <Button kind="danger" onClick={onYes}>
            {say('Unlock {name}', { name: group.name })}
          </Button>
        )}
        <Button kind="subtle" onClick={onNo}>
          {say('Leave it protected')}
        </Button>
      </div>
    </SectionMessage>
  );
}
