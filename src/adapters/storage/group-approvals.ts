import { kvs } from '@forge/kvs';
import { z } from 'zod';
import type { Instant } from '#domain/lib/time';
import type { GroupApprovals } from '#ports/group-approvals';
import { callStorage } from './call-storage';
import { groupApprovalKey } from './keys';

const givenSchema = z.object({ givenAt: z.int() });

export const groupApprovals: GroupApprovals = {
  async note(connectionId, groupId, approverIds, givenAt) {
    // That anybody approved anything of it comes last: it is what the others are looked for by.
    for (const accountId of approverIds) {
      await write(groupApprovalKey(connectionId, groupId, accountId), givenAt);
    }
    if (approverIds.length > 0) await write(groupApprovalKey(connectionId, groupId), givenAt);
  },

  async givenSince(connectionId, groupId, accountIds, since) {
    const isSince = async (accountId?: string) =>
      (await givenAt(groupApprovalKey(connectionId, groupId, accountId))) > since;
    if (accountIds.length === 0 || !(await isSince())) return new Set();
    const found = await Promise.all(
      accountIds.map(async (accountId) => ((await isSince(accountId)) ? [accountId] : [])),
    );
    return new Set(found.flat());
  },
};

const write = (key: string, givenAt: Instant) => callStorage(() => kvs.set(key, { givenAt }));

/** What makes no sense may have been given just now. */
async function givenAt(key: string): Promise<Instant> {
  const stored = await callStorage(() => kvs.get<unknown>(key));
  if (stored === undefined) return Number.NEGATIVE_INFINITY;
  const given = givenSchema.safeParse(stored);
  return given.success ? given.data.givenAt : Number.POSITIVE_INFINITY;
}
