import type { AdminView, HeldUpView } from '#contract/views';
import { count, grouped } from './listing';

/** `12 requests wait, 3 ends are overdue`; nothing where nothing is held up. */
export function heldUpTitle(
  held: Pick<HeldUpView, 'count' | 'more'>,
  overdue: AdminView['overdue'],
): string {
  const ends = overdue.items.length;
  const parts = [
    held.count === 0 ? '' : `${atLeast(held)} ${held.count === 1 ? 'waits' : 'wait'}`,
    ends === 0
      ? ''
      : `${overdue.more ? `more than ${ends} ends` : count(ends, 'end')} ${ends === 1 ? 'is' : 'are'} overdue`,
  ].filter((part) => part !== '');
  const title = parts.join(', ');
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

/** Where not all were read, those that were are the least; where all were counted, as far as counting goes. */
function atLeast({ count: many, more }: Pick<HeldUpView, 'count' | 'more'>): string {
  if (!more) return count(many, 'request');
  return many >= 100 ? `More than ${grouped(many)} requests` : `At least ${count(many, 'request')}`;
}
