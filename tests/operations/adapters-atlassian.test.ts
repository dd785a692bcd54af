import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Exchange } from '../../local/atlassian/atlassian';
import type { Platform } from '../../local/platform/platform';
import type { ReadBudget } from '../../src/adapters/atlassian/client/site-client';
import { NO_ADDRESS_BOOK } from '../../src/adapters/atlassian/organization/address-book';
import { siteProbe } from '../../src/adapters/atlassian/probe/site-probe';
import { siteDirectory } from '../../src/adapters/atlassian/site-directory';
import { siteProvisioner } from '../../src/adapters/atlassian/site-provisioner';
import { systemClock } from '../../src/adapters/forge/system-clock';
import { surveyStore } from '../../src/adapters/storage/survey-store';
import { entitlementKey } from '../../src/domain/action/entitlement';
import { MoreToRead } from '../../src/ports/more-to-read';
import { SiteFailure } from '../../src/ports/site-failure';
import { movedClock } from '../support/moved-clock';
import { openClient, tokenOf } from '../support/open-client';
import { watchExchanges } from '../support/openapi-validator';
import { openBench, runInForge } from '../support/run-in-forge';

let platform: Platform;
let exchanges: Exchange[];
let watch: ReturnType<typeof watchExchanges>;
beforeEach(async () => {
  platform = await openBench();
  exchanges = [];
  platform.atlassian.onExchange((exchange) => exchanges.push(exchange));
  watch = watchExchanges(platform.atlassian);
});
afterEach(async () => {
  watch.expectNoViolations();
  await platform.close();
});

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);

function person(name: string): string {
  return platform.atlassian.directory.personNamed(name).accountId;
}

function group(name: string) {
  const { groupId } = platform.atlassian.directory.groupNamed(name);
  return { kind: 'group', groupId, name } as const;
}

