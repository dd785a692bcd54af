import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Exchange } from '../../local/atlassian/atlassian';
import type { Platform } from '../../local/platform/platform';
import { addressBook } from '../../src/adapters/atlassian/organization/address-book';
import { atlassianOrganization } from '../../src/adapters/atlassian/organization/atlassian-organization';
import { openOrganization } from '../../src/adapters/atlassian/organization/organization-access';
import { OrganizationClient } from '../../src/adapters/atlassian/organization/organization-client';
import { organizationProbe } from '../../src/adapters/atlassian/organization/organization-probe';
import { randomIds } from '../../src/adapters/forge/random-ids';
import { auditTrail } from '../../src/adapters/storage/audit-trail';
import { commit } from '../../src/adapters/storage/commit';
import { connectionStore, readOrganizationKey } from '../../src/adapters/storage/connection-store';
import { locks } from '../../src/adapters/storage/locks';
import type { Person } from '../../src/domain/action/person';
import type { Connection } from '../../src/domain/connection/connection';
import type { SuspensionVerb } from '../../src/domain/organization/suspension';
import { changeAccess } from '../../src/operations/organization/change-access';
import { connectOrganization } from '../../src/operations/organization/connect-organization';
import { disconnectOrganization } from '../../src/operations/organization/disconnect-organization';
import type { Organization } from '../../src/ports/organization';
import type { EffectAnswer } from '../../src/ports/provisioner';
import type { Site } from '../../src/ports/site';
import { type MovedClock, movedClock } from '../support/moved-clock';
import { tokenOf } from '../support/open-client';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';
import { LEAD, connection as sample } from '../support/samples';

/** What the organization is asked with its own key, and whom an admin may suspend by it. */
let platform: Platform;
let exchanges: Exchange[];
let clock: MovedClock;
beforeAll(async () => {
  platform = await openBench();
  clock = movedClock(platform.clock.now());
  platform.atlassian.onExchange((exchange) => exchanges.push(exchange));
});
afterAll(() => platform.close());
beforeEach(() => {
  exchanges = [];
  clock.move(60_000);
});
afterEach(() => platform.atlassian.faults.clear());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const site = () => platform.atlassian.directory;
const keyText = () => tokenOf(platform, 'API key of the organization').token;
const access = () => ({ organizationId: platform.atlassian.organization.id, key: keyText() });
const client = (
  open: () => Promise<ReturnType<typeof access> | undefined> = async () => access(),
) => new OrganizationClient({ clock, open });
const organization = () => atlassianOrganization(client());
const answer = (path: RegExp, status: number, body: unknown, more = {}) =>
  platform.atlassian.faults.add({
    path,
    ...more,
    effect: { kind: 'answer', status, body: JSON.stringify(body) },
  });
let last = 0;
const add = () => {
  last += 1;
  return site().addPerson(`Member ${last}`, `member.${last}@acme.example`);
};
const SEARCH = /\/users\/search$/;
const paths = () =>
  exchanges.map(({ method, url }) => {
    const { pathname, search } = new URL(url);
    return `${method} ${pathname.replace(/^\/admin\/(v\d)\/orgs\/[^/]+/, '$1')}${search}`;
  });

