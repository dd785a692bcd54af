import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask, askAndApprove, askOf } from '../support/ask-for';
import { type Actor, error, openWorld, value, type World } from '../support/open-world';
import { letNobodyBrowse } from '../support/site-answers';
import { storedText } from '../support/stored-text';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };

/** Every key of both surfaces, with a payload that would pass. */
function everyCall(requestId: string) {
  const issueId = world.platform.atlassian.directory.issue('FIN-1')?.id ?? '';
  const form = askOf(world, named);
  const term = { kind: 'permanent' };
  const panel: Record<string, object> = {
    'panel.load': { issueId },
    'form.load': { issueId },
    'people.search': { issueId, query: 'a' },
    'groups.search': { issueId, query: 'a' },
    'projects.search': { issueId, query: 'a' },
    'roles.list': { issueId, projectId: '10000' },
    'request.preview': { issueId, ask: form, term },
    'groups.opens': { issueId, groups: [{ groupId: 'x', roles: [] }] },
    'request.submit': {
      issueId,
      ask: form,
      term,
      justification: 'x',
      planFingerprint: 'x',
      submissionKey: randomUUID(),
    },
    'request.get': { requestId },
    'request.plan': { requestId },
    'request.causes': { requestId },
    'request.opens': { requestId },
    'request.steps': { requestId, outcome: 'all' },
    'request.withdraw': { requestId, revision: 1 },
    'request.decide': { requestId, revision: 1, decision: 'approve' },
    'request.retry': { requestId },
    'request.markManual': { requestId, steps: [0] },
    'request.inverse': { requestId },
    'people.resolve': { issueId, entries: ['Priya Raman'] },
    'people.holdings': { issueId, accountId: 'x' },
  };
  const admin: Record<string, object> = {
    'admin.load': {},
    'admin.heldUp': {},
    'connection.connect': {
      instanceUrl: 'https://x.atlassian.net',
      email: 'a@b.example',
      token: 't',
    },
    'connection.check': {},
    'connection.disconnect': {},
    'admin.searchGroups': { query: '' },
    'admin.recommendGroups': {},
    'admin.protection': {},
    'admin.searchPeople': { query: 'a' },
    'admin.findPeople': { query: 'a' },
    'admin.person': { accountId: 'x' },
    'organization.connect': { organizationId: '6665fc2d-4644-44c8-a32c-68b1c9e0aa11', key: 'k' },
    'organization.disconnect': {},
    'organization.person': { accountId: 'x' },
    'organization.suspend': { accountId: 'x', reason: 'y' },
    'organization.restore': { accountId: 'x', reason: 'y' },
    'policy.save': {
      version: 1,
      requestableGroups: [],
      rolesOf: 'anyProject',
      creation: { users: true, groups: true },
      fallbackApprovers: [],
      decideWithinDays: 1,
      longestTermDays: null,
    },
    'audit.list': {},
  };
  return { panel, admin };
}

/** Made by finance, in an issue that only finance sees. */
async function hiddenRequest(): Promise<string> {
  const { directory } = world.platform.atlassian;
  const insider = directory
    .people()
    .find(
      ({ accountId, active, displayName }) =>
        active &&
        displayName !== 'Olivia Hart' &&
        directory.canSee(accountId, 'FIN-1') &&
        !directory.isJiraAdministrator(accountId),
    );
  if (insider === undefined) throw new Error('Nobody sees FIN-1');
  await world.allow(['frontend'], { fallbackApprovers: ['Henrik Dahl'] });
  return value(await ask(world, world.as(insider.displayName), { ...named, issue: 'FIN-1' })).id;
}

