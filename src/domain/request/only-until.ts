import type { Verb } from '../action/action';
import type { Instant } from '../lib/time';
import type { Term } from '../term/term';

/** Until when something is to be decided that is only to be given until a time: not after it. Infinity: whenever. */
export function onlyUntil(
  { changes }: { readonly changes: readonly { readonly verb: Verb }[] },
  term: Term,
): Instant {
  const onlyGives = changes.every(({ verb }) => verb === 'add');
  const endsAtATime = term.kind === 'until' || term.kind === 'workItem';
  return endsAtATime && onlyGives ? term.at : Number.POSITIVE_INFINITY;
}
