import type { AdminView, OverdueView } from '#contract/views';
import { isTriedAgain } from '#domain/grant/stuck-cause';
import { stuckWords } from '#domain/grant/stuck-words';
import { IssueLink } from '../../components/issue-link';
import { SectionMessage } from '../../components/section-message';
import { nameEntitlement } from '../../words/change';
import { count } from '../../words/listing';
import { date, dateAndTime } from '../../words/time';

/** So many of one cause are named; the audit names all of them. */
const NAMED = 10;

/** Access that should have ended, by the cause, with who can mend it. Nothing where there is none. */
export function OverdueAccess({ overdue, siteUrl }: Pick<AdminView, 'overdue' | 'siteUrl'>) {
  const { items, more } = overdue;
  if (items.length === 0) return null;
  const causes = [...Map.groupBy(items, ({ cause }) => cause)];
  const size = more ? `More than ${items.length} memberships` : count(items.length, 'membership');
  return (
    <SectionMessage
      tone="warning"
      title={`${size} should have ended, and ${items.length === 1 && !more ? 'has' : 'have'} not`}
    >
      {causes.map(([cause, all]) => (
        <OverdueCause key={cause ?? 'none'} cause={cause} all={all} siteUrl={siteUrl} />
      ))}
      <p>
        {triedAgain(causes.map(([cause]) => cause))}To see all of them, choose “Access overdue” in
        the audit.
      </p>
    </SectionMessage>
  );
}

/** Of what only a person can end, the app does not try it. */
function triedAgain(causes: readonly OverdueView['cause'][]): string {
  const tried = causes.filter((cause) => cause === undefined || isTriedAgain(cause));
  if (tried.length === 0) return '';
  return tried.length === causes.length
    ? 'Each is tried again until it works. '
    : 'The app tries those that it may end again until it works. ';
}

function OverdueCause({
  cause,
  all,
  siteUrl,
}: {
  readonly cause: OverdueView['cause'];
  readonly all: readonly OverdueView[];
  readonly siteUrl: string | undefined;
}) {
  const words = cause === undefined ? undefined : stuckWords(cause);
  const said = all.find(({ siteMessage }) => siteMessage !== undefined)?.siteMessage;
  return (
    <>
      <p>
        <strong>
          {words === undefined ? 'To be ended next' : sentenceStart(words.why)} ({all.length}).
        </strong>
        {words !== undefined && ` ${words.remedy}`}
        {said !== undefined && ` The site said: “${said}”`}
      </p>
      <ul>
        {all.slice(0, NAMED).map(({ subject, entitlement, since, issueKey }) => (
          <li key={`${subject.displayName} ${nameEntitlement(entitlement)} ${since}`}>
            {subject.displayName} in {nameEntitlement(entitlement)}, since{' '}
            <span title={dateAndTime(since)}>{date(since)}</span>
            {issueKey !== '' && (
              <>
                {' '}
                (<IssueLink issueKey={issueKey} siteUrl={siteUrl} />)
              </>
            )}
          </li>
        ))}
        {all.length > NAMED && <li>and {all.length - NAMED} more</li>}
      </ul>
    </>
  );
}

const sentenceStart = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