describe('people of the organization', () => {
  test('are found by a part of their name or by their account id, each in their state', async () => {
    const [one, two] = [add(), add()];
    site().setActive(two.accountId, false);
    const found = await inForge(() => organization().searchPeople(one.displayName));
    expect(found.items).toMatchObject([
      { accountId: one.accountId, displayName: one.displayName, state: 'active' },
    ]);
    expect(JSON.parse(exchanges[0]?.requestBody ?? '')).toEqual({
      searchTerm: one.displayName,
      limit: 20,
    });
    const byId = await inForge(() => organization().searchPeople(two.accountId));
    expect(byId.items.map(({ accountId }) => accountId)).toEqual([two.accountId]);
    expect(JSON.parse(exchanges[1]?.requestBody ?? '')).toEqual({ accountIds: [two.accountId] });
    expect(paths()[0]).toBe('POST v2/directories/-/users/search');
  });

  test.each([
    [{}, 'active'],
    [{ accountStatus: 'active', membershipStatus: 'active' }, 'active'],
    [{ membershipStatus: 'suspended' }, 'suspended'],
    [{ membershipStatus: 'no_membership' }, 'inactive'],
    [{ accountStatus: 'inactive', membershipStatus: 'suspended' }, 'inactive'],
    [{ accountStatus: 'closed' }, 'inactive'],
  ])('with %j are %s', async (more, state) => {
    answer(SEARCH, 200, { data: [{ accountId: 'a', ...more }] });
    expect(await inForge(() => organization().stateOf('a'))).toBe(state);
    const { items } = await inForge(() => organization().searchPeople('x'));
    expect(items).toStrictEqual([{ accountId: 'a', displayName: 'Unknown', state }]);
  });

  test('have a picture by either of its names, and are neither apps nor customers', async () => {
    answer(SEARCH, 200, {
      data: [
        { accountId: 'a', picture: 'p', avatar: 'v' },
        { accountId: 'b', avatar: 'v', accountType: 'atlassian' },
        { accountId: 'c', accountType: 'app' },
        { accountId: 'd', accountType: 'customer' },
        {},
      ],
    });
    const found = await inForge(() => organization().searchPeople('x'));
    expect(found.items.map(({ accountId, avatarUrl }) => [accountId, avatarUrl])).toEqual([
      ['a', 'p'],
      ['b', 'v'],
    ]);
    expect(found.unreadable).toBe(1);
    // Of one who can’t be read, the state is not known.
    await expect(inForge(() => organization().stateOf('a'))).rejects.toMatchObject({
      code: 'unexpectedAnswer',
    });
    platform.atlassian.faults.clear();
    answer(SEARCH, 404, {});
    expect(await inForge(() => organization().stateOf('a'))).toBeUndefined();
  });

  test('were last active at the latest of all visits, and some never', async () => {
    const of = (product_access: unknown) => ({ data: { product_access } });
    const asked = async (body: unknown, status = 200) => {
      platform.atlassian.faults.clear();
      answer(/last-active-dates$/, status, body);
      return (await inForge(() => organization().lastActive(['a']))).get('a');
    };
    const day = { last_active: '2026-01-31' };
    const exact = { last_active: '2026-01-01', last_active_timestamp: '2026-02-01T10:00:00Z' };
    expect(await asked(of([day, exact]))).toBe(Date.parse('2026-02-01T10:00:00Z'));
    expect(await asked(of([day]))).toBe(Date.parse('2026-01-31'));
    for (const never of [of([]), of(null), of([{}]), of([{ last_active: 'never' }])])
      expect(await asked(never)).toBeUndefined();
    expect(await asked({}, 404)).toBeUndefined();
    await expect(asked(of([day, 7]))).rejects.toMatchObject({ code: 'unexpectedAnswer' });
  });

  test('are asked for one by one when they were last active, each once', async () => {
    const ids = Array.from({ length: 7 }, () => add().accountId);
    const found = await inForge(() => organization().lastActive([...ids, ...ids]));
    expect(exchanges).toHaveLength(7);
    expect(paths()[0]).toBe(
      `GET v1/directory/users/${encodeURIComponent(ids[0] ?? '')}/last-active-dates`,
    );
    for (const at of found.values()) expect(at).toEqual(expect.any(Number));
  });
});

