import type { ListedRequestView } from '#contract/views';
import { stateWords } from '#words/request-state';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { Button } from '../../components/button';
import { Detail } from '../../components/detail';
import { Lozenge } from '../../components/lozenge';
import { PersonName } from '../../components/person-name';
import { Table } from '../../components/table';
import { Since, When } from '../../components/when';
import { Access, Label, Whom, WorkItem } from './request-cells';

/** Of an id: enough to tell one from another. */
const ID_SHOWN = 8;
/** So many of those whose turn it is stand in a line. */
const NAMED = 3;

export function RequestLines({
  requests,
  now,
  siteUrl,
  onAudit,
}: {
  readonly requests: readonly ListedRequestView[];
  readonly now: number;
  readonly siteUrl: string | undefined;
  readonly onAudit: (requestId: string) => void;
}) {
  return (
    <Table
      head={[say('Asked'), say('Who'), say('Whom'), say('Access'), say('State'), say('Work item')]}
    >
      {requests.map((request) => (
        <tr key={request.requestId}>
          <td class="audit-when">
            {dateAndTime(request.createdAt)}
            <Detail>
              <When at={request.createdAt} now={now} />
            </Detail>
          </td>
          <td>
            <Label>{say('Asked by')}</Label>
            <PersonName person={request.requester} />
          </td>
          <td>
            <Whom request={request} />
          </td>
          <td>
            <Access request={request} />
          </td>
          <td class="audit-says">
            <div class="stack-tight">
              <State request={request} now={now} />
              <Button
                kind="link"
                about={say('of request {id}', { id: request.requestId.slice(0, ID_SHOWN) })}
                onClick={() => onAudit(request.requestId)}
              >
                {say('All that happened')}
              </Button>
            </div>
          </td>
          <WorkItem issueKey={request.issueKey} siteUrl={siteUrl} />
        </tr>
      ))}
    </Table>
  );
}

function State({ request, now }: { readonly request: ListedRequestView; readonly now: number }) {
  const { state, pause, since, waitsFor, timesOutAt, decisions } = request;
  const { label, tone, icon } = stateWords({ state, pause, late: undefined, access: undefined });
  const shown = waitsFor.slice(0, NAMED);
  return (
    <>
      <span>
        <Lozenge tone={tone} icon={icon}>
          {label}
        </Lozenge>
      </span>
      <Detail>
        <Since at={since} now={now} />
      </Detail>
      {decisions.some(({ decision }) => decision === 'byPolicy') && (
        <Detail>{say('Decided by policy')}</Detail>
      )}
      {decisions.some(({ decision }) => decision === 'brokeGlass') && (
        <Detail>{say('Glass broken')}</Detail>
      )}
      {shown.length > 0 && <Detail>{say('It is the turn of')}</Detail>}
      {shown.map((person) => (
        <PersonName key={person.accountId} person={person} />
      ))}
      {waitsFor.length > shown.length && (
        <span class="subtle">
          {say('and {more} more', { more: waitsFor.length - shown.length })}
        </span>
      )}
      {timesOutAt !== undefined && (
        <Detail>{say('Times out on {date}', { date: dateAndTime(timesOutAt) })}</Detail>
      )}
    </>
  );
}
