import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../local/atlassian/atlassian';
import { accountIdOf } from '../../local/atlassian/seed/people';
import type { Platform } from '../../local/platform/platform';
import { systemClock } from '../../src/adapters/forge/system-clock';
import { ruleInputOf } from '../../src/contract/rule-input';
import type { UnlockableProtection } from '../../src/domain/protection/group-protection';
import { approve, ask, askOf, get, type NamedAsk, steps } from '../support/ask-for';
import { siteNow } from '../support/changed-site';
import { openDirectory } from '../support/open-directory';
import { error, openWorld, value, type World } from '../support/open-world';
import { poison } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';

/**
 * Attempts to come by what is protected: through answers of the site that are not believed, through an
 * unlock that outlives its reason or was not its giver's to give, and through what changes while a request
 * is being carried out.
 */
let world: World;

/** What of it the plan says of the first line of an ask, and why. */
async function plannedFor(named: NamedAsk) {
  const noah = world.as('Noah Okafor');
  const plan = await noah.panel('request.preview', named.issue, {
    ask: askOf(world, named),
    term: { kind: 'permanent' },
  });
  if (!plan.ok) return plan.error.code;
  const verdict = plan.value.lines[0]?.verdict;
  return verdict !== undefined && 'reason' in verdict ? verdict.reason : verdict?.verdict;
}

