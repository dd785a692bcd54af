import './group-table.css';
import type { ComponentChildren } from 'preact';
import type { DescribedGroupView, GroupOpenView, RequestableGroupView } from '#contract/views';
import type { Ruling } from '#domain/policy/ruling';
import { listBare, listNames } from '#words/listing';
import { say } from '#words/say';
import { Icon } from '../../components/icon';
import { Table } from '../../components/table';
import { GroupMarks, isLocked, isMarked } from './group-marks';
import { ruledGroup } from './ruled-group';
import type { GroupFacts } from './use-group-facts';

export interface GroupTableProps {
  /** Those that are shown. */
  readonly groups: readonly RequestableGroupView[];
  readonly ruling: Ruling;
  readonly connected: boolean;
  readonly facts: GroupFacts;
  readonly known: (groupId: string) => DescribedGroupView | undefined;
  readonly chosen: string | undefined;
  readonly editorId: string;
  readonly onChoose: (groupId: string) => void;
}

export const groupRowId = (groupId: string) => `policy-group-${groupId}`;

/** The groups that can be asked for, a row each; what is chosen opens in the editor beside it. */
export function GroupTable(props: GroupTableProps) {
  const { groups, connected, facts } = props;
  const showsOpens = connected && facts.opensAre !== 'notKnown';
  const besides = (label: string) => ({ label, kind: 'group-besides' });
  return (
    <div class="group-table">
      <Table
        label={say('Groups that can be asked for')}
        head={[
          say('Group'),
          ...(connected ? [besides(say('Members'))] : []),
          ...(showsOpens ? [besides(say('Opens'))] : []),
          say('Protected'),
          ...(connected ? [besides(say('Seat'))] : []),
          say('Rule'),
          besides(say('Longest term')),
        ]}
      >
        {groups.map((group) => (
          <GroupRow key={group.groupId} {...props} group={group} showsOpens={showsOpens} />
        ))}
      </Table>
    </div>
  );
}

function GroupRow({
  group,
  ruling,
  connected,
  facts,
  known,
  chosen,
  editorId,
  showsOpens,
  onChoose,
}: GroupTableProps & {
  readonly group: RequestableGroupView;
  readonly showsOpens: boolean;
}) {
  const { groupId, name, owners } = group;
  const described = known(groupId);
  const { loading, current } = facts.described;
  const isGone = connected && current && described === undefined;
  const { rules, longestTermDays } = ruledGroup(ruling, group);
  const marked = isMarked(group, described);
  const missing = loading ? <LookedUp /> : <NotKnown />;
  return (
    <tr>
      <td>
        <span class="row row-whole">
          <Icon name={isLocked(group, described) ? 'lock' : 'group'} />
          <button
            type="button"
            id={groupRowId(groupId)}
            class="button button-link"
            aria-expanded={chosen === groupId}
            aria-controls={chosen === groupId ? editorId : undefined}
            onClick={() => onChoose(groupId)}
          >
            <bdi>{name}</bdi>
          </button>
        </span>
        {owners.length > 0 && (
          <div class="small">
            {say('Owned by {names}', { names: listNames(owners.map((one) => one.displayName)) })}
          </div>
        )}
        {isGone && <div class="small">{say('Not found on the site')}</div>}
      </td>
      {connected && (
        <Cell label={say('Members')} kind="group-number group-besides">
          {described?.members ?? missing}
        </Cell>
      )}
      {showsOpens && (
        <Cell label={say('Opens')} plain={!facts.opens.has(groupId)} kind="group-besides">
          {facts.opensAre === 'lookedUp' ? <LookedUp /> : opensInShort(facts.opens.get(groupId))}
        </Cell>
      )}
      <Cell label={say('Protected')} plain={!marked}>
        {described === undefined && connected ? (
          missing
        ) : (
          <IsProtected group={group} described={described} marked={marked} />
        )}
      </Cell>
      {connected && (
        <Cell
          label={say('Seat')}
          plain={described?.givesProductAccess !== true}
          kind="group-besides"
        >
          {described === undefined ? missing : seatInShort(described.givesProductAccess)}
        </Cell>
      )}
      <Cell label={say('Rule')} plain={rules.length === 0}>
        {rules.length === 0 ? say('Everything listed') : listBare(rules.map((rule) => rule.name))}
      </Cell>
      <Cell label={say('Longest term')} plain={longestTermDays === undefined} kind="group-besides">
        {termInShort(longestTermDays)}
      </Cell>
    </tr>
  );
}

function IsProtected({
  group,
  described,
  marked,
}: {
  readonly group: RequestableGroupView;
  readonly described: DescribedGroupView | undefined;
  readonly marked: boolean;
}) {
  if (!marked) return <>{say('No')}</>;
  return (
    <span class="row">
      <GroupMarks group={group} known={described} inFull={false} />
    </span>
  );
}

function Cell({
  label,
  kind = '',
  plain = false,
  children,
}: {
  readonly label: string;
  readonly kind?: string;
  /** As it is of most groups. */
  readonly plain?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <td class={plain ? `${kind} group-plain` : kind}>
      <span class="narrow-only small">{label} </span>
      {children}
    </td>
  );
}

export const LookedUp = () => <span class="subtle">{say('Looking…')}</span>;
export const NotKnown = () => <span class="subtle">{say('Not known')}</span>;

const opensInShort = (opens: GroupOpenView | undefined): string =>
  opens === undefined
    ? say('Nothing')
    : say('{count, plural, one {# project} other {# projects}}', { count: opens.projects });

export function seatInShort(givesProductAccess: boolean | undefined): string {
  if (givesProductAccess === undefined) return say('Not known');
  return givesProductAccess ? say('Costs one') : say('None');
}

export const termInShort = (days: number | undefined): string =>
  days === undefined
    ? say('Any')
    : say('{count, plural, one {# day} other {# days}}', { count: days });
