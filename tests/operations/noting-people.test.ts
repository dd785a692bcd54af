import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formerOf } from '../../src/domain/action/former';
import { noDeliveries, noteDelivery } from '../../src/domain/delivery/deliveries';
import { HOUR, MINUTE } from '../../src/domain/lib/time';
import { type KeptPerson, newPerson, type Standing } from '../../src/domain/personal/kept-person';
import type { Ports } from '../../src/entry/compose';
import { goRound } from '../../src/operations/personal/go-round';
import type { KeptRecord } from '../../src/ports/kept-records';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { SiteFailure } from '../../src/ports/site-failure';
import { UnreadableRecord } from '../../src/ports/unreadable-record';
import { type Operations, openOperations } from '../support/open-operations';
import {
  awaiting,
  connection,
  frontend,
  grant,
  holding,
  LEAD,
  person,
  subject,
} from '../support/samples';

/** Whom a round notes, of what it finds on a page: since when, by which addresses, and what is left of them. */
let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

type Over = (own: Ports) => Partial<Ports>;
const former = formerOf('0123456789abcdef');
const closed = (emails: readonly string[] = []): Standing => ({
  state: 'closed',
  since: bench.now() - HOUR,
  former,
  emails,
});
const renamed = (since = bench.now() - HOUR): Standing => ({ state: 'updated', since });
const keep = (accountId: string, standing: Standing) =>
  bench.run(({ keptPeople }) =>
    keptPeople.write({ ...newPerson(accountId, 1, 0, bench.now()), standing }),
  );
const get = (accountId: string): Promise<KeptPerson | undefined> =>
  bench.run(async ({ keptPeople }) => (await keptPeople.getMany([accountId])).get(accountId));

/** A round over these pages alone; what is rewritten counts as written. */
const goOverPages = (pages: readonly (readonly KeptRecord[])[], over: Over = () => ({})) =>
  bench.run((own) => {
    let at = 0;
    return goRound({
      ...own,
      keptRecords: {
        ...own.keptRecords,
        page: async () => {
          const records = pages[at] ?? [];
          at += 1;
          return { records, cursor: at < pages.length ? `${at}` : undefined };
        },
        rewrite: async () => 'committed',
      },
      ...over(own),
    });
  });
const goOver = (records: readonly KeptRecord[], over?: Over) => goOverPages([records], over);

const request = (over: object = {}): KeptRecord => ({
  key: 'request:r1',
  kind: 'request',
  value: awaiting(over),
});
const steps = (outcomes: readonly object[], requestId = 'r1'): KeptRecord => ({
  key: 'steps:r1:0',
  kind: 'steps',
  value: {
    requestId,
    block: 0,
    revision: 1,
    change: 0,
    steps: outcomes.map((outcome, place) => ({
      subject: place,
      planned: { verdict: 'change' },
      outcome: { state: 'applied', at: 1, before: 'notHeld', ...outcome },
    })),
  } as never,
});

describe('since when something is stored of somebody', () => {
  const delivery = (to: string, since: number) => ({
    about: `${since}`,
    to: [person(to)],
    since,
    outcome: { outcome: 'told', by: 'email', at: 9_999 } as const,
  });
  const grantOf = (grantedAt: number) => grant({ grantedAt, grantedBy: LEAD } as never);
  const TOLD: readonly [string, KeptRecord, string, number][] = [
    ['a request', request({ createdAt: 5_000 }), 'sam', 5_000],
    [
      'the lists of a request',
      {
        key: 'projected:r1',
        kind: 'projected',
        value: {
          requestId: 'r1',
          revision: 1,
          rows: [
            { list: 'asked', accountId: 'sam', at: 7_000 },
            { list: 'approvedFor', accountId: 'sam', at: 6_000 },
          ],
        },
      },
      'sam',
      6_000,
    ],
    [
      'a holding',
      { key: 'holding:1', kind: 'holding', value: holding([grantOf(8_000), grantOf(6_500)]) },
      'sam',
      6_500,
    ],
    [
      'grants of an earlier version',
      {
        key: 'grants:1',
        kind: 'grants',
        value: {
          id: 'r1:0',
          revision: 1,
          requestId: 'r1',
          connectionId: 'site',
          entitlement: frontend,
          grants: [9_000, 6_600].map((grantedAt) => ({
            subject: subject('Sam'),
            grantedAt,
            endsAt: 10_000,
            status: { state: 'active' },
          })),
        } as never,
      },
      'sam',
      6_600,
    ],
    [
      'what was told',
      {
        key: 'telling:r1',
        kind: 'telling',
        value: [8_000, 6_700].reduce(
          (all, since) => noteDelivery(all, delivery('Sam', since)),
          noDeliveries('r1'),
        ),
      },
      'sam',
      6_700,
    ],
    [
      'the audit',
      {
        key: 'audit:1',
        kind: 'audit',
        value: {
          id: 'a1',
          at: 6_800,
          issueKey: undefined,
          requestId: undefined,
          events: [
            { kind: 'site.checked', id: 'e', at: 1, actor: { kind: 'person', ...person('Sam') } },
          ],
        } as never,
      },
      'sam',
      6_800,
    ],
    [
      'a connection',
      {
        key: 'connection:current',
        kind: 'connection',
        value: { ...connection, connectedAt: 6_900 },
      },
      'lena',
      6_900,
    ],
  ];

  test.each(TOLD)('is told by %s', async (_, record, accountId, from) => {
    await goOver([record]);
    expect(await get(accountId)).toMatchObject({ dataFrom: from, foundIn: 1 });
  });

  const UNTOLD: readonly [string, KeptRecord, string][] = [
    ['steps', steps([{ state: 'manual', by: person('Sam') }]), 'sam'],
    [
      'the policy',
      { key: 'policy:version:2', kind: 'policy', revision: 2, value: { owners: [person('Sam')] } },
      'sam',
    ],
    [
      'a holding that nothing was given of',
      { key: 'h', kind: 'holding', value: holding([]) },
      'sam',
    ],
  ];

  test.each(UNTOLD)('is not by %s: it is since now', async (_, record, accountId) => {
    const before = bench.now();
    await goOver([record]);
    expect((await get(accountId))?.dataFrom).toBeGreaterThanOrEqual(before);
  });
});