const json = (body: unknown): FaultRule['effect'] => ({
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const status = (code: number): FaultRule['effect'] => ({ kind: 'answer', status: code, body: '' });

describe('every kind of answer', () => {
  let bench: Platform;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench.close());

  // Of the account that the connection acts as.
  const own = new RegExp(encodeURIComponent(accountIdOf('olivia.hart@acme.example')));
  const siteAdmins = { path: /^\/group\/bulk/, query: /accessType=site-admin/ };
  const jiraAdmins = { path: /^\/group\/bulk/, query: /accessType=admin(&|$)/ };
  const ownGroups = { path: /^\/user\/groups/, query: own };
  const me = { path: /^\/myself/ };
  const group = { groupId: 'g-1', name: 'crew' };
  const pages: readonly [string, FaultRule['effect']][] = [
    ['is empty', json({ values: [], isLast: true, total: 0 })],
    ['names other groups alone', json({ values: [group], isLast: true, total: 1 })],
    ['has no values', json({ isLast: true, total: 0 })],
    ['has null for its values', json({ values: null, isLast: true })],
    ['has a group without an id', json({ values: [{ name: 'crew' }], isLast: true })],
    [
      'has a group with null for its id',
      json({ values: [{ groupId: null, name: 'x' }], isLast: true }),
    ],
    ['does not say that it was all', json({ values: [group] })],
    ['is cut off', json({ values: [], isLast: false, total: 3 })],
    ['has fewer than it counts', json({ values: [group], isLast: true, total: 3 })],
    ['never ends', json({ values: [group], isLast: false })],
    ['is null', json(null)],
    ['is a page of a proxy', { ...json('<html>Sign in</html>'), kind: 'answer', status: 200 }],
    ['is refused', status(403)],
    ['is not there', status(404)],
  ];
  const lists: readonly [string, FaultRule['effect']][] = [
    ['is empty', json([])],
    ['is null', json(null)],
    ['has null for a group', json([null])],
    ['names other groups alone', json([group])],
    ['is refused', status(403)],
    ['is not there', status(404)],
  ];
  const rows = [
    ...pages.map(
      ([how, effect]) => ['of who administers the site', how, siteAdmins, effect] as const,
    ),
    ...pages
      .filter(([how]) => how !== 'names other groups alone')
      .map(([how, effect]) => ['of who administers Jira', how, jiraAdmins, effect] as const),
    ...lists.map(([how, effect]) => ['of its own groups', how, ownGroups, effect] as const),
    ['of who it is', 'is refused', me, status(403)] as const,
    ['of who it is', 'is null', me, json(null)] as const,
  ];

  /** The directory of the app, which waits for nothing between its tries. */
  function directory() {
    const clock = { now: systemClock.now, sleep: async () => {} };
    return openDirectory(bench, { clock });
  }

  test.each(rows)('%s, that %s, protects every group', async (_what, _how, where, effect) => {
    const undo = bench.atlassian.faults.add({ ...where, via: 'token', effect });
    const { groupId } = bench.atlassian.directory.groupNamed('frontend');
    const found = await runInForge(bench, () => directory().groups([groupId]));
    undo();
    expect(found.get(groupId)?.protection).toEqual(['notKnown']);
  });
});

describe('an answer that can’t be believed', () => {
  beforeAll(async () => {
    world = await openWorld();
    await world.connect();
    await world.allow(['frontend']);
  });
  afterAll(() => world.close());
  afterEach(() => world.platform.atlassian.faults.clear());

  const siteAdmins = { path: /^\/group\/bulk/, query: /accessType=site-admin/ };

  test.each(['Noah Okafor', 'Sofia Costa', 'Olivia Hart'])(
    'where nothing is known, %s gets nobody into a group',
    async (name) => {
      world.platform.atlassian.faults.add({ ...siteAdmins, via: 'token', effect: status(403) });
      const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
      expect(await plannedFor(named)).toBe('protectionNotKnown');
      expect((await ask(world, world.as(name), named)).ok).toBe(false);
      expect(world.members('frontend')).not.toContain('Priya Raman');
    },
  );

  test.each([
    ['breaks down', status(500)],
    ['says slow down', status(429)],
    ['breaks off', { kind: 'reset', when: 'before' }],
  ] as const)('a site that %s is asked again later, and nothing is planned', async (_, effect) => {
    world.platform.atlassian.faults.add({ ...siteAdmins, via: 'token', effect });
    const planned = await plannedFor({
      issue: 'WEB-1',
      people: ['Priya Raman'],
      add: ['frontend'],
    });
    expect(planned).toBe('platform');
  });

  test('a slow answer is waited for', async () => {
    const effect = { kind: 'delay', milliseconds: 300 } as const;
    world.platform.atlassian.faults.add({ ...siteAdmins, via: 'token', effect });
    const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
    expect(await plannedFor(named)).toBe('change');
  });

  test('no group is created while it is not known which names are protected', async () => {
    world.platform.atlassian.faults.add({ ...siteAdmins, via: 'token', effect: status(403) });
    const named = { issue: 'WEB-1', people: ['Priya Raman'], createGroup: 'guild' };
    expect(await plannedFor(named)).toBe('protectionNotKnown');
  });

  test('a label of the picker protects what the questions leave out', async () => {
    const { groupId } = world.platform.atlassian.directory.groupNamed('frontend');
    const labels = [{ text: 'Admin', title: 'Admin', type: 'ADMIN' }];
    const found = { groupId, name: 'frontend', html: 'frontend', labels };
    world.platform.atlassian.faults.add({
      path: /^\/groups\/picker/,
      via: 'token',
      effect: json({ header: '', total: 1, groups: [found] }),
    });
    const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
    expect(await plannedFor(named)).toBe('groupProtected');
  });

  test('a picker that shows nothing says nothing of labels, and of no name', async () => {
    const stop = world.platform.atlassian.faults.add({
      path: /^\/groups\/picker/,
      via: 'token',
      effect: json({ header: '', total: 0, groups: [] }),
    });
    const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
    expect(await plannedFor(named)).toBe('protectionNotKnown');
    const create = { issue: 'WEB-1', people: ['Priya Raman'], createGroup: 'guild' };
    expect(await plannedFor(create)).toBe('protectionNotKnown');
    expect(value(await world.as('Sofia Costa').admin('admin.protection', {})).doubt).toBe('empty');
    stop();
    expect(await plannedFor(named)).toBe('change');
  });

  test('the admin is told which groups are protected, by what, and that it can’t be known', async () => {
    const sofia = world.as('Sofia Costa');
    const before = value(await sofia.admin('admin.protection', {}));
    expect(before.doubt).toBeUndefined();
    expect(before.viewerAdministersSite).toBe(false);
    const ways = new Map(before.groups.map(({ name, protection }) => [name, protection]));
    expect(ways.get('platform-crew')).toEqual(['jiraAdministration']);
    expect(ways.get('site-admins')).toEqual([
      'siteAdministration',
      'jiraAdministration',
      'siteAdminName',
    ]);
    world.platform.atlassian.faults.add({ ...siteAdmins, via: 'token', effect: status(403) });
    const after = value(await sofia.admin('admin.protection', {}));
    expect(after.doubt).toBe('noAnswer');
    expect(after.viewerAdministersSite).toBeUndefined();
  });
});

describe('an unlock', () => {
  beforeEach(async () => {
    world = await openWorld();
    await world.connect();
  });
  afterEach(() => world.close());

  /** Saves a policy that lists this one group, unlocked for these reasons. */
  async function unlock(by: string, name: string, unlockedFor: readonly UnlockableProtection[]) {
    const admin = world.as(by);
    const { policy } = value(await admin.admin('admin.load', {}));
    if (policy === undefined) throw new Error('There is no policy');
    return admin.admin('policy.save', {
      version: policy.version,
      connectionId: policy.connectionId ?? null,
      requestableGroups: [{ groupId: world.groupId(name), unlockedFor: [...unlockedFor] }],
      rolesOf: policy.rolesOf,
      creation: policy.creation,
      fallbackApprovers: [],
      decideWithinDays: policy.decideWithinDays,
      longestTermDays: null,
      rules: policy.rules.map(ruleInputOf),
    });
  }

  const everything: UnlockableProtection[] = [
    'siteAdministration',
    'jiraAdministration',
    'adminLabel',
    'siteAdminName',
    'reservedName',
  ];

  test.each([
    ['site-admins', everything],
    ['site-admins', ['siteAdministration']],
    ['site-admins', ['siteAdminName']],
    ['org-admins', everything],
    ['system-administrators', everything],
  ] as const)('of %s (%j) is not a Jira admin’s to give', async (name, reasons) => {
    expect(error(await unlock('Sofia Costa', name, reasons))).toEqual({
      code: 'policy',
      refusal: { code: 'takesSiteAdministrator', groups: [name] },
    });
    const { policy } = value(await world.as('Sofia Costa').admin('admin.load', {}));
    expect(policy?.requestableGroups).toEqual([]);
    expect(await plannedFor({ issue: 'WEB-1', people: ['Sofia Costa'], add: [name] })).toBe(
      'groupProtected',
    );
  });

  test.each([
    ['a Jira admin', 'Sofia Costa', 'platform-crew', ['jiraAdministration']],
    ['a Jira admin', 'Sofia Costa', 'jira-administrators', ['jiraAdministration', 'reservedName']],
    ['a site admin', 'Olivia Hart', 'site-admins', everything],
    ['another site admin', 'Jonas Weber', 'org-admins', everything],
  ] as const)('%s, %s, unlocks %s', async (_, by, name, reasons) => {
    value(await unlock(by, name, reasons));
    expect(await plannedFor({ issue: 'WEB-1', people: ['Priya Raman'], add: [name] })).toBe(
      'change',
    );
  });

  test('of a Jira admin who has left the site’s administrators is not theirs any more', async () => {
    const { directory } = world.platform.atlassian;
    directory.removeMember(world.groupId('site-admins'), world.person('Jonas Weber').accountId);
    directory.addMember(
      world.groupId('jira-administrators'),
      world.person('Jonas Weber').accountId,
    );
    expect(error(await unlock('Jonas Weber', 'site-admins', everything))).toMatchObject({
      refusal: { code: 'takesSiteAdministrator' },
    });
  });

  test('given on another site, by who administers that one, opens nothing here', async () => {
    // Sites of one organization share groups and people: the other one knows the group by the same id.
    const here = world.platform.atlassian.cloudId;
    const connectTo = async (cloudId: string) => {
      await world.as('Olivia Hart').admin('connection.disconnect', {});
      world.platform.atlassian.faults.clear();
      world.platform.atlassian.faults.add({
        path: /^\/_edge\/tenant_info/,
        effect: { kind: 'answer', status: 200, body: JSON.stringify({ cloudId }) },
      });
      await world.connect();
    };
    const asked = { issue: 'WEB-1', people: ['Priya Raman'], add: ['site-admins'] };
    await connectTo('5a5b5c5d-0000-4000-8000-000000000403');
    value(await unlock('Olivia Hart', 'site-admins', everything));
    expect(await plannedFor(asked)).toBe('change');
    await connectTo(here);
    expect(await plannedFor(asked)).toBe('groupProtected');
    const { policy } = value(await world.as('Sofia Costa').admin('admin.load', {}));
    expect(policy?.requestableGroups).toMatchObject([{ unlockedFor: [] }]);
    // And a Jira admin who saves the list as it was shown, or as it was, unlocks nothing by it.
    expect(error(await unlock('Sofia Costa', 'site-admins', everything))).toMatchObject({
      refusal: { code: 'takesSiteAdministrator' },
    });
    value(await unlock('Olivia Hart', 'site-admins', everything));
    expect(await plannedFor(asked)).toBe('change');
  });

  test('that was taken back does not return with an earlier version of the policy', async () => {
    value(await unlock('Olivia Hart', 'site-admins', everything));
    value(await unlock('Olivia Hart', 'site-admins', []));
    poison(world.platform, 'policy', 'policy:version:3');
    expect((await world.as('Noah Okafor').panel('form.load', 'WEB-1')).ok).toBe(false);
    value(await world.as('Sofia Costa').admin('aside.end', { key: 'policy:current' }));
    const { policy } = value(await world.as('Sofia Costa').admin('admin.load', {}));
    // Nor does anything else that was opened in it.
    expect(policy?.requestableGroups).toEqual([]);
    const asked = { issue: 'WEB-1', people: ['Sofia Costa'], add: ['site-admins'] };
    expect(await plannedFor(asked)).toBe('groupProtected');
    value(await unlock('Sofia Costa', 'site-admins', []));
    expect(await plannedFor(asked)).toBe('groupProtected');
  });

  test('for a part of the reasons opens nothing', async () => {
    value(await unlock('Olivia Hart', 'jira-administrators', ['reservedName']));
    expect(
      await plannedFor({ issue: 'WEB-1', people: ['Priya Raman'], add: ['jira-administrators'] }),
    ).toBe('groupProtected');
  });

  test.each([
    [
      'a reserved name that comes to administer Jira',
      'jira-admins-guild',
      ['reservedName'],
      'ADMINISTER',
    ],
    [
      'a reserved name that comes to administer the site',
      'jira-admins-guild',
      ['reservedName'],
      'SYSTEM_ADMIN',
    ],
    [
      'what administers Jira and comes to administer the site',
      'platform-crew',
      ['jiraAdministration'],
      'SYSTEM_ADMIN',
    ],
  ] as const)('does not outlive its reason: %s', async (_, name, reasons, permission) => {
    const { directory } = world.platform.atlassian;
    if (name === 'jira-admins-guild') directory.addGroup(name);
    value(await unlock('Olivia Hart', name, reasons));
    const named = { issue: 'WEB-1', people: ['Priya Raman'], add: [name] };
    expect(await plannedFor(named)).toBe('change');
    const request = value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    directory.grant(world.groupId(name), permission);
    expect(await plannedFor(named)).toBe('groupProtected');
    // Approved before anybody looked again, it is refused when it takes effect.
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    expect(step?.outcome).toMatchObject({ state: 'failed', reason: 'groupProtected' });
    expect(world.members(name)).not.toContain('Priya Raman');
  });

  test('does not open an ordinary group that is renamed into a protected one', async () => {
    await world.allow(['frontend']);
    const groupId = world.groupId('frontend');
    world.platform.atlassian.directory.renameGroup(groupId, 'confluence-admins-acme');
    const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['confluence-admins-acme'] };
    expect(await plannedFor(named)).toBe('groupProtected');
  });

  test('can’t be given while it is not known what is protected', async () => {
    world.platform.atlassian.faults.add({
      path: /^\/group\/bulk/,
      query: /accessType=site-admin/,
      via: 'token',
      effect: status(403),
    });
    expect(error(await unlock('Olivia Hart', 'platform-crew', ['jiraAdministration']))).toEqual({
      code: 'policy',
      refusal: { code: 'protectionNotKnown', groups: ['platform-crew'] },
    });
  });
});

