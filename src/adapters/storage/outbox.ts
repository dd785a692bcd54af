import { Filter, FilterConditions, kvs } from '@forge/kvs';
import type { Outbox } from '#ports/outbox';
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

  async defer(id, until) {
    const entry = await readEntry(id);
    if (entry === undefined) return;
    // Only while it is there: what was done meanwhile must not come back.
    const there = new Filter<OutboxRow>().and('dueAt', FilterConditions.exists());
    await callConditionally(() =>
      kvs
        .transact()
        .set(outboxKey(id), outboxRow({ ...entry, dueAt: until }), {
          entityName: ENTITY.outbox,
          conditions: there,
        })
        .execute(),
    );
  },

  done: (id) => callStorage(() => kvs.entity(ENTITY.outbox).delete(outboxKey(id))),
};

function readEntry(id: string) {
  return readRow(ENTITY.outbox, outboxKey(id), OUTBOX_FORM);
}
