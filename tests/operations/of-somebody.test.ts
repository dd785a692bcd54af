import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccessRequest } from '../../src/domain/request/access-request';
import { listHoldings } from '../../src/operations/action/list-holdings';
import { inverseRequest } from '../../src/operations/undo/inverse-request';
import type { Directory } from '../../src/ports/directory';
import { approvedAsk, storeAsk } from '../support/carry-out';
import { type Operations, openOperations } from '../support/open-operations';
import { awaiting, ISSUE } from '../support/samples';

/** What somebody has that could be asked for, and what a request would leave as it was. */
let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const MAYA = 'Maya Lindqvist';
const PRIYA = 'Priya Raman';
const site = () => bench.platform.atlassian.directory;
const issue = (cloudId = bench.connection.id) => ({
  ...ISSUE,
  cloudId,
  projectId: site().projectOf('WEB').id,
});

describe('what somebody has', () => {
  const list = (
    name: string,
    over: (own: Directory) => Partial<Directory> = () => ({}),
    of = issue(),
  ) =>
    bench.run(async (own) => {
      const { accountId } = bench.person(name);
      const asked = { connectionId: bench.connection.id, accountId, issue: of };
      const siteOf: typeof own.siteOf = (id) => {
        const there = own.siteOf(id);
        return { ...there, directory: { ...there.directory, ...over(there.directory) } };
      };
      const found = await listHoldings({ ...own, siteOf }, asked);
      return found.ok
        ? found.value.map(({ entitlement, risk }) => [entitlement.name, risk])
        : found.error;
    });
  const listed = (...names: readonly string[]) =>
    bench.allow({
      requestableGroups: names.map((name) => ({ ...bench.group(name), unlockedFor: [] })),
    });
  const into = (role: string) =>
    site().addActor('WEB', role, { accountId: bench.person(PRIYA).accountId });

  test('is told of listed groups, and of the roles of the issue’s project', async () => {
    site().addMember(bench.group('frontend').groupId, bench.person(PRIYA).accountId);
    into('Viewers');
    await listed('frontend', 'qa');
    expect(await list(PRIYA)).toEqual([
      ['frontend', undefined],
      ['Viewers', undefined],
    ]);
    const { entitlement } = await bench.run(async (own) => {
      const { accountId } = bench.person(PRIYA);
      const asked = { connectionId: bench.connection.id, accountId, issue: issue() };
      const found = await listHoldings(own, asked);
      return (found.ok && found.value.at(-1)) || { entitlement: undefined };
    });
    expect(entitlement).toMatchObject(bench.role('WEB', 'Viewers'));
    expect(entitlement).not.toHaveProperty('actors');
    expect(entitlement).not.toHaveProperty('adminRole');
  });

  test('with what is at stake: a role that administers, a seat, or that it is not known', async () => {
    into('Administrators');
    site().addMember(bench.group('frontend').groupId, bench.person(PRIYA).accountId);
    const gives =
      (givesProductAccess: boolean | undefined) =>
      (own: Directory): Partial<Directory> => ({
        groups: async (ids) =>
          new Map(
            [...(await own.groups(ids))].map(([id, one]) => [id, { ...one, givesProductAccess }]),
          ),
      });
    expect(await list(PRIYA)).toEqual([
      ['frontend', undefined],
      ['Administrators', 'administers'],
    ]);
    expect(await list(PRIYA, gives(true))).toContainEqual(['frontend', 'givesSeat']);
    expect(await list(PRIYA, gives(undefined))).toContainEqual(['frontend', 'givesSeat']);
  });

  test('of what is protected only where it is unlocked for it here', async () => {
    const crew = bench.group('platform-crew');
    const who = site()
      .people()
      .find(({ accountId }) => site().membersOf(crew.groupId).includes(accountId));
    const name = who?.displayName ?? '';
    const protections = await bench.run(async ({ siteOf }) => {
      const { directory } = siteOf(bench.connection.id);
      return (await directory.groups([crew.groupId])).get(crew.groupId)?.protection ?? [];
    });
    const unlocked = (on: string) =>
      bench.allow({
        requestableGroups: [{ ...crew, unlockedFor: protections as never, unlockedOn: on }],
      });
    const rolesIn = (found: Awaited<ReturnType<typeof list>>) =>
      Array.isArray(found) && found.some(([of]) => of === 'platform-crew');
    await listed('platform-crew');
    expect(rolesIn(await list(name))).toBe(false);
    await unlocked('other');
    expect(rolesIn(await list(name))).toBe(false);
    await unlocked(bench.connection.id);
    expect(await list(name)).toContainEqual(['platform-crew', 'administers']);
  });

  test('not of what can’t be changed from here, nor of what is gone', async () => {
    await bench.allow({
      requestableGroups: [
        { ...bench.group('all-staff'), unlockedFor: [] },
        { kind: 'group', groupId: 'gone', name: 'gone', unlockedFor: [] },
      ],
    });
    expect(site().membersOf(bench.group('all-staff').groupId).length).toBeGreaterThan(0);
    expect(
      await list(MAYA, () => ({ projectRoles: async () => ({ items: [], unreadable: 0 }) })),
    ).toEqual([]);
  });

  test('and nothing is asked of the site where nothing could be asked for', async () => {
    await bench.allow({ requestableGroups: [] });
    const refuse = () => Promise.reject(new TypeError('Not so.'));
    const silent = () => ({ groups: refuse, roles: refuse, holders: refuse, projectRoles: refuse });
    expect(await list(PRIYA, silent, issue('another'))).toEqual([]);
  });

  test('of no site that is not connected', async () => {
    await bench.run(({ commit }) => commit({ connection: { removed: bench.connection } }));
    expect(await list(PRIYA)).toEqual({ code: 'notConnected' });
  });
});

describe('what would undo a request', () => {
  const asked = () =>
    approvedAsk(bench, {
      subjects: [bench.person(PRIYA)],
      changes: [{ verb: 'remove', entitlement: bench.group('frontend') }],
    });
  const applied = { state: 'applied', before: 'held', at: 1 } as const;
  const progress = { pending: 0, applied: 1, unchanged: 0, failed: 0, manual: 0, retryable: 0 };
  async function finished(state: 'completed' | 'needsAttention'): Promise<AccessRequest> {
    const request = asked();
    await storeAsk(bench, request, { outcomes: [applied] });
    return { ...request, state, progress } as AccessRequest;
  }
  const inverse = (request: AccessRequest) => bench.run((own) => inverseRequest(own, request));

  test.each(['completed', 'needsAttention'] as const)(
    'is asked of one that is %s',
    async (state) => {
      const found = await inverse(await finished(state));
      expect(found).toMatchObject({
        ok: true,
        value: { ask: { changes: [{ verb: 'add', entitlement: bench.group('frontend') }] } },
      });
    },
  );

  test('is nothing as long as it is not finished', async () => {
    const nothing = { ok: true, value: { ask: { subjects: [], changes: [] }, stays: [] } };
    expect(await inverse(awaiting())).toMatchObject(nothing);
    expect(await inverse(asked())).toMatchObject(nothing);
  });

  test('is not asked of another site, nor without one', async () => {
    const request = await finished('completed');
    const refused = { ok: false, error: { code: 'notConnected' } };
    expect(await inverse({ ...request, connectionId: 'another' })).toEqual(refused);
    await bench.run(({ commit }) => commit({ connection: { removed: bench.connection } }));
    expect(await inverse(request)).toEqual(refused);
  });
});