describe('what changes while a request is carried out', () => {
  const PEOPLE = 60;
  let accountIds: readonly string[];
  beforeEach(async () => {
    world = await openWorld();
    await world.connect();
    await world.allow(['frontend']);
    const { directory } = world.platform.atlassian;
    accountIds = Array.from(
      { length: PEOPLE },
      (_, place) => directory.addPerson(`New ${place}`, `new.${place}@acme.example`).accountId,
    );
  });
  afterEach(() => world.close());

  /** Asks for all of them in the group, and lets `change` happen once so many are in it. */
  async function applyAndChange(after: number, change: () => unknown) {
    const noah = world.as('Noah Okafor');
    const { directory } = world.platform.atlassian;
    const groupId = world.groupId('frontend');
    const named = {
      subjects: accountIds.map((accountId) => ({ kind: 'person' as const, accountId })),
      changes: [{ kind: 'group' as const, verb: 'add' as const, groupId }],
    };
    const term = { kind: 'permanent' } as const;
    const plan = value(await noah.panel('request.preview', 'WEB-1', { ask: named, term }));
    const request = value(
      await noah.panel('request.submit', 'WEB-1', {
        ask: named,
        term,
        justification: 'The department moves in.',
        planFingerprint: plan.fingerprint,
        submissionKey: randomUUID(),
      }),
    );
    await world.settle();
    const count = () =>
      directory.membersOf(groupId).filter((one) => accountIds.includes(one)).length;
    let sentAtChange = Number.NaN;
    let changed: Promise<void> | undefined;
    world.platform.atlassian.onExchange(({ method, url }) => {
      if (changed !== undefined || method !== 'POST' || !url.includes('/group/user')) return;
      if (count() < after) return;
      changed = Promise.resolve(change()).then(() => {
        sentAtChange = count();
      });
    });
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    await changed;
    const outcomes = (await steps(noah, 'WEB-1', request.id)).map(({ outcome }) => outcome);
    const behind = count() - sentAtChange;
    const { state } = await get(noah, 'WEB-1', request.id);
    return { behind, outcomes, state };
  }

  const group = () => world.groupId('frontend');
  const directory = () => world.platform.atlassian.directory;

  test.each([
    [
      'the group gains administration of Jira',
      'groupProtected',
      () => directory().grant(group(), 'ADMINISTER'),
    ],
    [
      'the group gains administration of the site',
      'groupProtected',
      () => directory().grant(group(), 'SYSTEM_ADMIN'),
    ],
    [
      'the group is given the name of one that administers',
      'groupProtected',
      () => directory().renameGroup(group(), 'jira-admins-acme'),
    ],
    ['the group is delisted', 'groupNotRequestable', () => world.allow(['engineering'])],
    [
      'access may be given for seven days only',
      'termTooLong',
      () => world.allow(['frontend'], { longestTermDays: 7 }),
    ],
    [
      'the site no longer tells what is protected',
      'protectionNotKnown',
      () => {
        world.platform.atlassian.faults.add({
          path: /^\/group\/bulk/,
          query: /accessType=admin(&|$)/,
          via: 'token',
          effect: status(403),
        });
      },
    ],
  ] as const)('%s: ten more at most', async (_, reason, change) => {
    const { behind, outcomes, state } = await applyAndChange(12, change);
    expect(behind).toBeLessThanOrEqual(10);
    expect(state).toBe('needsAttention');
    const failed = outcomes.filter((one) => one.state === 'failed');
    expect(failed.length).toBeGreaterThan(0);
    expect(new Set(failed.map((one) => one.reason))).toEqual(new Set([reason]));
    // Whoever is in the group is so by a step that says it.
    expect(outcomes.filter((one) => one.state === 'applied')).toHaveLength(PEOPLE - failed.length);
  });

  test('the connection is removed: ten more at most', async () => {
    const { behind } = await applyAndChange(12, async () => {
      value(await world.as('Olivia Hart').admin('connection.disconnect', {}));
    });
    expect(behind).toBeLessThanOrEqual(10);
  });

  test('the token is replaced: the new one is used ten later at most, and all is done', async () => {
    const { tokens } = world.platform.atlassian;
    const jonas = world.person('Jonas Weber');
    const other = tokens.create(jonas.accountId, 'New one', world.platform.clock.now() + 1e10);
    const by: string[] = [];
    let replacedAt: number | undefined;
    world.platform.atlassian.onExchange(({ method, url, as }) => {
      if (method === 'POST' && url.includes('/group/user')) by.push(as ?? '');
    });
    const { state } = await applyAndChange(12, async () => {
      const { email } = jonas;
      const instanceUrl = world.platform.atlassian.siteUrl;
      value(
        await world
          .as('Olivia Hart')
          .admin('connection.connect', { instanceUrl, email, token: other }),
      );
      replacedAt = by.length;
    });
    expect(state).toBe('completed');
    const late = by.slice(replacedAt).filter((one) => one !== jonas.accountId);
    expect(late.length).toBeLessThanOrEqual(10);
    expect(by.at(-1)).toBe(jonas.accountId);
  });
});

