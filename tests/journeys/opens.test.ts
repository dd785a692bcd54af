import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { opensLines } from '../../static/src/words/opens';
import { ask } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'finance', 'engineering', 'contractors'], {
    rolesOf: 'anyProject',
  });
  world.platform.atlassian.directory.addActor('MOB', 'Viewer', {
    groupId: world.groupId('contractors'),
  });
});
afterEach(() => world.platform.atlassian.faults.clear());
afterAll(() => world.close());

const given = (name: string, roles: { projectId: string; roleId: string }[] = []) => ({
  groupId: world.groupId(name),
  roles,
});

async function opens(by: string, ...groups: ReturnType<typeof given>[]) {
  const answer = await world.as(by).panel('groups.opens', 'WEB-1', { groups });
  return value(answer).groups.map(({ name, opened, givesProductAccess }) => ({
    name,
    givesProductAccess,
    opened: opened && {
      hidden: opened.hidden,
      roles: opened.roles.map(
        (one) =>
          `${one.name} in ${one.projectName}, ${one.lead?.displayName}${one.byThisAsk ? ', asked' : ''}`,
      ),
    },
  }));
}

test('a group opens two projects, one of them private: each is told what Jira shows them', async () => {
  const told = await opens('Noah Okafor', given('finance'));
  const full = await opens('Isabelle Moreau', given('finance'));
  expect({ told, full }).toMatchInlineSnapshot(`
    {
      "full": [
        {
          "givesProductAccess": false,
          "name": "finance",
          "opened": {
            "hidden": 0,
            "roles": [
              "Viewer in Data Platform, Aaliyah Johnson",
              "Developers in Finance, Isabelle Moreau",
              "Viewers in Legacy Billing, Tom Becker",
            ],
          },
        },
      ],
      "told": [
        {
          "givesProductAccess": false,
          "name": "finance",
          "opened": {
            "hidden": 1,
            "roles": [
              "Viewer in Data Platform, Aaliyah Johnson",
              "Viewers in Legacy Billing, Tom Becker",
            ],
          },
        },
      ],
    }
  `);
});

test('the table of the policy has how many projects each opens, and names those that Jira shows the admin', async () => {
  const groupIds = ['finance', 'engineering'].map(world.groupId);
  const olivia = world.as('Olivia Hart');
  const { groups } = value(await olivia.admin('admin.groupsOpen', { groupIds }));
  // What opens nothing is not told of.
  expect(groups).toEqual([
    {
      groupId: world.groupId('finance'),
      projects: 3,
      roles: [
        { projectName: 'Data Platform', name: 'Viewer' },
        { projectName: 'Finance', name: 'Developers' },
        { projectName: 'Legacy Billing', name: 'Viewers' },
      ],
    },
  ]);
});

test('what the same request gives the group opens too', async () => {
  const { projectOf } = world.platform.atlassian.directory;
  const role = { projectId: projectOf('MOB').id, roleId: world.roleId('MOB', 'Viewer') };
  expect(await opens('Noah Okafor', given('engineering', [role]))).toMatchInlineSnapshot(`
    [
      {
        "givesProductAccess": false,
        "name": "engineering",
        "opened": {
          "hidden": 0,
          "roles": [
            "Viewer in Mobile App, Liam Chen, asked",
          ],
        },
      },
    ]
  `);
});

test('the approver sees what the groups of a request open, whose lead is not asked', async () => {
  const request = value(
    await ask(world, world.as('Noah Okafor'), {
      issue: 'WEB-1',
      people: ['Noah Okafor'],
      add: ['contractors', 'finance'],
    }),
  );
  const { requesterId, groups } = value(
    await world.as('Maya Lindqvist').panel('request.opens', 'WEB-1', { requestId: request.id }),
  );
  expect(requesterId).toBe(world.person('Noah Okafor').accountId);
  const asked = new Set(request.approvals.flatMap((one) => one.approvers.map((p) => p.accountId)));
  expect(groups.map(({ name, members }) => [name, members])).toEqual(
    ['contractors', 'finance'].map((name) => [name, world.members(name).length]),
  );
  const lines = groups.flatMap((group) => opensLines(group, { requesterId }, asked));
  expect(lines.map(({ text, warning }) => [text, warning])).toEqual([
    ['Viewer in Mobile App', 'led by Liam Chen, who is not asked'],
    ['Viewer in Data Platform', 'led by Aaliyah Johnson, who is not asked'],
    ['Viewers in Legacy Billing', 'led by Tom Becker, who is not asked'],
    ['And 1 project you can’t see.', undefined],
  ]);
});

