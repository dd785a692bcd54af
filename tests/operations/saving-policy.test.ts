import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { randomIds } from '../../src/adapters/forge/random-ids';
import { hostAsApp } from '../../src/adapters/jira/host-as-app';
import { auditTrail } from '../../src/adapters/storage/audit-trail';
import { commit } from '../../src/adapters/storage/commit';
import { connectionStore } from '../../src/adapters/storage/connection-store';
import { policyStore } from '../../src/adapters/storage/policy-store';
import type { Person } from '../../src/domain/action/person';
import type { Policy } from '../../src/domain/policy/policy';
import type { RefusedRule } from '../../src/domain/policy/unlock';
import type { UnlockableProtection } from '../../src/domain/protection/group-protection';
import type { PolicyEdit } from '../../src/operations/policy/draft-policy';
import { findGoneProjects } from '../../src/operations/policy/find-gone-projects';
import type { BundleEdit } from '../../src/operations/policy/name-bundles';
import type { RuleEdit } from '../../src/operations/policy/name-rules';
import { savePolicy } from '../../src/operations/policy/save-policy';
import type { Directory } from '../../src/ports/directory';
import type { HostAsApp } from '../../src/ports/host-jira';
import type { Site } from '../../src/ports/site';
import { type MovedClock, movedClock } from '../support/moved-clock';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';
import { connection } from '../support/samples';

/** What an admin says can be asked for: named by the site, and opened by none who could not give it. */
let platform: Platform;
let clock: MovedClock;
let connectionId: string;
beforeAll(async () => {
  platform = await openBench();
  clock = movedClock(platform.clock.now());
  const { cloudId, siteUrl: instanceUrl } = platform.atlassian;
  connectionId = cloudId;
  const one = { ...connection, id: cloudId, cloudId, instanceUrl };
  await inForge(() => commit({ connection: one }));
});
afterAll(() => platform.close());
beforeEach(() => clock.move(1_000));
afterEach(() => platform.atlassian.faults.clear());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const site = () => platform.atlassian.directory;
const person = (name: string): Person => {
  const { accountId, displayName } = site().personNamed(name);
  return { accountId, displayName };
};
const idOf = (name: string) => site().groupNamed(name).groupId;
const now = () => inForge(() => policyStore.inForce(connectionId));
interface Edited {
  readonly groups?: readonly (string | readonly [string, readonly UnlockableProtection[]])[];
  readonly fallback?: readonly string[];
  readonly by?: Person;
  readonly of?: string | undefined;
  readonly version?: number;
  readonly commit?: typeof commit;
  readonly rules?: readonly RuleEdit[];
  readonly bundles?: readonly BundleEdit[];
  readonly breakGlass?: PolicyEdit['breakGlass'];
  /** By the id of a group. */
  readonly owners?: Readonly<Record<string, readonly string[]>>;
  readonly site?: (own: Directory) => Partial<Directory>;
  readonly host?: (own: HostAsApp) => Partial<HostAsApp>;
}
async function save({ groups = [], fallback = [], by = person('Olivia Hart'), ...more }: Edited) {
  const before = await now();
  const edit: PolicyEdit = {
    ...before,
    version: more.version ?? before.version,
    requestableGroups: groups
      .map((one) =>
        typeof one === 'string'
          ? { groupId: one, unlockedFor: [] }
          : { groupId: one[0], unlockedFor: one[1] },
      )
      .map((one) => ({ ...one, owners: more.owners?.[one.groupId] })),
    fallbackApprovers: fallback,
    rules: more.rules ?? [],
    bundles: more.bundles,
    breakGlass: more.breakGlass,
  };
  const host = hostAsApp(clock);
  const ports = {
    policies: policyStore,
    connections: connectionStore,
    hostAsApp: { ...host, ...more.host?.(host) },
    commit: more.commit ?? commit,
    clock,
    ids: randomIds,
    siteOf: () => {
      const directory = openDirectory(platform, { clock });
      return { directory: { ...directory, ...more.site?.(directory) } } as Site;
    },
  };
  const of = 'of' in more ? more.of : connectionId;
  return inForge(() => savePolicy(ports, edit, of, by));
}
const saved = async (edited: Edited): Promise<Policy> => {
  const made = await save(edited);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
};
const changed = { ok: false, error: { code: 'changedMeanwhile' } };
const refused = (code: string, ...groups: string[]) => ({
  ok: false,
  error: { code: 'policy', refusal: { code, groups } },
});

