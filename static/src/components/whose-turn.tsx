import { say } from '#words/say';
import { sayWithElements } from './say-with-elements';
import './whose-turn.css';
import type { RequestView } from '#contract/views';
import { eachOnce } from '#domain/action/person';
import { askedFirst, decidesAfterHours, letIn } from '#domain/approval/in-place-of';
import { letInAt } from '#domain/approval/let-in';
import { isApproved, openStages, stillNeeded } from '#domain/approval/turns';
import { APPROVAL_HOLDS_FOR } from '#domain/lib/approval-holds';
import { DAY } from '#domain/lib/time';
import { lessTimeBy } from '#domain/request/less-time';
import { openQuestion } from '#domain/request/open-question';
import { QUESTION_STANDS } from '#domain/request/question';
import { closedForAdvice, closedForWords } from '#words/closed-for';
import { deliveryProblem } from '#words/delivery-problem';
import { asSentence, listInParts, listNames, sentenceStart } from '#words/listing';
import { date, dateAndTime, days, hours } from '#words/time';
import { needsAttentionAdvice } from '../words/needs-attention-advice';
import { pauseWords } from '../words/pause';
import { PersonName } from './person-name';
import { SectionMessage } from './section-message';
import { StageAsked } from './stage-asked';
import { Since, When } from './when';

/** Whose turn it is and since when; or how it ended, by whom and when. */
export function WhoseTurn({
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
          <LetIn request={request} viewer={viewer} />
          <Asks request={request} viewer={viewer} />
          <NextTurns request={request} viewer={viewer} />
          <LessTime request={request} viewer={viewer} />
          <NotReached notReached={request.notReached} />
        </>
      );
    case 'scheduled':
      if (request.pause !== undefined) return <Paused request={request} now={now} />;
      return (
        <p class="turn">
          {sayWithElements(
            'Approved {since}. It starts on {time}: who decides is asked again then, and it is planned anew.',
            { since, time: dateAndTime(request.startsAt ?? request.since) },
          )}
        </p>
      );
    case 'approved':
      if (request.review !== undefined) {
        return (
          <p class="turn">
            {sayWithElements(
              'Taken by breaking the glass {since}. Multiplier is about to start; nobody has to do anything for it.',
              { since },
            )}
          </p>
        );
      }
      return (
        <p class="turn">
          {sayWithElements(
            'Approved {since}. Multiplier is about to start; nobody has to do anything.',
            {
              since,
            },
          )}
        </p>
      );
    case 'applying':
      if (request.pause !== undefined) return <Paused request={request} now={now} />;
      return (
        <p class="turn">
          {sayWithElements(
            'Multiplier is working on it, started {since}. This page updates by itself.',
            {
              since,
            },
          )}
        </p>
      );
    case 'completed':
      return <p class="turn">{sayWithElements('Everything was done {since}.', { since })}</p>;
    case 'needsAttention':
      return <NeedsAttention request={request} viewer={viewer} now={now} />;
    case 'withdrawn':
      if (request.closedFor !== undefined) {
        return (
          <p class="turn">
            {sayWithElements('Closed {since}: {why}. Nothing was changed.', {
              since,
              why: closedForWords(request.closedFor),
            })}{' '}
            {closedForAdvice(request.closedFor)}
          </p>
        );
      }
      return (
        <p class="turn">
          {sayWithElements('Withdrawn by {who} {since}. Nothing was changed.', {
            who: <PersonName person={request.requester} />,
            since,
          })}
        </p>
      );
    case 'timedOut':
      return (
        <p class="turn">
          {sayWithElements(
            'Nobody decided in time, so it was closed {since}. Nothing was changed; it can be asked again.',
            { since },
          )}
        </p>
      );
    case 'declined':
      return (
        <p class="turn">{sayWithElements('Declined {since}. Nothing was changed.', { since })}</p>
      );
  }
}

