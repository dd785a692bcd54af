import { isFormer } from '../action/former';
import type { Instant } from '../lib/time';
import type { AccessRequest } from '../request/access-request';
import { isOpenRequest } from '../request/is-open-request';
import { isToReview } from '../request/judge-review';
import { peopleOfRequest } from '../request/people-of-request';
import { whoseTurn } from '../request/whose-turn';
import { endOfTerm } from '../term/term';

/** Each list that a person has. */
export const LISTS = [
  /** What waits for their decision, by when it times out. */
  'toDecide',
  /** What was taken before anybody decided, and waits for their review: by when it was taken. */
  'toReview',
  /** What they have asked for that is not over, and what is: by when they asked. */
  'asked',
  'askedOver',
  /** What the audit has of them: what they asked for or decided, or what was asked for them. By when it was asked. */
  'audited',
] as const;
/** Lists that an earlier version made, and that nobody looks into any more: their rows go as others are written. */
export const EARLIER_LISTS = ['approvedFor'] as const;
export type ListName = (typeof LISTS)[number] | (typeof EARLIER_LISTS)[number];

/** The list that a bundle has: what was approved by its name and may not be over, by when the last of it is over at the latest. */
export const BUNDLE_LIST = 'ofBundle';

/** That a request is in a list of somebody: found by their account, in the order of `at`. */
export interface PersonRow {
  readonly list: ListName;
  readonly accountId: string;
  readonly at: Instant;
}

/** That a request is in the list of a bundle. */
export interface BundleRow {
  readonly list: typeof BUNDLE_LIST;
  readonly bundleId: string;
  readonly at: Instant;
}

/** Never more than a candidate: whatever is shown or done is read from the request. */
export type ProjectionRow = PersonRow | BundleRow;

/** Whose list it is in: an account, or a bundle. */
export const listedFor = (row: ProjectionRow): string =>
  row.list === BUNDLE_LIST ? row.bundleId : row.accountId;

/** What tells one row of a request from another. */
export const rowKey = (row: ProjectionRow): string => `${row.list} ${listedFor(row)}`;

/**
 * In which lists a request is, as its record says: nothing else goes into them. `created`: the accounts that it has created
 * or found, which its steps say.
 */
export function rowsOf(
  request: AccessRequest,
  created: Iterable<string> = [],
): readonly ProjectionRow[] {
  // Nobody waits for, or has asked for, anything whose account was closed; the audit has still what they did.
  const own = [...toDecide(request), ...toReview(request), asked(request)].filter(
    ({ accountId }) => !isFormer(accountId),
  );
  return [...own, ...audited(request, created), ...ofBundles(request)];
}

/** Access that stays is never over by itself. doc: ECMAScript, the latest time that a Date can have. */
const NEVER: Instant = 8_640_000_000_000_000;

/** Nobody has anything by the name of a bundle before it is approved; nor once the last of it is over. */
function ofBundles(request: AccessRequest): readonly BundleRow[] {
  if (!('approvedAt' in request)) return [];
  const at = endOfTerm(request.term, request.approvalValidUntil) ?? NEVER;
  return [...new Set(bundleIdsOf(request))].map((bundleId) => ({
    list: BUNDLE_LIST,
    bundleId,
    at,
  }));
}

const bundleIdsOf = ({ bundles = [], follows }: AccessRequest): readonly string[] =>
  [...bundles, ...(follows === undefined ? [] : [follows])].map(({ bundleId }) => bundleId);

function toDecide(request: AccessRequest): readonly PersonRow[] {
  if (request.state !== 'awaitingApproval') return [];
  const at = request.timesOutAt;
  return whoseTurn(request).map((accountId) => ({ list: 'toDecide', accountId, at }));
}

function toReview(request: AccessRequest): readonly PersonRow[] {
  const { review, requester, createdAt: at } = request;
  if (review === undefined || !isToReview(request)) return [];
  return [...new Set(review.by.map(({ accountId }) => accountId))]
    .filter((accountId) => accountId !== requester.accountId)
    .map((accountId) => ({ list: 'toReview', accountId, at }));
}

function asked({ state, requester, createdAt }: AccessRequest): PersonRow {
  const list = isOpenRequest(state) ? 'asked' : 'askedOver';
  return { list, accountId: requester.accountId, at: createdAt };
}

function audited(request: AccessRequest, created: Iterable<string>): readonly PersonRow[] {
  const at = request.createdAt;
  return [...new Set([...peopleOfRequest(request), ...created])].map((accountId) => ({
    list: 'audited',
    accountId,
    at,
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
