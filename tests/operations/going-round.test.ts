import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formerOf } from '../../src/domain/action/former';
import type { Person } from '../../src/domain/action/person';
import { noDeliveries, noteDelivery } from '../../src/domain/delivery/deliveries';
import { DAY, HOUR } from '../../src/domain/lib/time';
import { type KeptPerson, newPerson, type Standing } from '../../src/domain/personal/kept-person';
import type { PersonChanges } from '../../src/domain/personal/rewrite-people';
import type { AccessRequest } from '../../src/domain/request/access-request';
import type { Ports } from '../../src/entry/compose';
import { tryProtection, tryRights } from '../../src/operations/installation/try-site';
import { goRound } from '../../src/operations/personal/go-round';
import { changedIn, treatRecord } from '../../src/operations/personal/treat-record';
import { project } from '../../src/operations/projections/project';
import type { KeptRecord } from '../../src/ports/kept-records';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { SiteFailure } from '../../src/ports/site-failure';
import { UnreadableRecord } from '../../src/ports/unreadable-record';
import { type Operations, openOperations } from '../support/open-operations';
import { awaiting, inState, LEAD, person, REQUESTER } from '../support/samples';

/** Everything that is stored is gone round: who is in it is noted, erased, or called as they are called now. */
let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

type Over = (own: Ports) => Partial<Ports>;
const rita = REQUESTER.accountId;
const former = formerOf('0123456789abcdef');
const closed = (emails: readonly string[] = []): Standing => ({
  state: 'closed',
  since: bench.now() - HOUR,
  former,
  emails,
});
const renamed = (): Standing => ({ state: 'updated', since: bench.now() - HOUR });
const store = (writes: Parameters<Ports['commit']>[0]) =>
  bench.run(async ({ commit }) => expect(await commit(writes)).toBe('committed'));
const keep = (accountId: string, standing: Standing) =>
  bench.run(({ keptPeople }) =>
    keptPeople.write({ ...newPerson(accountId, 1, 0, bench.now()), standing }),
  );
const get = (accountId: string): Promise<KeptPerson | undefined> =>
  bench.run(async ({ keptPeople }) => (await keptPeople.getMany([accountId])).get(accountId));
const round = () => bench.run(({ keptPeople }) => keptPeople.round());
const go = (over: Over = () => ({}), mayGoOn?: () => boolean) =>
  bench.run((own) => goRound({ ...own, ...over(own) }, mayGoOn));
const requestOf = (id: string, over: object = {}): AccessRequest => {
  const { approvals: _, timesOutAt: __, ...core } = awaiting({ id, revision: 1, createdAt: 7_000 });
  return { ...inState('withdrawn'), ...core, state: 'withdrawn', approvals: [], ...over } as never;
};
const read = (id: string) => bench.run(({ requests }) => requests.get(id));

