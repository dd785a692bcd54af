import { kvs } from '@forge/kvs';
import { z } from 'zod';
import type { Instant } from '#domain/lib/time';
import type { GivenToGroup, GroupApprovals } from '#ports/group-approvals';
import { callStorage } from './call-storage';
import { groupApprovalKey } from './keys';

const NEVER = 0;
/** An approval counts for 31 days at most: the key, which names who approved, goes soon after. */
const KEPT = { ttl: { unit: 'DAYS', value: 33 } } as const;
const givenSchema = z.object({
  givenAt: z.int(),
  /** Each until when: of two that are under way at once, the one that is over says nothing of the other. */
  underWay: z.array(z.int()).default([]),
});
type Given = z.output<typeof givenSchema>;

export const groupApprovals: GroupApprovals = {
  begin: (given, until) =>
    changeEach(given, until, ({ givenAt, underWay }) => ({
      givenAt,
      underWay: [...underWay, until],
    })),

  end: (given, until, givenAt = NEVER) =>
    changeEach(given, until, (before) => ({
      givenAt: Math.max(before.givenAt, givenAt),
      underWay: withoutOne(before.underWay, until),
    })),

  async givenSince(connectionId, groupId, accountIds, since) {
    const isSince = async (accountId?: string) => {
      const given = await read(groupApprovalKey(connectionId, groupId, accountId));
      // What makes no sense may have been given just now.
      return given === undefined || lastOf(given) > since;
    };
    if (accountIds.length === 0 || !(await isSince())) return new Set();
    const found = await Promise.all(
      accountIds.map(async (accountId) => ((await isSince(accountId)) ? [accountId] : [])),
    );
    return new Set(found.flat());
  },
};

/** That anybody approved anything of it comes last: it is what the others are looked for by. */
async function changeEach(
  { connectionId, groupId, approverIds }: GivenToGroup,
  until: Instant,
  change: (before: Given) => Given,
): Promise<void> {
  if (approverIds.length === 0) return;
  for (const accountId of [...approverIds, undefined]) {
    const key = groupApprovalKey(connectionId, groupId, accountId);
    // What makes no sense may have been given up to now.
    const before = (await read(key)) ?? { givenAt: until, underWay: [] };
    const { givenAt, underWay } = change(before);
    // The latest of all of them is what counts.
    const after = { givenAt, underWay: underWay.filter((one) => one > givenAt) };
    await callStorage(() => kvs.set(key, after, KEPT));
  }
}

/** Undefined where it makes no sense. */
async function read(key: string): Promise<Given | undefined> {
  const stored = await callStorage(() => kvs.get<unknown>(key));
  if (stored === undefined) return { givenAt: NEVER, underWay: [] };
  const given = givenSchema.safeParse(stored);
  return given.success ? given.data : undefined;
}

const lastOf = ({ givenAt, underWay }: Given): Instant => Math.max(givenAt, ...underWay);

function withoutOne(all: readonly Instant[], one: Instant): Instant[] {
  const place = all.indexOf(one);
  return all.filter((_, other) => other !== place);
}
