import { say } from '#words/say';
import { sayWithElements } from '../../components/say-with-elements';
import './group-opens.css';
import { SUBJECTS_SHOWN } from '#contract/limits';
import type { ApprovalView, OpensView } from '#contract/views';
import type { Verb } from '#domain/action/action';
import type { Entitlement } from '#domain/action/entitlement';
import { listNames } from '#words/listing';
import { type Load, type Read, useLoad } from '../../components/use-load';
import { explainError } from '../../words/call-error';
import { opensLines, receivingLine } from '../../words/opens';
import { otherWayLine, smallerLines } from '../../words/other-ways';

/** What comes with the groups that people are added to, and what they have already. Asked for when it is shown, beside the plan. */
export function GroupOpens({
  read,
  of,
  changes,
  isOfAll,
  asked,
}: {
  /** Undefined where nothing is given to anybody. */
  readonly read: Read<OpensView> | undefined;
  /** What is asked: another is read anew. */
  readonly of: string;
  readonly changes: readonly { readonly verb: Verb; readonly entitlement: Entitlement }[];
  /** Everybody for whom it is asked is asked about. */
  readonly isOfAll: boolean;
  /** Account ids of everybody who is told of the request and can stop it. */
  readonly asked: ReadonlySet<string>;
}) {
  const load = useLoad(read, of);
  const { groups, created } = groupsOf(changes);
  // An answer counts for the question it was given to.
  const opens = load.current ? load.value : undefined;
  const others = opens !== undefined && (
    <OtherWays opens={opens} isOfAll={isOfAll && opens.otherWaysOfAll} />
  );
  if (groups.size + created.length === 0) {
    return (
      <>
        <Receiving groups={opens?.receiving ?? []} />
        {others}
      </>
    );
  }
  return (
    <>
      <div class="opens stack-tight">
        <Receiving groups={opens?.receiving ?? []} />
        <p>
          <strong>
            {groups.size + created.length === 1
              ? say('What comes with the group')
              : say('What comes with the groups')}
          </strong>
        </p>
        {groups.size > 0 && <Answered load={load} groups={groups} asked={asked} />}
        {created.map((name) => (
          <p key={name}>
            {sayWithElements('{group} is new and opens no project yet.', {
              group: <strong>{name}</strong>,
            })}
          </p>
        ))}
      </div>
      {others}
    </>
  );
}

/** Who has what is asked for another way: it may not be needed, and stays where it is taken back. */
function OtherWays({
  opens: { otherWays, otherWaysNotKnown },
  isOfAll,
}: {
  readonly opens: OpensView;
  readonly isOfAll: boolean;
}) {
  if (otherWays.length + otherWaysNotKnown.length === 0) return null;
  return (
    <div class="opens stack-tight">
      <p>
        <strong>{say('What they have already')}</strong>
      </p>
      <ul>
        {otherWays.map((way) => {
          const line = otherWayLine(way);
          return <li key={line}>{line}</li>;
        })}
        {otherWaysNotKnown.length > 0 && (
          <li>
            {say(
              'The site does not say at the moment which groups {names} {count, plural, one {is} other {are}} in.',
              {
                names: listNames(otherWaysNotKnown, 'and'),
                count: otherWaysNotKnown.length,
              },
            )}
          </li>
        )}
      </ul>
      {!isOfAll && (
        <p class="subtle">
          {say('Looked up for the first {count} people.', { count: SUBJECTS_SHOWN })}
        </p>
      )}
    </div>
  );
}

/** Whoever is in a group that is given something: the request names none of them. */
function Receiving({ groups }: { readonly groups: OpensView['receiving'] }) {
  if (groups.length === 0) return null;
  return (
    <ul>
      {groups.map((group) => (
        <li key={group.groupId}>{receivingLine(group)}</li>
      ))}
    </ul>
  );
}

function Answered({
  load,
  groups,
  asked,
}: {
  readonly load: Load<OpensView>;
  readonly groups: ReadonlyMap<string, string>;
  readonly asked: ReadonlySet<string>;
}) {
  if (load.error !== undefined) {
    const { what, why } = explainError(load.error);
    return (
      <p role="status">
        {say('Which projects they open is not known. {what} {why}', { what, why })}
      </p>
    );
  }
  // An answer counts for the question it was given to.
  if (!load.current || load.value === undefined) {
    return (
      <p class="subtle" role="status">
        {say('Looking up what is opened…')}
      </p>
    );
  }
  const opens = load.value;
  return [...groups].map(([groupId, name]) => {
    const group = opens.groups.find((one) => one.groupId === groupId);
    if (group === undefined) {
      return (
        <p key={groupId}>
          {sayWithElements(
            '{group}: what it opens is not known. It can’t be asked for now, or is no longer on the site.',
            { group: <strong>{name}</strong> },
          )}
        </p>
      );
    }
    return (
      <div key={groupId}>
        <p>
          {group.members === undefined
            ? sayWithElements('{group} opens:', { group: <strong>{group.name}</strong> })
            : sayWithElements(
                '{group}, with {count, plural, one {# member} other {# members}} today, opens:',
                { group: <strong>{group.name}</strong>, count: group.members },
              )}
        </p>
        <ul>
          {opensLines(group, opens, asked).map(({ text, warning }) => (
            <li key={`${text} ${warning}`}>
              {text}
              {text !== '' && warning !== undefined && ', '}
              {warning !== undefined && <strong>{warning}</strong>}
            </li>
          ))}
        </ul>
        {smallerLines(group).map((line) => (
          <p class="subtle" key={line}>
            {line}
          </p>
        ))}
      </div>
    );
  });
}

/** Whoever decides a stage, or may decline it: either ends the request. */
export function whoIsAsked(
  approvals: readonly Pick<ApprovalView, 'approvers' | 'mayDecline'>[],
): ReadonlySet<string> {
  const people = approvals.flatMap(({ approvers, mayDecline }) => [...approvers, ...mayDecline]);
  return new Set(people.map(({ accountId }) => accountId));
}

/** Names of groups that are there, by id, and of those that are created. */
function groupsOf(changes: readonly { readonly verb: Verb; readonly entitlement: Entitlement }[]): {
  readonly groups: ReadonlyMap<string, string>;
  readonly created: readonly string[];
} {
  const given = changes.filter(({ verb }) => verb !== 'remove').map((one) => one.entitlement);
  return {
    groups: new Map(
      given.flatMap((one) => (one.kind === 'group' ? [[one.groupId, one.name] as const] : [])),
    ),
    created: [...new Set(given.flatMap((one) => (one.kind === 'newGroup' ? [one.name] : [])))],
  };
}
