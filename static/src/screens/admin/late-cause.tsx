import type { LateView } from '#contract/views';
import { nameEntitlement } from '#words/access-names';
import { sentenceStart } from '#words/listing';
import { say } from '#words/say';
import type { StuckWords } from '#words/stuck-words';
import { date, dateAndTime } from '#words/time';
import { IssueLink } from '../../components/issue-link';
import { sayWithElements } from '../../components/say-with-elements';

/** So many of one cause are named. */
const NAMED = 10;

/** Access that is late, by the cause. `next`: what is said of that which has none. */
export function LateCauses({
  items,
  wordsOf,
  next,
  siteUrl,
}: {
  readonly items: readonly LateView[];
  readonly wordsOf: (cause: NonNullable<LateView['cause']>) => StuckWords;
  readonly next: string;
  readonly siteUrl: string | undefined;
}) {
  return (
    <>
      {[...Map.groupBy(items, ({ cause }) => cause)].map(([cause, all]) => (
        <LateCause
          key={cause ?? 'none'}
          words={cause === undefined ? undefined : wordsOf(cause)}
          next={next}
          all={all}
          siteUrl={siteUrl}
        />
      ))}
    </>
  );
}

/** For one cause: why, who can mend it, and of whom. */
function LateCause({
  words,
  next,
  all,
  siteUrl,
}: {
  readonly words: StuckWords | undefined;
  readonly next: string;
  readonly all: readonly LateView[];
  readonly siteUrl: string | undefined;
}) {
  const said = all.find(({ siteMessage }) => siteMessage !== undefined)?.siteMessage;
  return (
    <>
      <p>
        <strong>
          {words === undefined ? next : sentenceStart(words.why)} ({all.length}).
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
