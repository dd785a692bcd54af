import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../src/domain/lib/time';
import { approve, ask } from '../support/ask-for';
import { killAfterChange } from '../support/kill-after';
import { type Actor, error, openWorld, value, type World } from '../support/open-world';
import { keysOf, rowOf, writeRow } from '../support/poison';
import { storedText } from '../support/stored-text';

let world: World;
let olivia: Actor;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  olivia = world.as('Olivia Hart');
});
afterEach(() => world.close());

const keyText = () => secretOf('API key of the organization');
const secretOf = (label: string) => {
  const found = world.platform.atlassian.tokens.samples().find((one) => one.label === label);
  if (found === undefined) throw new Error(`No sample is called ${label}`);
  return found.token;
};

const connectKey = (change: { organizationId?: string; key?: string } = {}, by: Actor = olivia) =>
  by.admin('organization.connect', {
    organizationId: world.platform.atlassian.organization.id,
    key: keyText(),
    ...change,
  });
const about = (name: string) => ({ accountId: world.person(name).accountId });
const suspend = (name: string, by: Actor = olivia, reason = 'Lost laptop') =>
  by.admin('organization.suspend', { ...about(name), reason });
const restore = (name: string, by: Actor = olivia) =>
  by.admin('organization.restore', { ...about(name), reason: 'Laptop is back' });
const events = async (kind: string) =>
  value(await olivia.admin('audit.list', { kind })).items.map(({ event }) => event);
/** Everything that was asked of the organization's administration, as METHOD path. */
function watchAdministration(): string[] {
  const asked: string[] = [];
  world.platform.atlassian.onExchange(({ method, url }) => {
    const { hostname, pathname } = new URL(url);
    if (hostname === 'api.atlassian.com') asked.push(`${method} ${pathname}`);
  });
  return asked;
}

/** Connected before, as the record of it says. */
const OTHER_SITE = {
  id: '5a5b5c5d-0000-4000-8000-000000000403',
  instanceUrl: 'https://before.atlassian.net',
  cloudId: '5a5b5c5d-0000-4000-8000-000000000403',
};

