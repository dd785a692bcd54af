import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { askInput } from '../../src/contract/inputs';
import { approve, ask, steps } from '../support/ask-for';
import { type Actor, openWorld, value, type World } from '../support/open-world';
import { letNobodyBrowse } from '../support/site-answers';
import { storedText } from '../support/stored-text';

type Ask = z.input<typeof askInput>;

let world: World;
let noah: Actor;
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend'], {});
  noah = world.as('Noah Okafor');
});
afterEach(() => world.platform.atlassian.faults.clear());
afterAll(() => world.close());

describe('who may not browse users and groups', () => {
  beforeEach(() => {
    letNobodyBrowse(world);
  });

  const person = (name: string) =>
    ({ kind: 'person', accountId: world.person(name).accountId }) as const;
  const groups = (groupId: string) => [{ kind: 'group', verb: 'add', groupId } as const];
  const listed = () => groups(world.groupId('frontend'));
  const role = () => ({
    kind: 'role' as const,
    verb: 'add' as const,
    projectId: world.platform.atlassian.directory.projectOf('WEB').id,
    roleId: world.roleId('WEB', 'Developers'),
  });
  const me = () => person('Noah Okafor');
  const asks: readonly (readonly [string, () => Ask])[] = [
    ['who a colleague is', () => ({ subjects: [person('Priya Raman')], changes: listed() })],
    [
      'whether they hold it',
      () => ({ subjects: [me(), person('Priya Raman')], changes: listed() }),
    ],
    [
      'whether they have left',
      () => ({
        subjects: [person('Priya Raman')],
        changes: [{ ...role(), verb: 'remove' }],
      }),
    ],
    [
      'of an id that nobody has',
      () => ({ subjects: [{ kind: 'person', accountId: 'nobody' }], changes: listed() }),
    ],
    [
      'who has an address',
      () => ({
        subjects: [{ kind: 'newPerson', email: 'priya.raman@acme.example' }],
        changes: [{ kind: 'account', products: [] }],
      }),
    ],
    [
      'whether an address is free',
      () => ({
        subjects: [{ kind: 'newPerson', email: 'free@acme.example' }],
        changes: [{ kind: 'account', products: [] }],
      }),
    ],
    ['the name of a group', () => ({ subjects: [me()], changes: groups(world.groupId('design')) })],
    [
      'the name of an administering group',
      () => ({ subjects: [me()], changes: groups(world.groupId('site-admins')) }),
    ],
    ['whether a group is there', () => ({ subjects: [me()], changes: groups('no-such-group') })],
    [
      'the name of one by a list',
      () => ({ subjects: [me()], changes: [...listed(), ...groups(world.groupId('qa'))] }),
    ],
    [
      'of a group in a role',
      () => ({
        subjects: [{ kind: 'group', groupId: world.groupId('design') }],
        changes: [role()],
      }),
    ],
    [
      'whether the lead is in a listed group, by who is passed over',
      () => ({
        subjects: [{ kind: 'group', groupId: world.groupId('frontend') }],
        changes: [role()],
      }),
    ],
    [
      'of no group in a role',
      () => ({ subjects: [{ kind: 'group', groupId: 'none' }], changes: [role()] }),
    ],
    [
      'whether a name is taken',
      () => ({ subjects: [me()], changes: [{ kind: 'newGroup', name: 'design' }] }),
    ],
    [
      'whether a name is free',
      () => ({ subjects: [me()], changes: [{ kind: 'newGroup', name: 'nobody-has-it' }] }),
    ],
    [
      'whether a name is reserved',
      () => ({ subjects: [me()], changes: [{ kind: 'newGroup', name: 'site-admins' }] }),
    ],
  ];
  const refused = { ok: false, error: { code: 'notAllowed', needs: 'browsePeople' } };

  test.each(asks)('is not told %s, by preview or submission', async (_, make) => {
    const input = { ask: make(), term: { kind: 'permanent' as const } };
    const before = storedText(world.platform);
    const asked: string[] = [];
    const stop = world.platform.atlassian.onExchange(({ url, via }) => asked.push(`${via} ${url}`));
    expect(await noah.panel('request.preview', 'WEB-1', input)).toEqual(refused);
    const submission = {
      ...input,
      justification: 'Why not',
      planFingerprint: 'x',
      submissionKey: 'leaks-leaks-1',
    };
    expect(await noah.panel('request.submit', 'WEB-1', submission)).toEqual(refused);
    stop();
    expect(storedText(world.platform)).toBe(before);
    // The site was not asked about any of it: what is not read is not told, by words, time or cost.
    expect(asked.filter((call) => call.startsWith('token'))).toEqual([]);
  });

  test.each([
    ['people.resolve', { entries: ['priya.raman@acme.example'] }],
    ['people.holdings', { accountId: 'anybody' }],
    ['people.everything', { accountId: 'anybody' }],
  ] as const)('is not told by %s', async (key, input) => {
    expect(await noah.panel(key, 'WEB-1', input as never)).toEqual(refused);
  });

  test('asks for themselves, of what is listed, as ever', async () => {
    const input = {
      ask: { subjects: [me()], changes: [...listed(), role()] },
      term: { kind: 'permanent' as const },
    };
    expect(value(await noah.panel('request.preview', 'WEB-1', input)).lines).toHaveLength(2);
  });
});

