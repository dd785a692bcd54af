import { isFormer } from '../action/former';
import { accountIdsOf } from '../action/subject';
import type { Instant } from '../lib/time';
import type { AccessRequest } from '../request/access-request';
import { isOpenRequest } from '../request/is-open-request';
import { whoseTurn } from '../request/whose-turn';

/** Each list that a person has. */
export const LISTS = [
  /** What waits for their decision, by when it times out. */
  'toDecide',
  /** What they have asked for that is not over, and what is: by when they asked. */
  'asked',
  'askedOver',
  /** What was approved for them, by when it was. */
  'approvedFor',
] as const;
export type ListName = (typeof LISTS)[number];

/**
 * That a request is in a list of somebody: found by their account, in the order of `at`. Never more than a
 * candidate: whatever is shown or done is read from the request.
 */
export interface ProjectionRow {
  readonly list: ListName;
  readonly accountId: string;
  readonly at: Instant;
}

/** What tells one row of a request from another. */
export const rowKey = ({ list, accountId }: ProjectionRow): string => `${list} ${accountId}`;

/** In which lists a request is, as its record says: nothing else goes into them. */
export function rowsOf(request: AccessRequest): readonly ProjectionRow[] {
  const rows = [...toDecide(request), asked(request), ...approvedFor(request)];
  // Nobody looks for what somebody had whose account was closed.
  return rows.filter(({ accountId }) => !isFormer(accountId));
}

function toDecide(request: AccessRequest): readonly ProjectionRow[] {
  if (request.state !== 'awaitingApproval') return [];
  const at = request.timesOutAt;
  return whoseTurn(request).map((accountId) => ({ list: 'toDecide', accountId, at }));
}

function asked({ state, requester, createdAt }: AccessRequest): ProjectionRow {
  const list = isOpenRequest(state) ? 'asked' : 'askedOver';
  return { list, accountId: requester.accountId, at: createdAt };
}

/** Only what gives something to a person who has an account: nobody else looks. */
function approvedFor(request: AccessRequest): readonly ProjectionRow[] {
  if (!('approvedAt' in request)) return [];
  const { ask, approvedAt } = request;
  const given = new Set(
    ask.changes.flatMap(({ verb, subjects }) => (verb === 'add' ? subjects : [])),
  );
  const subjects = ask.subjects.filter((_, place) => given.has(place));
  return [...new Set(accountIdsOf(subjects))].map((accountId) => ({
    list: 'approvedFor',
    accountId,
    at: approvedAt,
  }));
}

/** Whether both say the same, in whatever order. */
export function areSameRows(
  some: readonly ProjectionRow[],
  others: readonly ProjectionRow[],
): boolean {
  const at = new Map(others.map((row) => [rowKey(row), row.at]));
  return some.length === at.size && some.every((row) => at.get(rowKey(row)) === row.at);
}
