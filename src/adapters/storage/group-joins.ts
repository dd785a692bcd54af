import { kvs } from '@forge/kvs';
import { z } from 'zod';
import type { Instant } from '#domain/lib/time';
import { type GroupJoins, JOIN_RECORDS } from '#ports/group-joins';
import { callStorage } from './call-storage';
import { groupJoinKey } from './keys';

const joinsSchema = z.array(z.object({ until: z.int(), accountIds: z.array(z.string()) }));
type Joins = z.output<typeof joinsSchema>;

export const groupJoins: GroupJoins = {
  async begin({ connectionId, groupId, record, accountIds, until }, at) {
    const key = groupJoinKey(connectionId, groupId, record);
    await write(key, [...(await notOver(key, at)), { until, accountIds: [...accountIds] }]);
  },

  async end({ connectionId, groupId, record, accountIds, until }, joined, at) {
    const key = groupJoinKey(connectionId, groupId, record);
    const before = await notOver(key, at);
    const begun = JSON.stringify({ until, accountIds });
    const place = before.findIndex((one) => JSON.stringify(one) === begun);
    const others = before.filter((_, other) => other !== place);
    const shown = { until: joined.shownBy, accountIds: [...joined.accountIds] };
    await write(key, shown.accountIds.length === 0 ? others : [...others, shown]);
  },

  async underWay(connectionId, groupId, accountIds, at) {
    const records = await Promise.all(
      Array.from({ length: JOIN_RECORDS }, (_, record) =>
        read(groupJoinKey(connectionId, groupId, record)),
      ),
    );
    // What makes no sense may be about anybody.
    if (records.includes(undefined)) return new Set(accountIds);
    const joins = records.flatMap((one) => one ?? []);
    const joining = new Set(joins.flatMap((one) => (one.until >= at ? one.accountIds : [])));
    return new Set(accountIds.filter((accountId) => joining.has(accountId)));
  },
};

/** What makes no sense is forgotten with the next: it is about a moment. */
async function notOver(key: string, at: Instant): Promise<Joins> {
  return ((await read(key)) ?? []).filter(({ until }) => until >= at);
}

/** It counts while somebody is being brought in, and a minute. */
const KEPT = { ttl: { unit: 'DAYS', value: 1 } } as const;

const write = (key: string, joins: Joins) => callStorage(() => kvs.set(key, joins, KEPT));

/** Undefined where it makes no sense. */
async function read(key: string): Promise<Joins | undefined> {
  const stored = await callStorage(() => kvs.get<unknown>(key));
  const joins = joinsSchema.safeParse(stored ?? []);
  return joins.success ? joins.data : undefined;
}