test('of a group that is given a role, the approver sees how many are in it', async () => {
  const request = value(
    await ask(world, world.as('Noah Okafor'), {
      issue: 'WEB-1',
      groups: ['finance', 'contractors'],
      add: ['WEB/Viewers'],
    }),
  );
  const seen = async () =>
    value(
      await world.as('Maya Lindqvist').panel('request.opens', 'WEB-1', { requestId: request.id }),
    );
  const receiving = ['finance', 'contractors'].map((name) => ({
    groupId: world.groupId(name),
    name,
    members: world.members(name).length,
  }));
  expect(await seen()).toMatchObject({ groups: [], receiving });
  world.platform.atlassian.faults.add({
    path: /^\/group\/member/,
    query: new RegExp(world.groupId('finance')),
    via: 'token',
    effect: { kind: 'answer', status: 404, body: '{"errorMessages":["No."]}' },
  });
  const counted = (await seen()).receiving.map(({ members }) => members);
  expect(counted).toEqual([undefined, world.members('contractors').length]);
});

test('the plan is made without it, and the panel loaded', async () => {
  const asked: string[] = [];
  const stop = world.platform.atlassian.onExchange(({ url }) => asked.push(url));
  value(await world.as('Noah Okafor').panel('panel.load', 'WEB-1'));
  stop();
  expect(asked.filter((url) => /project\/search|roledetails/.test(url))).toEqual([]);
});

test('too many projects: not known, and still what costs a seat', async () => {
  world.platform.atlassian.faults.add({
    path: /^\/project\/search/,
    via: 'token',
    effect: {
      kind: 'answer',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ values: [], isLast: false, total: 4_000 }),
    },
  });
  expect(await opens('Noah Okafor', given('finance'))).toEqual([
    { name: 'finance', opened: undefined, givesProductAccess: false },
  ]);
});

test('a site that does not answer is an error of its own, and none of the plan', async () => {
  world.platform.atlassian.faults.add({
    path: /^\/project\/search/,
    via: 'token',
    effect: { kind: 'answer', status: 403, body: '{"errorMessages":["Not today."]}' },
  });
  const noah = world.as('Noah Okafor');
  const answer = await noah.panel('groups.opens', 'WEB-1', { groups: [given('finance')] });
  expect(answer).toMatchObject({ ok: false, error: { code: 'platform' } });
  const subjects = [{ kind: 'person' as const, accountId: noah.accountId }];
  const changes = [{ kind: 'group' as const, verb: 'add' as const, ...given('finance') }].map(
    ({ roles: _roles, ...change }) => change,
  );
  const plan = value(
    await noah.panel('request.preview', 'WEB-1', {
      ask: { subjects, changes },
      term: { kind: 'permanent' },
    }),
  );
  expect(plan.counts.change).toBe(1);
});

test('an unlocked group that administers says so, to whoever asks and to whoever decides', async () => {
  await world.allow(['frontend', 'site-admins', 'platform-crew'], {
    unlocked: ['site-admins', 'platform-crew'],
  });
  const names = ['frontend', 'site-admins', 'platform-crew'];
  const answer = await world
    .as('Noah Okafor')
    .panel('groups.opens', 'WEB-1', { groups: names.map((name) => given(name)) });
  const told = value(answer).groups.map(({ name, administers }) => [name, administers]);
  expect(new Map(told as [])).toEqual(
    new Map([
      ['frontend', undefined],
      ['site-admins', 'site'],
      ['platform-crew', 'jira'],
    ]),
  );
  const asked = { issue: 'WEB-1', people: ['Priya Raman'], add: ['site-admins'] };
  const { id: requestId } = value(await ask(world, world.as('Noah Okafor'), asked));
  const seen = value(
    await world.as('Maya Lindqvist').panel('request.opens', 'WEB-1', { requestId }),
  );
  expect(seen.groups).toMatchObject([{ name: 'site-admins', administers: 'site' }]);
});

type Opens = Awaited<ReturnType<typeof lookUp>>;

/** What is asked about as the form asks. */
async function lookUp(
  by: string,
  about: {
    readonly people: readonly string[];
    readonly groups?: readonly string[];
    readonly roles?: readonly string[];
  },
) {
  const roles = (about.roles ?? []).map((path) => {
    const [project = '', name = ''] = path.split('/');
    const { id: projectId } = world.platform.atlassian.directory.projectOf(project);
    return { kind: 'role' as const, projectId, roleId: world.roleId(project, name) };
  });
  const groups = about.groups ?? [];
  return value(
    await world.as(by).panel('groups.opens', 'WEB-1', {
      groups: groups.map((name) => given(name)),
      people: about.people.map((name) => world.person(name).accountId),
      asked: [
        ...groups.map((name) => ({ kind: 'group' as const, groupId: world.groupId(name) })),
        ...roles,
      ],
    }),
  );
}

const waysIn = ({ otherWays }: Opens) =>
  otherWays.map(({ ofGroup, roles, isAll, through }) => ({
    ofGroup,
    roles: roles.map(({ name, projectName }) => `${name} in ${projectName}`),
    isAll,
    through,
  }));