describe('what changes while a call waits to be sent again', () => {
  const CREW = 'design-guild';
  beforeEach(async () => {
    world = await openWorld();
    await world.connect();
    await world.allow(['frontend']);
  });
  afterEach(() => world.close());

  const group = () => world.groupId('frontend');
  const directory = () => world.platform.atlassian.directory;
  const lead = () => world.person('Maya Lindqvist').accountId;
  const toGroup = { people: ['Priya Raman'], add: ['frontend'] };
  const toRole = { groups: ['security'], add: ['WEB/Viewers'] };
  const toCreate = { people: ['Priya Raman'], createGroup: CREW };
  const invites = { invite: ['sam.new@acme.example'], products: [] };

  // Of this kind of call alone: whoever changes the policy meanwhile is not kept waiting.
  const BURST = (seconds: string) => ({
    'retry-after': seconds,
    'ratelimit-reason': 'jira-burst-based',
  });
  /** What the calls meet until they may be made, and how often. */
  const WAITS: readonly [string, FaultRule['effect'], number][] = [
    [
      'is told to wait two minutes',
      { kind: 'answer', status: 429, headers: BURST('120'), body: '' },
      1,
    ],
    [
      'is told to wait two seconds',
      { kind: 'answer', status: 429, headers: BURST('2'), body: '' },
      1,
    ],
    ['is answered by an error page, four times', status(503), 4],
    ['gets no answer, four times', { kind: 'reset', when: 'before' }, 4],
  ];
  const CHANGES: readonly [string, Omit<NamedAsk, 'issue'>, string, () => unknown][] = [
    [
      'the group gains administration',
      toGroup,
      'failed groupProtected',
      () => directory().grant(group(), 'ADMINISTER'),
    ],
    [
      'the group gets a protected name',
      toGroup,
      'failed groupProtected',
      () => directory().renameGroup(group(), 'jira-admins-acme'),
    ],
    [
      'the group is delisted',
      toGroup,
      'failed groupNotRequestable',
      () => world.allow(['engineering']),
    ],
    [
      'access is for seven days only',
      toGroup,
      'failed termTooLong',
      () => world.allow(['frontend'], { longestTermDays: 7 }),
    ],
    [
      'the connection is removed',
      toGroup,
      'pending|begun',
      async () => value(await world.as('Olivia Hart').admin('connection.disconnect', {})),
    ],
    [
      'roles are for seven days only',
      toRole,
      'failed termTooLong',
      () => world.allow(['frontend'], { longestTermDays: 7 }),
    ],
    [
      'whoever approved it comes into the group',
      toRole,
      'failed approverGains',
      () => directory().addMember(world.groupId('security'), lead()),
    ],
    [
      'no group may be created any more',
      toCreate,
      'failed creationNotAllowed',
      () => world.allow(['frontend'], { creation: { users: false, groups: false } }),
    ],
    ['somebody else makes the group', toCreate, 'failed', () => directory().addGroup(CREW)],
    [
      'no account may be created any more',
      invites,
      'failed creationNotAllowed',
      () => world.allow(['frontend'], { creation: { users: false, groups: false } }),
    ],
  ];
  const rows = CHANGES.flatMap(([what, wish, ends, change]) =>
    WAITS.map(([how, effect, times]) => [what, how, wish, ends, change, effect, times] as const),
  );
  test.each(rows)('%s, while it %s', async (_what, _how, wish, ends, change, effect, times) => {
    const noah = world.as('Noah Okafor');
    const request = value(await ask(world, noah, { issue: 'WEB-1', ...wish }));
    await world.settle();
    const what = /^\/(group|group\/user|user|project\/[^/]+\/role\/.*)$/;
    world.platform.atlassian.faults.add({
      via: 'token',
      method: 'POST',
      path: what,
      times,
      effect,
    });
    let changed: unknown;
    let isChanged = false;
    const sent: string[] = [];
    world.platform.atlassian.onExchange(({ via, method, url, status: told }) => {
      if (via !== 'token' || method === 'GET') return;
      if (isChanged && told >= 200 && told < 300) sent.push(`${method} ${url}`);
      changed ??= Promise.resolve(change()).then(() => {
        isChanged = true;
      });
    });
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    await changed;
    expect(sent).toEqual([]);
    const [first] = await steps(noah, 'WEB-1', request.id);
    expect(
      [
        first?.outcome.state,
        ...(first && 'reason' in first.outcome ? [first.outcome.reason] : []),
      ].join(' '),
    ).toMatch(new RegExp(ends));
  });
});

