import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import * as keys from '../../src/adapters/storage/keys';
import { projections } from '../../src/adapters/storage/projections';
import { requestStore } from '../../src/adapters/storage/request-store';
import { listedFor, rowsOf } from '../../src/domain/projection/projection-row';
import type { AccessRequest } from '../../src/domain/request/access-request';
import { project } from '../../src/operations/projections/project';
import { keysOf, poison, rowOf } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, addToFrontend, awaiting, inState, OTHER_LEAD, stage } from '../support/samples';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const ports = { requests: requestStore, projections };
const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const write = (request: AccessRequest) => inForge(() => commit({ request }));
const bring = (looks = false) => inForge(() => project(ports, 'r1', { looks }));

const first = awaiting({ revision: 1 });
const rerouted = awaiting({ revision: 2, approvals: [stage(OTHER_LEAD)] });
const many = Array.from({ length: 60 }, (_, place) => `P${place}`);

/** Each row that is stored, as it stands there. */
const stored = () =>
  keysOf(platform, 'projection')
    .map((key) => rowOf(platform, key))
    .map((row) => `${row?.requestId} ${row?.list} ${row?.accountId ?? row?.bundleId} ${row?.at}`)
    .toSorted();
const wanted = (request: AccessRequest) =>
  rowsOf(request)
    .map((row) => `r1 ${row.list} ${listedFor(row)} ${row.at}`)
    .toSorted();

describe('a request', () => {
  test('is put into its lists, and a second time nothing is written', async () => {
    await write(first);
    expect(await bring()).toBe(true);
    expect(stored()).toEqual(wanted(first));
    expect(stored()).toHaveLength(4);
    expect(await bring()).toBe(false);
    expect(await bring(true)).toBe(false);
  });

  test('that changes hands changes its lists, however late that is told', async () => {
    await write(first);
    await write(rerouted);
    await bring();
    expect(stored()).toEqual(wanted(rerouted));
    await write({ ...inState('declined'), revision: 3 });
    await bring();
    await bring();
    const inAudit = ['rita', 'sam'].map((who) => `r1 audited ${who} ${AT}`);
    expect(stored()).toEqual([`r1 askedOver rita ${AT}`, ...inAudit]);
  });

  test('that is gone is in no list, and nothing is kept of it', async () => {
    await write(first);
    await bring();
    await inForge(() => commit({ removedRequest: { request: first, blocks: [] } }));
    await bring();
    expect(stored()).toEqual([]);
    expect(keysOf(platform, 'projected')).toEqual([]);
  });

  test('of more people than a transaction takes is in all of their lists', async () => {
    const completed = { ...inState('completed'), revision: 1, ask: addToFrontend(...many) };
    await write(completed);
    await bring();
    expect(stored()).toEqual(wanted(completed));
    expect(stored()).toHaveLength(63);
    expect(await bring(true)).toBe(false);
  });

  test('stays in the audit of who decided what no stage asks any more, by the name that they have then', async () => {
    const decided = { decision: 'approved', by: OTHER_LEAD, at: AT } as const;
    await write({ ...first, approvals: [stage(OTHER_LEAD, { decisions: [decided] })] });
    await bring();
    await write(awaiting({ revision: 2 }));
    await bring(true);
    expect(stored()).toContain(`r1 audited otto ${AT}`);
    const renamed = (accountId: string) => (accountId === 'otto' ? 'former-1' : accountId);
    await inForge(() => project(ports, 'r1', { renamed, also: ['olga'] }));
    const audited = stored().filter((row) => row.includes(' audited '));
    expect(audited).toEqual(
      ['former-1', 'olga', 'rita', 'sam'].map((who) => `r1 audited ${who} ${AT}`),
    );
    expect(await bring(true)).toBe(false);
  });

  test('that can’t be read stays in the lists in which it was', async () => {
    await write(first);
    await bring();
    poison(platform, 'request', keys.requestKey('r1'));
    expect(await bring()).toBe(false);
    expect(stored()).toEqual(wanted(first));
  });
});

describe('two who write at the same time', () => {
  test('end in what the later record says, whoever comes last', async () => {
    await write(first);
    await bring();
    // One has read the record before it changed, and writes after the other.
    const late = await inForge(() => projections.read('r1'));
    await write(rerouted);
    await bring();
    expect(await inForge(() => projections.write(late, rowsOf(first)))).toBe('conflict');
    expect(stored()).toEqual(wanted(rerouted));
  });

  test('that write for the first time do not both write', async () => {
    await write(first);
    const [one, other] = await inForge(() =>
      Promise.all([project(ports, 'r1'), project(ports, 'r1')]),
    );
    expect([one, other]).toContain(true);
    expect(stored()).toEqual(wanted(first));
  });

  test('where the record changes while rows of an earlier one are written, those of the later one stay', async () => {
    await write(first);
    let read = 0;
    const racing = {
      ...ports,
      requests: {
        ...requestStore,
        get: async (id: string) => {
          const request = await requestStore.get(id);
          read += 1;
          if (read === 1) await commit({ request: rerouted });
          return request;
        },
      },
    };
    await inForge(() => project(racing, 'r1'));
    expect(stored()).toEqual(wanted(rerouted));
  });
});

describe('what is not as it should be', () => {
  test('a row that is missing or says another time is written by whoever looks, and by nobody else', async () => {
    await write(first);
    await bring();
    const key = keys.projectionKey('r1', 'toDecide', 'lena');
    await inForge(async () => {
      const { kvs } = await import('@forge/kvs');
      await kvs.entity('projection').delete(key);
    });
    expect(await bring()).toBe(false);
    expect(await bring(true)).toBe(true);
    expect(stored()).toEqual(wanted(first));
  });

  test('a note that can’t be read is made of the rows again, and none of them is left behind', async () => {
    await write(first);
    await bring();
    poison(platform, 'projected', keys.projectedKey('r1'));
    await write(rerouted);
    expect(await bring()).toBe(true);
    expect(stored()).toEqual(wanted(rerouted));
    expect(await bring(true)).toBe(false);
  });

  test('a write that was cut short is taken up again, and ends in the same rows', async () => {
    const completed = { ...inState('completed'), revision: 1, ask: addToFrontend(...many) };
    await write(completed);
    let transactions = 0;
    platform.forge.faults.onWireCall = ({ target }) => {
      if (target.includes('/api/v1/transaction')) transactions += 1;
      return transactions === 2 ? 'kill' : 'go';
    };
    await bring().catch(() => undefined);
    platform.forge.faults.onWireCall = undefined;
    expect(stored()).toHaveLength(24);
    expect(await bring()).toBe(true);
    expect(stored()).toEqual(wanted(completed));
  });
});

test('what it costs to write, and to find that there is nothing to write', async () => {
  await write(first);
  const costOf = async (work: () => Promise<unknown>) => {
    const { readUnits, writeUnits } = { ...platform.forge.kvs.metered };
    await work();
    const after = platform.forge.kvs.metered;
    return [after.readUnits - readUnits, after.writeUnits - writeUnits];
  };
  // The note, the request, and the request again once the rows are there; one transaction.
  expect(await costOf(() => bring())).toEqual([3, 1]);
  expect(await costOf(() => bring())).toEqual([2, 0]);
  const most = Array.from({ length: 500 }, () => `712020:${randomUUID()}`);
  await write({ ...inState('completed'), revision: 2, ask: addToFrontend(...most) });
  const [read, written] = await costOf(() => bring());
  // 21 transactions, each with the note, which is larger than a unit by then.
  expect(read).toBeLessThanOrEqual(5);
  expect(written).toBeLessThanOrEqual(42);
});
