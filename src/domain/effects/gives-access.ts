import type { Settled } from './settle-before';

/** By an effect, or by a grant of a later end. */
export function givesAccess(settled: Settled): boolean {
  if (settled.do === 'send') return true;
  return (
    settled.do === 'end' &&
    settled.outcome.state === 'unchanged' &&
    settled.outcome.prolonged === true
  );
}
