import type { AdminView, DelayedView } from '#contract/views';
import { say } from '#words/say';

/** `12 requests wait, 3 ends are overdue, 1 membership is missing`; nothing where nothing is delayed. */
export function delayedTitle(
  delayed: Pick<DelayedView, 'count' | 'more'>,
  overdue: AdminView['overdue'],
  missing: AdminView['missing'],
): string {
  const ended = withOverdue(delayed.count === 0 ? '' : requestsWait(delayed), overdue);
  return withMissing(ended, missing);
}

function withMissing(before: string, { items, more }: AdminView['missing']): string {
  const count = items.length;
  if (count === 0) return before;
  if (before === '') {
    return more
      ? say('More than {count} memberships are missing', { count })
      : say('{count, plural, one {# membership is missing} other {# memberships are missing}}', {
          count,
        });
  }
  return more
    ? say('{before}, more than {count} memberships are missing', { before, count })
    : say(
        '{before}, {count, plural, one {# membership is missing} other {# memberships are missing}}',
        { before, count },
      );
}

function withOverdue(requests: string, { items, more }: AdminView['overdue']): string {
  const count = items.length;
  if (count === 0) return requests;
  if (requests === '') {
    return more
      ? say('More than {count} ends are overdue', { count })
      : say('{count, plural, one {# end is overdue} other {# ends are overdue}}', { count });
  }
  return more
    ? say('{requests}, more than {count} ends are overdue', { requests, count })
    : say('{requests}, {count, plural, one {# end is overdue} other {# ends are overdue}}', {
        requests,
        count,
      });
}

/** Where not all were read, those that were are the least; where all were counted, as far as counting goes. */
function requestsWait({ count, more }: Pick<DelayedView, 'count' | 'more'>): string {
  if (!more) {
    return say('{count, plural, one {# request waits} other {# requests wait}}', { count });
  }
  return count >= 100
    ? say('More than {count} requests wait', { count })
    : say('{count, plural, one {At least # request waits} other {At least # requests wait}}', {
        count,
      });
}
