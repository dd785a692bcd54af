import { Filter, FilterConditions, kvs } from '@forge/kvs';
import type { Instant } from '#domain/lib/time';
import { claim, defer, mayLetGo, putOff } from '#domain/promise/promise';
import type { Claimed, Outbox, OutboxEntry } from '#ports/outbox';
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

  defer: (claimed, now, until) => letGo(claimed, now, (entry) => defer(entry, until)),

  attempted: (claimed, now, until) => letGo(claimed, now, (entry) => putOff(entry, until)),

  async putOff(entry, until) {
    const asRead = new Filter<OutboxRow>()
      .and('dueAt', FilterConditions.equalTo(entry.dueAt))
      .and('claimedUntil', FilterConditions.equalTo(entry.claimedUntil));
    return (await rewrite(putOff(entry, until), asRead)) === 'committed';
  },

  done: (id) => callStorage(() => kvs.entity(ENTITY.outbox).delete(outboxKey(id))),
};

/** As it was read: what was done meanwhile does not come back, and what another run has claimed is its own. */
async function letGo(
  { outboxId, claimedUntil }: Claimed,
  now: Instant,
  move: (entry: OutboxEntry) => OutboxEntry,
): Promise<void> {
  const entry = await readEntry(outboxId);
  if (entry === undefined || !mayLetGo(entry, claimedUntil, now)) return;
  const asRead = FilterConditions.equalTo(entry.claimedUntil);
  await rewrite(move(entry), new Filter<OutboxRow>().and('claimedUntil', asRead));
}

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
