import { kvs, Sort, WhereConditions } from '@forge/kvs';
import { isInForce, isNotOver, type StandIn } from '#domain/approval/stand-in';
import { DAY, type Instant } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { StandIns, StandInsFound } from '#ports/stand-ins';
import { callStorage } from './call-storage';
import { AWAY_FORMAT } from './formats';
import { awayKey, ENTITY } from './keys';
import { pageFrom } from './page-from';
import { readRow } from './read-row';
import { readRows } from './read-rows';
import { type AwayRow, awayRow, JOURNAL } from './rows';

/** doc: Forge KVS limits: a query answers at most 100. */
const PAGE = 100;

export function standIns(clock: Clock): StandIns {
  return {
    async awayNow(accountIds) {
      const ids = [...new Set(accountIds)];
      const { found, unreadable } = await readRows(ENTITY.away, ids.map(awayKey), AWAY_FORMAT);
      const now = clock.now();
      const of = (id: string) => {
        const one = unreadable.has(awayKey(id)) ? 'notKnown' : found.get(awayKey(id));
        return one === 'notKnown' || (one !== undefined && isInForce(one, now)) ? one : undefined;
      };
      return new Map(
        ids.flatMap((id) => {
          const one = of(id);
          return one === undefined ? [] : [[id, one] as const];
        }),
      );
    },

    async of(accountId) {
      const own = await readRow(ENTITY.away, awayKey(accountId), AWAY_FORMAT);
      return own !== undefined && isNotOver(own, clock.now()) ? own : undefined;
    },

    async naming(deputyId) {
      const standIns: StandIn[] = [];
      let unreadable = 0;
      let cursor: string | undefined;
      do {
        const page = await pageOf('by-deputy', deputyId, clock.now(), cursor);
        standIns.push(...page.standIns.filter(({ deputy }) => deputy.accountId === deputyId));
        unreadable += page.unreadable;
        cursor = page.cursor;
      } while (cursor !== undefined);
      return { standIns, unreadable };
    },

    page: (cursor) => pageOf('by-end', JOURNAL, clock.now(), cursor),

    async write(standIn) {
      const row = awayRow(standIn);
      // It goes by itself once it is over.
      const days = Math.max(0, Math.ceil((standIn.until - clock.now()) / DAY)) + 1;
      const kept = { ttl: { unit: 'DAYS', value: days } } as const;
      const key = awayKey(standIn.person.accountId);
      await callStorage(() => kvs.entity<AwayRow>(ENTITY.away).set(key, row, kept));
    },

    remove: (accountId) =>
      callStorage(() => kvs.entity<AwayRow>(ENTITY.away).delete(awayKey(accountId))),
  };
}

/** The index finds candidates; each is read by itself. */
async function pageOf(
  index: 'by-deputy' | 'by-end',
  partition: string,
  now: Instant,
  cursor: string | undefined,
): Promise<StandInsFound & { readonly cursor: string | undefined }> {
  const query = () =>
    kvs
      .entity<AwayRow>(ENTITY.away)
      .query()
      .index(index, { partition: [partition] })
      .where(WhereConditions.greaterThan(now))
      .sort(Sort.ASC)
      .limit(PAGE);
  const { results, nextCursor } = await pageFrom(cursor, (from) =>
    (from === undefined ? query() : query().cursor(from)).getMany(),
  );
  const keys = results.map(({ key }) => key);
  const { found, unreadable } = await readRows(ENTITY.away, keys, AWAY_FORMAT);
  const standIns = keys.flatMap((key) => found.get(key) ?? []);
  return {
    standIns: standIns.filter((one) => isNotOver(one, now)),
    unreadable: unreadable.size,
    cursor: nextCursor,
  };
}