test('groups and people are named by the site, each once, and who saved it is kept', async () => {
  const frontend = idOf('frontend');
  const { version } = await now();
  const maya = person('Maya Lindqvist');
  const policy = await saved({
    groups: [frontend, frontend],
    fallback: [maya.accountId, maya.accountId],
  });
  expect(policy).toMatchObject({ version: version + 1, savedBy: person('Olivia Hart') });
  expect(policy.requestableGroups).toEqual([
    { kind: 'group', groupId: frontend, name: 'frontend', unlockedFor: [] },
  ]);
  expect(policy.fallbackApprovers.map(({ displayName }) => displayName)).toEqual([
    'Maya Lindqvist',
  ]);
  expect(await now()).toMatchObject({ version: policy.version });
  const [record] = (await inForge(() => auditTrail.search({}))).records;
  expect(record?.events).toMatchObject([
    {
      kind: 'policy.changed',
      version: policy.version,
      changes: expect.any(Array),
      actor: { kind: 'person', ...person('Olivia Hart') },
    },
  ]);
});

test.each<[string, (frontend: string) => Edited, readonly string[], readonly string[]]>([
  ['a listed group', (frontend) => ({ groups: [frontend, 'no-such'] }), ['no-such'], []],
  ['a fallback approver', () => ({ fallback: ['712020:nobody'] }), [], ['712020:nobody']],
  [
    'the owner of a group',
    (frontend) => ({ groups: [frontend], owners: { [frontend]: ['712020:nobody'] } }),
    [],
    ['712020:nobody'],
  ],
])('%s whom nobody knows is refused, and nothing is saved', async (_, edited, groups, people) => {
  const { version } = await now();
  const refusal = { code: 'namesUnknown', groups, people };
  expect(await save(edited(idOf('frontend')))).toEqual({
    ok: false,
    error: { code: 'policy', refusal },
  });
  expect((await now()).version).toBe(version);
});

test('the same again is no new version', async () => {
  const frontend = idOf('frontend');
  const { version } = await saved({ groups: [frontend] });
  expect((await saved({ groups: [frontend] })).version).toBe(version);
  expect((await now()).version).toBe(version);
});

test('one that was listed or named stays so where it is not there any more', async () => {
  const { groupId } = site().addGroup('passing');
  const gone = site().addPerson('Passing Person', 'passing@acme.example');
  await saved({ groups: [groupId], fallback: [gone.accountId] });
  site().removeGroup(groupId);
  platform.atlassian.faults.add({
    path: /^\/user\/bulk/,
    via: 'gateway',
    effect: { kind: 'answer', status: 200, body: '{"values":[],"isLast":true,"total":0}' },
  });
  const policy = await saved({ groups: [groupId, idOf('design')], fallback: [gone.accountId] });
  expect(policy.requestableGroups.map(({ name }) => name)).toEqual(['passing', 'design']);
  expect(policy.fallbackApprovers.map(({ displayName }) => displayName)).toEqual([
    'Passing Person',
  ]);
});

test('what somebody else has saved meanwhile is not written over', async () => {
  const { version } = await now();
  expect(await save({ version: version - 1 })).toEqual(changed);
  const racing: typeof commit = async (writes) => {
    await saved({ groups: [idOf('qa')] });
    return commit(writes);
  };
  expect(await save({ groups: [idOf('mobile')], commit: racing })).toEqual(changed);
  expect((await now()).requestableGroups.map(({ name }) => name)).toEqual(['qa']);
});

test('groups are listed only of a site that is connected', async () => {
  await saved({ groups: [idOf('qa')] });
  expect(await save({ groups: [idOf('frontend')], of: 'another' })).toEqual(changed);
  expect((await saved({ groups: [idOf('frontend')], of: undefined })).requestableGroups).toEqual(
    [],
  );
});

test('a group that administers is opened for that by a site admin alone', async () => {
  const admins = idOf('site-admins');
  const crew = idOf('platform-crew');
  const protections = (
    await inForge(() => openDirectory(platform, { clock }).groups([admins]))
  ).get(admins)?.protection as readonly UnlockableProtection[];
  const jiraAdmin = person('Sofia Costa');
  const open = [[admins, protections]] as const;
  expect(await save({ groups: open, by: jiraAdmin })).toEqual(
    refused('takesSiteAdministrator', 'site-admins'),
  );
  const policy = await saved({ groups: open });
  expect(policy.requestableGroups).toEqual([
    expect.objectContaining({ unlockedFor: protections, unlockedOn: connectionId }),
  ]);
  // What is open stays so, whoever saves something else.
  await saved({ groups: [...open, idOf('qa')], by: jiraAdmin });
  const asked = [[crew, ['jiraAdministration']]] as const;
  const [opened] = (await saved({ groups: asked, by: jiraAdmin })).requestableGroups;
  expect(opened?.unlockedFor).toEqual(['jiraAdministration']);
  await saved({ groups: [] });
});

