import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectionKey } from '../../src/adapters/storage/keys';
import { ADMINS, nameOfNotice } from '../../src/domain/delivery/admin-notice';
import { noDeliveries, noteDelivery } from '../../src/domain/delivery/deliveries';
import { allListed } from '../../src/domain/lib/listed';
import type { Ports } from '../../src/entry/compose';
import {
  listProjectRoles,
  searchAskableProjects,
} from '../../src/entry/resolvers/askable-projects';
import { panelConnection } from '../../src/entry/resolvers/panel-connection';
import { tellOpens } from '../../src/entry/resolvers/tell-opens';
import { whenConnected } from '../../src/entry/resolvers/when-connected';
import { type Operations, openOperations } from '../support/open-operations';
import { poison } from '../support/poison';

/** What is told to whoever calls, of what the app may see itself: no more than Jira shows them. */
let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const site = () => bench.platform.atlassian.directory;
const idOf = (key: string) => site().projectOf(key).id;
const issueIn = (key: string, cloudId = bench.connection.cloudId) => ({
  cloudId,
  id: '1',
  key: `${key}-1`,
  projectId: idOf(key),
  projectKey: key,
});
const elsewhere = () => issueIn('WEB', 'another');
const disconnect = () =>
  bench.run(({ commit }) => commit({ connection: { removed: bench.connection } }));
const NOT_CONNECTED = { ok: false, error: { code: 'notConnected' } };

/** Whoever calls, and which projects Jira shows them. */
const callerOf = (...keys: readonly string[]) => {
  const asked: string[] = [];
  const host = {
    seesProject: async (id: string) => {
      asked.push(id);
      return keys.map(idOf).includes(id);
    },
    searchProjects: async (query: string) => {
      asked.push(query);
      return allListed(keys.map((key) => ({ projectId: idOf(key), key, name: key })));
    },
  };
  return { asked, caller: { accountId: 'rita', host } };
};

describe('projects whose roles can be asked for', () => {
  const search = (issue: object, { caller }: ReturnType<typeof callerOf>) =>
    bench.run((ports) =>
      searchAskableProjects({
        ports,
        caller,
        input: { query: 'mo' },
        granted: { issue },
      } as never),
    );
  const keysOf = (found: Awaited<ReturnType<typeof search>>) =>
    found.ok ? found.value.items.map(({ key }) => key) : found.error;

  test('are none but the issue’s own, unless the policy opens them', async () => {
    await bench.allow({ rolesOf: 'issueProject' });
    const by = callerOf('WEB', 'MOB');
    expect(await search(issueIn('WEB'), by)).toEqual({ ok: true, value: allListed([]) });
    expect(by.asked).toEqual([]);
  });

  test('are those that Jira shows whoever asks, on their own site', async () => {
    await bench.allow({ rolesOf: 'anyProject' });
    const by = callerOf('WEB');
    expect(keysOf(await search(issueIn('WEB'), by))).toEqual(['WEB']);
    expect(by.asked).toEqual(['mo']);
  });

  test('are those of another site, which says nothing to this Jira, as the site has them', async () => {
    await bench.allow({ rolesOf: 'anyProject' });
    const by = callerOf();
    expect(keysOf(await search(elsewhere(), by))).toContain('MOB');
    expect(by.asked).toEqual([]);
  });

  test('are not told while no site is connected', async () => {
    await disconnect();
    expect(await search(issueIn('WEB'), callerOf('WEB'))).toEqual(NOT_CONNECTED);
  });
});

describe('the roles of a project', () => {
  const list = async (key: string, issue: object, { caller }: ReturnType<typeof callerOf>) => {
    const found = await bench.run((ports) =>
      listProjectRoles({
        ports,
        caller,
        input: { projectId: idOf(key) },
        granted: { issue },
      } as never),
    );
    return found.ok ? found.value.items.length > 0 : found.error;
  };

  test.each<[string, 'issueProject' | 'anyProject', string, string[], boolean]>([
    ['of the issue’s own are told', 'issueProject', 'WEB', [], true],
    ['of another are not, unless the policy opens them', 'issueProject', 'MOB', ['MOB'], false],
    ['of another that Jira shows whoever asks are', 'anyProject', 'MOB', ['MOB'], true],
    ['of another that Jira does not show them are not', 'anyProject', 'MOB', ['WEB'], false],
  ])('%s', async (_, rolesOf, key, shown, expected) => {
    await bench.allow({ rolesOf });
    const by = callerOf(...shown);
    expect(await list(key, issueIn('WEB'), by)).toBe(expected);
    if (key === 'WEB') expect(by.asked).toEqual([]);
  });

  test.each([
    ['issueProject', false],
    ['anyProject', true],
  ] as const)('of another site are by the policy alone (%s)', async (rolesOf, expected) => {
    await bench.allow({ rolesOf });
    const by = callerOf();
    expect(await list('WEB', elsewhere(), by)).toBe(expected);
    expect(by.asked).toEqual([]);
  });

  test('are not told while no site is connected', async () => {
    await disconnect();
    expect(await list('WEB', issueIn('WEB'), callerOf())).toEqual({ code: 'notConnected' });
  });
});

