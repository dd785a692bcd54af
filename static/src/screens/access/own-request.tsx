import './own-request.css';
import type { ComponentChildren } from 'preact';
import type { RequestView } from '#contract/views';
import { hasTerm } from '#domain/term/has-term';
import { nameRequest, nameTerm } from '#words/access-names';
import { stateWords } from '#words/request-state';
import { say } from '#words/say';
import { date, dateAndTime } from '#words/time';
import { EntitlementName } from '../../components/entitlement-name';
import { Facts } from '../../components/facts';
import { IssueLink } from '../../components/issue-link';
import { Lozenge } from '../../components/lozenge';
import { PersonName } from '../../components/person-name';
import { SubjectName } from '../../components/subject-name';
import { When } from '../../components/when';

export interface OwnRequestProps {
  readonly request: RequestView;
  readonly now: number;
  readonly siteUrl: string | undefined;
}

/** One request of a list: who asks what for whom, why, for how long, since when, and until when it is to be decided. */
export function OwnRequest({
  request,
  now,
  siteUrl,
  beside,
  children,
}: OwnRequestProps & {
  /** Before its title. */
  readonly beside?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { label, tone, icon } = stateWords(request);
  return (
    <article class="own-request" aria-labelledby={`request-${request.id}`}>
      <div class="row">
        {beside}
        <Lozenge tone={tone} icon={icon}>
          {label}
        </Lozenge>
        <IssueLink issueKey={request.issueKey} siteUrl={siteUrl} />
      </div>
      <h2 class="own-request-title" id={`request-${request.id}`} tabIndex={-1}>
        {nameRequest(request.subjects, request.subjectCount, request.changes)}
      </h2>
      <Facts>
        <dt>{say('Asked by')}</dt>
        <dd class="row">
          <PersonName person={request.requester} />
          <span class="subtle">
            <When at={request.createdAt} now={now} />
          </span>
        </dd>
        <ForWhom request={request} />
        <dt>{say('What')}</dt>
        <dd>
          <ul>
            {request.changes.map(({ entitlement }, place) => (
              <li key={place}>
                <EntitlementName entitlement={entitlement} />
              </li>
            ))}
          </ul>
        </dd>
        <dt>{say('Why')}</dt>
        <dd class="quote">
          <bdi>{request.justification}</bdi>
        </dd>
        {hasTerm(request.changes) && <dt>{say('How long')}</dt>}
        {hasTerm(request.changes) && <dd>{nameTerm(request.term)}</dd>}
        {request.timesOutAt !== undefined && <dt>{say('To be decided by')}</dt>}
        {request.timesOutAt !== undefined && (
          <dd title={dateAndTime(request.timesOutAt)}>{date(request.timesOutAt)}</dd>
        )}
      </Facts>
      {children}
    </article>
  );
}

function ForWhom({ request }: Pick<OwnRequestProps, 'request'>) {
  // A group that is to be created is what is asked for, not whom it is for.
  const people = request.subjects.filter(({ kind }) => kind !== 'newGroup');
  const more = request.subjectCount - request.subjects.length;
  if (people.length === 0) return null;
  return (
    <>
      <dt>{say('For')}</dt>
      <dd>
        <ul>
          {people.map((subject, place) => (
            <li key={place}>
              <SubjectName subject={subject} />
            </li>
          ))}
          {more > 0 && <li class="subtle">{say('and {more} more', { more })}</li>}
        </ul>
      </dd>
    </>
  );
}
