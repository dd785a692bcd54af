import { useEffect, useState } from 'preact/hooks';
import type { AdminGroupOption, RecommendationView, RequestableGroupView } from '#contract/views';
import type { Ruling } from '#domain/policy/ruling';
import { listBare, listNames } from '#words/listing';
import { protectionInShort } from '#words/protection';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Combobox } from '../../components/combobox';
import { ErrorMessage } from '../../components/error-message';
import { Icon } from '../../components/icon';
import { useCall } from '../../components/use-call';
import { ADD_GROUP, focusOnAdding } from './focus-on-adding';
import { ListedGroups } from './listed-groups';
import { addRecommended } from './policy-draft';
import { UnlockQuestion } from './unlock-question';

export interface GroupsFieldProps {
  readonly groups: readonly RequestableGroupView[];
  /** What the policy rules, as it is edited. */
  readonly ruling: Ruling;
  readonly connected: boolean;
  /** What was said before is done: nothing waits to be saved. */
  readonly saved: boolean;
  readonly onChange: (groups: readonly RequestableGroupView[]) => void;
}

/** The groups that can be asked for. A protected one has to be unlocked by itself, knowingly. */
export function GroupsField({ groups, ruling, connected, saved, onChange }: GroupsFieldProps) {
  const [unlocking, setUnlocking] = useState<AdminGroupOption>();
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (saved) setSaid('');
  }, [saved]);

  const pick = (option: AdminGroupOption) => {
    if (asksFirst(option)) setUnlocking(option);
    else add(option, []);
  };
  const answer = (what: string) => {
    setSaid(what);
    setUnlocking(undefined);
    // The button that was pressed is gone.
    focusOnAdding();
  };
  const add = (
    { groupId, name }: AdminGroupOption,
    unlockedFor: RequestableGroupView['unlockedFor'],
  ) => {
    // Whoever is unlocked has been listed, and keeps their place and their owners.
    const before = groups.find((one) => one.groupId === groupId);
    const now = { owners: [], ...before, groupId, name, unlockedFor };
    onChange(
      before === undefined ? [...groups, now] : groups.map((one) => (one === before ? now : one)),
    );
  };
  const recommend = useCall(
    () => callAdmin('admin.recommendGroups', {}),
    (recommended) => {
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
        <div class="groups-adding stack-tight">
          <Combobox<AdminGroupOption>
            id={ADD_GROUP}
            label={say('Add a group')}
            placeholder={say('Search groups')}
            search={(query) => callAdmin('admin.searchGroups', { query })}
            keyOf={({ groupId }) => groupId}
            nameOf={({ name }) => name}
            drawOption={(option) => <GroupOptionRow option={option} />}
            picked={groups.map(asOption)}
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
            <UnlockQuestion
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
        </div>
      )}
      <p role="status" class={said === '' ? 'hidden' : 'subtle'}>
        {said}
      </p>
      <ErrorMessage error={recommend.error} />
      {groups.length === 0 ? (
        <p>{say('No group can be asked for yet. Roles of the work item’s project can be.')}</p>
      ) : (
        <ListedGroups
          groups={groups}
          ruling={ruling}
          connected={connected}
          onUnlock={setUnlocking}
          onChange={onChange}
        />
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
  if (notKnown === 'protection') {
    return say(
      'Nothing is recommended: the site does not tell which groups administer. Show the protected groups to see why.',
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

function asOption({ groupId, name }: RequestableGroupView): AdminGroupOption {
  return {
    groupId,
    name,
    protection: [],
    managedElsewhere: false,
    looksLike: undefined,
    givesProductAccess: undefined,
    recommended: false,
  };
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
