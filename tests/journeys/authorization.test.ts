import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jiraAdministrator, themselves } from '../../src/entry/rights';
import { ask, askAndApprove, askOf } from '../support/ask-for';
import { CONFIGURATION, error, openWorld, PANEL, value, type World } from '../support/open-world';
import { samplePayload } from '../support/payloads-of';
import { letNobodyBrowse } from '../support/site-answers';
import { storedText } from '../support/stored-text';
import { KEYS, SURFACES, type SurfaceKey } from '../support/surfaces';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };

/** Every key of every surface, with a payload that would pass. */
function everyCall(requestId: string) {
  const known = {
    issueId: world.platform.atlassian.directory.issue('FIN-1')?.id ?? '',
    requestId,
    ask: askOf(world, named),
    submissionKey: randomUUID(),
    organizationId: '6665fc2d-4644-44c8-a32c-68b1c9e0aa11',
    instanceUrl: 'https://x.atlassian.net',
    email: 'a@b.example',
    projectId: '10000',
    version: 1,
  };
  return KEYS.map((one) => ({ ...one, payload: samplePayload(one.schema, known) }));
}

const isForAdmins = ({ who }: SurfaceKey) => who === jiraAdministrator;
const isOfOneself = ({ who }: SurfaceKey) => who === themselves;

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
    const calls = everyCall(requestId).filter((one) => !isForAdmins(one) && !isOfOneself(one));
    expect(calls.length).toBeGreaterThan(20);
    for (const { surface, key, payload } of calls) {
      const reply = await grace.raw(surface, key, payload);
      expect([key, reply]).toMatchObject([
        key,
        { ok: false, error: { code: 'notAllowed', needs: 'seeIssue' } },
      ]);
    }
  });

  const OF_THEIR_OWN: Readonly<Record<string, object>> = {
    // What they do not have they can't return, whoever else has it.
    'access.return': { ok: false, error: { code: 'return' } },
    // Nor does anybody decide for them whom Jira does not show them.
    'access.setAway': { ok: false, error: { code: 'standIn', refusal: { code: 'nobodyThere' } } },
  };

  test('a key about what is one’s own answers whoever calls, and nothing of what is another’s', async () => {
    const requestId = await hiddenRequest();
    await world.settle();
    const calls = everyCall(requestId).filter(isOfOneself);
    expect(calls.length).toBeGreaterThan(2);
    for (const { surface, key, payload } of calls) {
      const reply = await world.as('Grace Kim').raw(surface, key, payload);
      expect([key, reply]).toMatchObject([key, OF_THEIR_OWN[key] ?? { ok: true }]);
      expect(JSON.stringify(reply)).not.toContain(requestId);
    }
  });

  test.each(['Grace Kim', 'Noah Okafor'])(
    'no admin key lets %s in, who is not a Jira admin',
    async (name) => {
      const calls = everyCall('x').filter(isForAdmins);
      expect(calls.length).toBeGreaterThan(20);
      for (const { surface, key, payload } of calls) {
        const reply = await world.as(name).raw(surface, key, payload);
        expect([key, reply]).toMatchObject([
          key,
          { ok: false, error: { code: 'notAllowed', needs: 'jiraAdministrator' } },
        ]);
      }
    },
  );

  test('nobody gets anywhere without being signed in', async () => {
    const { forge } = world.platform;
    for (const { surface, key, payload } of everyCall('x')) {
      const reply = await forge.invokeResolver({
        moduleKey: surface,
        accountId: undefined,
        extension: {},
        functionKey: key,
        payload,
      });
      expect([surface, key, reply]).toMatchObject([
        surface,
        key,
        { ok: false, error: { code: 'notSignedIn' } },
      ]);
    }
  });

  test.each(SURFACES)('%s has its own keys, and none of another surface', async (surface) => {
    const own = KEYS.filter((one) => one.surface === surface).map(({ key }) => key);
    for (const key of new Set(KEYS.map((one) => one.key).filter((one) => !own.includes(one)))) {
      await expect(world.as('Olivia Hart').raw(surface, key, {})).rejects.toThrow(/no definition/);
    }
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', ''])(
    'what every object has is no key: %j',
    async (key) => {
      await expect(world.as('Noah Okafor').raw(PANEL, key, {})).rejects.toThrow();
    },
  );

  test('who you are cannot be claimed in a payload or in the page’s context', async () => {
    const olivia = world.person('Olivia Hart').accountId;
    const reply = await world
      .as('Noah Okafor')
      .raw(
        CONFIGURATION,
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
    for (const { surface, key, who, schema } of KEYS) {
      const actor = world.as(who === jiraAdministrator ? 'Olivia Hart' : 'Noah Okafor');
      // Those that take nothing ignore whatever is sent, and one of them would disconnect the site.
      if (schema.safeParse(7).success) continue;
      for (const payload of junk) {
        const reply = (await actor.raw(surface, key, payload)) as {
          ok: boolean;
          error?: { code: string };
        };
        expect([key, payload, reply.error?.code]).not.toContain('bug');
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
    for (const { surface, key, payload } of everyCall('x').filter(isForAdmins)) {
      if (key === 'connection.disconnect' || key === 'policy.save') continue;
      seen.push(await olivia.raw(surface, key, payload));
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