describe('the organization’s key', () => {
  test('is tried, kept as a secret, shown to nobody, and audited', async () => {
    const { forge, atlassian } = world.platform;
    const connection = value(await connectKey({ key: `  ${keyText()}\n` }));
    expect(connection.organization).toMatchObject({
      name: 'Acme Group',
      connectedBy: { displayName: 'Olivia Hart' },
    });
    const loaded = value(await olivia.admin('admin.load', {}));
    expect(loaded.connection?.organization?.name).toBe('Acme Group');
    expect(forge.kvs.secretKeys()).toHaveLength(2);
    const everywhere = JSON.stringify([connection, loaded, forge.log]) + storedText(world.platform);
    expect(everywhere).not.toContain(keyText());
    expect(await events('organization.connected')).toMatchObject([
      { name: 'Acme Group', organizationId: atlassian.organization.id },
    ]);
  });

  test('is named by the address of the organization too', async () => {
    const { id } = world.platform.atlassian.organization;
    const organizationId = `https://admin.atlassian.com/o/${id}/admin-api`;
    expect((await connectKey({ organizationId })).ok).toBe(true);
  });

  test('is removed by itself, and with the connection', async () => {
    const { forge } = world.platform;
    value(await connectKey());
    const without = value(await olivia.admin('organization.disconnect', {}));
    expect(without.organization).toBeUndefined();
    expect(forge.kvs.secretKeys()).toHaveLength(1);
    expect(await events('organization.disconnected')).toHaveLength(1);
    value(await connectKey());
    value(await olivia.admin('connection.disconnect', {}));
    expect(forge.kvs.secretKeys()).toEqual([]);
  });

  test('outlives the replacement of the site’s token', async () => {
    value(await connectKey());
    await world.connect();
    const { connection } = value(await olivia.admin('admin.load', {}));
    expect(connection?.organization?.name).toBe('Acme Group');
    expect((await suspend('Priya Raman')).ok).toBe(true);
  });

  test('goes with the site: another one that is connected in its place has none', async () => {
    const { forge } = world.platform;
    value(await connectKey());
    const [key = ''] = keysOf(world.platform, 'connection');
    const row = rowOf(world.platform, key) as { readonly body: { readonly value: object } };
    const former = { ...row.body.value, ...OTHER_SITE };
    writeRow(world.platform, 'connection', key, { ...row, body: { ...row.body, value: former } });
    const before = forge.kvs.secretKeys();
    expect(before).toHaveLength(2);
    await world.connect();
    const { connection } = value(await olivia.admin('admin.load', {}));
    expect(connection?.organization).toBeUndefined();
    // Neither the token nor the key of the former site is kept: what is there is the new one's token.
    const after = forge.kvs.secretKeys();
    expect(after).toHaveLength(1);
    expect(before).not.toContain(after[0]);
    expect((await suspend('Priya Raman')).ok).toBe(false);
  });

  test('needs a connection', async () => {
    value(await olivia.admin('connection.disconnect', {}));
    expect(error(await connectKey())).toEqual({ code: 'notConnected' });
  });

  test.each([
    ['no id', { organizationId: 'acme' }, 'badOrganizationId'],
    [
      'an unknown id',
      { organizationId: '6665fc2d-4644-44c8-a32c-000000000000' },
      'noSuchOrganization',
    ],
    ['a mistyped key', { key: 'ATCTT3xFfGN0mistyped' }, 'keyRejected'],
  ])('is refused with a problem of its own: %s', async (_what, change, code) => {
    expect(error(await connectKey(change))).toMatchObject({
      code: 'organization',
      problem: { code },
    });
    expect(world.platform.forge.kvs.secretKeys()).toHaveLength(1);
  });

  test('is refused where a personal token is pasted in its place', async () => {
    expect(error(await connectKey({ key: secretOf('Good token') }))).toMatchObject({
      problem: { code: 'personalToken' },
    });
  });

  const json = { 'content-type': 'application/json' };
  test.each([
    ['403', 403, {}, { code: 'keyNotAllowed' }],
    ['429', 429, { 'retry-after': '7' }, { code: 'rateLimited', retryAfterSeconds: 7 }],
    ['500', 500, {}, { code: 'unexpectedAnswer', status: 500 }],
  ])('is refused with a problem of its own: %s', async (_what, status, headers, problem) => {
    world.platform.atlassian.faults.add({
      path: /^\/admin\/v1\/orgs\/[^/]+$/,
      effect: { kind: 'answer', status, headers: { ...json, ...headers }, body: '{}' },
    });
    expect(error(await connectKey())).toMatchObject({ code: 'organization', problem });
  });

  test('is refused where nothing answers', async () => {
    world.platform.atlassian.faults.add({
      path: /^\/admin\//,
      effect: { kind: 'reset', when: 'before' },
    });
    expect(error(await connectKey())).toMatchObject({ problem: { code: 'networkFailure' } });
  });

  test('is refused where it allows nothing of what it is for', async () => {
    world.platform.atlassian.faults.add({
      path: /\/last-active-dates$/,
      effect: { kind: 'answer', status: 403, body: '{"status":403,"error":"Forbidden"}' },
    });
    expect(error(await connectKey())).toMatchObject({ problem: { code: 'keyNotAllowed' } });
  });

  test('is refused where the site is none of the organization’s', async () => {
    const hostUrl = 'https://other.atlassian.net';
    const data = [{ id: 'ari:cloud:jira::site/other', attributes: { hostUrl } }];
    world.platform.atlassian.faults.add({
      path: /\/workspaces$/,
      effect: { kind: 'answer', status: 200, body: JSON.stringify({ data, links: {} }) },
    });
    expect(error(await connectKey())).toMatchObject({
      problem: { code: 'otherOrganization', name: 'Acme Group', sites: [hostUrl] },
    });
  });

  test('is taken where the organization does not tell its sites', async () => {
    world.platform.atlassian.faults.add({
      path: /\/workspaces$/,
      effect: { kind: 'answer', status: 403, body: '{}' },
    });
    expect((await connectKey()).ok).toBe(true);
  });
});

