import type { ComponentChildren } from 'preact';
import type { RequestView } from '#contract/views';
import type { Verb } from '#domain/action/action';
import { subjectKey } from '#domain/action/subject';
import { type Decision, type DecisionOfPeople, isOfPeople } from '#domain/approval/approval';
import { haveAnOrder } from '#domain/approval/turns';
import { besidesBundles } from '#domain/policy/asked-bundle';
import { hasTerm } from '#domain/term/has-term';
import { outlivesTerm } from '#domain/term/outlives-term';
import { beginsAt } from '#domain/term/start';
import { endOfTerm } from '#domain/term/term';
import { nameEntitlement, nameTerm } from '#words/access-names';
import { enabledPolicy } from '#words/broken-glass';
import { followsBundle, nameBundle } from '#words/bundle-words';
import { signedPolicy } from '#words/by-policy';
import { lessInShort } from '#words/less-message';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { dateAndTime, hours } from '#words/time';
import { noRenewalWords } from '../words/no-renewal';
import { nobodyElseAsked } from '../words/nobody-else-asked';
import { whenItEnds } from '../words/when-it-ends';
import { Avatar } from './avatar';
import { Detail } from './detail';
import { EntitlementName } from './entitlement-name';
import { Facts } from './facts';
import { GrantNote } from './grant-note';
import { PersonName } from './person-name';
import { sayWithElements } from './say-with-elements';
import { SubjectName } from './subject-name';
import { When } from './when';

const changes = (): Readonly<Record<Verb, string>> => ({
  add: say('Add to'),
  remove: say('Remove from'),
  create: say('Create'),
});

interface RequestFactsProps {
  readonly request: RequestView;
  readonly now: number;
}

/** Who asked, why, and for how long: what the head does not say. */
export function AskFacts({ request, now }: RequestFactsProps) {
  return (
    <Facts>
      <dt>{say('Asked by')}</dt>
      <dd class="row">
        <PersonName person={request.requester} />
        <span class="subtle">
          <When at={request.createdAt} now={now} />
        </span>
      </dd>
      <dt>{say('Why')}</dt>
      <dd class="quote">
        <bdi>{request.justification}</bdi>
      </dd>
      <BundlesAsked {...request} />
      {request.follows !== undefined && (
        <>
          <dt>{say('Follows')}</dt>
          <dd>{followsBundle(request.follows.name)}</dd>
        </>
      )}
      <Start request={request} now={now} />
      {hasTerm(request.changes) && (
        <>
          <dt>{say('How long')}</dt>
          <dd>
            <HowLong request={request} now={now} />
          </dd>
        </>
      )}
    </Facts>
  );
}

/** By which bundles it was chosen, and what was not: what is in them stands with the rest that is asked for. */
function BundlesAsked({ bundles, changes: asked }: Pick<RequestView, 'bundles' | 'changes'>) {
  if (bundles.length === 0) return null;
  const besides = besidesBundles(bundles, asked);
  return (
    <>
      <dt>{say('Asked for as')}</dt>
      <dd>
        <ul>
          {bundles.map((bundle) => (
            <li key={bundle.bundleId}>
              {nameBundle(bundle, asked)}
              {bundle.owner !== undefined && (
                <span class="subtle">
                  {' '}
                  {say('Owner: {name}', { name: bundle.owner.displayName })}
                </span>
              )}
            </li>
          ))}
          {besides.length > 0 && (
            <li class="subtle">
              {say('besides: {names}', {
                names: listNames(besides.map(({ entitlement }) => nameEntitlement(entitlement))),
              })}
            </li>
          )}
        </ul>
      </dd>
    </>
  );
}

/** From when it is given, where that is not at once. */
function Start({ request: { startsAt, state }, now }: RequestFactsProps) {
  if (startsAt === undefined) return null;
  const isLate = state === 'awaitingApproval' && startsAt <= now;
  return (
    <>
      <dt>{say('Start')}</dt>
      <dd>
        {dateAndTime(startsAt)}
        {isLate && <Detail>{say('That has come: it is given as soon as it is approved.')}</Detail>}
      </dd>
    </>
  );
}

