import { DAY, type Instant } from '../lib/time';
import type { Delisted, Policy } from './policy';

/** An approval holds for seven days: what creates a group puts nobody into it after that. */
const KEPT_FOR = 8 * DAY;

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
  return delisted.length === 0 ? {} : { delisted };
}

export const isDelisted = ({ delisted = [] }: Policy, groupId: string): boolean =>
  delisted.some((one) => one.groupId === groupId);
