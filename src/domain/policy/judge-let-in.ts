import type { Policy } from './policy';

/** In whose right somebody decided who was let in as nobody else had for so many hours: a fallback approver. */
export interface LetIn {
  readonly accountId: string;
  readonly afterHours: number;
}

/** Whether the policy in force still lets all of them decide, and as soon as they did. */
export function judgeLetIn(
  {
    fallbackApprovers,
    fallbackAfterHours,
  }: Pick<Policy, 'fallbackApprovers' | 'fallbackAfterHours'>,
  those: readonly LetIn[],
): boolean {
  const named = new Set(fallbackApprovers.map(({ accountId }) => accountId));
  const soonest = fallbackAfterHours ?? Number.POSITIVE_INFINITY;
  return those.every(({ accountId, afterHours }) => soonest <= afterHours && named.has(accountId));
}
