import { APPROVAL_HOLDS_AT_MOST } from '../lib/approval-holds';
import { DAY, type Instant } from '../lib/time';
import type { Delisted, Policy } from './policy';

/** What creates a group puts nobody into it after that. */
const KEPT_FOR = APPROVAL_HOLDS_AT_MOST + DAY;
/** Of the latest: the record of a policy stays within what the store takes. */
export const DELISTED_MAX = 1_000;

/** What was taken off the list, by this version or shortly before, and is not on it again. */
export function delistedBy(
  before: Policy,
  after: Pick<Policy, 'requestableGroups'>,
  at: Instant,
): Pick<Policy, 'delisted'> {
  const listed = new Set(after.requestableGroups.map(({ groupId }) => groupId));
  const earlier = (before.delisted ?? []).filter((one) => one.at + KEPT_FOR > at);
  const now = before.requestableGroups.map(({ groupId }): Delisted => ({ groupId, at }));
  const latest = new Map([...earlier, ...now].map((one) => [one.groupId, one]));
  const delisted = [...latest.values()].filter(({ groupId }) => !listed.has(groupId));
  return delisted.length === 0 ? {} : { delisted: delisted.slice(-DELISTED_MAX) };
}

/** Where there may have been more than are kept, any may have been among them. */
export const isDelisted = ({ delisted = [] }: Policy, groupId: string): boolean =>
  delisted.length >= DELISTED_MAX || delisted.some((one) => one.groupId === groupId);