describe('the last who can act', () => {
  beforeEach(async () => {
    world = await openWorld();
    await world.connect();
    const seats = 'jira-software-users-acme-local';
    await world.allow(['platform-crew', 'site-admins', 'release-managers', 'engineering', seats], {
      unlocked: ['platform-crew', 'site-admins'],
      rolesOf: 'anyProject',
    });
  });
  afterEach(() => world.close());

  const directory = () => world.platform.atlassian.directory;
  const id = (name: string) => world.person(name).accountId;
  const deactivate = (...names: string[]) => {
    for (const name of names) directory().setActive(id(name), false);
  };
  const leave = (group: string, ...names: string[]) => {
    for (const name of names) directory().removeMember(world.groupId(group), id(name));
  };

  test.each([
    [
      'the others are deactivated',
      'Amara Nwosu',
      'platform-crew',
      'lastAdmin',
      () => deactivate('Viktor Petrov', 'Hana Suzuki'),
    ],
    [
      'she is deactivated, and one other can act',
      'Viktor Petrov',
      'platform-crew',
      'change',
      () => deactivate('Viktor Petrov', 'Hana Suzuki'),
    ],
    [
      'the other is an app',
      'Amara Nwosu',
      'platform-crew',
      'lastAdmin',
      () => {
        leave('platform-crew', 'Viktor Petrov', 'Hana Suzuki');
        directory().addMember(world.groupId('platform-crew'), id('Automation for Jira'));
      },
    ],
    [
      'the other actor of the role is an empty group',
      'Maya Lindqvist',
      'WEB/Administrators',
      'lastAdmin',
      () => leave('jira-administrators', 'Sofia Costa'),
    ],
    [
      'nobody in the other actor of the role is active',
      'Maya Lindqvist',
      'WEB/Administrators',
      'lastAdmin',
      () => deactivate('Sofia Costa'),
    ],
    [
      'the other people in the role are deactivated, or an app',
      'Maya Lindqvist',
      'WEB/Administrators',
      'lastAdmin',
      () => {
        leave('jira-administrators', 'Sofia Costa');
        for (const name of ['Grace Kim', 'Automation for Jira'])
          directory().addActor('WEB', 'Administrators', { accountId: id(name) });
        deactivate('Grace Kim');
      },
    ],
    [
      'the other actor of the role can act',
      'Maya Lindqvist',
      'WEB/Administrators',
      'change',
      () => {},
    ],
    [
      'she is deactivated, as an actor of the role',
      'Maya Lindqvist',
      'WEB/Administrators',
      'change',
      () => deactivate('Maya Lindqvist'),
    ],
    [
      'the group is the only one that administers a project, and she the last in it',
      'Ethan Brooks',
      'release-managers',
      'lastAdmin',
      () => {
        directory().removeActor('MOB', 'Administrator', { accountId: id('Liam Chen') });
        directory().addActor('MOB', 'Administrator', {
          groupId: world.groupId('release-managers'),
        });
        leave('release-managers', 'Pedro Santos');
      },
    ],
    [
      'the group is the only one that administers a project, and another in it can act',
      'Ethan Brooks',
      'release-managers',
      'change',
      () => {
        directory().removeActor('MOB', 'Administrator', { accountId: id('Liam Chen') });
        directory().addActor('MOB', 'Administrator', {
          groupId: world.groupId('release-managers'),
        });
      },
    ],
    [
      'an ordinary group is emptied that administers nothing',
      'Ethan Brooks',
      'release-managers',
      'change',
      () => leave('release-managers', 'Pedro Santos'),
    ],
    [
      'the app acts as her, in what administers',
      'Olivia Hart',
      'site-admins',
      'connectionAccount',
      () => {},
    ],
    [
      'the app acts as her, in what lets her sign in',
      'Olivia Hart',
      'jira-software-users-acme-local',
      'connectionAccount',
      () => {},
    ],
  ] as const)('%s: %s from %s is %s', async (_, name, thing, planned, prepare) => {
    prepare();
    expect(await plannedFor({ issue: 'MOB-1', people: [name], remove: [thing] })).toBe(planned);
  });

  test.each([
    ['no product', []],
    ['a product without its groups', [{ key: 'jira-software', name: 'Jira' }]],
    ['null for its groups', [{ key: 'jira-software', name: 'Jira', groupDetails: null }]],
    ['no group at all', [{ key: 'jira-software', name: 'Jira', groupDetails: [] }]],
  ])('the app’s own account stays where the site names %s', async (_, products) => {
    world.platform.atlassian.faults.add({
      path: /^\/applicationrole/,
      via: 'token',
      effect: json(products),
    });
    const named = {
      issue: 'WEB-1',
      people: ['Olivia Hart'],
      remove: ['jira-software-users-acme-local'],
    };
    expect(await plannedFor(named)).toBe('connectionAccount');
  });

  test('a list of members that was cut off does not make a group one in which nobody can act', async () => {
    directory().removeActor('WEB', 'Administrators', { accountId: id('Maya Lindqvist') });
    const page = { self: 'https://acme-local.atlassian.net', maxResults: 50, startAt: 0 };
    world.platform.atlassian.faults.add({
      path: /^\/group\/member/,
      via: 'token',
      effect: json({ ...page, values: [], isLast: true, total: 1 }),
    });
    const named = {
      issue: 'WEB-1',
      groups: ['jira-administrators'],
      remove: ['WEB/Administrators'],
    };
    expect(await plannedFor(named)).toBe('adminsNotKnown');
  });

  test('is looked for again when it takes effect', async () => {
    const named = { issue: 'WEB-1', people: ['Amara Nwosu'], remove: ['platform-crew'] };
    const request = value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    deactivate('Viktor Petrov', 'Hana Suzuki');
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    expect(step?.outcome).toMatchObject({ state: 'failed', reason: 'lastAdmin' });
    expect(world.members('platform-crew')).toContain('Amara Nwosu');
  });
});