describe('addresses as the organization tells them', () => {
  const book = () => addressBook(client());

  test('are those of people, fifty at a time, each once', async () => {
    const people = Array.from({ length: 51 }, add);
    const emails = people.map(({ email }) => email.toUpperCase());
    const found = await inForge(() => book().accountsAt([...emails, ...emails]));
    expect(found.get(people[7]?.email ?? '')).toBe(people[7]?.accountId);
    expect([found.size, exchanges.length]).toEqual([51, 2]);
    const ids = people.map(({ accountId }) => accountId);
    const addresses = await inForge(() => book().addressesOf([...ids, ...ids]));
    expect(addresses.get(ids[7] ?? '')).toBe(people[7]?.email);
    expect([addresses.size, exchanges.length]).toEqual([51, 4]);
    const body = JSON.parse(exchanges[3]?.requestBody ?? '') as { accountIds: string[] };
    expect(body.accountIds.length).toBeLessThanOrEqual(50);
  });

  test('of two accounts tell neither, and others than were asked for tell nothing', async () => {
    answer(SEARCH, 200, {
      data: [
        { accountId: 'a', email: 'Two@acme.example' },
        { accountId: 'b', email: 'two@acme.example' },
        { accountId: 'c', email: 'one@acme.example' },
        { accountId: 'c', email: 'one@acme.example' },
        { accountId: 'd', email: 'other@acme.example' },
        { accountId: 'e', email: '' },
        { accountId: 'f' },
      ],
    });
    const asked = ['two@acme.example', 'one@acme.example'];
    expect(await inForge(() => book().accountsAt(asked))).toEqual(
      new Map([['one@acme.example', 'c']]),
    );
    const addresses = await inForge(() => book().addressesOf(['a', 'e', 'f']));
    expect(addresses.get('a')).toBe('two@acme.example');
    expect([addresses.has('e'), addresses.has('f')]).toEqual([false, false]);
  });

  test('are not told without a key, of nobody, and where it does not answer', async () => {
    const none = addressBook(client(async () => undefined));
    expect(await inForge(() => none.accountsAt(['a@acme.example']))).toEqual(new Map());
    expect(await inForge(() => book().addressesOf([]))).toEqual(new Map());
    expect(exchanges).toEqual([]);
    answer(SEARCH, 403, {});
    expect(await inForge(() => book().accountsAt(['a@acme.example']))).toEqual(new Map());
    platform.atlassian.faults.clear();
    // Whom it can’t tell may have it.
    answer(SEARCH, 200, { data: [{ accountId: 'a', email: 'a@acme.example' }, {}] });
    expect(await inForge(() => book().accountsAt(['a@acme.example']))).toEqual(new Map());
    const broken = addressBook(client(() => Promise.reject(new TypeError('a fault'))));
    await expect(inForge(() => broken.accountsAt(['a']))).rejects.toThrow(TypeError);
    let opened = 0;
    const later = addressBook(
      client(async () => {
        if (opened++ > 0) throw new TypeError('a fault');
        return access();
      }),
    );
    await expect(inForge(() => later.accountsAt(['a']))).rejects.toThrow(TypeError);
  });
});

