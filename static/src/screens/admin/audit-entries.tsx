import { useId, useState } from 'preact/hooks';
import type {
  AuditEntryView,
  AuditedDecisionView,
  AuditedRequestView,
  ReviewView,
} from '#contract/views';
import { auditSentence, nameActor } from '#words/audit/audit-sentence';
import { stateWords } from '#words/request-state';
import { say } from '#words/say';
import { dateAndTime, hours } from '#words/time';
import { Avatar } from '../../components/avatar';
import { Button } from '../../components/button';
import { Detail } from '../../components/detail';
import { Lozenge } from '../../components/lozenge';
import { PersonName } from '../../components/person-name';
import { Table } from '../../components/table';
import { When } from '../../components/when';
import { AuditEvents } from './audit-events';
import { Access, Label, Nothing, Whom, WorkItem } from './request-cells';

interface EntriesProps {
  readonly entries: readonly AuditEntryView[];
  readonly now: number;
  readonly siteUrl: string | undefined;
  /** Of the only request that is asked for, all is seen at once. */
  readonly unfolded: boolean;
}

/** Of an id: enough to tell one from another. */
const ID_SHOWN = 8;

export function AuditEntries({ entries, ...shown }: EntriesProps) {
  return (
    <Table
      head={[
        say('When'),
        say('Who'),
        say('What'),
        say('Whom'),
        say('Access'),
        say('Work item'),
        say('Request'),
      ]}
    >
      {entries.map((entry) =>
        entry.of === 'request' ? (
          <RequestLine key={entry.requestId} entry={entry} {...shown} />
        ) : (
          <EventLine key={entry.event.id} entry={entry} {...shown} />
        ),
      )}
    </Table>
  );
}

type Shown = Omit<EntriesProps, 'entries'>;

function RequestLine({
  entry,
  now,
  siteUrl,
  unfolded,
}: Shown & { readonly entry: Extract<AuditEntryView, { of: 'request' }> }) {
  const { request, latest, requestId, at } = entry;
  const [open, setOpen] = useState(unfolded);
  const id = useId();
  return (
    <>
      <tr>
        <Moment at={at} now={now} />
        <td>{request === undefined ? <Nothing /> : <Who request={request} />}</td>
        <td class="audit-says">
          <div class="stack-tight">
            {request !== undefined && <State request={request} />}
            {latest !== undefined && <Detail>{auditSentence(latest)}</Detail>}
            <Button
              kind="link"
              icon="chevron"
              expanded={open}
              controls={id}
              about={say('of request {id}', { id: requestId.slice(0, ID_SHOWN) })}
              onClick={() => setOpen(!open)}
            >
              {say('All that happened')}
            </Button>
          </div>
        </td>
        <td>{request === undefined ? <Nothing /> : <Whom request={request} />}</td>
        <td>{request === undefined ? <Nothing /> : <Access request={request} />}</td>
        <WorkItem issueKey={entry.issueKey} siteUrl={siteUrl} />
        <td class="audit-id">
          <Label>{say('Request')}</Label>
          <code title={requestId}>{requestId.slice(0, ID_SHOWN)}</code>
        </td>
      </tr>
      <tr id={id} hidden={!open} class="audit-unfolded">
        <td colSpan={7}>{open && <AuditEvents requestId={requestId} />}</td>
      </tr>
    </>
  );
}

function EventLine({
  entry: { event, issueKey },
  now,
  siteUrl,
}: Shown & { readonly entry: Extract<AuditEntryView, { of: 'noRequest' }> }) {
  const { actor } = event;
  return (
    <tr>
      <Moment at={event.at} now={now} />
      <td>
        <span class="person">
          <Avatar
            name={nameActor(actor)}
            url={actor.kind === 'person' ? actor.avatarUrl : undefined}
            size={20}
          />
          <bdi class="person-name">{nameActor(actor)}</bdi>
        </span>
      </td>
      <td colSpan={3}>{auditSentence(event)}</td>
      <WorkItem issueKey={issueKey} siteUrl={siteUrl} />
      <td class="audit-none">
        <Nothing />
      </td>
    </tr>
  );
}

function Moment({ at, now }: { readonly at: number; readonly now: number }) {
  return (
    <td class="audit-when">
      {dateAndTime(at)}
      <Detail>
        <When at={at} now={now} />
      </Detail>
    </td>
  );
}

function State({ request: { state } }: { readonly request: AuditedRequestView }) {
  const { label, tone, icon } = stateWords({
    state,
    pause: undefined,
    late: undefined,
    access: undefined,
  });
  return (
    <span>
      <Lozenge tone={tone} icon={icon}>
        {label}
      </Lozenge>
    </span>
  );
}

/** Who asked, and who decided. */
function Who({
  request: { requester, decisions, review },
}: {
  readonly request: AuditedRequestView;
}) {
  return (
    <span class="stack-tight">
      <span>
        <Label>{say('Asked by')}</Label>
        <PersonName person={requester} />
      </span>
      {decisions.map((one) => (
        <Decided key={`${one.decision} ${one.by.accountId} ${one.at}`} decision={one} />
      ))}
      {review !== undefined && <Reviewed review={review} />}
    </span>
  );
}

/** What came of looking at what was taken before anybody decided. */
function Reviewed({ review: { closed } }: { readonly review: ReviewView }) {
  if (closed === undefined) return <Detail>{say('Its review is open')}</Detail>;
  return (
    <span>
      <Detail>
        {closed.verdict === 'inOrder'
          ? say('Reviewed, in order, by')
          : say('Reviewed, not in order, by')}
      </Detail>{' '}
      <PersonName person={closed.by} />
    </span>
  );
}

function Decided({ decision: one }: { readonly decision: AuditedDecisionView }) {
  switch (one.decision) {
    case 'byPolicy':
      return (
        <span>
          <Detail>
            {say('Decided by policy, version {version}, signed by', { version: one.policyVersion })}
          </Detail>{' '}
          <PersonName person={one.by} />
        </span>
      );
    case 'brokeGlass':
      return (
        <span>
          <Detail>
            {say('Glass broken, under version {version} of the policy, enabled by', {
              version: one.policyVersion,
            })}
          </Detail>{' '}
          <PersonName person={one.by} />
        </span>
      );
    case 'approved':
    case 'declined':
      return (
        <span>
          <Detail>{one.decision === 'approved' ? say('Approved by') : say('Declined by')}</Detail>{' '}
          <PersonName person={one.by} />
          {one.standsFor !== undefined && (
            <Detail>{say('for {name}, who was away', { name: one.standsFor.displayName })}</Detail>
          )}
          {one.afterHours !== undefined && (
            <Detail>{say('not decided within {hours}', { hours: hours(one.afterHours) })}</Detail>
          )}
        </span>
      );
  }
}
