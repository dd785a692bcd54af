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
            '{count, plural, one {# more request is} other {# more requests are}} in a work item that Jira does not show you now.',
            { count: hidden },
          )}
        </p>
      )}
      {unreadable > 0 && (
        <p>
          {say(
            '{count, plural, one {# more request} other {# more requests}} can’t be read. A Jira admin sees them under Needs a look.',
            { count: unreadable },
          )}
        </p>
      )}
    </div>
  );
}