describe('suspending and restoring', () => {
  const send = (verb: SuspensionVerb, accountId: string) =>
    inForge(() => organization()[verb](accountId));

  test('is one call about that account in its one directory', async () => {
    const { accountId } = add();
    expect(await send('suspend', accountId)).toEqual({ answer: 'done' });
    expect(site().isSuspended(accountId)).toBe(true);
    expect(await inForge(() => organization().stateOf(accountId))).toBe('suspended');
    expect(await send('restore', accountId)).toEqual({ answer: 'done' });
    expect(site().isSuspended(accountId)).toBe(false);
    const { directoryId } = platform.atlassian.organization;
    const id = encodeURIComponent(accountId);
    expect(paths()).toEqual([
      `GET v2/directories?accountId=${id}`,
      `POST v2/directories/${directoryId}/users/${id}/suspend`,
      'POST v2/directories/-/users/search',
      `GET v2/directories?accountId=${id}`,
      `POST v2/directories/${directoryId}/users/${id}/restore`,
    ]);
    expect(exchanges[1]?.requestBody).toBe('{}');
  });

  test.each([
    [[], 'The organization has no such account in its directory.'],
    [
      [{ directoryId: 'd1' }, { directoryId: 'd2' }],
      'The account is in several user directories of the organization: choose one at admin.atlassian.com.',
    ],
  ])('is not sent for one in %j', async (data, message) => {
    answer(/\/directories$/, 200, { data });
    expect(await send('suspend', 'a')).toEqual({ answer: 'refused', message, retryable: false });
    expect(exchanges).toHaveLength(1);
  });

  test('is not sent where directories are not told', async () => {
    answer(/\/directories$/, 404, {});
    expect(await send('suspend', 'a')).toMatchObject({ answer: 'refused' });
    platform.atlassian.faults.clear();
    answer(/\/directories$/, 200, { data: [{ directoryId: 'd1' }, {}] });
    await expect(send('suspend', 'a')).rejects.toMatchObject({ code: 'unexpectedAnswer' });
  });

  const SUSPEND = /\/suspend$/;
  test.each([
    [
      401,
      {
        answer: 'credentialRejected',
        message:
          'The organization does not accept its API key: it has expired or was revoked. A Jira admin can replace it.',
      },
    ],
    [403, { answer: 'refused', message: 'The site does not allow it.', retryable: false }],
    [429, { answer: 'slowDown', retryAfterMs: undefined, scope: 'site' }],
  ])('that is answered with %i is not looked after', async (status, expected) => {
    const { accountId } = add();
    answer(SUSPEND, status, {});
    expect(await send('suspend', accountId)).toEqual(expected);
    expect(exchanges).toHaveLength(2);
  });

  test('that is refused may be so already, and one whose answer is lost may be done', async () => {
    const { accountId } = add();
    answer(SUSPEND, 400, { errors: [{ detail: 'No.' }] });
    const suspend = () => send('suspend', accountId);
    expect(await suspend()).toEqual({ answer: 'refused', message: 'No.', retryable: false });
    platform.atlassian.faults.clear();
    const lost = (when: 'before' | 'after') => {
      platform.atlassian.faults.clear();
      platform.atlassian.faults.add({ path: SUSPEND, effect: { kind: 'reset', when } });
    };
    lost('before');
    expect(await suspend()).toEqual({
      answer: 'refused',
      message: 'The organization did not answer.',
      retryable: true,
    });
    answer(SEARCH, 403, {});
    expect(await suspend()).toEqual({
      answer: 'unconfirmed',
      message: 'The organization did not answer.',
      lost: true,
    });
    lost('after');
    expect(await suspend()).toEqual({ answer: 'done' });
    platform.atlassian.faults.clear();
    answer(SUSPEND, 400, { errors: [{ detail: 'No.' }] });
    expect(await suspend()).toEqual({ answer: 'alreadySo' });
    answer(/\/restore$/, 400, { errors: [{ detail: 'No.' }] });
    expect(await send('restore', accountId)).toMatchObject({ answer: 'refused' });
    expect(await send('restore', add().accountId)).toEqual({ answer: 'alreadySo' });
    answer(SEARCH, 403, {});
    expect(await suspend()).toEqual({ answer: 'unconfirmed', message: 'No.', lost: false });
  });

  test('is not sent without a key, nor where a fault of the app is in the way', async () => {
    const none = atlassianOrganization(client(async () => undefined));
    await expect(inForge(() => none.stateOf('a'))).rejects.toMatchObject({
      code: 'forbidden',
      message: 'There is no organization API key.',
      retryable: false,
    });
    expect(exchanges).toEqual([]);
    const call = { method: 'POST', version: 'v2', path: '/x' } as const;
    answer(/\/x$/, 400, {});
    const broken = () => Promise.reject(new TypeError('a fault'));
    await expect(inForge(() => client().effect(call, broken))).rejects.toThrow(TypeError);
  });

  test('is read again where the organization does not answer, and told after three tries', async () => {
    platform.atlassian.faults.add({ path: SEARCH, effect: { kind: 'reset', when: 'before' } });
    await expect(inForge(() => organization().stateOf('a'))).rejects.toMatchObject({
      code: 'networkFailure',
      message: 'The organization did not answer.',
      retryable: true,
    });
    expect(exchanges).toHaveLength(3);
  });
});