describe('a round', () => {
  test('notes each of whom something is stored, since when, and is over', async () => {
    await store({ request: requestOf('r1') });
    expect(await go()).toBe(0);
    expect(await get(rita)).toMatchObject({
      dataFrom: 7_000,
      foundIn: 1,
      standing: { state: 'known' },
    });
    expect(await get('sam')).toMatchObject({ dataFrom: 7_000 });
    const { accountId } = bench.connection.actsAs;
    expect(await get(accountId)).toMatchObject({ dataFrom: bench.connection.connectedAt });
    expect(await round()).toMatchObject({ number: 1, isOver: true });
    // The next one is a day later.
    expect(await go()).toBe(0);
    expect(await round()).toMatchObject({ number: 1 });
    await bench.platform.clock.advance(DAY);
    await go();
    expect(await get(rita)).toMatchObject({ foundIn: 2 });
  });

  test('since the oldest record that names them, in whatever order they come', async () => {
    await store({ request: requestOf('r1', { createdAt: 9_000 }) });
    await store({ request: requestOf('r2', { createdAt: 5_000 }) });
    await store({ request: requestOf('r3', { createdAt: 7_000 }) });
    await go();
    expect(await get(rita)).toMatchObject({ dataFrom: 5_000 });
  });

  test('erases who is gone wherever nothing depends on them, and is told when all of it is', async () => {
    await store({
      request: requestOf('r1', { justification: `As ${rita} said, r@acme.example.` }),
    });
    await keep(rita, closed(['r@acme.example']));
    expect(await go()).toBe(1);
    const text = JSON.stringify(await read('r1'));
    expect(text).not.toContain(`"${rita}"`);
    expect(text).toContain(`As ${former.accountId} said, ${former.email}.`);
    expect(await get(rita)).toMatchObject({ standing: { state: 'closed' } });
    await bench.platform.clock.advance(2 * HOUR);
    await go();
    expect(await get(rita)).toBeUndefined();
  });

  test('calls the others as Jira does, and where it does not say, erases those who are gone all the same', async () => {
    await store({ request: requestOf('r1') });
    await store({ request: requestOf('r2', { requester: person('Theo') }) });
    await keep(rita, closed());
    await keep('theo', renamed());
    const silent: Over = ({ hostAsApp }) => ({
      hostAsApp: {
        ...hostAsApp,
        people: () => Promise.reject(new SiteFailure('siteUnavailable', 'no', true)),
      },
    });
    expect(await go(silent)).toBe(1);
    expect((await read('r1'))?.requester.accountId).toBe(former.accountId);
    expect((await read('r2'))?.requester.displayName).toBe('Theo');
    expect(await get('theo')).toMatchObject({ standing: { state: 'updated', leftIn: 1 } });
    const told: Over = ({ hostAsApp }) => ({
      hostAsApp: {
        ...hostAsApp,
        people: async () =>
          new Map([
            [
              'theo',
              {
                ...person('Theo'),
                displayName: 'Theo New',
                active: true,
                accountType: 'atlassian',
              },
            ],
          ]),
      },
    });
    await bench.platform.clock.advance(2 * HOUR);
    expect(await go(told)).toBe(1);
    expect((await read('r2'))?.requester.displayName).toBe('Theo New');
    expect(await get('theo')).toMatchObject({ isRefreshed: true, standing: { state: 'known' } });
  });

  test('is held up by no record that fails: its people wait for the next', async () => {
    await store({ request: requestOf('r1') });
    await store({ request: requestOf('r2') });
    await keep(rita, closed());
    const failing: Over = ({ keptRecords }) => ({
      keptRecords: {
        ...keptRecords,
        rewrite: (record, value) =>
          record.kind === 'request' && record.value.id === 'r1'
            ? Promise.reject(new PlatformFailure('NO', 'no', false))
            : keptRecords.rewrite(record, value),
      },
    });
    expect(await go(failing)).toBe(1);
    expect((await read('r1'))?.requester.accountId).toBe(rita);
    expect((await read('r2'))?.requester.accountId).toBe(former.accountId);
    expect(await get(rita)).toMatchObject({ foundIn: 1 });
  });

  test('deletes what was over for longer than it is kept, which is told as it ends', async () => {
    await store({ retention: { revision: 1, keepDays: 30 } });
    await store({ request: requestOf('r1', { since: 1 }) });
    await go();
    expect(await read('r1')).toBeUndefined();
    const { records } = await bench.run(({ trail }) => trail.search({ kind: 'records.deleted' }));
    expect(records).toHaveLength(1);
  });

  /** Pages that never end, each of these records. */
  const endless = (records: readonly KeptRecord[] = []) => {
    const asked: (string | undefined)[] = [];
    const over: Over = ({ keptRecords }) => ({
      keptRecords: {
        ...keptRecords,
        page: async (_, cursor) => {
          asked.push(cursor);
          return { records, cursor: 'more' };
        },
      },
    });
    return { asked, over };
  };

  test('is of twenty pages in a sweep, each noted, and of none without time', async () => {
    const { asked, over } = endless();
    await go(over);
    expect(asked).toEqual([undefined, ...Array(19).fill('more')]);
    expect(await round()).toMatchObject({ isOver: false, cursor: 'more' });
    const none = endless();
    await go(none.over, () => false);
    expect(none.asked).toEqual([]);
  });

  test('and of so many people: whoever is left on a page comes by the next sweep', async () => {
    const to = Array.from({ length: 1_001 }, (_, at) => person(`P${at}`));
    const telling = noteDelivery(noDeliveries('r1'), {
      about: 'x',
      to,
      since: 1,
      outcome: { outcome: 'told', by: 'email', at: 1 },
    });
    const { asked, over } = endless([{ key: 'telling:r1', kind: 'telling', value: telling }]);
    let written = 0;
    await go((own) => ({
      ...over(own),
      keptPeople: {
        ...own.keptPeople,
        getMany: async () => new Map(),
        write: async () => {
          written += 1;
          return 'committed';
        },
      },
    }));
    expect([written, asked.length, await round()]).toEqual([1_000, 1, undefined]);
  });

  test('in each sweep anew, on however many pages they are', async () => {
    const pageOf = (from: number): KeptRecord => ({
      key: `telling:${from}`,
      kind: 'telling',
      value: noteDelivery(noDeliveries('r1'), {
        about: 'x',
        to: Array.from({ length: 600 }, (_, at) => person(`P${from + at}`)),
        since: 1,
        outcome: { outcome: 'told', by: 'email', at: 1 },
      }),
    });
    let [written, asked] = [0, 0];
    await go(({ keptRecords, keptPeople }) => ({
      keptRecords: {
        ...keptRecords,
        page: async () => {
          asked += 1;
          return { records: [pageOf(asked * 1_000)], cursor: 'more' };
        },
      },
      keptPeople: {
        ...keptPeople,
        getMany: async () => new Map(),
        write: async () => {
          written += 1;
          return 'committed';
        },
      },
    }));
    expect([asked, written]).toEqual([2, 1_000]);
  });

  test.each([
    ['that the store no longer takes begins its kind anew', 'old', false, ['old', undefined]],
    ['that it does not take for now is tried later', 'old', true, ['old']],
    ['of none is told', undefined, false, [undefined]],
  ])('a cursor %s', async (_, cursor, retryable, expected) => {
    const begun = { number: 2, beganAt: bench.now(), isOver: false, kind: 'request' } as const;
    await bench.run(({ keptPeople }) =>
      keptPeople.keepRound(cursor === undefined ? begun : { ...begun, cursor }),
    );
    const asked: (string | undefined)[] = [];
    const refusing: Over = ({ keptRecords }) => ({
      keptRecords: {
        ...keptRecords,
        page: async (kind, at) => {
          if (kind === 'request') asked.push(at);
          if (asked.length === 1) throw new PlatformFailure('NO', 'Not this', retryable);
          return keptRecords.page(kind, at);
        },
      },
    });
    if (expected.length === 2) await go(refusing);
    else await expect(go(refusing)).rejects.toThrow('Not this');
    expect(asked).toEqual(expected);
  });
});