describe('Invariant 6: every key says who may call it', () => {
  test('no panel key lets somebody in who does not see the issue', async () => {
    const requestId = await hiddenRequest();
    const grace = world.as('Grace Kim');
    for (const [key, payload] of Object.entries(everyCall(requestId).panel)) {
      const reply = await grace.raw('multiplier-access', key, payload);
      expect([key, reply]).toMatchObject([
        key,
        { ok: false, error: { code: 'notAllowed', needs: 'seeIssue' } },
      ]);
    }
  });

  test.each(['Grace Kim', 'Noah Okafor'])(
    'no admin key lets %s in, who is not a Jira admin',
    async (name) => {
      for (const [key, payload] of Object.entries(everyCall('x').admin)) {
        const reply = await world.as(name).raw('multiplier-configuration', key, payload);
        expect([key, reply]).toMatchObject([
          key,
          { ok: false, error: { code: 'notAllowed', needs: 'jiraAdministrator' } },
        ]);
      }
    },
  );

  test('nobody gets anywhere without being signed in', async () => {
    const { panel, admin } = everyCall('x');
    const { forge } = world.platform;
    for (const [moduleKey, calls] of [
      ['multiplier-access', panel],
      ['multiplier-configuration', admin],
    ] as const) {
      for (const [functionKey, payload] of Object.entries(calls)) {
        const reply = await forge.invokeResolver({
          moduleKey,
          accountId: undefined,
          extension: {},
          functionKey,
          payload,
        });
        expect([functionKey, reply]).toMatchObject([
          functionKey,
          { ok: false, error: { code: 'notSignedIn' } },
        ]);
      }
    }
  });

  test('admin keys are no keys of the panel, nor the other way round', async () => {
    const admin = world.as('Olivia Hart');
    const { panel, admin: adminCalls } = everyCall('x');
    for (const key of Object.keys(adminCalls)) {
      await expect(admin.raw('multiplier-access', key, {})).rejects.toThrow(/no definition/);
    }
    for (const key of Object.keys(panel)) {
      await expect(admin.raw('multiplier-configuration', key, {})).rejects.toThrow(/no definition/);
    }
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', ''])(
    'what every object has is no key: %j',
    async (key) => {
      await expect(world.as('Noah Okafor').raw('multiplier-access', key, {})).rejects.toThrow();
    },
  );

  test('who you are cannot be claimed in a payload or in the page’s context', async () => {
    const olivia = world.person('Olivia Hart').accountId;
    const reply = await world
      .as('Noah Okafor')
      .raw(
        'multiplier-configuration',
        'admin.load',
        { accountId: olivia, principal: { accountId: olivia }, context: { accountId: olivia } },
        { accountId: olivia },
      );
    expect(reply).toMatchObject({ ok: false, error: { code: 'notAllowed' } });
  });

  test('an admin right that was taken away is gone with the next call', async () => {
    const sofia = world.as('Sofia Costa');
    expect((await sofia.admin('admin.load', {})).ok).toBe(true);
    world.platform.atlassian.directory.removeMember(
      world.groupId('jira-administrators'),
      sofia.accountId,
    );
    expect(error(await sofia.admin('admin.load', {}))).toMatchObject({ code: 'notAllowed' });
  });
});

describe('hostile payloads', () => {
  const junk: unknown[] = [
    null,
    [],
    'x',
    7,
    {},
    { issueId: { $ne: 1 } },
    { issueId: '../../rest/api/3/user' },
    { issueId: 'x'.repeat(10_000) },
    { requestId: '__proto__' },
    { requestId: 'r:1', revision: Number.NaN },
    JSON.parse('{"__proto__": {"isAdmin": true}, "issueId": "1"}'),
  ];
  test('are answered, never thrown, and name no bug', async () => {
    const actors: [Actor, string, Record<string, object>][] = [
      [world.as('Noah Okafor'), 'multiplier-access', everyCall('x').panel],
      [world.as('Olivia Hart'), 'multiplier-configuration', everyCall('x').admin],
    ];
    for (const [actor, moduleKey, calls] of actors) {
      for (const key of Object.keys(calls)) {
        // Those that take nothing ignore whatever is sent, and one of them would disconnect the site.
        if (
          [
            'connection.disconnect',
            'connection.check',
            'admin.recommendGroups',
            'admin.protection',
          ].includes(key)
        )
          continue;
        for (const payload of junk) {
          const reply = (await actor.raw(moduleKey, key, payload)) as {
            ok: boolean;
            error?: { code: string };
          };
          expect([key, payload, reply.error?.code]).not.toContain('bug');
        }
      }
    }
  });
});

describe('Invariant 5: the token is nowhere but in the secret store', () => {
  test('not in a reply, a log line, plain storage, an audit event or an error', async () => {
    const { atlassian, forge } = world.platform;
    const { email, token } = atlassian.tokens
      .samples()
      .find((one) => one.email === world.person('Olivia Hart').email) ?? {
      email: '',
      token: 'none',
    };
    const seen: unknown[] = [];
    const olivia = world.as('Olivia Hart');
    await askAndApprove(world, named);
    const calls = everyCall('x');
    for (const [key, payload] of Object.entries(calls.admin)) {
      if (key === 'connection.disconnect' || key === 'policy.save') continue;
      seen.push(await olivia.raw('multiplier-configuration', key, payload));
    }
    atlassian.faults.add({
      via: 'token',
      effect: { kind: 'answer', status: 500, body: `echo ${token}` },
    });
    seen.push(await olivia.admin('connection.check', {}));
    seen.push(
      await olivia.admin('connection.connect', { instanceUrl: atlassian.siteUrl, email, token }),
    );
    await askAndApprove(world, { ...named, people: ['Grace Kim'] }).catch((problem: unknown) =>
      seen.push(String(problem)),
    );
    const basic = Buffer.from(`${email}:${token}`).toString('base64');
    const everywhere = JSON.stringify([seen, forge.log]) + storedText(world.platform);
    expect(token.length).toBeGreaterThan(20);
    expect(everywhere).not.toContain(token);
    expect(everywhere).not.toContain(basic);
    expect(forge.kvs.secretKeys()).toHaveLength(1);
    value(await olivia.admin('connection.disconnect', {}));
    expect(forge.kvs.secretKeys()).toEqual([]);
  });
});

describe('looking people up', () => {
  test('is for those whom Jira lets browse people: an address tells who has it', async () => {
    letNobodyBrowse(world);
    const invite = { issue: 'WEB-1', invite: ['priya.raman@acme.example'] };
    const input = { ask: askOf(world, invite), term: { kind: 'permanent' as const } };
    const noah = world.as('Noah Okafor');
    expect(await noah.panel('request.preview', 'WEB-1', input)).toMatchObject({
      error: { code: 'notAllowed', needs: 'browsePeople' },
    });
  });
});
