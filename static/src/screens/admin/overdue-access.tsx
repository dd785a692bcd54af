import type { AdminView, OverdueView } from '#contract/views';
import { isTriedAgain } from '#domain/grant/stuck-cause';
import { nameEntitlement } from '#words/access-names';
import { sentenceStart } from '#words/listing';
import { say } from '#words/say';
import { stuckWords } from '#words/stuck-words';
import { date, dateAndTime } from '#words/time';
import { IssueLink } from '../../components/issue-link';
import { sayWithElements } from '../../components/say-with-elements';
import { SectionMessage } from '../../components/section-message';

/** So many of one cause are named; the audit names all of them. */
const NAMED = 10;

/** Access that should have ended, by the cause, with who can mend it. Nothing where there is none. */
export function OverdueAccess({ overdue, siteUrl }: Pick<AdminView, 'overdue' | 'siteUrl'>) {
  const { items, more } = overdue;
  if (items.length === 0) return null;
  const causes = [...Map.groupBy(items, ({ cause }) => cause)];
  return (
    <SectionMessage
      tone="warning"
      title={
        more
          ? say('More than {count} memberships should have ended, and have not', {
              count: items.length,
            })
          : say(
              '{count, plural, one {# membership should have ended, and has not} other {# memberships should have ended, and have not}}',
              { count: items.length },
            )
      }
    >
      {causes.map(([cause, all]) => (
        <OverdueCause key={cause ?? 'none'} cause={cause} all={all} siteUrl={siteUrl} />
      ))}
      <p>
        {triedAgain(causes.map(([cause]) => cause))}{' '}
        {say('To see all of them, choose “Access overdue” in the audit.')}
      </p>
    </SectionMessage>
  );
}

/** Of what only a person can end, the app does not try it. */
function triedAgain(causes: readonly OverdueView['cause'][]): string {
  const tried = causes.filter((cause) => cause === undefined || isTriedAgain(cause));
  if (tried.length === 0) return '';
  return tried.length === causes.length
    ? say('Each is tried again until it works.')
    : say('The app tries those that it may end again until it works.');
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
          {words === undefined ? say('To be ended next') : sentenceStart(words.why)} ({all.length}).
        </strong>
        {words !== undefined && ` ${words.remedy}`}
        {said !== undefined && <> {say('The site said: “{words}”', { words: said })}</>}
      </p>
      <ul>
        {all.slice(0, NAMED).map(({ subject, entitlement, since, issueKey }) => (
          <li key={`${subject.displayName} ${nameEntitlement(entitlement)} ${since}`}>
            {sayWithElements('{who} in {what}, since {when}', {
              who: subject.displayName,
              what: nameEntitlement(entitlement),
              when: <span title={dateAndTime(since)}>{date(since)}</span>,
            })}
            {issueKey !== '' && (
              <>
                {' '}
                (<IssueLink issueKey={issueKey} siteUrl={siteUrl} />)
              </>
            )}
          </li>
        ))}
        {all.length > NAMED && <li>{say('and {more} more', { more: all.length - NAMED })}</li>}
      </ul>
    </>
  );
}