describe('a name that reads like a protected one', () => {
  beforeAll(async () => {
    world = await openWorld();
    await world.connect();
  });
  afterAll(() => world.close());

  test.each([
    'ѕite-admins',
    'SITE ADMINS',
    's1te-adm1ns',
    'site-adrnins',
    'platform\u200b-crew',
    'p1atform_crew',
    'jira-аdmins-acme',
    'confluence-admins-other',
  ])('%s is not created', async (name) => {
    const named = { issue: 'WEB-1', people: ['Priya Raman'], createGroup: name };
    expect(await plannedFor(named)).toBe('groupNameReserved');
    expect((await ask(world, world.as('Noah Okafor'), named)).ok).toBe(false);
    const names = world.platform.atlassian.directory.groups().map((group) => group.name);
    expect(names).not.toContain(name);
  });

  test('warns in the admin’s picker, and is not recommended', async () => {
    world.platform.atlassian.directory.addGroup('ѕite-аdmins');
    const found = value(
      await world.as('Sofia Costa').admin('admin.searchGroups', { query: 'ѕite' }),
    );
    expect(found.items).toMatchObject([
      { looksLike: { name: 'site-admins', isProtected: true }, recommended: false },
    ]);
  });
});

describe('a name that reads like another group’s', () => {
  beforeAll(async () => {
    world = await openWorld();
    await world.connect();
    await world.allow(['frontend', 'finance', 'on-call']);
  });
  afterEach(() => world.platform.atlassian.faults.clear());
  afterAll(() => world.close());

  const askFor = (createGroup: string): NamedAsk => ({
    issue: 'WEB-1',
    people: ['Priya Raman'],
    createGroup,
  });
  const refused = (like: string) => ({ verdict: 'refused', reason: 'groupNameLookAlike', like });
  const verdictOf = async (name: string) => {
    const plan = await world.as('Noah Okafor').panel('request.preview', 'WEB-1', {
      ask: askOf(world, askFor(name)),
      term: { kind: 'permanent' },
    });
    return value(plan).lines[0]?.verdict;
  };

  test.each([
    ['listed, in letters of Cyrillic', 'fіnаnсе', 'finance'],
    ['listed, with a digit for a letter', 'fr0ntend', 'frontend'],
    ['listed, with another separator', 'on_call', 'on-call'],
    ['listed, with an accent', 'finançe', 'finance'],
    ['listed, with nothing seen in between', 'fi\u2063nance', undefined],
    ['listed, in wide letters', 'ｆｉｎａｎｃｅ', 'finance'],
    ['not listed, in letters of Greek', 'mαrketing', 'marketing'],
    ['not listed, with l for i', 'englneering', 'engineering'],
  ])('%s, is not created: %s', async (_, name, like) => {
    const invalid = { verdict: 'impossible', reason: 'groupNameInvalid' };
    expect(await verdictOf(name)).toEqual(like === undefined ? invalid : refused(like));
    const before = siteNow(world);
    expect((await ask(world, world.as('Noah Okafor'), askFor(name))).ok).toBe(false);
    expect(siteNow(world)).toBe(before);
  });

  test.each(['finance-2026', 'platform-guild', '財務', 'финансы'])(
    '%s is like no other',
    async (name) => {
      expect(await verdictOf(name)).toEqual({ verdict: 'change' });
    },
  );

  test('of a listed group that is called otherwise on the site by now', async () => {
    const { directory } = world.platform.atlassian;
    const { groupId } = directory.addGroup('harbour-crew');
    await world.allow(['frontend', 'harbour-crew']);
    directory.renameGroup(groupId, 'dock-crew');
    expect(await verdictOf('harbour crew')).toEqual(refused('harbour-crew'));
    expect(await verdictOf('harbour-crew')).toEqual(refused('harbour-crew'));
  });

  test('that came to be listed after the approval: nothing is created', async () => {
    const named = askFor('quay-guild');
    const request = value(await ask(world, world.as('Noah Okafor'), named));
    world.platform.atlassian.directory.addGroup('quаy-guild');
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    const before = siteNow(world);
    await world.settle();
    const rows = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    expect(rows.map(({ outcome }) => 'reason' in outcome && outcome.reason)).toEqual([
      'groupNameLookAlike',
      'notCreated',
    ]);
    expect(siteNow(world)).toBe(before);
  });

  test('the admin’s picker warns of it, beside what is listed and what is not', async () => {
    const { directory } = world.platform.atlassian;
    await world.allow(['finance']);
    directory.addGroup('finanсe');
    const sofia = world.as('Sofia Costa');
    const offered = value(await sofia.admin('admin.searchGroups', { query: 'finan' }));
    expect(offered.items.map(({ name, looksLike }) => [name, looksLike])).toEqual([
      ['finance', { name: 'finanсe', isProtected: false }],
      ['finanсe', { name: 'finance', isProtected: false }],
    ]);
    const { groups, leftOut } = value(await sofia.admin('admin.recommendGroups', {}));
    const names = [...groups.map(({ name }) => name), ...leftOut];
    expect(names).not.toContain('finance');
    expect(names).not.toContain('finanсe');
  });
});

