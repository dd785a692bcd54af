import { kvs, Sort } from '@forge/kvs';
import { type Aside, RECORD_KINDS } from '#domain/aside/aside';
import { pauseAfter } from '#domain/lib/growing-pause';
import type { Asides } from '#ports/asides';
import { ifUnreadable } from '#ports/unreadable-record';
import { callConditionally, callStorage } from './call-storage';
import { ASIDE_FORMAT } from './formats';
import { asideKey, ENTITY, idOf, policyKey } from './keys';
import { getRow } from './new-records';
import { pageFrom } from './page-from';
import { readPolicyInForce } from './policy-store';
import { queryKeys } from './query-rows';
import { readRecord } from './read-record';
import { readStored } from './read-stored';
import { type AsideRow, asideRow, JOURNAL } from './rows';
import { unchangedSinceRead } from './unchanged-since-read';

const PAGE = 50;

export const asides: Asides = {
  get: readAside,

  async list(cursor) {
    const query = () =>
      kvs
        .entity<AsideRow>(ENTITY.aside)
        .query()
        .index('by-since', { partition: [JOURNAL] })
        .sort(Sort.ASC)
        .limit(PAGE);
    const { results, nextCursor } = await pageFrom(cursor, (from) =>
      (from === undefined ? query() : query().cursor(from)).getMany(),
    );
    return {
      asides: results.map(({ key, value }) => asideOf(key, value)),
      cursor: nextCursor,
    };
  },

  async due(until, limit) {
    const keys = await queryKeys(ENTITY.aside, 'by-next', [JOURNAL], until, limit);
    return keys.map((key) => idOf(ENTITY.aside, key));
  },

  async noteFailing({ kind, key }, why, at) {
    const known = await readAside(key);
    if (known?.trouble.trouble === 'unreadable') return;
    const times = (known?.trouble.times ?? 0) + 1;
    const since = known?.since ?? at;
    const nextAt = at + 2 * pauseAfter(since, at);
    await write({ key, kind, trouble: { trouble: 'failing', why, times }, since, nextAt });
  },

  raw: (kind, key) => getRow<unknown>(kind, key),

  async lookAgain({ kind, key }) {
    const row = await getRow(kind, key);
    if (row === undefined) {
      await forget(key);
      return 'gone';
    }
    const read = readRecord(kind, key, row);
    if (read.stored === 'unreadable' || !(await isWhole(key))) return 'unreadable';
    const { attributes } = read.value;
    if (attributes !== undefined) {
      const back = { ...row, ...attributes };
      await callConditionally(() =>
        kvs
          .transact()
          .set(key, back, { entityName: kind, ...unchangedSinceRead(row) })
          .execute(),
      );
    }
    await forget(key);
    return 'mended';
  },

  postpone: (aside, nextAt) => write({ ...aside, nextAt }),
  forget,
};

/** The policy in force is in two records: it can be read where both can. */
async function isWhole(key: string): Promise<boolean> {
  if (key !== policyKey()) return true;
  return (await ifUnreadable(readPolicyInForce(), undefined)) !== undefined;
}

async function readAside(key: string): Promise<Aside | undefined> {
  const noteKey = asideKey(key);
  const row = await getRow<AsideRow>(ENTITY.aside, noteKey);
  return row === undefined ? undefined : asideOf(noteKey, row);
}

/**
 * A note that can't be read itself still says by its key which record it is about, and so of which kind:
 * that record is out of the way of whatever would find it.
 */
function asideOf(noteKey: string, row: AsideRow): Aside {
  const read = readStored(ASIDE_FORMAT, noteKey, row);
  if (read.stored === 'found') return read.value;
  const key = idOf(ENTITY.aside, noteKey);
  const kind = RECORD_KINDS.find((one) => key.startsWith(`${one}:`)) ?? 'aside';
  const { since = 0, nextAt = 0 } = row;
  return { key, kind, trouble: { trouble: 'unreadable', why: read.why }, since, nextAt };
}

const write = (aside: Aside): Promise<void> =>
  callStorage(() => kvs.entity<AsideRow>(ENTITY.aside).set(asideKey(aside.key), asideRow(aside)));

function forget(key: string): Promise<void> {
  return callStorage(() => kvs.entity(ENTITY.aside).delete(asideKey(key)));
}
