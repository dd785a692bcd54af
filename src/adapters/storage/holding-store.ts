import { kvs, Sort, WhereConditions } from '@forge/kvs';
import { subjectKey } from '#domain/action/subject';
import type { Weight } from '#domain/ends/ending-order';
import { type Held, type Holding, holdingId } from '#domain/holding/holding';
import { ofHolder } from '#domain/holding/of-holder';
import type { DueState, HoldingStore } from '#ports/holding-store';
import { callStorage } from './call-storage';
import { HOLDING_FORMAT } from './formats';
import { ENTITY, holdingKey } from './keys';
import { pageFrom } from './page-from';
import { queryRows, readFound } from './query-rows';
import { readRows } from './read-rows';
import { type HoldingRow, NEVER } from './rows';

const INDEX = 'by-status-due';
const LIGHT_INDEX = 'by-status-weight-due';
/** doc: Forge KVS limits: a query answers at most 100. */
const PAGE = 100;

export const holdingStore: HoldingStore = {
  async getMany(held: readonly Held[]) {
    const ids = [...new Set(held.map(holdingId))];
    const { found, unreadable } = await readRows(
      ENTITY.holding,
      ids.map(holdingKey),
      HOLDING_FORMAT,
    );
    return {
      found: new Map(
        ids.flatMap((id) => {
          const holding = found.get(holdingKey(id));
          return holding === undefined ? [] : [[id, holding] as const];
        }),
      ),
      unreadable: new Set(ids.filter((id) => unreadable.has(holdingKey(id)))),
    };
  },

  async due(state, until, limit) {
    const rows = await queryRows(ENTITY.holding, INDEX, [state], until, limit);
    return readFound(ENTITY.holding, HOLDING_FORMAT, rows);
  },

  async lastDue(state, until, limit) {
    const rows = await queryRows(ENTITY.holding, INDEX, [state], until, limit, Sort.DESC);
    return readFound(ENTITY.holding, HOLDING_FORMAT, rows);
  },

  async lightDue(state, until, limit) {
    const light: readonly [DueState, Weight] = [state, 'light'];
    const rows = await queryRows(ENTITY.holding, LIGHT_INDEX, light, until, limit);
    return readFound(ENTITY.holding, HOLDING_FORMAT, rows);
  },

  async nextDue(state, after, until) {
    const firstOf = async (limit: number) => {
      const query = kvs
        .entity<HoldingRow>(ENTITY.holding)
        .query()
        .index(INDEX, { partition: [state] })
        .where(WhereConditions.between(after + 1, until))
        .sort(Sort.ASC)
        .limit(limit);
      const { results } = await callStorage(() => query.getMany());
      const dues = results.map(({ value }: { readonly value: Partial<HoldingRow> | null }) =>
        typeof value?.dueAt === 'number' ? value.dueAt : undefined,
      );
      return { isAny: dues.length > 0, dueAt: dues.find((one) => one !== undefined) };
    };
    const { isAny, dueAt } = await firstOf(1);
    if (!isAny || dueAt !== undefined) return dueAt;
    // The first does not say when it is due: others are due behind it. Where none says so, it may be any time from then on.
    return (await firstOf(PAGE)).dueAt ?? after + 1;
  },

  async dueAfter(state, after, limit) {
    const query = kvs
      .entity<HoldingRow>(ENTITY.holding)
      .query()
      .index(INDEX, { partition: [state] })
      .where(WhereConditions.greaterThan(after))
      .sort(Sort.ASC)
      .limit(Math.min(PAGE, limit));
    return readPage(await callStorage(() => query.getMany()));
  },

  async toTell(until, limit) {
    const rows = await queryRows(ENTITY.holding, 'by-status-tell', ['runs'], until, limit);
    return readFound(ENTITY.holding, HOLDING_FORMAT, rows);
  },

  async running(cursor) {
    const query = kvs
      .entity<HoldingRow>(ENTITY.holding)
      .query()
      .index(INDEX, { partition: ['runs'] })
      .where(WhereConditions.lessThanEqualTo(NEVER))
      .sort(Sort.ASC)
      .limit(PAGE);
    const page = await callStorage(() => (cursor ? query.cursor(cursor) : query).getMany());
    return { holdings: await readPage(page), cursor: page.nextCursor };
  },

  async inState(state, cursor) {
    const query = () =>
      kvs
        .entity<HoldingRow>(ENTITY.holding)
        .query()
        .index(INDEX, { partition: [state] })
        .where(WhereConditions.lessThanEqualTo(NEVER))
        .sort(Sort.ASC)
        .limit(PAGE);
    const page = await pageFrom(cursor, (from) =>
      (from === undefined ? query() : query().cursor(from)).getMany(),
    );
    const holdings = await readPage(page);
    const unreadable = page.results.length - holdings.length;
    return { holdings, unreadable, cursor: page.nextCursor };
  },

  async of(subject, standing, cursor, limit) {
    const holder = subjectKey(subject);
    const query = () =>
      kvs
        .entity<HoldingRow>(ENTITY.holding)
        .query()
        .index('by-holder', { partition: [holder, standing] })
        .sort(standing === 'inForce' ? Sort.ASC : Sort.DESC)
        .limit(limit);
    const { results, nextCursor } = await pageFrom(cursor, (from) =>
      (from === undefined ? query() : query().cursor(from)).getMany(),
    );
    const keys = results.map(({ key }) => key);
    const { found, unreadable } = await readRows(ENTITY.holding, keys, HOLDING_FORMAT);
    const holdings = keys.flatMap((key) => found.get(key) ?? []);
    const isMeant = (one: Holding) => {
      const of = ofHolder(one);
      return of.holder === holder && of.standing === standing;
    };
    return {
      holdings: holdings.filter(isMeant),
      unreadable: unreadable.size,
      cursor: nextCursor,
    };
  },
};

function readPage({
  results,
}: {
  readonly results: readonly { readonly key: string; readonly value: HoldingRow }[];
}): Promise<Holding[]> {
  const rows = results.map(({ key, value }) => ({ key, value: { ...value } }));
  return readFound(ENTITY.holding, HOLDING_FORMAT, rows);
}
