import { Filter, FilterConditions, kvs } from '@forge/kvs';
import type { Outbox, OutboxEntry } from '#ports/outbox';
import { callConditionally, callStorage } from './call-storage';
import { OUTBOX_FORM } from './forms';
import { ENTITY, outboxKey } from './keys';
import { queryRows } from './query-rows';
import { readRow } from './read-row';
import { type OutboxRow, outboxRow } from './rows';
import { readBody } from './stored-body';

export const outbox: Outbox = {
  get: readEntry,

  async due(until, limit) {
    const rows = await queryRows<OutboxRow>(ENTITY.outbox, 'by-status-due', ['open'], until, limit);
    return rows.map(({ body }) => readBody(OUTBOX_FORM, body));
  },

  async claim(id, now, until) {
    const entry = await readEntry(id);
    if (entry === undefined || entry.claimedUntil > now) return undefined;
    const claimed = { ...entry, claimedUntil: until, dueAt: Math.max(entry.dueAt, until) };
    const asRead = FilterConditions.equalTo(entry.claimedUntil);
    const free = new Filter<OutboxRow>().and('claimedUntil', asRead);
    return (await rewrite(claimed, free)) === 'committed' ? claimed : undefined;
  },

  async defer(id, until) {
    const entry = await readEntry(id);
    if (entry === undefined) return;
    // Only while it is there: what was done meanwhile must not come back.
    const there = new Filter<OutboxRow>().and('dueAt', FilterConditions.exists());
    await rewrite({ ...entry, dueAt: until, claimedUntil: 0 }, there);
  },

  done: (id) => callStorage(() => kvs.entity(ENTITY.outbox).delete(outboxKey(id))),
};

function readEntry(id: string) {
  return readRow(ENTITY.outbox, outboxKey(id), OUTBOX_FORM);
}

function rewrite(entry: OutboxEntry, conditions: ReturnType<Filter<OutboxRow>['and']>) {
  return callConditionally(() =>
    kvs
      .transact()
      .set(outboxKey(entry.id), outboxRow(entry), { entityName: ENTITY.outbox, conditions })
      .execute(),
  );
}
