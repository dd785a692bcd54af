import { expect, test } from 'vitest';
import type { AuditEvent, AuditRecord } from '#domain/audit/audit-event';
import type { AuditPage, AuditQuery } from '#ports/audit-trail';
import { AT, LEAD, person } from '../../../tests/support/samples';
import { searchAudit } from './search-audit';

const by = (who: typeof LEAD, kind: 'request.timedOut' | 'request.withdrawn'): AuditEvent => ({
  id: `${kind} ${who.accountId}`,
  at: AT,
  actor: { kind: 'person', ...who },
  kind,
});
const recordOf = (id: string, ...events: readonly AuditEvent[]): AuditRecord => ({
  id,
  at: AT,
  issueKey: `WEB-${id}`,
  requestId: id,
  events,
});
const page = (cursor: string | undefined, ...records: AuditRecord[]): AuditPage => ({
  records,
  unreadable: 1,
  cursor,
});

/** Searches pages that come one after the other; answers what was found, and what was asked for. */
async function search(query: AuditQuery, ...pages: readonly AuditPage[]) {
  const asked: AuditQuery[] = [];
  const trail = {
    search: async (one: AuditQuery) => {
      asked.push(one);
      return pages[asked.length - 1] ?? page('more');
    },
  };
  const { found, ...rest } = await searchAudit(trail, query);
  return { ...rest, found: found.map(({ event, record }) => [event.id, record.requestId]), asked };
}

const [withdrawn, timedOut] = [
  by(LEAD, 'request.withdrawn'),
  by(person('Otto'), 'request.timedOut'),
];

test('of a record only the events that match are shown, each with its record', async () => {
  const all = page(undefined, recordOf('1', withdrawn, timedOut), recordOf('2', timedOut));
  const ids = async (query: AuditQuery) => (await search(query, all)).found;
  expect(await ids({})).toEqual([
    [withdrawn.id, '1'],
    [timedOut.id, '1'],
    [timedOut.id, '2'],
  ]);
  expect(await ids({ accountId: 'lena' })).toEqual([[withdrawn.id, '1']]);
  expect(await ids({ kind: 'request.timedOut' })).toEqual([
    [timedOut.id, '1'],
    [timedOut.id, '2'],
  ]);
  expect(await ids({ kind: 'request.timedOut', accountId: 'lena' })).toEqual([]);
});

test('pages of which nothing matches are passed over, up to five, from where the last ended', async () => {
  const query = { accountId: 'lena', cursor: 'c0' };
  const none = (cursor: string | undefined) => page(cursor, recordOf('1', timedOut));
  const third = page('c3', recordOf('2', withdrawn));
  const found = await search(query, none('c1'), none('c2'), third, none('c4'));
  expect(found).toMatchObject({ found: [[withdrawn.id, '2']], unreadable: 3, cursor: 'c3' });
  expect(found.asked).toEqual(['c0', 'c1', 'c2'].map((cursor) => ({ ...query, cursor })));
  const nothing = await search({ accountId: 'lena' });
  expect(nothing).toMatchObject({ found: [], unreadable: 5, cursor: 'more' });
  expect(nothing.asked[0]).toStrictEqual({ accountId: 'lena' });
  const end = await search(query, none('c1'), none(undefined));
  expect(end).toMatchObject({ found: [], unreadable: 2, cursor: undefined });
  expect(end.asked).toHaveLength(2);
});