describe('the recommended set', () => {
  beforeAll(async () => {
    world = await openWorld();
    await world.connect();
  });
  afterAll(() => world.close());

  test('has no group that opens projects of another lead, and names what it left out', async () => {
    const { groups, leftOut, notKnown } = value(
      await world.as('Sofia Costa').admin('admin.recommendGroups', {}),
    );
    expect(notKnown).toBeUndefined();
    const names = groups.map(({ name }) => name);
    const { directory } = world.platform.atlassian;
    const actors = directory
      .projects()
      .flatMap(({ key, roles }) =>
        roles.flatMap(({ name }) => directory.actorsOf(key, name).groupIds),
      );
    expect(groups.filter(({ groupId }) => actors.includes(groupId))).toEqual([]);
    expect(names).toContain('engineering');
    expect(leftOut).toEqual(expect.arrayContaining(['frontend', 'finance', 'people-ops']));
  });

  test('is empty where it can’t be looked up what each group opens', async () => {
    const undo = world.platform.atlassian.faults.add({
      path: /^\/project\/search/,
      via: 'token',
      effect: json({ values: [], isLast: false, total: 4_000 }),
    });
    const found = value(await world.as('Sofia Costa').admin('admin.recommendGroups', {}));
    undo();
    expect(found).toEqual({ groups: [], leftOut: [], notKnown: 'opens' });
  });

  test('is empty where it can’t be known which groups administer, and says that', async () => {
    const undo = world.platform.atlassian.faults.add({
      path: /^\/group\/bulk/,
      query: /accessType/,
      via: 'token',
      effect: json({ values: [], isLast: true, total: 0 }),
    });
    const found = value(await world.as('Sofia Costa').admin('admin.recommendGroups', {}));
    undo();
    expect(found).toEqual({ groups: [], leftOut: [], notKnown: 'protection' });
  });
});

