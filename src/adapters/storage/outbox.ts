import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { claim, defer, putOff } from '#domain/promise/promise';
import type { Outbox, OutboxEntry } from '#ports/outbox';
import { callConditionally, callStorage } from './call-storage';
import { OUTBOX_FORMAT } from './formats';
import { ENTITY, idOf, outboxKey } from './keys';
import { queryKeys, queryRows, readFound } from './query-rows';
import { readRow } from './read-row';
import { type OutboxRow, outboxRow } from './rows';

export const outbox: Outbox = {
  get: readEntry,

  async due(until, limit) {
    const keys = await queryKeys(ENTITY.outbox, 'by-status-due', ['open'], until, limit);
    return keys.map((key) => idOf(ENTITY.outbox, key));
  },

  async glance(until, limit) {
    const rows = await queryRows(ENTITY.outbox, 'by-status-due', ['open'], until, limit);
    return readFound(ENTITY.outbox, OUTBOX_FORMAT, rows);
  },

  async claim(id, now, until) {
    const entry = await readEntry(id);
    const claimed = entry && claim(entry, now, until);
    if (entry === undefined || claimed === undefined) return undefined;
    const asRead = FilterConditions.equalTo(entry.claimedUntil);
    const free = new Filter<OutboxRow>().and('claimedUntil', asRead);
    return (await rewrite(claimed, free)) === 'committed' ? claimed : undefined;
  },

  async defer(id, until) {
    const entry = await readEntry(id);
    if (entry === undefined) return;
    await rewrite(defer(entry, until), there());
  },

  async attempted(entry, until) {
    await rewrite(putOff(entry, until), there());
  },

  async putOff(entry, until) {
    const asRead = new Filter<OutboxRow>()
      .and('dueAt', FilterConditions.equalTo(entry.dueAt))
      .and('claimedUntil', FilterConditions.equalTo(entry.claimedUntil));
    return (await rewrite(putOff(entry, until), asRead)) === 'committed';
  },

  done: (id) => callStorage(() => kvs.entity(ENTITY.outbox).delete(outboxKey(id))),
};

/** Only while it is there: what was done meanwhile must not come back. */
const there = () => new Filter<OutboxRow>().and('dueAt', FilterConditions.exists());

function readEntry(id: string) {
  return readRow(ENTITY.outbox, outboxKey(id), OUTBOX_FORMAT);
}

function rewrite(entry: OutboxEntry, conditions: ReturnType<Filter<OutboxRow>['and']>) {
  return callConditionally(() =>
    kvs
      .transact()
      .set(outboxKey(entry.id), outboxRow(entry), { entityName: ENTITY.outbox, conditions })
      .execute(),
  );
}
