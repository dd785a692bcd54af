import { useEffect, useState } from 'preact/hooks';
import type { AdminGroupOption, RequestableGroupView } from '#contract/views';
import { type CallError, call } from '../../api/call';
import { Button } from '../../components/button';
import { Combobox } from '../../components/combobox';
import { ErrorMessage } from '../../components/error-message';
import { Icon } from '../../components/icon';
import { Lozenge } from '../../components/lozenge';
import { SectionMessage } from '../../components/section-message';
import { count } from '../../words/listing';
import { addRecommended } from './policy-draft';

export interface GroupsFieldProps {
  readonly groups: readonly RequestableGroupView[];
  readonly connected: boolean;
  readonly onChange: (groups: readonly RequestableGroupView[]) => void;
}

type Known = ReadonlyMap<string, AdminGroupOption>;

/** The groups that can be asked for. A protected one has to be unlocked by itself, knowingly. */
export function GroupsField({ groups, connected, onChange }: GroupsFieldProps) {
  const [known, setKnown] = useState<Known>(new Map());
  const [unlocking, setUnlocking] = useState<AdminGroupOption>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const [said, setSaid] = useState('');

  const learn = (options: readonly AdminGroupOption[]) =>
    setKnown(
      (before) => new Map([...before, ...options.map((one) => [one.groupId, one] as const)]),
    );
  const search = async (query: string) => {
    const answer = await call('admin.searchGroups', { query });
    if (answer.ok) learn(answer.value);
    return answer;
  };
  // For the flags of the groups that are listed already.
  useEffect(() => {
    if (connected) void search('');
  }, [connected]);

  const pick = (option: AdminGroupOption) => {
    if (option.protected) setUnlocking(option);
    else add(option, false);
  };
  const add = ({ groupId, name }: AdminGroupOption, unlocked: boolean) =>
    onChange([...groups.filter((one) => one.groupId !== groupId), { groupId, name, unlocked }]);
  const recommend = async () => {
    setBusy(true);
    setError(undefined);
    const answer = await call('admin.recommendGroups', {});
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    learn(answer.value);
    const next = addRecommended(groups, answer.value);
    setSaid(
      next.length === groups.length
        ? 'All recommended groups are listed already.'
        : `${count(next.length - groups.length, 'recommended group')} added. Save to put them into force.`,
    );
    onChange(next);
  };

  return (
    <div class="stack-tight">
      {!connected && (
        <p class="subtle">Connect Atlassian Cloud first: groups are looked up on the site.</p>
      )}
      {connected && (
        <>
          <Combobox<AdminGroupOption>
            id="policy-groups"
            label="Add a group"
            placeholder="Search groups"
            search={search}
            keyOf={({ groupId }) => groupId}
            nameOf={({ name }) => name}
            drawOption={(option) => <GroupOptionRow option={option} />}
            picked={groups.map((group) => asOption(group, known))}
            onPick={pick}
            onRemove={(option) => onChange(groups.filter((one) => one.groupId !== option.groupId))}
            nothingFound={(query) =>
              query === '' ? 'The site has no groups.' : `No group is called “${query}”.`
            }
          />
          {unlocking !== undefined && (
            <Unlock
              group={unlocking}
              onYes={() => {
                add(unlocking, true);
                setUnlocking(undefined);
              }}
              onNo={() => setUnlocking(undefined)}
            />
          )}
          <div class="row">
            <Button busy={busy ? 'Looking…' : undefined} onClick={() => void recommend()}>
              Use recommended set
            </Button>
            <span class="small">
              Every group that gives no administration, costs no seat and isn’t managed by an
              identity provider.
            </span>
          </div>
        </>
      )}
      <p role="status" class={said === '' ? 'hidden' : 'subtle'}>
        {said}
      </p>
      {error !== undefined && <ErrorMessage error={error} />}
      {groups.length === 0 ? (
        <p>No group can be asked for yet. Roles of the issue’s project can be.</p>
      ) : (
        <ul class="group-list" aria-label="Groups that can be asked for">
          {groups.map((group) => (
            <GroupRow
              key={group.groupId}
              group={group}
              known={known.get(group.groupId)}
              onRemove={() => onChange(groups.filter((one) => one.groupId !== group.groupId))}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function asOption({ groupId, name }: RequestableGroupView, known: Known): AdminGroupOption {
  return (
    known.get(groupId) ?? {
      groupId,
      name,
      protected: false,
      protection: undefined,
      managedElsewhere: false,
      recommended: false,
    }
  );
}

function GroupOptionRow({ option }: { readonly option: AdminGroupOption }) {
  return (
    <span class="option-body">
      <Icon name={option.protected ? 'lock' : 'group'} />
      <span class="option-words">
        <span>{option.name}</span>
        {option.protected && (
          <span class="small">Protected: {option.protection ?? 'gives administration'}</span>
        )}
        {option.managedElsewhere && (
          <span class="small">Managed by your identity provider: can’t be changed from here</span>
        )}
      </span>
    </span>
  );
}

function GroupRow({
  group,
  known,
  onRemove,
}: {
  readonly group: RequestableGroupView;
  readonly known: AdminGroupOption | undefined;
  readonly onRemove: () => void;
}) {
  return (
    <li class="group-row">
      <Icon name={known?.protected === true || group.unlocked ? 'lock' : 'group'} />
      <span class="group-row-name">{group.name}</span>
      {group.unlocked && (
        <Lozenge tone="warning" icon="warning">
          Protected, unlocked
        </Lozenge>
      )}
      {known?.protected === true && !group.unlocked && (
        <Lozenge tone="danger" icon="lock">
          Protected: requests are refused
        </Lozenge>
      )}
      {known?.managedElsewhere === true && (
        <Lozenge tone="neutral" icon="info">
          Identity provider: can’t be changed
        </Lozenge>
      )}
      <button
        type="button"
        class="chip-remove"
        aria-label={`Remove ${group.name} from the list`}
        onClick={onRemove}
      >
        <Icon name="cross" />
      </button>
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
  return (
    <SectionMessage tone="warning" title={`${group.name} is protected`} announce>
      <p>
        {group.protection ?? 'It gives administration of the site or of Jira.'} Once it is unlocked,
        a project lead’s approval is enough to make somebody a member. The last member is never
        removed.
      </p>
      <div class="row">
        <Button kind="danger" onClick={onYes}>
          Unlock {group.name}
        </Button>
        <Button kind="subtle" onClick={onNo}>
          Leave it protected
        </Button>
      </div>
    </SectionMessage>
  );
}
