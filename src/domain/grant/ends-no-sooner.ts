import type { Grant } from './grant';

/** By the latest that each can end. */
export function endsNoSooner(one: Pick<Grant, 'endsAt'>, other: Pick<Grant, 'endsAt'>): boolean {
  return (one.endsAt ?? Number.POSITIVE_INFINITY) >= (other.endsAt ?? Number.POSITIVE_INFINITY);
}

/** As much of a grant as says when it ends. */
export type End = Pick<Grant, 'endsAt' | 'workItemId' | 'workItemOver'>;

/**
 * The same for certain: what ends with a work item may end tomorrow, and so takes the place of nothing but what ends with the same
 * one.
 */
export function surelyEndsNoSooner(one: End, other: End): boolean {
  const open = waitsForWorkItem(one);
  return (open === undefined || open === waitsForWorkItem(other)) && endsNoSooner(one, other);
}

/** The work item that still ends it before its time. */
export function waitsForWorkItem({
  workItemId,
  workItemOver,
}: Omit<End, 'endsAt'>): string | undefined {
  return workItemOver === undefined ? workItemId : undefined;
}