function HowLong({ request, now }: RequestFactsProps) {
  const { term, changes, late } = request;
  const endsAt = whenItEnds(request);
  const saysWhen = term.kind === 'until' || term.kind === 'workItem';
  const { startsAt, state } = request;
  const isAhead = startsAt !== undefined && startsAt > now;
  const wouldEnd =
    state === 'awaitingApproval' || state === 'scheduled'
      ? endOfTerm(term, beginsAt(startsAt, now))
      : undefined;
  return (
    <>
      {nameTerm(term)}
      {endsAt !== undefined && !saysWhen && <> {say('on {date}', { date: dateAndTime(endsAt) })}</>}
      {wouldEnd !== undefined && !saysWhen && (
        <span class="subtle">
          {' '}
          {isAhead
            ? say('({time}, counted from its start)', { time: dateAndTime(wouldEnd) })
            : say('({time} if it is approved now)', { time: dateAndTime(wouldEnd) })}
        </span>
      )}
      {outlivesTerm(changes, term) && <>; {say('accounts and groups that are created stay')}</>}
      {request.noRenewal !== undefined && <Detail>{notRenewed(request.noRenewal)}</Detail>}
      {late !== undefined && (
        <GrantNote
          grant={{
            state: late.about,
            at: late.since,
            ...(late.cause === undefined ? {} : { cause: late.cause }),
          }}
        />
      )}
    </>
  );
}

function notRenewed({ isAll, ...note }: NonNullable<RequestView['noRenewal']>): string {
  const said = noRenewalWords(note);
  return isAll ? said : say('Of some of it: {said}', { said });
}

/** For whom, and what, where no lines below say it; and who has decided. */
export function MoreFacts({
  request,
  now,
  linesShown,
}: RequestFactsProps & { readonly linesShown: boolean }) {
  const isDecided = request.approvals.some(({ decisions }) => decisions.length > 0);
  const isTalkedAbout = request.questions.length > 0 || request.less.length > 0;
  if (linesShown && !isDecided && !isTalkedAbout) return null;
  return (
    <Facts>
      {!linesShown && <WhoAndWhat request={request} />}
      <Questions request={request} now={now} />
      <Less request={request} now={now} />
      <Decisions request={request} now={now} />
    </Facts>
  );
}

function WhoAndWhat({ request }: Pick<RequestFactsProps, 'request'>) {
  // A group that is to be created is what is asked for, not whom it is for.
  const people = request.subjects.filter(({ kind }) => kind !== 'newGroup');
  const more = request.subjectCount - request.subjects.length;
  return (
    <>
      {people.length > 0 && <dt>{say('For')}</dt>}
      <dd hidden={people.length === 0}>
        <ul>
          {people.map((subject) => (
            <li key={subjectKey(subject)}>
              <SubjectName subject={subject} />
            </li>
          ))}
          {more > 0 && <li class="subtle">{say('and {more} more', { more })}</li>}
        </ul>
      </dd>
      <dt>{say('What')}</dt>
      <dd class="stack-tight">
        {request.changes.map((change, position) => (
          <span class="row" key={position}>
            {changes()[change.verb]}
            <EntitlementName entitlement={change.entitlement} />
          </span>
        ))}
      </dd>
    </>
  );
}

/** What those whose turn it was wanted to know, and what whoever asked for access said. */
function Questions({ request, now }: RequestFactsProps) {
  if (request.questions.length === 0) return null;
  return (
    <>
      <dt>{say('Questions')}</dt>
      <dd class="stack-tight">
        {request.questions.map(({ by, at, text, answer }) => (
          <div key={at}>
            {sayWithElements('{name} asked {when}', {
              name: by.displayName,
              when: <Subtle at={at} now={now} />,
            })}
            <p class="quote">
              “<bdi>{text}</bdi>”
            </p>
            {answer !== undefined && (
              <>
                {sayWithElements('{name} answered {when}', {
                  name: request.requester.displayName,
                  when: <Subtle at={answer.at} now={now} />,
                })}
                <p class="quote">
                  “<bdi>{answer.text}</bdi>”
                </p>
              </>
            )}
          </div>
        ))}
      </dd>
    </>
  );
}

