import { useState } from 'preact/hooks';
import type { AdminView, ConnectionView, DelayedView } from '#contract/views';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { IssueLink } from '../../components/issue-link';
import { sayWithElements } from '../../components/say-with-elements';
import { SectionMessage } from '../../components/section-message';
import { usePoll } from '../../components/use-poll';
import { Since, When } from '../../components/when';
import { delayedTitle } from '../../words/delayed';
import { pauseWords } from '../../words/pause';

const LOOKS_AGAIN_MS = 30_000;

/** What waits while the connection or the site does not work, and where it is. Nothing where nothing does. */
export function Delayed({
  connection,
  overdue,
  missing,
  siteUrl,
  now,
}: {
  readonly connection: ConnectionView | undefined;
  readonly now: number;
} & Pick<AdminView, 'overdue' | 'missing' | 'siteUrl'>) {
  const [delayed, setDelayed] = useState<DelayedView>();
  const health = connection?.health.state;
  const works = connection !== undefined && health !== 'failing';
  usePoll(
    async (_, isWanted) => {
      const answer = await callAdmin('admin.delayed', {});
      if (answer.ok && isWanted()) setDelayed(answer.value);
      return LOOKS_AGAIN_MS;
    },
    0,
    `${health}`,
  );
  if (delayed === undefined) return null;
  const late = overdue.items.length + missing.items.length;
  // What is overdue, or missing, has a message of its own, with its causes.
  if (delayed.count === 0 && (works || late === 0)) return null;
  const named = delayed.items.length;
  return (
    <SectionMessage tone="warning" title={delayedTitle(delayed, overdue, missing)}>
      <p>
        {works
          ? say(
              'What was approved goes on by itself once its cause is over, within the time its approval holds.',
            )
          : connection === undefined
            ? say(
                'No site is connected. Once one is, this goes on by itself, starting with what is due to end.',
              )
            : say(
                'The connection does not work. Once it does, this goes on by itself, starting with what is due to end.',
              )}
      </p>
      {named > 0 && (
        <ul>
          {delayed.items.map(({ requestId, issueKey, requester, since, cause }) => (
            <li key={requestId}>
              {cause === undefined
                ? sayWithElements('{issue}: asked by {name}, approved {when}, not begun yet', {
                    issue: <IssueLink issueKey={issueKey} siteUrl={siteUrl} />,
                    name: requester.displayName,
                    when: <When at={since} now={now} />,
                  })
                : sayWithElements('{issue}: asked by {name}, waiting {since}, because {cause}', {
                    issue: <IssueLink issueKey={issueKey} siteUrl={siteUrl} />,
                    name: requester.displayName,
                    since: <Since at={since} now={now} />,
                    cause: pauseWords(cause).cause,
                  })}
            </li>
          ))}
          {(delayed.count > named || delayed.more) && (
            <li>{say('and others, each in its work item')}</li>
          )}
        </ul>
      )}
      {late > 0 && <p>{say('What is overdue, or missing, is listed below, with its causes.')}</p>}
    </SectionMessage>
  );
}