describe('what a group opens', () => {
  const projectId = (key: string) => world.platform.atlassian.directory.projectOf(key).id;
  const finRole = () => ({ projectId: projectId('FIN'), roleId: world.roleId('FIN', 'Viewers') });
  const group = (name: string, roles: { projectId: string; roleId: string }[] = []) => ({
    groupId: world.groupId(name),
    roles,
  });
  type Group = ReturnType<typeof group>;
  beforeAll(() => world.allow(['frontend', 'finance', 'engineering'], {}));
  afterAll(() => world.allow(['frontend'], {}));

  const attempts: readonly (readonly [string, () => Group[], object[]])[] = [
    [
      'the name, role and lead of a project that they don’t see',
      () => [group('finance')],
      [{ name: 'finance', opened: { hidden: 1 } }],
    ],
    ['anything of a group that is not listed', () => [group('people-ops')], []],
    ['whether a group is there', () => [{ groupId: 'no-such-group', roles: [] }], []],
    [
      'whether a project that they don’t see has such a role',
      () => [group('engineering', [finRole()])],
      [{ name: 'engineering', opened: { roles: [], hidden: 0 } }],
    ],
    [
      'whether there is such a project',
      () => [group('engineering', [{ ...finRole(), projectId: '99999' }])],
      [{ name: 'engineering', opened: { roles: [], hidden: 0 } }],
    ],
  ];
  const secrets = () => {
    const lead = 'Isabelle Moreau';
    return [lead, '"Finance"', world.person(lead).accountId, `"${projectId('FIN')}"`];
  };

  test.each(attempts)('a requester is not told %s', async (_, make, told) => {
    const answer = value(await noah.panel('groups.opens', 'WEB-1', { groups: make() }));
    expect(answer.groups).toMatchObject(told);
    expect(answer.groups).toHaveLength(told.length);
    for (const secret of secrets()) expect(JSON.stringify(answer)).not.toContain(secret);
  });

  test('an approver is told no more than Jira shows them', async () => {
    const named = { issue: 'WEB-1', people: ['Noah Okafor'], add: ['finance'] };
    const { id } = value(await ask(world, noah, named));
    const answer = await world
      .as('Maya Lindqvist')
      .panel('request.opens', 'WEB-1', { requestId: id });
    expect(value(answer).groups).toMatchObject([{ opened: { hidden: 1 } }]);
    for (const secret of secrets()) expect(JSON.stringify(answer)).not.toContain(secret);
  });

  test('who may not browse users and groups is not told in which groups others are, neither beside a plan nor of a request', async () => {
    const web = world.platform.atlassian.directory.projectOf('WEB').id;
    const role = {
      kind: 'role' as const,
      projectId: web,
      roleId: world.roleId('WEB', 'Developers'),
    };
    const about = {
      groups: [],
      people: ['Daniel Novák', 'Noah Okafor'].map((name) => world.person(name).accountId),
      asked: [role],
    };
    const waiting = { issue: 'WEB-1', people: ['Daniel Novák'], add: ['WEB/Developers'] };
    const { id: requestId } = value(await ask(world, noah, waiting));
    const found = async () => {
      const beside = value(await noah.panel('groups.opens', 'WEB-1', about));
      const ofIt = value(await noah.panel('request.opens', 'WEB-1', { requestId }));
      return [beside, ofIt].map(({ otherWays }) => otherWays.map(({ accountId }) => accountId));
    };
    const [daniel, own] = about.people;
    expect(await found()).toEqual([[daniel, own], [daniel]]);
    letNobodyBrowse(world);
    expect(await found()).toEqual([[own], []]);
  });

  test('who does not see the issue is told nothing of it, and the site is not asked', async () => {
    const asked: string[] = [];
    const stop = world.platform.atlassian.onExchange(({ via, url }) => asked.push(`${via} ${url}`));
    const answer = await noah.panel('groups.opens', 'FIN-1', { groups: [group('finance')] });
    stop();
    expect(answer).toEqual({ ok: false, error: { code: 'notAllowed', needs: 'seeIssue' } });
    expect(asked.filter((call) => call.startsWith('token'))).toEqual([]);
  });
});