describe('a key', () => {
  const probe = (key = keyText(), more: Partial<Connection> = {}) => {
    const { cloudId, siteUrl: instanceUrl } = platform.atlassian;
    const { accountId, displayName } = site().personNamed('Olivia Hart');
    const actsAs = { accountId, displayName };
    const of = { cloudId, instanceUrl, actsAs, ...more };
    const { organizationId } = access();
    return inForge(() => organizationProbe(clock).probe({ organizationId, key }, of));
  };

  test('is taken where it may do all that it is for', async () => {
    expect(await probe()).toEqual({
      ok: true,
      value: { name: platform.atlassian.organization.name },
    });
    const olivia = encodeURIComponent(site().personNamed('Olivia Hart').accountId);
    expect(paths().sort()).toEqual(
      [
        'GET v1',
        'GET v2/directories',
        `GET v1/directory/users/${olivia}/last-active-dates`,
        'POST v2/workspaces',
      ].sort(),
    );
    expect(
      JSON.parse(exchanges.find(({ url }) => url.endsWith('workspaces'))?.requestBody ?? ''),
    ).toEqual({ limit: 1_000 });
  });

  const ROOT = /^\/admin\/v1\/orgs\/[^/]+$/;
  test.each([
    [401, { code: 'keyRejected' }],
    [403, { code: 'keyNotAllowed' }],
    [404, { code: 'noSuchOrganization' }],
    [429, { code: 'rateLimited', retryAfterSeconds: undefined }],
    [503, { code: 'unexpectedAnswer', status: 503 }],
    [200, { code: 'unexpectedAnswer', status: 200 }],
  ])('that is answered with %i is refused as %o', async (status, problem) => {
    answer(ROOT, status, {});
    expect(await probe()).toEqual({ ok: false, error: problem });
    expect(exchanges).toHaveLength(1);
  });

  test.each([
    [401, { message: 'Unauthorized; scope does not match' }],
    [403, { message: 'Your IP address is not allowed' }],
  ])('that is answered with %i and %j may not be used', async (status, body) => {
    answer(ROOT, status, body);
    expect(await probe()).toEqual({ ok: false, error: { code: 'keyNotAllowed' } });
  });

  test('that is a personal token, or of which no answer came, is refused as that', async () => {
    answer(ROOT, 401, {});
    expect(await probe('ATATT-personal')).toEqual({ ok: false, error: { code: 'personalToken' } });
    platform.atlassian.faults.clear();
    platform.atlassian.faults.add({
      path: ROOT,
      effect: { kind: 'answer', status: 429, headers: { 'retry-after': '1.2' } },
    });
    expect(await probe()).toEqual({
      ok: false,
      error: { code: 'rateLimited', retryAfterSeconds: 2 },
    });
    platform.atlassian.faults.clear();
    platform.atlassian.faults.add({ path: ROOT, effect: { kind: 'reset', when: 'before' } });
    expect(await probe()).toEqual({ ok: false, error: { code: 'networkFailure' } });
  });

  test.each([/\/directories$/, /last-active-dates$/])(
    'that may not read %s is refused, and one for which there is nothing there is not',
    async (path) => {
      answer(path, 403, {});
      expect(await probe()).toEqual({ ok: false, error: { code: 'keyNotAllowed' } });
      platform.atlassian.faults.clear();
      answer(path, 404, {});
      expect((await probe()).ok).toBe(true);
      platform.atlassian.faults.clear();
      platform.atlassian.faults.add({ path, effect: { kind: 'reset', when: 'before' } });
      expect(await probe()).toEqual({ ok: false, error: { code: 'networkFailure' } });
    },
  );

  const at = (hostUrl: string, id = 'ari:cloud:jira::site/x') => ({ id, attributes: { hostUrl } });
  const others = ['https://a', 'https://b', 'https://b', 'https://c', 'https://d'].map((one) =>
    at(one),
  );
  test('of an organization with other sites is refused, and three of them are named', async () => {
    answer(/\/workspaces$/, 200, { data: [...others, {}], links: { next: '' } });
    const { name } = platform.atlassian.organization;
    expect(await probe()).toEqual({
      ok: false,
      error: {
        code: 'otherOrganization',
        name,
        sites: ['https://a', 'https://b', 'https://c'],
      },
    });
  });

  test.each([
    [
      'the site is among them by its address',
      () => ({ data: [...others, at(platform.atlassian.siteUrl)] }),
    ],
    [
      'the site is among them by its id',
      () => ({
        data: [...others, at('https://e', `ari:cloud:jira::site/${platform.atlassian.cloudId}`)],
      }),
    ],
    ['there are more', () => ({ data: others, links: { next: 'more' } })],
    ['one can’t be read', () => ({ data: [...others, 7] })],
    ['none is told', () => ({ data: [] })],
    ['it makes no sense', () => ({})],
  ])('is taken where %s', async (_, body) => {
    answer(/\/workspaces$/, 200, body());
    expect((await probe()).ok).toBe(true);
  });

  test('of an organization that has no name is told by its id', async () => {
    answer(ROOT, 200, { data: {} });
    expect(await probe()).toEqual({ ok: true, value: { name: access().organizationId } });
  });

  test('is that of the connection, where one was added', async () => {
    const kept = {
      connection: undefined as Connection | undefined,
      keys: {} as Record<string, string>,
    };
    const open = openOrganization({
      connection: async () => kept.connection,
      keyOf: async (id) => kept.keys[id],
    });
    expect(await open()).toBeUndefined();
    kept.connection = sample;
    expect(await open()).toBeUndefined();
    const added = { id: 'o1', name: 'A', keyId: 'k1', connectedAt: 1, connectedBy: LEAD };
    kept.connection = { ...sample, organization: added };
    expect(await open()).toBeUndefined();
    kept.keys = { k1: 'a key' };
    expect(await open()).toEqual({ organizationId: 'o1', key: 'a key' });
  });
});