function Waiting({ request, viewer, now }: TurnProps) {
  const waiting = openStages(request.approvals);
  const approvers = eachOnce(waiting.flatMap(askedFirst));
  const isLetIn = waiting.flatMap(letIn).some(({ accountId }) => accountId === viewer);
  const others = approvers.filter(({ accountId }) => accountId !== viewer);
  const yours = others.length < approvers.length;
  const declines = !yours && !isLetIn && request.verbs.decline.allowed;
  if (approvers.length === 0) {
    return (
      <p class="turn">
        <strong>{say('Nobody is left who may decide.')}</strong>{' '}
        {say('A Jira admin can name a fallback approver.')}{' '}
        <span class="subtle">
          {sayWithElements('Asked {when}', { when: <When at={request.since} now={now} /> })}
        </span>
      </p>
    );
  }
  const missing = Math.max(...waiting.map(stillNeeded));
  const people = listInParts(
    others.map((person) => <PersonName key={person.accountId} person={person} />),
    waiting.length > 1 || missing > 1 ? 'and' : 'or',
  );
  const when = <When at={request.since} now={now} />;
  return (
    <p class="turn">
      {yours && <strong>{say('It is your turn to decide.')} </strong>}
      {declines && <strong>{say('You lead the project, and can decline it.')} </strong>}
      {others.length > 0 &&
        (yours
          ? sayWithElements('Also asked: {people}', { people })
          : sayWithElements('Waiting for {people}', { people }))}
      {missing > 1 && (
        <>
          {' '}
          {say('· {missing, plural, one {# approval is} other {# approvals are}} still needed', {
            missing,
          })}
        </>
      )}
      {others.length > 0 && ' '}
      <span class="subtle">
        {others.length > 0
          ? sayWithElements('· asked {when}', { when })
          : sayWithElements('Asked {when}', { when })}
        {request.timesOutAt !== undefined && (
          <span title={dateAndTime(request.timesOutAt)}>
            {' '}
            {say('· to be decided by {date}', { date: date(request.timesOutAt) })}
          </span>
        )}
      </span>
    </p>
  );
}

/** Who may decide as well, as nobody has for too long, and since when. */
function LetIn({ request, viewer }: Pick<TurnProps, 'request' | 'viewer'>) {
  const { approvals } = request;
  const stages = openStages(approvals).filter((stage) => letIn(stage).length > 0);
  return (
    <>
      {stages.map((stage) => {
        const people = letIn(stage);
        const [{ accountId: first } = { accountId: '' }] = people;
        const after = decidesAfterHours(stage, first) ?? 0;
        const since = letInAt(request, stage, approvals, after);
        if (since === undefined) return null;
        const isTheirs = people.some(({ accountId }) => accountId === viewer);
        const others = people.filter(({ accountId }) => accountId !== viewer);
        const names = listInParts(
          others.map((person) => <PersonName key={person.accountId} person={person} />),
        );
        return (
          <p class="turn" key={`${stage.order} ${stage.changes.join()}`}>
            {isTheirs && (
              <strong>
                {say('You may decide as well, since {date}.', { date: dateAndTime(since) })}
              </strong>
            )}{' '}
            {others.length > 0 &&
              (isTheirs
                ? sayWithElements('So may {people}.', { people: names })
                : sayWithElements('Since {date}, {people} may decide as well.', {
                    date: dateAndTime(since),
                    people: names,
                  }))}{' '}
            <span class="subtle">
              {say('It was not decided within {hours}.', { hours: hours(after) })}
            </span>
          </p>
        );
      })}
    </>
  );
}

/** That a question waits for whoever asked for access, and until when at most it gives more time. */
function Asks({ request, viewer }: Pick<TurnProps, 'request' | 'viewer'>) {
  const question = openQuestion(request);
  if (question === undefined) return null;
  const { requester } = request;
  const until = dateAndTime(question.at + QUESTION_STANDS);
  const name = question.by.displayName;
  return (
    <p class="turn">
      {requester.accountId === viewer ? (
        <strong>{say('It is your turn to answer {name}.', { name })}</strong>
      ) : (
        say('{name} has a question, which {requester} answers.', {
          name,
          requester: requester.displayName,
        })
      )}{' '}
      <span class="subtle">
        {say('The time to decide stands still until it is answered, or until {until}.', { until })}
      </span>
    </p>
  );
}