describe('what somebody has already, another way', () => {
  beforeAll(async () => {
    await world.allow(['frontend', 'finance', 'contractors'], { rolesOf: 'anyProject' });
  });

  test('a role through a group that can be asked for', async () => {
    const told = await lookUp('Noah Okafor', {
      people: ['Daniel Novák', 'Priya Raman'],
      roles: ['WEB/Developers'],
    });
    expect(waysIn(told)).toEqual([
      { ofGroup: undefined, roles: ['Developers in Website'], isAll: true, through: ['frontend'] },
    ]);
    const { accountId } = world.person('Daniel Novák');
    expect(told.otherWays[0]).toMatchObject({ accountId, displayName: 'Daniel Novák' });
    expect(told.otherWaysNotKnown).toEqual([]);
  });

  test('all that a group opens, through one that nobody can ask for, which is not named', async () => {
    const told = await lookUp('Noah Okafor', {
      people: ['Anna Kowalska'],
      groups: ['contractors'],
    });
    expect(waysIn(told)).toEqual([
      { ofGroup: 'contractors', roles: ['Viewer in Mobile App'], isAll: true, through: [] },
    ]);
    expect(JSON.stringify(told)).not.toContain('"design"');
  });

  test('nothing of a project that whoever asks does not see, nor of what can’t be asked for', async () => {
    world.platform.atlassian.directory.addActor('FIN', 'Developers', {
      groupId: world.groupId('contractors'),
    });
    const about = {
      people: ['Andrei Popescu'],
      groups: ['finance', 'design'],
      roles: ['FIN/Developers'],
    };
    expect(waysIn(await lookUp('Noah Okafor', about))).toEqual([]);
    const seen = await lookUp('Isabelle Moreau', about);
    expect(waysIn(seen)).toEqual([
      {
        ofGroup: 'finance',
        roles: ['Developers in Finance'],
        isAll: false,
        through: ['contractors'],
      },
      {
        ofGroup: undefined,
        roles: ['Developers in Finance'],
        isAll: true,
        through: ['contractors'],
      },
    ]);
    world.platform.atlassian.directory.removeActor('FIN', 'Developers', {
      groupId: world.groupId('contractors'),
    });
  });

  test('of a role of another project, nothing where these can’t be asked for', async () => {
    await world.allow(['frontend', 'finance', 'contractors'], { rolesOf: 'issueProject' });
    const told = await lookUp('Noah Okafor', { people: ['Anna Kowalska'], roles: ['MOB/Viewer'] });
    expect(waysIn(told)).toEqual([]);
    await world.allow(['frontend', 'finance', 'contractors'], { rolesOf: 'anyProject' });
  });

  test('of whom the site does not say, it is not known, and of the others it is told', async () => {
    const { accountId } = world.person('Priya Raman');
    world.platform.atlassian.faults.add({
      path: /^\/user\/groups/,
      query: new RegExp(encodeURIComponent(accountId)),
      via: 'token',
      effect: { kind: 'answer', status: 403, body: '{"errorMessages":["No."]}' },
    });
    const told = await lookUp('Noah Okafor', {
      people: ['Priya Raman', 'Daniel Novák'],
      roles: ['WEB/Developers'],
    });
    expect(told.otherWaysNotKnown).toEqual(['Priya Raman']);
    expect(waysIn(told)).toHaveLength(1);
  });

  test('the approver is told the same of a request', async () => {
    const asked = { issue: 'WEB-1', people: ['Daniel Novák'], add: ['WEB/Developers'] };
    const { id: requestId } = value(await ask(world, world.as('Noah Okafor'), asked));
    const told = value(
      await world.as('Maya Lindqvist').panel('request.opens', 'WEB-1', { requestId }),
    );
    expect(waysIn(told)).toEqual([
      { ofGroup: undefined, roles: ['Developers in Website'], isAll: true, through: ['frontend'] },
    ]);
  });
});

test('what would do in place of a group that opens more than the project: a role of it, and a smaller group', async () => {
  await world.allow(['frontend', 'contractors', 'engineering'], { rolesOf: 'anyProject' });
  const { directory } = world.platform.atlassian;
  directory.addActor('WEB', 'Developers', { groupId: world.groupId('contractors') });
  directory.addActor('WEB', 'Developers', { groupId: world.groupId('engineering') });
  const of = async (name: string) =>
    (await lookUp('Noah Okafor', { people: ['Priya Raman'], groups: [name] })).groups[0]?.smaller;
  expect(await of('contractors')).toEqual({
    projectName: 'Website',
    roles: ['Developers'],
    groups: ['engineering'],
  });
  expect(await of('engineering')).toBeUndefined();
  directory.removeActor('WEB', 'Developers', { groupId: world.groupId('contractors') });
  directory.removeActor('WEB', 'Developers', { groupId: world.groupId('engineering') });
});