describe('addresses that stand without an id', () => {
  const account = (email: string) => ({ kind: 'newPerson', email, displayName: email }) as const;
  const asked = (...emails: readonly string[]) =>
    awaiting({
      ask: {
        subjects: emails.map(account),
        changes: [
          {
            verb: 'create',
            entitlement: { kind: 'account', products: [] },
            subjects: emails.map((_, place) => place),
          },
        ],
      } as never,
    });
  const storing = (found: ReturnType<typeof awaiting> | undefined | Error) => {
    const reads: string[] = [];
    const over: Over = ({ requests }) => ({
      requests: {
        ...requests,
        get: async (id) => {
          reads.push(id);
          if (found instanceof Error) throw found;
          return found;
        },
      },
    });
    return { reads, over };
  };
  const emailsOf = async (accountId: string) => {
    const standing = (await get(accountId))?.standing;
    return standing?.state === 'closed' ? standing.emails : undefined;
  };

  test('are known of whoever was created with them, each once', async () => {
    const { over } = storing(asked('a@acme.example', 'b@acme.example'));
    await keep('new', closed(['b@acme.example']));
    const found = steps([{ createdId: 'new' }, { createdId: 'new' }]);
    await goOver([found, found], over);
    expect(await emailsOf('new')).toEqual(['b@acme.example', 'a@acme.example']);
  });

  test('where one of the steps alone created somebody, too', async () => {
    await goOver(
      [steps([{}, { createdId: 'new' }])],
      storing(asked('a@x.example', 'b@x.example')).over,
    );
    expect(await get('new')).toMatchObject({ foundIn: 1, standing: { state: 'known' } });
  });

  test('whom nothing is left of, and whom a request that can’t be read has, are not noted', async () => {
    const unreadable = new UnreadableRecord('request', 'request:r1', 'no sense');
    for (const found of [undefined, unreadable]) {
      await goOver([steps([{ createdId: 'new' }])], storing(found).over);
      expect(await get('new')).toBeUndefined();
    }
  });

  test('nobody is, who is erased', async () => {
    const { over } = storing(asked('a@acme.example'));
    await goOver([steps([{ createdId: former.accountId }])], over);
    const value = { ...connection, actsAs: { ...LEAD, accountId: former.accountId } };
    await goOver([{ key: 'connection:current', kind: 'connection', value }]);
    expect(await get(former.accountId)).toBeUndefined();
  });

  test('no request is read for steps that created nobody', async () => {
    const { reads, over } = storing(asked('a@acme.example'));
    await goOver([steps([{}, { state: 'unchanged' }])], over);
    expect(reads).toEqual([]);
  });

  test('the one of the connection is of whom it acts as', async () => {
    await keep('lena', closed());
    await goOver([{ key: 'connection:current', kind: 'connection', value: connection }]);
    expect(await emailsOf('lena')).toEqual([connection.email]);
  });
});

