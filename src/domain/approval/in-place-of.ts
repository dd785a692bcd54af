import type { TraceEntry } from './approval';

/**
 * Whether somebody is tried only in the place of those whom a stage asks: a fallback approver, and whoever stands in for one. Where it
 * is not known whether they are needed, neither of them decides nor is told.
 */
export function isInPlaceOfOthers(
  tried: TraceEntry['tried'],
  trace: readonly TraceEntry[],
): boolean {
  if (tried.source !== 'standIn') return tried.source === 'fallbackApprover';
  return trace
    .filter((one) => one.person?.accountId === tried.of.accountId && one.tried.source !== 'standIn')
    .every((one) => one.tried.source === 'fallbackApprover');
}
