import './turn.css';
import type { RequestView } from '#contract/views';
import { PersonName } from '../../components/person-name';
import { SectionMessage } from '../../components/section-message';
import { Since, When } from '../../components/when';
import { deliveryProblem } from '../../words/delivery-problem';
import { grouped, listNames } from '../../words/listing';
import { pauseWords } from '../../words/pause';
import { date, dateAndTime } from '../../words/time';
import { turnInAttention } from '../../words/turn-in-attention';

/** Whose turn it is and since when; or how it ended, by whom and when. */
export function Turn({
  request,
  viewer,
  now,
}: {
  readonly request: RequestView;
  readonly viewer: string;
  readonly now: number;
}) {
  const since = <When at={request.since} now={now} />;
  switch (request.state) {
    case 'awaitingApproval':
      return (
        <>
          <Waiting request={request} viewer={viewer} now={now} />
          <NotReached notReached={request.notReached} />
        </>
      );
    case 'approved':
      return (
        <p class="turn">
          Approved {since}. Multiplier is about to start; nobody has to do anything.
        </p>
      );
    case 'applying':
      if (request.pause !== undefined) return <Paused request={request} now={now} />;
      return (
        <p class="turn">Multiplier is at work, started {since}. This page follows by itself.</p>
      );
    case 'completed':
      return <p class="turn">Everything was done {since}.</p>;
    case 'needsAttention':
      return <NeedsAttention request={request} viewer={viewer} now={now} />;
    case 'withdrawn':
      return (
        <p class="turn">
          Withdrawn by <PersonName person={request.requester} /> {since}. Nothing was changed.
        </p>
      );
    case 'timedOut':
      return (
        <p class="turn">
          Nobody decided in time, so it was closed {since}. Nothing was changed; it can be asked
          again.
        </p>
      );
    case 'declined':
      return <p class="turn">Declined {since}. Nothing was changed.</p>;
  }
}

function Waiting({ request, viewer, now }: TurnProps) {
  const waiting = request.approvals.filter(({ decision }) => decision === undefined);
  const approvers = waiting.flatMap((stage) => stage.approvers);
  const others = approvers.filter(({ accountId }) => accountId !== viewer);
  const yours = others.length < approvers.length;
  const declines = !yours && request.verbs.decline.allowed;
  if (approvers.length === 0) {
    return (
      <p class="turn">
        <strong>Nobody is left who may decide.</strong> A Jira admin can name a fallback approver.{' '}
        <span class="subtle">
          Asked <When at={request.since} now={now} />
        </span>
      </p>
    );
  }
  return (
    <p class="turn">
      {yours && <strong>It is your turn to decide. </strong>}
      {declines && <strong>You lead the project, and can decline it. </strong>}
      {others.length > 0 && (yours ? 'Also asked: ' : 'Waiting for ')}
      {others.map((person, position) => (
        <span key={person.accountId}>
          <PersonName person={person} />
          {position < others.length - 1 ? (waiting.length > 1 ? ' and ' : ' or ') : ' '}
        </span>
      ))}
      <span class="subtle">
        {others.length > 0 ? '· asked' : 'Asked'} <When at={request.since} now={now} />
        {request.timesOutAt !== undefined && (
          <span title={dateAndTime(request.timesOutAt)}>
            {' '}
            · to be decided by {date(request.timesOutAt)}
          </span>
        )}
      </span>
    </p>
  );
}

function Paused({ request, now }: Pick<TurnProps, 'request' | 'now'>) {
  if (request.pause === undefined) return null;
  const { cause, who } = pauseWords(request.pause.cause);
  const until = request.approvalValidUntil;
  return (
    <p class="turn">
      <strong>Waits: {cause}</strong>, <Since at={request.pause.since} now={now} />. {who}
      {until !== undefined && (
        <span class="subtle" title={dateAndTime(until)}>
          {' '}
          The approval is valid until {date(until)}.
        </span>
      )}
    </p>
  );
}

/** That nobody has told the approvers: the requester can. */
function NotReached({ notReached }: { readonly notReached: RequestView['notReached'] }) {
  if (notReached === undefined) return null;
  const names = listNames(
    notReached.to.map(({ displayName }) => displayName),
    'and',
  );
  return (
    <SectionMessage tone="warning" title={`${names} could not be told`}>
      <p>
        {sentenceStart(deliveryProblem(notReached.problem))}.{' '}
        {notReached.isTriedAgain
          ? 'It is tried again by itself, for a day.'
          : 'It was tried for a day, and is not tried any more.'}{' '}
        You can tell them yourself: they decide here.
      </p>
    </SectionMessage>
  );
}

const sentenceStart = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

function NeedsAttention({ request, viewer, now }: TurnProps) {
  const failed = request.progress?.failed ?? 0;
  const involved =
    request.requester.accountId === viewer ||
    request.approvals.some(({ decision }) => decision?.by.accountId === viewer);
  if (request.stopped !== undefined) {
    return (
      <p class="turn">
        Multiplier could not go on <When at={request.since} now={now} /> because of a fault of its
        own (reference {request.stopped.reference}). What was done is kept.{' '}
        {involved ? (
          <>
            <strong>It is your turn:</strong> try again; if it stays so, tell our support team the
            reference.
          </>
        ) : (
          <>
            It is the turn of <PersonName person={request.requester} /> or of whoever approved it.
          </>
        )}
      </p>
    );
  }
  return (
    <p class="turn">
      {failed === 1 ? 'One step' : `${grouped(failed)} steps`} failed{' '}
      <When at={request.since} now={now} />.{' '}
      {involved ? (
        <>
          <strong>It is your turn:</strong> {turnInAttention(request.verbs)}
        </>
      ) : (
        <>
          It is the turn of <PersonName person={request.requester} /> or of whoever approved it.
        </>
      )}
    </p>
  );
}

interface TurnProps {
  readonly request: RequestView;
  readonly viewer: string;
  readonly now: number;
}