describe('in a record of another kind', () => {
  const erase: PersonChanges = new Map([[rita, { kind: 'erase', former, emails: [] }]]);
  const rename: PersonChanges = new Map([[rita, { kind: 'refresh', displayName: 'New' }]]);
  const only = (kind: KeptRecord['kind']) =>
    bench.run(async ({ keptRecords }) => {
      const [one] = (await keptRecords.page(kind, undefined)).records;
      if (one === undefined) throw new Error(`There is no ${kind}`);
      return one;
    });
  const treat = async (
    kind: KeptRecord['kind'] | KeptRecord,
    changes: PersonChanges,
    over: Over = () => ({}),
  ) => {
    const record = typeof kind === 'string' ? await only(kind) : kind;
    const found = new Set([...changedIn(record.value, changes), rita]);
    const { left, isRewritten } = await bench.run((own) =>
      treatRecord({ ...own, ...over(own) }, record, changes, found),
    );
    return [[...left], isRewritten];
  };
  const gone: Over = ({ requests }) => ({ requests: { ...requests, get: async () => undefined } });
  const byRita = { state: 'manual', at: 1, by: REQUESTER } as const;
  const block = {
    requestId: 'r1',
    block: 0,
    revision: 1,
    change: 0,
    steps: [{ subject: 0, planned: { verdict: 'change' }, outcome: byRita }],
  } as const;

  test('steps are as free as their request: while something can be sent, names change and nobody is erased', async () => {
    await store({ request: awaiting({ id: 'r1', revision: 1 }), blocks: [block] });
    expect(await treat('steps', erase)).toEqual([[rita], false]);
    expect(await treat('steps', rename)).toEqual([[], true]);
    expect(await treat('steps', erase, gone)).toEqual([[], true]);
  });

  test('and where their request can’t be read, nothing of them is', async () => {
    await store({ request: requestOf('r1'), blocks: [block] });
    const unreadable: Over = ({ requests }) => ({
      requests: {
        ...requests,
        get: () => Promise.reject(new UnreadableRecord('request', 'r1', 'no sense')),
      },
    });
    expect(await treat('steps', rename, unreadable)).toEqual([[rita], false]);
    expect(await treat('steps', erase, unreadable)).toEqual([[rita], false]);
    expect(await treat('steps', erase)).toEqual([[], true]);
  });

  test('what was told to admins is free, of a request as that is', async () => {
    const told = (of: string) =>
      noteDelivery(noDeliveries(of), {
        about: 'x',
        to: [REQUESTER, LEAD],
        since: 1,
        outcome: { outcome: 'told', by: 'email', at: 1 },
      });
    await store({ request: awaiting({ id: 'r1', revision: 1 }), deliveries: told('r1') });
    expect(await treat('telling', erase)).toEqual([[rita], false]);
    await store({ deliveries: told('admins') });
    const [admins] = await bench.run(async ({ keptRecords }) => {
      const { records } = await keptRecords.page('telling', undefined);
      return records.filter((one) => one.kind === 'telling' && one.value.of === 'admins');
    });
    expect(admins && (await treat(admins, erase))).toEqual([[], true]);
  });

  test('in lists, they stand as long as in the request; a name is nothing to write there', async () => {
    await store({ request: awaiting({ id: 'r1', revision: 1 }) });
    await bench.run((own) => project(own, 'r1'));
    expect(await treat('projected', rename)).toEqual([[], false]);
    expect(await treat('projected', erase)).toEqual([[rita], false]);
    expect(await treat('projected', erase, gone)).toEqual([[], true]);
  });

  test('nobody is away or decides for anybody any more who is erased; who is renamed is so there', async () => {
    const times = { from: bench.now(), until: bench.now() + DAY };
    const say = (person: Person, deputy: Person) =>
      bench.run(({ standIns }) => standIns.write({ person, deputy, ...times }));
    for (const [who, deputy] of [
      [REQUESTER, LEAD],
      [LEAD, REQUESTER],
    ] as const) {
      await say(who, deputy);
      expect(await treat('away', rename)).toEqual([[], true]);
      const read = () => bench.run(({ standIns }) => standIns.of(who.accountId));
      expect(JSON.stringify(await read())).toContain('New');
      expect(await treat('away', erase)).toEqual([[], true]);
      expect(await read()).toBeUndefined();
    }
  });

  test('the note of a form that was sent goes with who sent it, once nothing is sent for it', async () => {
    await store({ request: awaiting({ id: 'r1', revision: 1 }), submissionKey: `${rita}-1` });
    expect(await treat('submission', rename)).toEqual([[], false]);
    expect(await treat('submission', erase)).toEqual([[rita], false]);
    expect(await treat('submission', erase, gone)).toEqual([[], true]);
    await expect(only('submission')).rejects.toThrow('There is no submission');
  });
});

describe('whether the token does what it is for', () => {
  const rights = () => bench.run((own) => tryRights(own));

  test('as it should', async () => {
    expect(await rights()).toEqual({ finding: 'asExpected' });
  });

  test.each([
    [401, 'differs'],
    [503, 'differs'],
  ])('or why not, where the site answers %s', async (status, finding) => {
    bench.answer(/./, status);
    expect(await rights()).toEqual({ finding, said: expect.any(String) });
  });

  test('is not tried without a site', async () => {
    await bench.run(({ commit }) => commit({ connection: { removed: bench.connection } }));
    expect(await rights()).toEqual({ finding: 'notTried', why: 'notConnected' });
  });

  test('and whether the site tells what administers, or why that can’t be believed', async () => {
    const tried = (doubt?: 'noAnswer') =>
      bench.run(({ siteOf }) => {
        const { directory } = siteOf(bench.connection.id);
        const protection: typeof directory.protection = async () => ({
          ...(await directory.protection()),
          ...(doubt === undefined ? {} : { doubt }),
        });
        return tryProtection({ ...directory, protection });
      });
    expect(await tried()).toEqual({ finding: 'asExpected' });
    expect(await tried('noAnswer')).toEqual({ finding: 'differs', said: expect.any(String) });
  });
});