describe('a new round', () => {
  const began = () => bench.now() - 10 * MINUTE;
  const earlier = () => began() - MINUTE;
  const later = () => began() + MINUTE;
  const number = () => bench.run(async ({ keptPeople }) => (await keptPeople.round())?.number);
  const after = async (closedSince: number | undefined, updatedSince: number | undefined) => {
    await bench.run(({ keptPeople }) =>
      keptPeople.keepRound({ number: 4, beganAt: began(), isOver: true, kind: 'audit' }),
    );
    if (closedSince !== undefined) await keep('c', { ...closed(), since: closedSince } as Standing);
    if (updatedSince !== undefined) await keep('u', renamed(updatedSince));
    await goOver([]);
    return number();
  };

  test.each<[string, () => number | undefined, () => number | undefined, number]>([
    ['nobody', () => undefined, () => undefined, 4],
    ['who waited before', earlier, earlier, 4],
    ['somebody to be erased', later, () => undefined, 5],
    ['somebody to be renamed', () => undefined, later, 5],
    ['somebody to be erased, behind others', later, earlier, 5],
    ['somebody to be renamed, behind others', earlier, later, 5],
  ])('is begun at once for %s since the last', async (_, closedSince, updatedSince, expected) => {
    expect(await after(closedSince(), updatedSince())).toBe(expected);
  });
});

describe('while Jira does not say what people are called', () => {
  const silent =
    (error: Error, warned: unknown[] = []): Over =>
    ({ hostAsApp, log }) => ({
      hostAsApp: { ...hostAsApp, people: () => Promise.reject(error) },
      log: { ...log, warn: (_, fields) => void warned.push(fields) },
    });
  const unavailable = new SiteFailure('siteUnavailable', 'no', true);

  test('those to be renamed wait, and whoever is to be erased and stands nowhere is erased', async () => {
    await keep('gone', closed());
    await keep('theo', renamed());
    const warned: unknown[] = [];
    await goOver([], silent(unavailable, warned));
    expect(await get('gone')).toBeUndefined();
    expect(await get('theo')).toMatchObject({ standing: { state: 'updated', leftIn: 1 } });
    expect(warned).toContainEqual({ code: 'siteUnavailable' });
  });

  test('another failure is none of Jira’s: the round stays where it is', async () => {
    await keep('theo', renamed());
    await expect(goOver([], silent(new TypeError('Not so.')))).rejects.toThrow('Not so.');
  });
});

describe('what is left of somebody', () => {
  const both = (): KeptRecord[] =>
    ['r1', 'r2'].map(
      (id) =>
        ({
          ...request({ id, state: 'withdrawn', requester: person('Theo') }),
          key: `request:${id}`,
        }) as KeptRecord,
    );
  const called: Over = ({ hostAsApp }) => ({
    hostAsApp: { ...hostAsApp, people: async () => new Map() },
  });

  test.each([['r1'], ['r2']])('in one of two records (%s) is left in the round', async (stays) => {
    await keep('theo', renamed());
    const written = await goOver(both(), (own) => ({
      ...called(own),
      keptRecords: {
        ...own.keptRecords,
        page: async (kind) => ({ records: kind === 'request' ? both() : [], cursor: undefined }),
        rewrite: async (record) => (record.key === `request:${stays}` ? 'conflict' : 'committed'),
      },
    }));
    expect(written).toBe(1);
    expect(await get('theo')).toMatchObject({ standing: { state: 'updated', leftIn: 1 } });
  });

  test('nothing is, where all of it was rewritten', async () => {
    await keep('theo', renamed());
    expect(await goOver(both(), called)).toBe(2);
    expect(await get('theo')).toMatchObject({ isRefreshed: true, standing: { state: 'known' } });
  });

  test('where a record fails, all who stand in it are, which is told to the log', async () => {
    await keep('theo', renamed());
    const warned: unknown[] = [];
    await goOver(both(), (own) => ({
      ...called(own),
      log: { ...own.log, warn: (_, fields) => void warned.push(fields) },
      keptRecords: {
        ...own.keptRecords,
        page: async (kind) => ({ records: kind === 'request' ? both() : [], cursor: undefined }),
        rewrite: async () => {
          throw new PlatformFailure('BUSY', 'later', true);
        },
      },
    }));
    expect(await get('theo')).toMatchObject({ standing: { state: 'updated', leftIn: 1 } });
    const failed = { kind: 'request', error: 'PlatformFailure BUSY' };
    expect(warned).toEqual([failed, failed]);
  });

  test('of who is erased, no address is made up', async () => {
    await keep('theo', closed(['t@acme.example']));
    await goOver(both());
    expect(await get('theo')).toMatchObject({ standing: { emails: ['t@acme.example'] } });
  });
});

test('what was deleted is told once everything was gone round, and not before', async () => {
  const untold = { requests: 1, records: 0, before: 5 };
  await bench.run(({ commit }) =>
    commit({ retention: { revision: 1, keepDays: 30, untold } as never }),
  );
  const told = () =>
    bench.run(
      async ({ trail }) => (await trail.search({ kind: 'records.deleted' })).records.length,
    );
  await goOverPages(Array.from({ length: 25 }, () => []));
  expect(await told()).toBe(0);
  await goOver([]);
  expect(await told()).toBe(1);
});