describe('an admin', () => {
  const person = (name: string): Person => {
    const { accountId, displayName } = site().personNamed(name);
    return { accountId, displayName };
  };
  const connected = async (more: Partial<Connection> = {}): Promise<Connection> => {
    const { cloudId, siteUrl: instanceUrl } = platform.atlassian;
    const before = await inForge(() => connectionStore.chosen());
    const made: Connection = {
      ...sample,
      id: cloudId,
      cloudId,
      instanceUrl,
      actsAs: person('Olivia Hart'),
      ...more,
      revision: (before?.revision ?? 0) + 1,
    };
    await inForge(() => commit({ connection: made }));
    return made;
  };
  const disconnected = () =>
    inForge(async () => {
      const connection = await connectionStore.chosen();
      if (connection !== undefined) await commit({ connection: { removed: connection } });
    });
  const ports = () => ({
    connections: connectionStore,
    organizationProbe: organizationProbe(clock),
    commit,
    clock,
    ids: randomIds,
  });
  const records = () =>
    inForge(async () => (await auditTrail.search({})).records.flatMap(({ events }) => events));
  const secrets = () =>
    inForge(async () =>
      (await connectionStore.keptSecrets()).map(({ kind, id }) => `${kind} ${id}`),
    );
  const racing: typeof commit = async (writes) => {
    const there = await connectionStore.chosen();
    if (there !== undefined)
      await commit({ connection: { ...there, revision: there.revision + 1 } });
    return commit(writes);
  };

  describe('adds a key', () => {
    const connect = (more = {}, all = {}) =>
      inForge(() =>
        connectOrganization(
          { ...ports(), ...all },
          { organizationId: access().organizationId, key: ` ${keyText()} `, by: LEAD, ...more },
        ),
      );

    test('which is kept beside the connection, and takes the place of the one before', async () => {
      await connected();
      const made = await connect();
      const { id, name } = platform.atlassian.organization;
      const now = await inForge(() => connectionStore.chosen());
      expect(made).toEqual({ ok: true, value: now });
      const { organization: kept } = now ?? {};
      expect(kept).toEqual({
        id,
        name,
        keyId: expect.any(String),
        connectedAt: clock.now(),
        connectedBy: LEAD,
      });
      expect(await inForge(() => readOrganizationKey(kept?.keyId ?? ''))).toBe(keyText());
      expect((await records())[0]).toMatchObject({
        kind: 'organization.connected',
        organizationId: id,
        name,
        actor: { kind: 'person', ...LEAD },
      });
      await connect({ organizationId: `https://admin.atlassian.com/o/${id}/overview` });
      const after = await inForge(() => connectionStore.chosen());
      expect(after?.organization?.keyId).not.toBe(kept?.keyId);
      expect(await secrets()).toEqual([`organizationKey ${after?.organization?.keyId}`]);
      expect(after?.revision).toBe((now?.revision ?? 0) + 1);
    });

    test('which is refused without a connection, a proper id, or leave to be used', async () => {
      await disconnected();
      expect(await connect()).toEqual({ ok: false, error: { code: 'notConnected' } });
      await connected();
      const problem = (code: string) => ({
        ok: false,
        error: { code: 'organization', problem: { code } },
      });
      const before = await secrets();
      expect(await connect({ organizationId: '../x' })).toEqual(problem('badOrganizationId'));
      expect(exchanges).toEqual([]);
      expect(await connect({ key: 'wrong' })).toEqual(problem('keyRejected'));
      expect(await connect({}, { commit: racing })).toEqual({
        ok: false,
        error: { code: 'changedMeanwhile' },
      });
      expect(await secrets()).toEqual(before);
    });

    test('which is forgotten as they take it away', async () => {
      await disconnected();
      const away = (all = {}) =>
        inForge(() => disconnectOrganization({ ...ports(), ...all }, LEAD));
      expect(await away()).toEqual({ ok: false, error: { code: 'notConnected' } });
      const without = await connected();
      expect(await away()).toEqual({ ok: true, value: without });
      await connect();
      const now = await inForge(() => connectionStore.chosen());
      const key = `organizationKey ${now?.organization?.keyId}`;
      expect(await away({ commit: racing })).toEqual({
        ok: false,
        error: { code: 'changedMeanwhile' },
      });
      expect(await secrets()).toContain(key);
      clock.move(1);
      const gone = await away();
      expect(gone).toMatchObject({ ok: true });
      expect(await inForge(() => connectionStore.chosen())).not.toHaveProperty('organization');
      expect(await secrets()).not.toContain(key);
      const { id, name } = platform.atlassian.organization;
      expect((await records())[0]).toMatchObject({
        kind: 'organization.disconnected',
        organizationId: id,
        name,
        actor: { kind: 'person', ...LEAD },
      });
    });
  });

  describe('changes somebody’s access', () => {
    const key = { id: 'o1', name: 'A', keyId: 'k1', connectedAt: 1, connectedBy: LEAD };
    const change = (
      verb: SuspensionVerb,
      accountId: string,
      more: { by?: Person; reason?: string; organization?: Partial<Organization> } = {},
    ) => {
      const { by = person('Olivia Hart'), reason = ' They left. ' } = more;
      const all = {
        ...ports(),
        locks,
        siteOf: () =>
          ({
            directory: openDirectory(platform, { clock }),
            organization: { ...organization(), ...more.organization },
          }) as Site,
      };
      return inForge(() => changeAccess(all, { verb, accountId, reason, by }));
    };
    const refused = (refusal: object) => ({
      ok: false,
      error: { code: 'suspension', refusal },
    });
    const outcomes = async (accountId: string) =>
      (await records()).flatMap((event) =>
        event.kind === 'organization.access' && event.person.accountId === accountId ? [event] : [],
      );

    test('only with a connection, a key, and a reason that can be read', async () => {
      const { accountId } = add();
      await disconnected();
      expect(await change('suspend', accountId, { reason: ' \u200b ' })).toEqual(
        refused({ code: 'reasonMissing' }),
      );
      expect(await change('suspend', accountId)).toEqual({
        ok: false,
        error: { code: 'notConnected' },
      });
      await connected();
      expect(await change('suspend', accountId)).toEqual(refused({ code: 'noOrganizationKey' }));
      await connected({ organization: key });
      expect(await change('suspend', '712020:nobody')).toEqual({
        ok: false,
        error: { code: 'noSuchPerson' },
      });
      expect(site().isSuspended(accountId)).toBe(false);
    });

    test('and the audit has it before and after, with its reason', async () => {
      await connected({ organization: key });
      const { accountId, displayName } = add();
      site().addMember(site().groupNamed('frontend').groupId, accountId);
      expect(await change('suspend', accountId)).toEqual({ ok: true, value: 'suspended' });
      expect(site().isSuspended(accountId)).toBe(true);
      const told = await outcomes(accountId);
      expect(told.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'begun']);
      for (const event of told)
        expect(event).toMatchObject({
          verb: 'suspend',
          person: { accountId, displayName },
          before: 'active',
          reason: 'They left.',
          actor: { kind: 'person', ...person('Olivia Hart') },
        });
      expect(await change('restore', accountId)).toEqual({ ok: true, value: 'active' });
      expect(site().isSuspended(accountId)).toBe(false);
    });

    test.each<[EffectAnswer, string, object | string]>([
      [{ answer: 'alreadySo' }, 'unchanged', 'suspended'],
      [
        { answer: 'unconfirmed', message: 'Lost.', lost: true },
        'unconfirmed',
        { code: 'unconfirmed', message: 'Lost.' },
      ],
      [
        { answer: 'slowDown', retryAfterMs: 1, scope: 'site' },
        'failed',
        { code: 'notDone', message: 'Atlassian asks to slow down.', retryable: true },
      ],
      [
        { answer: 'credentialRejected', message: 'No key.' },
        'failed',
        { code: 'notDone', message: 'No key.', retryable: false },
      ],
      [
        { answer: 'refused', message: 'No.', retryable: true },
        'failed',
        { code: 'notDone', message: 'No.', retryable: true },
      ],
    ])('and is told what came of it: %o', async (given, outcome, expected) => {
      await connected({ organization: key });
      const { accountId } = add();
      site().addMember(site().groupNamed('frontend').groupId, accountId);
      const came = await change('suspend', accountId, {
        organization: { suspend: async () => given },
      });
      expect(came).toEqual(
        typeof expected === 'string' ? { ok: true, value: expected } : refused(expected),
      );
      const [event] = (await outcomes(accountId)).filter((one) => one.outcome !== 'begun');
      expect(event?.outcome).toBe(outcome);
      expect(event?.siteMessage).toBe(
        typeof expected === 'string' ? undefined : (expected as { message: string }).message,
      );
    });

    test('and of an administrator of the site only as one of them', async () => {
      await connected({ organization: key });
      const [one, two] = [add(), add()];
      const admins = site().groupNamed('site-admins').groupId;
      for (const { accountId } of [one, two]) site().addMember(admins, accountId);
      const jiraAdmin = person('Sofia Costa');
      expect(await change('suspend', one.accountId, { by: jiraAdmin })).toEqual(
        refused({ code: 'takesSiteAdministrator' }),
      );
      const nobody = add();
      expect(await change('suspend', nobody.accountId, { by: jiraAdmin })).toEqual(
        refused({ code: 'administratorsNotKnown' }),
      );
      site().addMember(site().groupNamed('frontend').groupId, nobody.accountId);
      expect(await change('suspend', nobody.accountId, { by: jiraAdmin })).toMatchObject({
        ok: true,
      });
      expect(await change('suspend', one.accountId)).toMatchObject({ ok: true });
      // Suspended, they may be in no group that is told, and administer once they are back.
      expect(await change('restore', one.accountId, { by: jiraAdmin })).toMatchObject({
        ok: false,
      });
      expect(await change('restore', one.accountId)).toMatchObject({ ok: true });
      for (const { accountId } of [one, two]) site().removeMember(admins, accountId);
    });

    test('and never of the last who can act in a group that administers', async () => {
      await connected({ organization: key });
      const { accountId } = add();
      const { groupId } = site().addGroup('few-admins');
      for (const permission of ['SYSTEM_ADMIN', 'ADMINISTER'] as const)
        site().grant(groupId, permission);
      site().addMember(groupId, accountId);
      const came = await change('suspend', accountId);
      expect(came).toEqual(refused({ code: 'lastSiteAdmin', group: 'few-admins' }));
      const other = add();
      site().addMember(groupId, other.accountId);
      expect(await change('suspend', accountId)).toMatchObject({ ok: true });
      site().removeGroup(groupId);
    });

    test('and not where it is not known what their groups are', async () => {
      await connected({ organization: key });
      const { accountId } = add();
      site().addMember(site().groupNamed('frontend').groupId, accountId);
      const unknown = refused({ code: 'administratorsNotKnown' });
      answer(/^\/group\/bulk/, 403, {}, { query: /accessType=admin/ });
      expect(await change('suspend', accountId)).toEqual(unknown);
      platform.atlassian.faults.clear();
      answer(/^\/groups\/picker/, 200, { groups: [], total: 0 });
      expect(await change('suspend', accountId)).toEqual(unknown);
      platform.atlassian.faults.clear();
      answer(/^\/group\/bulk/, 200, { values: [], isLast: true, total: 0 }, { query: /groupId=/ });
      expect(await change('suspend', accountId)).toEqual(unknown);
      platform.atlassian.faults.clear();
      // One of two groups of which it is not known is enough.
      const { groupId } = site().groupNamed('frontend');
      site().addMember(site().groupNamed('design').groupId, accountId);
      answer(/^\/groups\/picker/, 200, { groups: [{ groupId, name: 'frontend' }], total: 9 });
      expect(await change('suspend', accountId)).toEqual(unknown);
      platform.atlassian.faults.clear();
      const app = site()
        .people()
        .find((one) => one.accountType === 'app');
      const active = { stateOf: async () => 'active' as const };
      expect(await change('suspend', app?.accountId ?? '', { organization: active })).toEqual(
        refused({ code: 'notAPerson' }),
      );
      // Whom the organization does not have is nobody who could be suspended.
      const stateOf = async () => undefined;
      expect(await change('suspend', accountId, { organization: { stateOf } })).toEqual(
        refused({ code: 'notAPerson' }),
      );
      expect(site().isSuspended(accountId)).toBe(false);
    });
  });
});