function role(projectKey: string, name: string) {
  const project = platform.atlassian.directory.projectOf(projectKey);
  const found = project.roles.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${projectKey} has no role ${name}`);
  return {
    kind: 'role',
    projectId: project.id,
    projectKey,
    projectName: project.name,
    roleId: String(found.id),
    name,
  } as const;
}

function credential(label: string) {
  const { baseUrl: instanceUrl, email, token } = tokenOf(platform, label);
  return { instanceUrl, email, token };
}

const ANSWER_TAKES = 50;

/** As in an invocation that may read so much of the site. */
function limited(reads: ReadBudget, connectionId = 'acme') {
  // Each answer takes its time, however fast the machine is: what runs out is then known beforehand.
  const waiting = movedClock();
  const clock = { ...waiting, now: () => waiting.now() + exchanges.length * ANSWER_TAKES };
  const client = openClient(platform, { clock, reads });
  return siteDirectory(client, systemClock, NO_ADDRESS_BOOK, { store: surveyStore, connectionId });
}

function connected(label = 'Good token') {
  const clock = movedClock();
  const client = openClient(platform, { label, clock });
  const directory = siteDirectory(client, clock, NO_ADDRESS_BOOK);
  return { directory, provisioner: siteProvisioner(client, directory) };
}

const paths = () =>
  exchanges.map(
    ({ method, url }) => `${method} ${new URL(url).pathname.replace('/rest/api/3', '')}`,
  );

describe('the directory', () => {
  test('protects what grants administration, whatever it is called', async () => {
    const { directory } = connected();
    const names = [
      'site-admins',
      'platform-crew',
      'jira-administrators',
      'org-admins',
      'frontend',
      'all-staff',
    ];
    const ids = names.map((name) => group(name).groupId);
    const found = await inForge(() => directory.groups([...ids, 'no-such-group']));
    expect(
      names.map((name) => [name, (found.get(group(name).groupId)?.protection.length ?? 0) > 0]),
    ).toEqual([
      ['site-admins', true],
      ['platform-crew', true],
      ['jira-administrators', true],
      ['org-admins', true],
      ['frontend', false],
      ['all-staff', false],
    ]);
    expect(found.get(group('all-staff').groupId)?.managedElsewhere).toBe(true);
    expect(found.get(group('frontend').groupId)?.managedElsewhere).toBe(false);
    expect(found.has('no-such-group')).toBe(false);
  });

  test('finds each kind of what is there at once, the same only once, and asks nothing for nothing', async () => {
    const { directory } = connected();
    const frontend = { kind: 'group', groupId: group('frontend').groupId } as const;
    const viewers = role('WEB', 'Viewers');
    const gone = [
      { kind: 'group', groupId: 'no-such-group' },
      { ...viewers, roleId: '1' },
    ] as const;
    expect(await inForge(() => directory.existing([]))).toEqual({
      groups: new Map(),
      roles: new Map(),
    });
    expect(paths()).toEqual([]);
    const found = await inForge(() => directory.existing([frontend, viewers, frontend, ...gone]));
    expect([...found.groups.values()].map(({ name }) => name)).toEqual(['frontend']);
    expect([...found.roles.values()].map(({ name }) => name)).toEqual(['Viewers']);
    const asked = exchanges
      .map(({ url }) => new URL(url))
      .filter(({ pathname }) => pathname.endsWith('/group/bulk'))
      .flatMap(({ searchParams }) => searchParams.getAll('groupId'));
    expect(asked).toEqual([frontend.groupId, 'no-such-group']);
  });

  test.each([
    ['calls', { atMost: 20, within: 60_000 }],
    ['time', { atMost: 1_000, within: 250 }],
  ])('asks on where one invocation ran out of %s', async (_, reads) => {
    const names = ['frontend', 'design', 'qa', 'mobile', 'backend', 'sales', 'support', 'product'];
    const groups = names.map(group);
    const accountIds = Array.from({ length: 300 }, (_, place) => {
      const email = `person.${place}@acme.example`;
      return platform.atlassian.directory.addPerson(`Person ${place}`, email).accountId;
    });
    for (const { groupId } of groups) {
      for (const accountId of accountIds.slice(1)) {
        platform.atlassian.directory.addMember(groupId, accountId);
      }
    }
    const ask = (directory: ReturnType<typeof limited>) =>
      inForge(() => directory.holders(groups, { accountIds, groupIds: [] }));
    const whole = await ask(connected().directory);
    exchanges.length = 0;
    let parts = 1;
    for (;;) {
      const found = await ask(limited(reads)).catch((problem: unknown) => problem);
      // So busy a machine that the time was over before the first call.
      if (found instanceof SiteFailure && found.code === 'callsUsedUp') continue;
      if (!(found instanceof MoreToRead)) {
        expect(found).toEqual(whole);
        break;
      }
      expect(found.done).toBe(exchanges.length);
      parts += 1;
    }
    expect(parts).toBeGreaterThan(1);
    expect(new Set(exchanges.map(({ url }) => url)).size).toBe(exchanges.length);
    // Where nothing at all could be read, it would go on for ever.
    const nothing = ask(limited({ atMost: 0, within: 60_000 }));
    await expect(nothing).rejects.toMatchObject({ code: 'callsUsedUp' });
  });

  test('asks another connection for all of it, whatever the first has answered by then', async () => {
    const groups = ['frontend', 'design'].map(group);
    const accountIds = Array.from({ length: 300 }, (_, place) => {
      const email = `somebody.${place}@acme.example`;
      return platform.atlassian.directory.addPerson(`Somebody ${place}`, email).accountId;
    });
    for (const accountId of accountIds)
      for (const { groupId } of groups) platform.atlassian.directory.addMember(groupId, accountId);
    const ask = async (atMost: number, connectionId: string) => {
      exchanges.length = 0;
      const directory = limited({ atMost, within: 60_000 }, connectionId);
      const asked = inForge(() => directory.holders(groups, { accountIds, groupIds: [] }));
      return [await asked.catch((problem: unknown) => problem), exchanges.length] as const;
    };
    const [part] = await ask(5, 'acme');
    expect(part).toBeInstanceOf(MoreToRead);
    const [, calls] = await ask(1_000, 'umbrella');
    const [, rest] = await ask(1_000, 'acme');
    expect(calls).toBe(rest + 5);
  });

  test('knows which groups cost a seat', async () => {
    const seat = group('jira-software-users-acme-local').groupId;
    const plain = group('frontend').groupId;
    const found = await inForge(() => connected().directory.groups([seat, plain]));
    expect(found.get(seat)?.givesProductAccess).toBe(true);
    expect(found.get(plain)?.givesProductAccess).toBe(false);
  });

  test('knows people, and leaves out whom the site does not know', async () => {
    const priya = person('Priya Raman');
    const tom = person('Tom Becker');
    const found = await inForge(() => connected().directory.people([priya, tom, '712020:nobody']));
    expect(found.get(priya)).toMatchObject({ displayName: 'Priya Raman', active: true });
    expect(found.get(tom)).toMatchObject({ active: false });
    expect(found.size).toBe(2);
  });

  test('asks for one person once, however many groups, and for a group of many page by page', async () => {
    const { directory } = connected();
    const priya = person('Priya Raman');
    const groups = ['frontend', 'backend', 'design'].map(group);
    platform.atlassian.directory.addMember(group('design').groupId, priya);
    const held = await inForge(() =>
      directory.holders(groups, { accountIds: [priya], groupIds: [] }),
    );
    expect(paths()).toEqual(['GET /user/groups']);
    expect(groups.map((one) => held.get(entitlementKey(one))?.has(priya))).toEqual([
      false,
      false,
      true,
    ]);
    exchanges.length = 0;
    const everybody = platform.atlassian.directory.people().map(({ accountId }) => accountId);
    const all = await inForge(() =>
      directory.holders([group('all-staff')], { accountIds: everybody, groupIds: [] }),
    );
    expect(new Set(paths())).toEqual(new Set(['GET /group/member']));
    const members = platform.atlassian.directory.membersOf(group('all-staff').groupId);
    expect([...(all.get(entitlementKey(group('all-staff'))) ?? [])].sort()).toEqual(
      [...members].sort(),
    );
    expect(exchanges.length).toBe(Math.ceil(members.length / 50));
  });

  test('reads roles of projects of both kinds, and none that a project does not have', async () => {
    const { directory } = connected();
    const wanted = [role('WEB', 'Developers'), role('MOB', 'Member')];
    const foreign = {
      projectId: role('WEB', 'Developers').projectId,
      roleId: role('MOB', 'Member').roleId,
    };
    const found = await inForge(() =>
      directory.roles([...wanted, foreign, { projectId: '1', roleId: '1' }]),
    );
    expect([...found.keys()].sort()).toEqual(wanted.map(entitlementKey).sort());
    const admins = await inForge(() =>
      directory.roles([role('WEB', 'Administrators'), role('MOB', 'Administrator')]),
    );
    expect([...admins.values()].map(({ adminRole }) => adminRole)).toEqual([true, true]);
  });

  test('counts the active members of a group no further than asked', async () => {
    const { groupId } = group('site-admins');
    const members = platform.atlassian.directory.membersOf(groupId);
    const active = members.filter((id) => platform.atlassian.directory.person(id)?.active);
    const { directory } = connected();
    expect(await inForge(() => directory.countActing(groupId, 50))).toMatchObject({
      count: active.length,
      isWhole: true,
    });
    expect(await inForge(() => directory.countActing(groupId, 1))).toMatchObject({ count: 1 });
  });

  test('finds by name', async () => {
    const { directory } = connected();
    const [people, groups, projects, roles] = await inForge(() =>
      Promise.all([
        directory.searchPeople('pri'),
        directory.searchGroups('front'),
        directory.searchProjects('web'),
        directory.projectRoles(role('MOB', 'Member').projectId),
      ]),
    );
    expect(people.items.map(({ displayName }) => displayName)).toContain('Priya Raman');
    expect(groups.items.map(({ name }) => name)).toEqual(['frontend']);
    expect(projects.items.map(({ key, lead }) => [key, lead?.displayName])).toEqual([
      ['WEB', 'Maya Lindqvist'],
    ]);
    expect(roles.items.map(({ name }) => name).sort()).toEqual([
      'Administrator',
      'Member',
      'Viewer',
    ]);
    expect(await inForge(() => directory.searchProjects('nothing like it'))).toEqual({
      items: [],
      unreadable: 0,
    });
  });

  test('takes the answer of an anonymous caller for the rejection that it is', async () => {
    const { directory } = connected('Revoked token');
    const failure = await inForge(() => directory.roles([role('WEB', 'Developers')])).catch(
      (one: unknown) => one,
    );
    expect(failure).toBeInstanceOf(SiteFailure);
    expect(failure).toMatchObject({ code: 'credentialRejected', retryable: false });
  });
});

const member = (accountId: string) => ({ kind: 'person', accountId }) as const;

describe('effects', () => {
  test('are done once and then so already, in groups and in roles', async () => {
    const { provisioner } = connected();
    const priya = person('Priya Raman');
    const frontend = group('frontend');
    const developers = role('WEB', 'Developers');
    const actor = { kind: 'person', accountId: priya } as const;
    const actors = { accountIds: [priya], groupIds: [] };
    const answers = await inForge(async () => {
      const all = [];
      for (const send of [
        () => provisioner.give(frontend, actor),
        () => provisioner.give(frontend, actor),
        () => provisioner.take(frontend, actor),
        () => provisioner.take(frontend, actor),
        () => provisioner.addToRole(developers, actors),
        () => provisioner.addToRole(developers, actors),
        () => provisioner.take(developers, actor),
        () => provisioner.take(developers, actor),
      ]) {
        all.push((await send()).answer);
      }
      return all;
    });
    const add = [answers[0], answers[1], answers[2], answers[3]];
    expect(add).toEqual(['done', 'alreadySo', 'done', 'alreadySo']);
    expect(answers[4]).toBe('done');
    expect(answers[6]).toBe('done');
    expect(['done', 'alreadySo']).toContain(answers[5]);
    expect(['done', 'alreadySo']).toContain(answers[7]);
  });

  test('that the site refuses come with its words', async () => {
    const { provisioner } = connected();
    const answers = await inForge(() =>
      Promise.all([
        provisioner.give(group('all-staff'), member(person('Priya Raman'))),
        provisioner.give(group('frontend'), member('712020:nobody')),
        provisioner.give(
          { kind: 'group', groupId: 'no-such-group', name: 'x' },
          member(person('Grace Kim')),
        ),
      ]),
    );
    for (const answer of answers) {
      expect(answer).toMatchObject({ answer: 'refused', retryable: false });
      expect('message' in answer && answer.message).not.toBe('');
    }
  });

  test('whose answer is lost may have happened', async () => {
    const { provisioner } = connected();
    platform.atlassian.faults.add({
      method: 'POST',
      times: 1,
      effect: { kind: 'reset', when: 'after' },
    });
    const send = () => provisioner.give(group('frontend'), member(person('Priya Raman')));
    expect(await inForge(send)).toMatchObject({ answer: 'unconfirmed' });
    expect(await inForge(send)).toMatchObject({ answer: 'alreadySo' });
  });

  test('wait for as long as the site asks, and the next one is not even sent', async () => {
    const { provisioner } = connected();
    platform.atlassian.faults.add({
      times: 1,
      effect: { kind: 'answer', status: 429, headers: { 'Retry-After': '30' } },
    });
    const send = () => provisioner.give(group('frontend'), member(person('Priya Raman')));
    const first = await inForge(send);
    expect(first).toMatchObject({ answer: 'slowDown', scope: 'site' });
    expect('retryAfterMs' in first && first.retryAfterMs).toBeGreaterThanOrEqual(30_000);
    const sent = exchanges.length;
    expect(await inForge(send)).toMatchObject({ answer: 'slowDown' });
    expect(exchanges.length).toBe(sent);
  });

  test('never follow a redirect, and never put the token elsewhere', async () => {
    const { provisioner } = connected();
    platform.atlassian.faults.add({
      effect: {
        kind: 'answer',
        status: 307,
        headers: { location: 'https://suspended.atlassian.net/rest/api/3/group/user' },
      },
    });
    const answer = await inForge(() =>
      provisioner.give(group('frontend'), member(person('Priya Raman'))),
    );
    expect(answer).toMatchObject({ answer: 'refused' });
    expect(exchanges).toHaveLength(1);
  });
});

describe('reads', () => {
  test.each([
    ['a reset', { kind: 'reset', when: 'before' }],
    ['an outage', { kind: 'answer', status: 503, body: '<html>Back soon</html>' }],
    ['a limit without a time', { kind: 'answer', status: 429, body: 'Too many requests' }],
  ] as const)('get over %s', async (_name, effect) => {
    platform.atlassian.faults.add({ times: 1, effect });
    const found = await inForge(() => connected().directory.people([person('Priya Raman')]));
    expect(found.size).toBe(1);
  });

  test.each([
    ['outage', { kind: 'answer', status: 503 }, 'siteUnavailable'],
    ['limit', { kind: 'answer', status: 429, headers: { 'Retry-After': '60' } }, 'rateLimited'],
    [
      'page of somebody else',
      { kind: 'answer', status: 200, body: '<html>Hi</html>' },
      'unexpectedAnswer',
    ],
  ] as const)('give up on a lasting %s, and say that it may pass', async (_name, effect, code) => {
    platform.atlassian.faults.add({ effect });
    const failure = await inForge(() =>
      connected().directory.people([person('Priya Raman')]),
    ).catch((one: unknown) => one);
    expect(failure).toMatchObject({ name: 'SiteFailure', code, retryable: true });
    expect(exchanges.length).toBeLessThanOrEqual(3);
  });
});

describe('who is in a group', () => {
  test.each([
    ['an empty page that is not the last', { values: [], isLast: false, total: 120 }],
    ['an empty page with others elsewhere', { values: [], total: 120 }],
    ['a last page that is short of its total', { values: [], isLast: true, total: 120 }],
    ['a page that says nothing of others', { values: [] }],
    ['null in place of people', { values: null, isLast: true, total: 0 }],
  ])('is not known from %s', async (_, page) => {
    const effect = { kind: 'answer', status: 200, body: JSON.stringify(page) } as const;
    platform.atlassian.faults.add({ path: /^\/group\/member/, effect });
    const everybody = platform.atlassian.directory.people().map(({ accountId }) => accountId);
    const asked = inForge(() =>
      connected().directory.holders([group('all-staff')], { accountIds: everybody, groupIds: [] }),
    );
    await expect(asked).rejects.toMatchObject({ code: 'unexpectedAnswer', retryable: true });
  });
});

describe('the probe', () => {
  const probe = siteProbe({ clock: systemClock, tokenOf: async () => undefined });

  test.each([
    [
      'Good token',
      { ok: true, value: { tokenKind: 'unscoped', actsAs: { displayName: 'Olivia Hart' } } },
    ],
    ['Good token with scopes', { ok: true, value: { tokenKind: 'scoped' } }],
    [
      'Token with too few scopes',
      {
        ok: false,
        error: {
          code: 'scopesMissing',
          scopes: ['manage:jira-configuration', 'manage:jira-project'],
        },
      },
    ],
    ['API key of the organization', { ok: false, error: { code: 'organizationKey' } }],
    [
      'Token of somebody who is no admin',
      { ok: false, error: { code: 'notAdministrator', displayName: 'Noah Okafor' } },
    ],
    [
      'Token of a Jira admin who is no site admin',
      { ok: false, error: { code: 'notAdministrator', displayName: 'Sofia Costa' } },
    ],
    [
      'Token of an account that failed to log in too often',
      { ok: false, error: { code: 'captchaRequired' } },
    ],
  ])('%s', async (label, expected) => {
    expect(await inForge(() => probe.probe(credential(label)))).toMatchObject(expected);
  });

  test.each(['Expired token', 'Revoked token'])('%s is rejected', async (label) => {
    const probed = await inForge(() => probe.probe(credential(label)));
    expect(probed).toMatchObject({ ok: false });
    expect(['wrongEmailOrToken', 'tokenExpiredOrRevoked']).toContain(
      !probed.ok && probed.error.code,
    );
  });

  test.each([
    ['no-such-site', 'noSuchSite'],
    ['suspended', 'siteSuspended'],
    ['unreachable', 'networkFailure'],
    ['locked-down', 'ipNotAllowed'],
  ])('https://%s.atlassian.net: %s', async (name, code) => {
    const elsewhere = { ...credential('Good token'), instanceUrl: `https://${name}.atlassian.net` };
    expect(await inForge(() => probe.probe(elsewhere))).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  test('changes nothing', async () => {
    await inForge(() => probe.probe(credential('Good token with scopes')));
    const writes = exchanges.filter(({ method }) => method !== 'GET');
    expect(writes.every(({ status }) => status >= 400)).toBe(true);
  });
});