describe('without a key', () => {
  test('people are looked up, and nothing is asked of the organization', async () => {
    const asked = watchAdministration();
    const found = value(await olivia.admin('admin.findPeople', { query: 'Noah' }));
    expect(found.items).toMatchObject([{ displayName: 'Noah Okafor', state: 'active' }]);
    const noah = value(await olivia.admin('admin.person', about('Noah Okafor')));
    expect(noah.active).toBe(true);
    expect(noah.groups.map(({ name }) => name)).toEqual([
      'all-staff',
      'engineering',
      'frontend',
      'jira-software-users-acme-local',
    ]);
    const refusals = [
      error(await olivia.admin('organization.person', about('Noah Okafor'))),
      error(await suspend('Noah Okafor')),
      error(await restore('Noah Okafor')),
    ];
    for (const refusal of refusals) {
      expect(refusal).toEqual({ code: 'suspension', refusal: { code: 'noOrganizationKey' } });
    }
    expect(asked).toEqual([]);
    expect(error(await olivia.admin('admin.person', { accountId: 'nobody' }))).toEqual({
      code: 'notFound',
      what: 'person',
    });
  });
});

describe('with a key', () => {
  beforeEach(async () => void value(await connectKey()));

  test('last activity is told, and that somebody never came', async () => {
    const noah = value(await olivia.admin('organization.person', about('Noah Okafor')));
    const now = world.platform.clock.now();
    expect(noah.state).toBe('active');
    expect(noah.lastActiveAt).toBeGreaterThan(now - 400 * 86_400_000);
    expect(noah.lastActiveAt).toBeLessThan(now);
    const wei = value(await olivia.admin('organization.person', about('Wei Zhang')));
    expect(wei.lastActiveAt).toBeUndefined();
  });

  test('access is suspended and restored, with groups kept, found meanwhile, and audited', async () => {
    const priya = world.person('Priya Raman').accountId;
    const groups = value(await olivia.admin('admin.person', about('Priya Raman'))).groups;
    expect(value(await suspend('Priya Raman'))).toBe('suspended');
    expect(world.platform.atlassian.directory.person(priya)?.active).toBe(false);
    const found = value(await olivia.admin('admin.findPeople', { query: 'priya' }));
    expect(found.items).toMatchObject([{ accountId: priya, state: 'suspended' }]);
    const byId = value(await olivia.admin('admin.findPeople', { query: `[~accountid:${priya}]` }));
    expect(byId.items).toMatchObject([{ accountId: priya, state: 'suspended' }]);
    const meanwhile = value(await olivia.admin('admin.person', about('Priya Raman')));
    expect(meanwhile).toMatchObject({ active: false, groups });
    expect(value(await restore('Priya Raman'))).toBe('active');
    expect(world.platform.atlassian.directory.person(priya)?.active).toBe(true);
    const told = (await events('organization.access')).reverse();
    const person = { accountId: priya, displayName: 'Priya Raman' };
    expect(told).toMatchObject([
      { verb: 'suspend', outcome: 'begun', before: 'active', reason: 'Lost laptop', person },
      { verb: 'suspend', outcome: 'applied', before: 'active' },
      { verb: 'restore', outcome: 'begun', before: 'suspended', reason: 'Laptop is back' },
      { verb: 'restore', outcome: 'applied', before: 'suspended' },
    ]);
    const aboutPriya = value(await olivia.admin('audit.list', { accountId: priya }));
    expect(aboutPriya.items).toHaveLength(4);
  });

  test.each([
    ['suspended', () => suspend('Priya Raman'), false, 'alreadySuspended'],
    ['restored', () => restore('Priya Raman'), true, 'notSuspended'],
  ])(
    'killed at any call as access is %s, it is done once or not at all, and the audit says no other',
    async (_, change, wanted, code) => {
      const priya = world.person('Priya Raman').accountId;
      const isActive = () => world.platform.atlassian.directory.person(priya)?.active;
      if (wanted) value(await suspend('Priya Raman'));
      const groups = value(await olivia.admin('admin.person', about('Priya Raman'))).groups;
      const before = await events('organization.access');
      const ways = new Set<string>();
      const beginning = world.platform.image();
      for (let at = 0; ; at += 1) {
        await world.close();
        world = await openWorld({ from: beginning });
        olivia = world.as('Olivia Hart');
        let sent = 0;
        world.platform.atlassian.onExchange(({ method, url }) => {
          if (method === 'POST' && /(suspend|restore)-access|\/(suspend|restore)$/.test(url))
            sent += 1;
        });
        const wasKilled = killAfterChange(world, at, () => true);
        const reply = await change().catch(() => undefined);
        const isLast = !wasKilled();
        const isDone = isActive() === wanted;
        const told = (await events('organization.access')).slice(0, -before.length || undefined);
        const outcomes = told.flatMap((one) => ('outcome' in one ? one.outcome : [])).toReversed();
        const said = [at, isDone, outcomes];
        ways.add([isDone ? 'done' : 'not done', ...outcomes].join(', '));
        // On record before it is sent; that it is done, only once it is.
        expect([...said, sent <= 1]).toEqual([...said, true]);
        if (sent > 0) expect([...said, outcomes[0]]).toEqual([...said, 'begun']);
        if (reply?.ok) expect(said).toEqual([at, true, ['begun', 'applied']]);
        else
          expect([['begun'], [], ...(isDone ? [['begun', 'applied']] : [])]).toContainEqual(
            outcomes,
          );
        // Whoever was removing administrators is thought dead by then.
        await world.pass(5 * MINUTE);
        const again = await change();
        if (isDone) expect([said, error(again)]).toMatchObject([said, { refusal: { code } }]);
        else expect([said, again.ok]).toEqual([said, true]);
        const view = value(await olivia.admin('admin.person', about('Priya Raman')));
        expect([said, view]).toMatchObject([said, { active: wanted, groups }]);
        if (isLast) {
          expect([...ways].toSorted()).toEqual([
            'done, begun',
            'done, begun, applied',
            'not done',
            'not done, begun',
          ]);
          return;
        }
      }
    },
    240_000,
  );

  test.each([
    ['yourself', 'Olivia Hart', 'Olivia Hart', 'yourself'],
    ['whom the app acts as', 'Olivia Hart', 'Sofia Costa', 'connectionAccount'],
    ['somebody deactivated', 'Tom Becker', 'Olivia Hart', 'deactivated'],
    ['an app', 'Slack', 'Olivia Hart', 'notAPerson'],
  ])('nobody suspends %s', async (_who, name, by, code) => {
    const asked = watchAdministration();
    expect(error(await suspend(name, world.as(by)))).toMatchObject({
      code: 'suspension',
      refusal: { code },
    });
    expect(asked.filter((call) => call.endsWith('/suspend'))).toEqual([]);
    const view = value(await world.as(by).admin('organization.person', about(name)));
    expect(view.verbs.suspend).toMatchObject({ allowed: false, why: { code } });
  });

  test('the last site admin stays: Jonas only while Olivia is one too', async () => {
    const { directory } = world.platform.atlassian;
    const admins = world.groupId('site-admins');
    const sofia = world.as('Sofia Costa');
    directory.removeMember(admins, world.person('Olivia Hart').accountId);
    expect(error(await suspend('Jonas Weber', sofia))).toMatchObject({
      refusal: { code: 'takesSiteAdministrator' },
    });
    // Through the group of the organization's admins, Olivia administers the site all the same.
    expect(error(await suspend('Jonas Weber', world.as('Olivia Hart')))).toMatchObject({
      refusal: { code: 'lastSiteAdmin', group: 'site-admins' },
    });
    directory.addMember(admins, world.person('Olivia Hart').accountId);
    expect((await suspend('Jonas Weber', world.as('Olivia Hart'))).ok).toBe(true);
  });

  test('two admins at once don’t suspend the last two of them', async () => {
    const { directory } = world.platform.atlassian;
    const admins = world.groupId('site-admins');
    directory.removeMember(admins, world.person('Olivia Hart').accountId);
    directory.addMember(admins, world.person('Grace Kim').accountId);
    const replies = await Promise.all([suspend('Jonas Weber'), suspend('Grace Kim')]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('nor does an admin suspend the one who is left by a removal at the same time', async () => {
    const { directory } = world.platform.atlassian;
    const crew = world.groupId('platform-crew');
    directory.grant(crew, 'SYSTEM_ADMIN');
    directory.removeMember(crew, world.person('Hana Suzuki').accountId);
    await world.allow(['platform-crew'], { unlocked: ['platform-crew'] });
    const removal = { issue: 'WEB-1', people: ['Amara Nwosu'], remove: ['platform-crew'] };
    const noah = world.as('Noah Okafor');
    const request = value(await ask(world, noah, removal));
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    let suspended: Promise<{ readonly ok: boolean }> | undefined;
    world.platform.forge.faults.onWireCall = ({ functionKey, target }) => {
      const isRemoval = /egress DELETE .*\/group\/user/.test(target);
      if (suspended !== undefined || functionKey !== 'work-consumer' || !isRemoval) return 'go';
      suspended = suspend('Viktor Petrov');
      return suspended.then(() => 'go');
    };
    await world.settle();
    // It waits for its turn, or for another time.
    expect(await suspended).toMatchObject({ ok: false });
    expect(world.members('platform-crew')).toEqual(['Viktor Petrov']);
    expect(error(await suspend('Viktor Petrov'))).toMatchObject({
      refusal: { code: 'lastSiteAdmin', group: 'platform-crew' },
    });
  });

  test('a reason is needed', async () => {
    expect(error(await suspend('Priya Raman', olivia, '  \n'))).toMatchObject({
      refusal: { code: 'reasonMissing' },
    });
    expect(await events('organization.access')).toEqual([]);
  });

  test('what is so already is said to be', async () => {
    value(await suspend('Priya Raman'));
    expect(error(await suspend('Priya Raman'))).toMatchObject({
      refusal: { code: 'alreadySuspended' },
    });
    value(await restore('Priya Raman'));
    expect(error(await restore('Priya Raman'))).toMatchObject({
      refusal: { code: 'notSuspended' },
    });
  });

  test('a lost answer is looked up: it was done', async () => {
    world.platform.atlassian.faults.add({
      path: /\/suspend$/,
      effect: { kind: 'reset', when: 'after' },
    });
    expect(value(await suspend('Priya Raman'))).toBe('suspended');
    expect(await events('organization.access')).toMatchObject([
      { outcome: 'applied' },
      { outcome: 'begun' },
    ]);
  });

  test('a lost answer that nobody can look up is told as such', async () => {
    const stop = world.platform.atlassian.onExchange(({ url }) => {
      if (!url.endsWith('/suspend')) return;
      stop();
      world.platform.atlassian.faults.add({
        path: /\/users\/search$/,
        effect: { kind: 'answer', status: 500, body: '' },
      });
    });
    world.platform.atlassian.faults.add({
      path: /\/suspend$/,
      effect: { kind: 'reset', when: 'after' },
    });
    expect(error(await suspend('Priya Raman'))).toMatchObject({
      refusal: { code: 'unconfirmed' },
    });
    expect(await events('organization.access')).toMatchObject([
      { outcome: 'unconfirmed' },
      { outcome: 'begun' },
    ]);
    // It may be under way yet: until it can't be any more, nobody else is suspended.
    world.platform.atlassian.faults.clear();
    expect(error(await suspend('Noah Okafor'))).toMatchObject({ code: 'platform' });
    await world.pass(MINUTE);
    expect(value(await suspend('Noah Okafor'))).toBe('suspended');
  });

  test('a refusal comes in Atlassian’s words, and the person stays as they were', async () => {
    const detail = 'You are not allowed to manage this organization.';
    world.platform.atlassian.faults.add({
      path: /\/suspend$/,
      effect: { kind: 'answer', status: 403, body: JSON.stringify({ errors: [{ detail }] }) },
    });
    expect(error(await suspend('Priya Raman'))).toMatchObject({
      refusal: { code: 'notDone', message: detail, retryable: false },
    });
    expect(world.person('Priya Raman').active).toBe(true);
    expect(await events('organization.access')).toMatchObject([
      { outcome: 'failed', siteMessage: detail },
      { outcome: 'begun' },
    ]);
  });

  test('several directories are left to a person', async () => {
    const data = [{ directoryId: 'one' }, { directoryId: 'two' }];
    world.platform.atlassian.faults.add({
      path: /\/directories$/,
      effect: { kind: 'answer', status: 200, body: JSON.stringify({ data }) },
    });
    expect(error(await suspend('Priya Raman'))).toMatchObject({
      refusal: { code: 'notDone', message: expect.stringContaining('several user directories') },
    });
    expect(world.person('Priya Raman').active).toBe(true);
  });

  test('a key that has expired since is told, and the site goes on', async () => {
    await world.platform.clock.advance(201 * 86_400_000);
    expect(error(await olivia.admin('organization.person', about('Noah Okafor')))).toMatchObject({
      code: 'platform',
      retryable: false,
      message: expect.stringContaining('API key'),
    });
    expect((await olivia.admin('admin.person', about('Noah Okafor'))).ok).toBe(true);
  });
});