/** Who is asked after those whose turn it is, in their order. */
function NextTurns({ request, viewer }: Pick<TurnProps, 'request' | 'viewer'>) {
  const open = openStages(request.approvals);
  const later = request.approvals.filter((stage) => !isApproved(stage) && !open.includes(stage));
  if (later.length === 0) return null;
  return (
    <ol class="turns subtle" aria-label={say('Asked after that')}>
      {later.map((stage) => (
        <li key={`${stage.order} ${stage.changes.join()}`}>
          <StageAsked stage={stage} viewer={viewer} />
        </li>
      ))}
    </ol>
  );
}

/** Why there is less time than there was. */
function LessTime({ request, viewer }: Pick<TurnProps, 'request' | 'viewer'>) {
  const { timesOutAt, approvals } = request;
  const by =
    timesOutAt === undefined
      ? undefined
      : lessTimeBy({ approvals, startsAt: request.startsAt, timesOutAt })?.by;
  if (timesOutAt === undefined || by === undefined) return null;
  const words = {
    date: dateAndTime(timesOutAt),
    days: days(APPROVAL_HOLDS_FOR / DAY),
    name: by.displayName,
  };
  return (
    <p class="subtle">
      {by.accountId === viewer
        ? say(
            'Your approval is valid for {days}, until {date}. There is no more time than that for the others to decide.',
            words,
          )
        : say(
            'The approval of {name} is valid for {days}, until {date}. There is no more time than that to decide.',
            words,
          )}
    </p>
  );
}

function Paused({ request, now }: Pick<TurnProps, 'request' | 'now'>) {
  if (request.pause === undefined) return null;
  const { cause, who } = pauseWords(request.pause.cause);
  const until = request.approvalValidUntil;
  return (
    <p class="turn">
      {sayWithElements('{waits}, {since}.', {
        waits: <strong>{say('Waits: {cause}', { cause })}</strong>,
        since: <Since at={request.pause.since} now={now} />,
      })}{' '}
      {who}
      {until !== undefined && (
        <span class="subtle" title={dateAndTime(until)}>
          {' '}
          {say('The approval is valid until {date}.', { date: date(until) })}
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
    <SectionMessage tone="warning" title={say('{names} could not be told', { names })}>
      <p>
        {asSentence(sentenceStart(deliveryProblem(notReached.problem)))}{' '}
        {notReached.isTriedAgain
          ? say('It is tried again by itself, for a day.')
          : say('It was tried for a day, and is not tried again.')}{' '}
        {say('You can tell them yourself: they decide here.')}
      </p>
    </SectionMessage>
  );
}

function NeedsAttention({ request, viewer, now }: TurnProps) {
  const failed = request.progress?.failed ?? 0;
  const involved =
    request.requester.accountId === viewer ||
    request.approvals.some(({ decisions }) => decisions.some(({ by }) => by.accountId === viewer));
  const when = <When at={request.since} now={now} />;
  const yours = <strong>{say('It is your turn:')}</strong>;
  const others = sayWithElements('It is up to {who} or whoever approved it.', {
    who: <PersonName person={request.requester} />,
  });
  if (request.stopped !== undefined) {
    return (
      <p class="turn">
        {sayWithElements(
          'Multiplier could not go on {when} because of a fault of its own (reference {reference}). What was done is kept.',
          { when, reference: request.stopped.reference },
        )}{' '}
        {involved
          ? sayWithElements(
              '{yours} try again; if that does not help, tell our support team the reference.',
              {
                yours,
              },
            )
          : others}
      </p>
    );
  }
  return (
    <p class="turn">
      {failed === 1
        ? sayWithElements('One step failed {when}.', { when })
        : sayWithElements('{count} steps failed {when}.', { count: failed, when })}{' '}
      {involved
        ? sayWithElements('{yours} {what}', { yours, what: needsAttentionAdvice(request.verbs) })
        : others}
    </p>
  );
}

interface TurnProps {
  readonly request: RequestView;
  readonly viewer: string;
  readonly now: number;
}