function Subtle({ at, now }: { readonly at: number; readonly now: number }) {
  return (
    <span class="subtle">
      <When at={at} now={now} />
    </span>
  );
}

/** What whoever approved left out of what was asked for; why, they say in their decision. */
function Less({ request, now }: RequestFactsProps) {
  if (request.less.length === 0) return null;
  return (
    <>
      <dt>{say('Left out')}</dt>
      <dd class="stack-tight">
        {request.less.map((less) => (
          <div key={less.at}>
            {sayWithElements('{name} approved less than was asked for {when}', {
              name: less.by.displayName,
              when: <Subtle at={less.at} now={now} />,
            })}
            {lessInShort(less).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        ))}
      </dd>
    </>
  );
}

function Decisions({ request, now }: { readonly request: RequestView; readonly now: number }) {
  const decisions = request.approvals
    .flatMap(({ order, decisions: those }) => those.map((one) => ({ order, ...one })))
    .sort((one, other) => one.at - other.at);
  const hasStages = haveAnOrder(request.approvals);
  if (decisions.length === 0) return null;
  return (
    <>
      <dt>{say('Decision')}</dt>
      <dd class="stack-tight">
        {decisions.map((decision) => (
          <div key={`${decision.by.accountId} ${decision.at} ${decision.order}`}>
            <span class="row row-whole">
              <Avatar name={decision.by.displayName} url={decision.by.avatarUrl} size={20} />
              <span>
                {decided(
                  decision,
                  <span class="subtle">
                    <When at={decision.at} now={now} />
                    {hasStages && <> {say('· stage {order}', { order: decision.order })}</>}
                  </span>,
                )}
              </span>
            </span>
            {isOfPeople(decision) && <HowDecided decision={decision} />}
          </div>
        ))}
        {request.nobodyElseBy !== undefined && (
          <p class="subtle">{nobodyElseAsked(request.nobodyElseBy)}</p>
        )}
      </dd>
    </>
  );
}

function HowDecided({ decision }: { readonly decision: DecisionOfPeople }) {
  return (
    <>
      {decision.afterHours !== undefined && (
        <p class="subtle">
          {say('As a fallback approver: it was not decided within {hours}.', {
            hours: hours(decision.afterHours),
          })}
        </p>
      )}
      <Words decision={decision} />
    </>
  );
}

function decided(one: Decision, when: ComponentChildren): ComponentChildren {
  const name = one.by.displayName;
  if (one.decision === 'byPolicy') {
    return sayWithElements('Nobody was asked {when}: {policy} decides in place of people', {
      when,
      policy: signedPolicy(one.policyVersion, name),
    });
  }
  if (one.decision === 'brokeGlass') {
    return sayWithElements(
      'Nobody was asked {when}: whoever asked broke the glass, as {policy} lets them',
      {
        when,
        policy: enabledPolicy(one.policyVersion, name),
      },
    );
  }
  const { decision, standsFor } = one;
  if (standsFor !== undefined) {
    const away = standsFor.displayName;
    return decision === 'approved'
      ? sayWithElements('{name} approved for {away}, who was away {when}', { name, away, when })
      : sayWithElements('{name} declined for {away}, who was away {when}', { name, away, when });
  }
  return decision === 'approved'
    ? sayWithElements('{name} approved {when}', { name, when })
    : sayWithElements('{name} declined {when}', { name, when });
}

function Words({ decision }: { readonly decision: { reason?: string; comment?: string } }) {
  const words = decision.reason ?? decision.comment;
  return words === undefined || words === '' ? null : (
    <p class="quote">
      “<bdi>{words}</bdi>”
    </p>
  );
}