test('nothing is opened where it is not known what it would open', async () => {
  platform.atlassian.faults.add({
    path: /^\/group\/bulk/,
    query: /accessType=/,
    effect: { kind: 'answer', status: 403, body: '{}' },
  });
  const asked = [[idOf('platform-crew'), ['jiraAdministration']]] as const;
  expect(await save({ groups: asked })).toEqual(refused('protectionNotKnown', 'platform-crew'));
  // It is listed all the same, as nothing more than it is.
  const [group] = (await saved({ groups: [idOf('platform-crew')] })).requestableGroups;
  expect(group).toEqual({
    kind: 'group',
    groupId: idOf('platform-crew'),
    name: 'platform-crew',
    unlockedFor: [],
  });
});

describe('rules', () => {
  const rule = (over: Partial<RuleEdit> = {}): RuleEdit => ({
    id: 'r1',
    name: 'Admins',
    what: { groups: 'all', roles: false, accounts: false, newGroups: false },
    askers: null,
    projects: null,
    stages: [{ needed: 1, sources: [{ kind: 'projectLead' }] }],
    longestTermDays: 7,
    usualTermDays: undefined,
    ticket: false,
    ...over,
  });

  test('are saved as they were sent', async () => {
    const { rules } = await saved({ rules: [rule()] });
    expect(rules).toMatchObject([{ id: 'r1', name: 'Admins', askers: { who: 'everybody' } }]);
    await saved({});
  });

  test('are refused as a whole where one can’t be kept, with all that is wrong, by its name or its place', async () => {
    const { version } = await now();
    const refusedFor = (...faults: readonly RefusedRule[]) => ({
      ok: false,
      error: { code: 'policy', refusal: { code: 'rules', faults } },
    });
    expect(await save({ rules: [rule(), rule({ id: 'r2', name: '' })] })).toEqual(
      refusedFor({ ruleId: 'r2', rule: '#2', fault: 'noName' }),
    );
    const nobody = rule({ id: 'r2', name: 'Others', stages: [] });
    expect(await save({ rules: [nobody, rule({ name: '' })] })).toEqual(
      refusedFor(
        { ruleId: 'r2', rule: 'Others', fault: 'nobodyDecides', stage: 0 },
        { ruleId: 'r1', rule: '#2', fault: 'noName' },
      ),
    );
    expect((await now()).version).toBe(version);
  });

  test('are refused with a project that Jira does not know; one that is gone since keeps nothing from being saved', async () => {
    const made = site().projectOf('OPS');
    const passing = rule({ projects: [made.id] });
    await saved({ rules: [passing] });
    site().binProject('OPS');
    const { rules } = await saved({ rules: [{ ...passing, longestTermDays: 3 }] });
    expect(rules).toMatchObject([{ longestTermDays: 3, projects: [{ name: made.name }] }]);
    const faults = [
      { ruleId: 'r2', rule: 'Others', fault: 'projectsUnknown', projectIds: [made.id] },
    ];
    const others = rule({ id: 'r2', name: 'Others', projects: [made.id] });
    expect(await save({ rules: [passing, others] })).toEqual({
      ok: false,
      error: { code: 'policy', refusal: { code: 'rules', faults } },
    });
    const host = () => ({ projects: () => Promise.reject(new Error('Jira is down')) });
    await expect(save({ rules: [passing], host })).rejects.toThrow('Jira is down');
    site().restoreProject('OPS');
    await saved({});
  });

  test('name projects of which those are told that are not there any more; Jira is asked of no others', async () => {
    const asked: (readonly string[])[] = [];
    const host = hostAsApp(clock);
    const gone = () =>
      inForge(() =>
        findGoneProjects({
          policies: policyStore,
          connections: connectionStore,
          hostAsApp: {
            projects: (ids) => {
              asked.push(ids);
              return host.projects(ids);
            },
          },
        }),
      );
    await saved({ rules: [rule()] });
    expect(await gone()).toEqual([]);
    expect(asked).toEqual([]);
    const [ops, web] = [site().projectOf('OPS').id, site().projectOf('WEB').id];
    await saved({ rules: [rule({ projects: [ops, web] })] });
    expect(await gone()).toEqual([]);
    site().binProject('OPS');
    clock.move(60_000);
    expect(await gone()).toEqual([ops]);
    site().restoreProject('OPS');
    await saved({});
  });

  test('are told by the audit as they were, and as they are', async () => {
    const maya = person('Maya Lindqvist');
    await saved({ groups: [idOf('qa')], rules: [rule()] });
    const qa = { groupId: idOf('qa'), name: 'qa' };
    const what = { groups: [qa.groupId], roles: true, accounts: false, newGroups: false };
    const people = [{ kind: 'people' as const, people: [maya.accountId] }];
    const stages = [{ needed: 1, sources: people }];
    clock.move(1_000);
    await saved({
      groups: [idOf('qa')],
      rules: [rule({ what, stages, longestTermDays: undefined })],
    });
    const [record] = (await inForge(() => auditTrail.search({}))).records;
    expect(record?.events).toMatchObject([{ kind: 'policy.changed' }]);
    const [event] = record?.events ?? [];
    expect(event?.kind === 'policy.changed' ? event.changes : []).toEqual([
      {
        of: 'ruleSays',
        ruleId: 'r1',
        name: 'Admins',
        parts: [
          {
            part: 'what',
            before: { groups: 'all', roles: false, accounts: false, newGroups: false },
            after: { groups: [qa], roles: true, accounts: false, newGroups: false },
          },
          {
            part: 'stages',
            before: [{ needed: 1, sources: [{ kind: 'projectLead' }] }],
            after: [{ needed: 1, sources: [{ kind: 'people', people: [maya] }] }],
          },
          { part: 'longestTermDays', before: 7, after: null },
        ],
      },
    ]);
    await saved({});
  });

  test('are saved only for a site that is connected', async () => {
    expect(await save({ rules: [rule()], of: 'another' })).toEqual(changed);
    expect(await save({ rules: [rule()], of: undefined })).toEqual(changed);
  });
});

