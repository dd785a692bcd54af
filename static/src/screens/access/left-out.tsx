import type { OwnRequestsView } from '#contract/views';
import { say } from '#words/say';

/** What of a page is not shown, and why: nothing is left out without a word. */
export function LeftOut({ hidden, unreadable }: Pick<OwnRequestsView, 'hidden' | 'unreadable'>) {
  if (hidden + unreadable === 0) return null;
  return (
    <div class="subtle">
      {hidden > 0 && (
        <p>
          {say(
            '{count, plural, one {# request is not shown: Jira does not show you its work item now.} other {# requests are not shown: Jira does not show you their work items now.}}',
            { count: hidden },
          )}
        </p>
      )}
      {unreadable > 0 && (
        <p>
          {say(
            '{count, plural, one {# request can’t be read.} other {# requests can’t be read.}} A Jira admin sees why under Needs a look.',
            { count: unreadable },
          )}
        </p>
      )}
    </div>
  );
}