describe('access to the organization', () => {
  const SUSPENDED = 'Jonas Weber';
  beforeEach(async () => {
    world = await openWorld();
    await world.connect();
    const key = world.platform.atlassian.tokens
      .samples()
      .find(({ label }) => label === 'API key of the organization');
    value(
      await world.as('Olivia Hart').admin('organization.connect', {
        organizationId: world.platform.atlassian.organization.id,
        key: key?.token ?? '',
      }),
    );
  });
  afterEach(() => world.close());

  const change = (verb: 'suspend' | 'restore', by: string) =>
    world.as(by).admin(`organization.${verb}`, {
      accountId: world.person(SUSPENDED).accountId,
      reason: 'They asked for it',
    });
  const theirGroups = () => ({
    path: /^\/user\/groups/,
    query: new RegExp(encodeURIComponent(world.person(SUSPENDED).accountId)),
  });
  const answers: readonly (readonly [string, () => FaultRule])[] = [
    ['the site names none of their groups', () => ({ ...theirGroups(), effect: json([]) })],
    ['the site does not know them', () => ({ ...theirGroups(), effect: status(404) })],
    [
      'the site names groups that it does not know',
      () => ({ ...theirGroups(), effect: json([{ groupId: 'gone', name: 'gone' }]) }),
    ],
  ];

  test.each(answers)(
    'a Jira admin neither restores nor suspends a site admin where %s',
    async (_, fault) => {
      const stop = world.platform.atlassian.faults.add(fault());
      const sent: string[] = [];
      world.platform.atlassian.onExchange(({ url }) => {
        if (/\/(suspend|restore)$/.test(new URL(url).pathname)) sent.push(url);
      });
      const refused = { code: 'suspension', refusal: { code: 'administratorsNotKnown' } };
      expect(error(await change('suspend', 'Sofia Costa'))).toEqual(refused);
      expect(sent).toEqual([]);
      stop();
      value(await change('suspend', 'Olivia Hart'));
      world.platform.atlassian.faults.add(fault());
      sent.length = 0;
      expect(error(await change('restore', 'Sofia Costa'))).toEqual(refused);
      expect(sent).toEqual([]);
    },
  );

  test('a site admin suspends somebody who is in no group', async () => {
    world.platform.atlassian.faults.add({ ...theirGroups(), effect: json([]) });
    expect(value(await change('suspend', 'Olivia Hart'))).toBe('suspended');
  });
});