describe('the owners of a group', () => {
  const ownersOf = (policy: Policy) =>
    policy.requestableGroups.map(({ owners = [] }) => owners.map(({ displayName }) => displayName));

  test('are those who are named for it, and stay where nothing is said of them', async () => {
    const [qa, design] = [idOf('qa'), idOf('design')];
    const [maya, noah] = [person('Maya Lindqvist'), person('Noah Okafor')];
    const owners = { [qa]: [maya.accountId], [design]: [noah.accountId] };
    expect(ownersOf(await saved({ groups: [qa, design], owners }))).toEqual([
      ['Maya Lindqvist'],
      ['Noah Okafor'],
    ]);
    expect(ownersOf(await saved({ groups: [design, qa, idOf('mobile')] }))).toEqual([
      ['Noah Okafor'],
      ['Maya Lindqvist'],
      [],
    ]);
    expect(ownersOf(await saved({ groups: [qa, design], owners: { [qa]: [] } }))).toEqual([
      [],
      ['Noah Okafor'],
    ]);
  });
});

test('Jira is asked once for all people of a policy, each once', async () => {
  const [maya, noah, priya] = ['Maya Lindqvist', 'Noah Okafor', 'Priya Raman'].map(person);
  if (maya === undefined || noah === undefined || priya === undefined) throw new Error('Who?');
  const asked: (readonly string[])[] = [];
  const host = (own: HostAsApp): Partial<HostAsApp> => ({
    people: (ids) => {
      asked.push(ids);
      return own.people(ids);
    },
  });
  const [qa, design] = [idOf('qa'), idOf('design')];
  const people = [priya.accountId, maya.accountId];
  const policy = await saved({
    groups: [qa, design],
    fallback: [noah.accountId, maya.accountId],
    owners: { [qa]: [maya.accountId, noah.accountId], [design]: [maya.accountId] },
    rules: [
      {
        id: 'r1',
        name: 'Admins',
        what: { groups: 'all', roles: false, accounts: false, newGroups: false },
        askers: null,
        projects: null,
        stages: [{ needed: 1, sources: [{ kind: 'people', people }] }],
        longestTermDays: 7,
        usualTermDays: undefined,
        ticket: false,
      },
    ],
    host,
  });
  expect(asked).toEqual([[noah.accountId, maya.accountId, priya.accountId]]);
  const ids = (all: readonly Person[] = []) => all.map(({ accountId }) => accountId);
  expect(ids(policy.fallbackApprovers)).toEqual([noah.accountId, maya.accountId]);
  expect(policy.requestableGroups.map(({ owners }) => ids(owners))).toEqual([
    [maya.accountId, noah.accountId],
    [maya.accountId],
  ]);
  expect(policy.rules[0]?.stages[0]?.sources).toMatchObject([
    { kind: 'people', people: people.map((accountId) => ({ accountId })) },
  ]);
});

test('where it is not known who administers the site, nobody opens what only they may', async () => {
  const admins = idOf('site-admins');
  const site = () => ({ administering: async () => ({ known: false }) as never });
  const protections = (
    await inForge(() => openDirectory(platform, { clock }).groups([admins]))
  ).get(admins)?.protection as readonly UnlockableProtection[];
  expect(await save({ groups: [[admins, protections]], site })).toEqual(
    refused('protectionNotKnown', 'site-admins'),
  );
});

test('a group that the site does not show is opened for nothing', async () => {
  const { groupId } = site().addGroup('leaving');
  await saved({ groups: [groupId] });
  site().removeGroup(groupId);
  const [group] = (await saved({ groups: [[groupId, ['jiraAdministration']], idOf('qa')] }))
    .requestableGroups;
  expect(group).toMatchObject({ name: 'leaving', unlockedFor: [] });
});
