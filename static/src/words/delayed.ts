import type { AdminView, DelayedView } from '#contract/views';
import { say } from '#words/say';

/** `12 requests wait, 3 ends are overdue`; nothing where nothing is delayed. */
export function delayedTitle(
  delayed: Pick<DelayedView, 'count' | 'more'>,
  { items, more }: AdminView['overdue'],
): string {
  const requests = delayed.count === 0 ? '' : requestsWait(delayed);
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