function goodToken() {
  const { email } = world.person('Olivia Hart');
  const found = world.platform.atlassian.tokens.samples().find((one) => one.email === email);
  if (found === undefined) throw new Error('There is no good token');
  return found;
}

describe('a site that echoes the token', () => {
  const forms: readonly (readonly [string, (token: string, sent: string) => string])[] = [
    ['whole', (token) => token],
    ['without its beginning', (token) => token.slice(6)],
    ['without its end', (token) => token.slice(0, -6)],
    ['in the header it was sent in', (_, sent) => `Basic ${sent}`],
    ['in half of the header', (_, sent) => sent.slice(sent.length / 2)],
    ['in base64', (token) => Buffer.from(token).toString('base64')],
    ['as part of an address', (token) => encodeURIComponent(token)],
    ['in hex', (token) => Buffer.from(token).toString('hex')],
    ['in entities', (token) => [...token].map((one) => `&#${one.charCodeAt(0)};`).join('')],
  ];

  test.each(forms)('%s: is not repeated to anybody', async (_, write) => {
    const siteToken = goodToken();
    const sent = Buffer.from(`${siteToken.email}:${siteToken.token}`).toString('base64');
    const echoed = write(siteToken.token, sent);
    world.platform.atlassian.faults.add({
      method: 'POST',
      path: /^\/group\/user/,
      effect: {
        kind: 'answer',
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ errorMessages: [`Refused ${echoed} here`], errors: {} }),
      },
    });
    const request = value(
      await ask(world, noah, { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] }),
    );
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    const shown = JSON.stringify(await steps(noah, 'WEB-1', request.id));
    expect(shown).toContain('Refused');
    const everywhere = storedText(world.platform) + shown;
    for (let at = 0; at + 8 <= echoed.length; at += 1) {
      expect(everywhere).not.toContain(echoed.slice(at, at + 8));
    }
  });
});

describe('who asks about another site than their own', () => {
  beforeEach(async () => {
    await world.as('Olivia Hart').admin('connection.disconnect', {});
    // The same address, of which the connection is told that it is another site.
    world.platform.atlassian.faults.add({
      path: /^\/_edge\/tenant_info/,
      effect: {
        kind: 'answer',
        status: 200,
        body: JSON.stringify({ cloudId: '5a5b5c5d-0000-4000-8000-000000000403' }),
      },
    });
    await world.connect();
  });

  test.each(['WEB', 'FIN', 'HIRE'])(
    'is not told of its project %s where no role of it can be asked for',
    async (key) => {
      const { directory } = world.platform.atlassian;
      const reply = await noah.panel('request.preview', 'WEB-1', {
        ask: {
          subjects: [{ kind: 'person', accountId: noah.accountId }],
          changes: [
            { kind: 'role', verb: 'add', projectId: directory.projectOf(key).id, roleId: '1' },
          ],
        },
        term: { kind: 'permanent' },
      });
      expect(reply).toMatchObject({ ok: false, error: { code: 'badInput' } });
    },
  );
});

test('a form that is sent again from another issue shows no request of one that is out of sight', async () => {
  const submissionKey = 'form-of-noah-1';
  const named = { people: ['Priya Raman'], add: ['frontend'], submissionKey };
  const first = value(await ask(world, noah, { ...named, issue: 'WEB-2' }));
  world.platform.atlassian.directory.moveIssue('WEB-2', 'HIRE');
  const again = value(await ask(world, noah, { ...named, issue: 'WEB-1' }));
  expect(again).toMatchObject({ issueKey: 'WEB-1' });
  expect(again.id).not.toBe(first.id);
  // From the same issue it is the same request, and another person's is their own.
  expect(value(await ask(world, noah, { ...named, issue: 'WEB-1' })).id).toBe(again.id);
  const other = value(await ask(world, world.as('Grace Kim'), { ...named, issue: 'WEB-1' }));
  expect(other.id).not.toBe(again.id);
});
