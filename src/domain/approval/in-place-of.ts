import type { Person } from '../action/person';
import type { Approval, TraceEntry } from './approval';
import { awaited } from './turns';

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

/**
 * After how many hours somebody is tried only because nobody had decided: a fallback approver beside those whom a stage asks, and whoever
 * stands in for one. Undefined where they are asked otherwise.
 */
export function afterHoursOf(
  tried: TraceEntry['tried'],
  trace: readonly TraceEntry[],
): number | undefined {
  if (tried.source === 'fallbackApprover') return tried.afterHours;
  if (tried.source !== 'standIn') return undefined;
  const ofThem = trace.filter(
    (one) => one.person?.accountId === tried.of.accountId && one.tried.source !== 'standIn',
  );
  return inAllWays(ofThem.map((one) => afterHoursOf(one.tried, trace)));
}

/** After how many hours somebody decides a stage who would not otherwise. */
export function decidesAfterHours(
  { trace }: { readonly trace: readonly TraceEntry[] },
  accountId: string,
): number | undefined {
  const ways = trace.filter(
    ({ outcome, person }) => outcome === 'chosen' && person?.accountId === accountId,
  );
  return inAllWays(ways.map(({ tried }) => afterHoursOf(tried, trace)));
}

function inAllWays(hours: readonly (number | undefined)[]): number | undefined {
  return hours.every((one) => one !== undefined) ? hours[0] : undefined;
}

type Turn = Pick<Approval, 'approvers' | 'decisions' | 'trace'>;

/** Those of a stage who may decide and have not, without and with whoever was let in beside them. */
export const askedFirst = (stage: Turn): readonly Person[] =>
  awaited(stage).filter(({ accountId }) => decidesAfterHours(stage, accountId) === undefined);
export const letIn = (stage: Turn): readonly Person[] =>
  awaited(stage).filter(({ accountId }) => decidesAfterHours(stage, accountId) !== undefined);