describe('what a group opens', () => {
  const tell = (
    over: Partial<Parameters<typeof tellOpens>[1]> = {},
    { caller } = callerOf('WEB'),
  ) =>
    bench.run((ports) =>
      tellOpens({ ports, caller } as never, {
        issue: issueIn('WEB'),
        requesterId: 'rita',
        groups: [
          { groupId: bench.group('frontend').groupId, name: 'frontend', roles: [] } as never,
        ],
        ...over,
      }),
    );
  const openedIn = (told: Awaited<ReturnType<typeof tell>>) =>
    told.ok
      ? [
          new Set(told.value.groups[0]?.opened?.roles.map(({ projectId }) => projectId)),
          told.value.groups[0]?.opened?.hidden,
        ]
      : told.error;
  const groupId = () => bench.group('frontend').groupId;
  const open = (...keys: readonly string[]) => {
    for (const key of keys) {
      const [role] = site().projectOf(key).roles;
      site().addActor(key, role?.name ?? '', { groupId: groupId() });
    }
  };

  test('is told of the projects that Jira shows whoever asks; the others are counted', async () => {
    open('WEB', 'MOB');
    const [seen, hidden] = openedIn(await tell()) as [Set<string>, number];
    expect([...seen]).toEqual([idOf('WEB')]);
    expect(hidden).toBeGreaterThan(0);
    const [both, none] = openedIn(await tell({}, callerOf('WEB', 'MOB'))) as [Set<string>, number];
    expect(both).toEqual(new Set([idOf('WEB'), idOf('MOB')]));
    expect(none).toBe(hidden - 1);
  });

  test.each([
    ['issueProject', 0],
    ['anyProject', 1],
  ] as const)('on another site by the policy alone (%s)', async (rolesOf, least) => {
    open('WEB', 'MOB');
    const requestableGroups = [{ ...bench.group('frontend'), unlockedFor: [] }];
    await bench.allow({ rolesOf, requestableGroups });
    const by = callerOf();
    const [seen] = openedIn(await tell({ issue: elsewhere() as never }, by)) as [Set<string>];
    expect(Math.min(1, seen.size)).toBe(least);
    expect(by.asked).toEqual([]);
  });

  test('is told of the site that it was asked of, if that is still connected', async () => {
    expect((await tell({ connectionId: bench.connection.id })).ok).toBe(true);
    expect(await tell({ connectionId: 'another' })).toEqual(NOT_CONNECTED);
    await disconnect();
    expect(await tell()).toEqual(NOT_CONNECTED);
  });
});

describe('how the connection stands', () => {
  const stands = (over: (own: Ports) => Partial<Ports> = () => ({})) =>
    bench.run((own) => panelConnection({ ...own, ...over(own) }));
  const health = (state: object) =>
    bench.run(({ commit }) =>
      commit({ connection: { ...bench.connection, revision: 2, health: state as never } }),
    );

  const doubt = {
    since: 7,
    checkedAt: 8,
    problem: { code: 'tokenExpiredOrRevoked' },
    looks: 1,
    nextLookAt: 9,
  };

  test('is ready while it works, or is only in doubt', async () => {
    expect(await stands()).toEqual({ ready: true });
    await health({ ...doubt, state: 'suspect' });
    expect(await stands()).toEqual({ ready: true });
  });

  test('is not while it fails, and says since when and why', async () => {
    await health({ ...doubt, state: 'failing' });
    expect(await stands()).toEqual({
      ready: false,
      why: 'failing',
      since: 7,
      problem: 'tokenExpiredOrRevoked',
      adminsNotReached: false,
    });
  });

  test('and that no admin could be told of it so far', async () => {
    await health({ ...doubt, state: 'failing', failure: 'f1' });
    const about = nameOfNotice({ about: 'connectionFailing', failure: 'f1' } as never);
    const outcome = { outcome: 'notYet', problem: 'refused', tries: 1, at: 9 } as const;
    const deliveries = noteDelivery(noDeliveries(ADMINS), { about, to: [], since: 8, outcome });
    await bench.run(({ commit }) => commit({ deliveries: { ...deliveries, revision: 1 } }));
    expect(await stands()).toMatchObject({ why: 'failing', adminsNotReached: true });
  });

  test('is not where there is none, or it can’t be read', async () => {
    poison(bench.platform, 'connection', connectionKey());
    expect(await stands()).toEqual({ ready: false, why: 'unreadable' });
  });

  test('is not where none is chosen', async () => {
    await disconnect();
    expect(await stands()).toEqual({ ready: false, why: 'notConnected' });
  });

  test('another fault is none of the connection', async () => {
    const chosen = () => Promise.reject(new TypeError('Not so.'));
    const failing = stands(({ connections }) => ({ connections: { ...connections, chosen } }));
    await expect(failing).rejects.toThrow('Not so.');
  });
});

describe('what is asked of the connected site', () => {
  const run = () =>
    bench.run((ports) =>
      whenConnected(ports, async ({ connectionId, directory }) => ({
        ok: true,
        value: [connectionId, typeof directory.people],
      })),
    );

  test('is asked of the one that is chosen, and of none where there is none', async () => {
    expect(await run()).toEqual({ ok: true, value: [bench.connection.id, 'function'] });
    await disconnect();
    expect(await run()).toEqual(NOT_CONNECTED);
  });
});
