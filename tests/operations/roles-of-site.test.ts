import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Exchange } from '../../local/atlassian/atlassian';
import type { Platform } from '../../local/platform/platform';
import { Recent } from '../../src/adapters/atlassian/directory/recent';
import { ROLL_KEPT, Survey } from '../../src/adapters/atlassian/directory/survey';
import { surveyStore } from '../../src/adapters/storage/survey-store';
import { entitlementKey } from '../../src/domain/action/entitlement';
import { MoreToRead } from '../../src/ports/more-to-read';
import { SiteFailure } from '../../src/ports/site-failure';
import { type MovedClock, movedClock } from '../support/moved-clock';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';

/** What projects and roles there are, who is in them, and what is kept of what the site answered. */
let platform: Platform;
let exchanges: Exchange[];
let clock: MovedClock;
beforeAll(async () => {
  platform = await openBench();
  platform.atlassian.onExchange((exchange) => exchanges.push(exchange));
});
afterAll(() => platform.close());
beforeEach(() => {
  exchanges = [];
  clock = movedClock();
});
afterEach(() => platform.atlassian.faults.clear());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const directory = () => openDirectory(platform, { clock });
const site = () => platform.atlassian.directory;
const person = (name: string) => site().personNamed(name).accountId;
const groupId = (name: string) => site().groupNamed(name).groupId;
const role = (projectKey: string, name: string) => {
  const project = site().projectOf(projectKey);
  const roleId = String(project.roles.find((one) => one.name === name)?.id);
  return {
    kind: 'role',
    projectId: project.id,
    projectKey,
    projectName: project.name,
    roleId,
    name,
  } as const;
};
const answer = (path: RegExp, body: unknown, status = 200) =>
  platform.atlassian.faults.add({
    path,
    effect: { kind: 'answer', status, body: JSON.stringify(body) },
  });
const rewrite = <T>(path: RegExp, change: (body: T) => unknown) =>
  platform.atlassian.faults.add({
    path,
    effect: {
      kind: 'rewritten',
      rewrite: ({ text }) => JSON.stringify(change(JSON.parse(text) as T)),
    },
  });
type Json = Record<string, unknown>;
const queries = (path: string) =>
  exchanges
    .map(({ url }) => new URL(url))
    .filter(({ pathname }) => pathname.endsWith(path))
    .map(({ searchParams }) => [...searchParams].map(([name, value]) => `${name}=${value}`));

describe('roles', () => {
  test('come with their project and their actors, each project asked for once', async () => {
    const wanted = [role('WEB', 'Viewers'), role('WEB', 'Administrators')];
    site().addActor('WEB', 'Viewers', { groupId: groupId('design') });
    const found = await inForge(() => directory().roles(wanted));
    expect(found.get(entitlementKey(wanted[0] ?? role('WEB', 'Viewers')))).toMatchObject({
      ...role('WEB', 'Viewers'),
      projectArchived: false,
      adminRole: false,
      actors: expect.arrayContaining([{ kind: 'group', groupId: groupId('design') }]),
      actorsAreWhole: true,
    });
    expect([...found.values()].map(({ adminRole }) => adminRole)).toEqual([false, true]);
    expect(exchanges.filter(({ url }) => /\/project\/\d+$/.test(url))).toHaveLength(1);
    site().removeActor('WEB', 'Viewers', { groupId: groupId('design') });
  });

  const one = async (key = 'WEB', name = 'Viewers') =>
    (await inForge(() => directory().roles([role(key, name)]))).get(
      entitlementKey(role(key, name)),
    );

  test('are not there in a project that is gone, in the bin, or of another one', async () => {
    rewrite<Json>(/^\/project\/\d+$/, (body) => ({ ...body, deleted: true }));
    expect(await one()).toBeUndefined();
    platform.atlassian.faults.clear();
    answer(/^\/project\/\d+$/, {}, 404);
    expect(await one()).toBeUndefined();
    platform.atlassian.faults.clear();
    const other = site().projectOf('MOB').id;
    rewrite<Json>(/\/role\//, (body) => ({ ...body, scope: { project: { id: other } } }));
    expect(await one()).toBeUndefined();
    platform.atlassian.faults.clear();
    rewrite<Json>(/\/role\//, (body) => ({ ...body, scope: {} }));
    expect(await one()).toBeDefined();
    const unknown = { ...role('WEB', 'Viewers'), roleId: '1' };
    platform.atlassian.faults.clear();
    expect(await inForge(() => directory().roles([unknown]))).toEqual(new Map());
  });

  test('of one project alone are there in that one', async () => {
    expect(await one('MOB', 'Member')).toMatchObject({ projectKey: 'MOB' });
  });

  test('of an archived project say so', async () => {
    const { roles } = site().projectOf('INTRA');
    expect((await one('INTRA', roles[0]?.name ?? ''))?.projectArchived).toBe(true);
  });

  test.each([
    ['Administrators', undefined, true],
    ['administrator', undefined, true],
    ['Project Administrators', undefined, false],
    ['Administrators of none', undefined, false],
    ['Bosses', true, true],
    ['Bosses', false, false],
  ])('administer by their name or by the site’s word: %s, %s', async (name, admin, expected) => {
    rewrite<Json>(/\/role\//, (body) => ({ ...body, name, admin }));
    expect((await one())?.adminRole).toBe(expected);
  });

  test.each([
    ['no actors', undefined],
    ['a person without an id', [{ actorUser: {} }]],
    ['a group without an id', [{ actorGroup: {} }]],
  ])('with %s are not known to have no others', async (_, actors) => {
    rewrite<Json>(/\/role\//, (body) => ({ ...body, actors }));
    expect((await one())?.actorsAreWhole).toBe(false);
  });
});

describe('who is in a role', () => {
  const held = async (accountIds: string[], groupIds: string[]) => {
    const viewers = role('WEB', 'Viewers');
    const found = await inForge(() => directory().holders([viewers], { accountIds, groupIds }));
    const ids = found.get(entitlementKey(viewers));
    return ids && [...ids].sort();
  };

  test('is told by one call, of people and groups alike, and of nobody else', async () => {
    const [priya, grace] = [person('Priya Raman'), person('Grace Kim')];
    const [design, qa] = [groupId('design'), groupId('qa')];
    site().addActor('WEB', 'Viewers', { accountId: priya });
    site().addActor('WEB', 'Viewers', { groupId: design });
    expect(await held([priya, grace], [design, qa])).toEqual([priya, design].sort());
    expect(await held([grace], [])).toEqual([]);
    expect(exchanges).toHaveLength(2);
    site().removeActor('WEB', 'Viewers', { accountId: priya });
    site().removeActor('WEB', 'Viewers', { groupId: design });
  });

  test('is nothing where the role is not there, and is no role twice', async () => {
    answer(/\/role\//, {}, 404);
    expect(await held([person('Priya Raman')], [])).toBeUndefined();
    const viewers = role('WEB', 'Viewers');
    platform.atlassian.faults.clear();
    exchanges = [];
    const asked = { accountIds: [person('Priya Raman')], groupIds: [] };
    await inForge(() => directory().holders([viewers, { ...viewers }], asked));
    expect(exchanges).toHaveLength(1);
  });

  test.each([
    ['a person', [{ actorUser: {} }], true, false],
    ['a group', [{ actorGroup: {} }], false, true],
    ['anybody', null, true, true],
  ])('is not known where %s is not told', async (_, told, isOfPeople, isOfGroups) => {
    const priya = person('Priya Raman');
    const known = { actorUser: { accountId: priya } };
    rewrite<Json>(/\/role\//, (body) => ({ ...body, actors: told && [known, ...told] }));
    const problem = {
      code: 'unexpectedAnswer',
      message: 'The site does not say who or which group each actor of the role is.',
      retryable: false,
    };
    const asked = (accountIds: string[], groupIds: string[]) =>
      held(accountIds, groupIds).catch((error: unknown) => error);
    const ofPeople = await asked([person('Grace Kim')], []);
    const ofGroups = await asked([], [groupId('design')]);
    expect(ofPeople).toEqual(isOfPeople ? expect.objectContaining(problem) : []);
    expect(ofGroups).toEqual(isOfGroups ? expect.objectContaining(problem) : []);
    // Whoever is among those who are told is in it all the same.
    if (told !== null) expect(await asked([priya], [])).toEqual([priya]);
  });

  test('is asked of the person where the list tells nothing', async () => {
    const priya = person('Priya Raman');
    const viewers = role('WEB', 'Viewers');
    const has = () => inForge(() => directory().hasRole(viewers, priya));
    expect(await has()).toBe(false);
    site().addActor('WEB', 'Viewers', { accountId: priya });
    expect(await has()).toBe(true);
    expect(JSON.parse(exchanges.at(-1)?.requestBody ?? '')).toEqual({
      expression: `{ me: user.accountId, roles: new User("${priya}").getProjectRoles(project).map(role => role.id) }`,
      context: { project: { id: Number(viewers.projectId) } },
    });
    site().removeActor('WEB', 'Viewers', { accountId: priya });
    answer(/^\/expression/, { value: { me: 'a', roles: [1, viewers.roleId + 1] } });
    expect(await has()).toBe(false);
    platform.atlassian.faults.clear();
    // Who asked is told as well: it may be asked without signing in.
    answer(/^\/expression/, { value: { roles: [Number(viewers.roleId)] } });
    expect(await has()).toBeUndefined();
    platform.atlassian.faults.clear();
    answer(/^\/expression/, {}, 403);
    expect(await has()).toBeUndefined();
    platform.atlassian.faults.clear();
    answer(/^\/expression/, {}, 503);
    await expect(has()).rejects.toMatchObject({ code: 'siteUnavailable' });
  });
});

describe('why a role is not there', () => {
  const absence = (one: { projectId: string; roleId: string } = role('WEB', 'Viewers')) =>
    inForge(() => directory().roleAbsence(one));
  const gone = { projectId: '1', roleId: '2' };

  test('is that it is gone where a Jira administrator is shown neither it nor its project', async () => {
    expect(await absence(gone)).toBe('gone');
    const noRole = { projectId: role('WEB', 'Viewers').projectId, roleId: '2' };
    expect(await absence(noRole)).toBe('gone');
    expect(queries('/project/search')[0]?.slice(0, 4)).toEqual([
      'id=1',
      'status=live',
      'status=archived',
      'status=deleted',
    ]);
    expect(queries('/mypermissions')[0]).toEqual(['permissions=ADMINISTER']);
  });

  test('is not known to anybody else', async () => {
    for (const permissions of [{}, { ADMINISTER: { havePermission: false } }]) {
      platform.atlassian.faults.clear();
      answer(/^\/mypermissions/, { permissions });
      expect(await absence(gone)).toBe('notKnown');
    }
  });

  test('is not known where it is there after all, or its project does not answer for itself', async () => {
    expect(await absence()).toBe('notKnown');
    answer(/^\/project\/\d+$/, {}, 404);
    const noRole = { projectId: role('WEB', 'Viewers').projectId, roleId: '2' };
    expect(await absence(noRole)).toBe('notKnown');
  });

  test.each([
    ['names it', 200, [{ id: 10101, name: 'Viewers' }]],
    ['names none', 200, []],
    ['has one that can’t be read', 200, [{ id: 1, name: 'Administrators' }, { name: 'Viewers' }]],
    ['is not there', 404, {}],
  ])('is not known where the list of all roles of its project %s', async (_, status, roles) => {
    const viewers = role('WEB', 'Viewers');
    answer(/^\/project\/\d+\/role\/\d+$/, {}, 404);
    answer(
      /roledetails$/,
      JSON.parse(JSON.stringify(roles).replace('10101', viewers.roleId)),
      status,
    );
    expect(await absence(viewers)).toBe('notKnown');
  });

  test('is that its project is in the bin', async () => {
    const one = role('LEG', 'Viewers');
    site().binProject('LEG');
    expect(await absence(one)).toBe('inRecycleBin');
    site().restoreProject('LEG');
  });

  test.each([
    ['says that there are more', { values: [], total: 2 }],
    ['does not say whether there are', { values: [] }],
    ['has one that can’t be read', { values: [7], isLast: true }],
    ['has another one, and more', { values: [{ id: '9', key: 'X', name: 'X' }], isLast: false }],
  ])('is not known where the search %s', async (_, page) => {
    answer(/^\/project\/search/, page);
    expect(await absence(gone)).toBe('notKnown');
  });

  test('is that it is gone where the search says that there is no such project', async () => {
    answer(/^\/project\/search/, {}, 404);
    expect(await absence(gone)).toBe('gone');
  });
});

describe('what a group opens', () => {
  const opened = () => inForge(() => directory().openedProjects());

  test('is every role of every project that has it, archived ones among them', async () => {
    site().addActor('FIN', 'Viewers', { groupId: groupId('design') });
    const found = await opened();
    const viewers = role('FIN', 'Viewers');
    expect(found?.roles.filter(({ groupIds }) => groupIds.has(groupId('design')))).toContainEqual({
      projectId: viewers.projectId,
      roleId: viewers.roleId,
      name: 'Viewers',
      groupIds: new Set([groupId('design')]),
    });
    expect(found?.projects.map(({ key }) => key)).toContain('INTRA');
    expect(found?.projects.find(({ key }) => key === 'WEB')?.lead?.displayName).toBe(
      'Maya Lindqvist',
    );
    expect(queries('/project/search')[0]).toEqual([
      'expand=lead',
      'status=live',
      'status=archived',
      'maxResults=15',
    ]);
    site().removeActor('FIN', 'Viewers', { groupId: groupId('design') });
  });

  test('is read once in half a minute', async () => {
    const of = directory();
    await inForge(() => of.openedProjects());
    await inForge(() => of.openedProjects());
    expect(queries('/project/search')).toHaveLength(1);
  });

  const web = () => ({ id: role('WEB', 'Viewers').projectId, key: 'WEB', name: 'Website' });
  test.each([
    ['there are more projects', () => answer(/^\/project\/search/, { values: [web()], total: 2 })],
    [
      'one project can’t be read',
      () => answer(/^\/project\/search/, { values: [web(), 7], total: 2 }),
    ],
    ['it is not said whether that is all', () => answer(/^\/project\/search/, { values: [web()] })],
    ['one role can’t be read', () => rewrite<Json[]>(/roledetails$/, (all) => [...all, {}])],
    [
      'a role has a group without an id',
      () => rewrite<Json>(/\/role\//, (one) => ({ ...one, actors: [{ actorGroup: {} }] })),
    ],
    [
      'there are more than fifty roles',
      () => {
        answer(/^\/project\/search/, { values: [web()], total: 1 });
        answer(
          /roledetails$/,
          Array.from({ length: 51 }, (_, id) => ({ id, name: `Role ${id}` })),
        );
      },
    ],
  ])('is not known where %s', async (_, change) => {
    change();
    expect(await opened()).toBeUndefined();
  });

  test('is nothing of what is gone by now, and not known where no project is shown', async () => {
    answer(/^\/project\/search/, { values: [web()], total: 1 });
    answer(/\/role\//, {}, 404);
    expect(await opened()).toMatchObject({ projects: [{ key: 'WEB' }], roles: [] });
    platform.atlassian.faults.clear();
    answer(/^\/project\/search/, { values: [web()], total: 1 });
    answer(/roledetails$/, {}, 404);
    expect(await opened()).toMatchObject({ projects: [{ key: 'WEB' }], roles: [] });
    platform.atlassian.faults.clear();
    answer(/^\/project\/search/, {}, 404);
    expect(await opened()).toBeUndefined();
    platform.atlassian.faults.clear();
    answer(/^\/project\/search/, { values: [], total: 0, isLast: true });
    expect(await opened()).toBeUndefined();
  });

  test('of fifty roles is known', async () => {
    answer(/^\/project\/search/, { values: [web()], total: 1 });
    answer(
      /roledetails$/,
      Array.from({ length: 50 }, (_, id) => ({ id, name: `Role ${id}` })),
    );
    answer(/\/role\//, {}, 404);
    expect(await opened()).toMatchObject({ roles: [] });
    expect(exchanges).toHaveLength(52);
  });

  const people = { actorUser: { accountId: 'a' } };
  test.each([
    ['has it', [{ actorGroup: { groupId: 'sought' } }], true],
    ['has another', [{ actorGroup: { groupId: 'other' } }], false],
    ['has people', [people], false],
    ['does not tell a person', [{ actorUser: {} }], true],
    ['does not tell a group', [{ actorGroup: {} }], true],
    ['tells nobody', undefined, true],
  ])('of what administers is each role that %s', async (_, actors, isOne) => {
    answer(/^\/project\/search/, { values: [web()], total: 1 });
    rewrite<Json>(/\/role\//, (one) => ({ ...one, actors }));
    const roles = await inForge(() => directory().adminRolesOf('sought'));
    expect(roles?.map(({ name }) => name)).toEqual(isOne ? ['Administrators'] : []);
  });

  test('of what administers is asked of roles by the site’s word too, and of no others', async () => {
    answer(/^\/project\/search/, { values: [web()], total: 1 });
    const details = [
      { id: 1, name: 'Bosses', admin: true },
      { id: 2, name: 'Administrators' },
      { id: 3, name: 'Developers', admin: false },
    ];
    answer(/roledetails$/, details);
    answer(/\/role\/2/, { id: 2, name: 'Administrators' });
    answer(/\/role\/1/, { id: 1, name: 'Bosses' });
    const roles = await inForge(() => directory().adminRolesOf('sought'));
    expect(roles?.map(({ roleId }) => roleId)).toEqual(['1', '2']);
    expect(exchanges.filter(({ url }) => url.includes('/role/'))).toHaveLength(2);
    expect(queries('/project/search')[0]).toEqual(['maxResults=20']);
  });

  test.each<[string, () => void]>([
    ['on a larger site', () => answer(/^\/project\/search/, { values: [web()], total: 2 })],
    ['where the list may go on', () => answer(/^\/project\/search/, { values: [web()] })],
    ['where no project is shown', () => answer(/^\/project\/search/, { values: [], total: 0 })],
    ['where projects are not there', () => answer(/^\/project\/search/, {}, 404)],
    ['where a project has no roles', () => answer(/roledetails$/, [])],
    ['where a project shows none of its roles', () => answer(/roledetails$/, {}, 404)],
    ['where a role that was named is not there', () => answer(/\/role\//, {}, 404)],
  ])('of what administers is not known %s', async (_, change) => {
    change();
    answer(/^\/project\/search/, { values: [web()], total: 1 });
    expect(await inForge(() => directory().adminRolesOf('sought'))).toBeUndefined();
  });
});

describe('projects', () => {
  test('that are searched are live ones, by name, with their leads', async () => {
    const search = (words: string) => inForge(() => directory().searchProjects(words));
    const found = await search(' web ');
    expect(found).toMatchObject({
      items: [{ key: 'WEB', name: 'Website', lead: { displayName: 'Maya Lindqvist' } }],
      unreadable: 0,
    });
    const fixed = ['expand=lead', 'status=live', 'orderBy=name', 'maxResults=20'];
    expect(queries('/project/search')).toEqual([['query=web', ...fixed]]);
    await search('  ');
    expect(queries('/project/search')[1]).toEqual(fixed);
    answer(/^\/project\/search/, {}, 404);
    expect(await search('web')).toEqual({ items: [], unreadable: 0 });
  });

  test('by their id are those that are there, and no other than was asked for', async () => {
    const { projectId } = role('WEB', 'Viewers');
    expect(await inForge(() => directory().project(projectId))).toMatchObject({
      projectId,
      key: 'WEB',
    });
    expect(await inForge(() => directory().project('1'))).toBeUndefined();
    await expect(
      inForge(async () => {
        rewrite<Json>(/^\/project\/\d+$/, (one) => ({ ...one, id: '7' }));
        await directory().project(projectId);
      }),
    ).rejects.toMatchObject({ code: 'unexpectedAnswer' });
  });

  test('have roles, with what they are for where that is said', async () => {
    const { projectId } = role('WEB', 'Viewers');
    answer(/roledetails/, [
      { id: 1, name: 'Developers', description: 'They develop' },
      { id: 2, name: 'Others', description: '' },
    ]);
    expect(await inForge(() => directory().projectRoles(projectId))).toStrictEqual({
      items: [
        { roleId: '1', name: 'Developers', description: 'They develop' },
        { roleId: '2', name: 'Others' },
      ],
      unreadable: 0,
    });
    expect(queries('/roledetails')).toEqual([['excludeConnectAddons=true']]);
    platform.atlassian.faults.clear();
    expect(await inForge(() => directory().projectRoles('1'))).toEqual({
      items: [],
      unreadable: 0,
    });
  });
});

describe('what the site has answered', () => {
  test('is kept for less than half a minute, and from when it was asked', async () => {
    const recent = new Recent(clock);
    let asked = 0;
    const read = async () => {
      asked += 1;
      clock.move(10_000);
      return asked;
    };
    expect(await recent.get('a', read)).toBe(1);
    clock.move(19_999);
    expect(await recent.get('a', read)).toBe(1);
    expect(await recent.get('b', read)).toBe(2);
    expect(await recent.get('a', read)).toBe(3);
    expect(await recent.read('a', read)).toBe(4);
    expect(await recent.get('a', read)).toBe(4);
  });

  const given = (size: number) => ({ found: [], size, total: size, hidesSomebody: false });
  const open = (question: string, kept?: number) =>
    inForge(() => Survey.open(surveyStore, clock, question, kept));
  const usedUp = new SiteFailure('callsUsedUp', 'No more', false);

  test('goes on in the next invocation, as far as it was read in this one', async () => {
    const survey = await open('q1');
    expect(await survey.ask('one', async () => given(1))).toEqual(given(1));
    expect(await survey.ask('one', async () => given(9))).toEqual(given(1));
    const more = (await inForge(() => survey.endWith(usedUp))) as MoreToRead;
    expect(more).toBeInstanceOf(MoreToRead);
    expect(more).toMatchObject({ done: 1, total: 2 });
    const next = await open('q1');
    expect(await next.ask('one', async () => given(9))).toEqual(given(1));
    expect(await (await open('q2')).ask('one', async () => given(9))).toEqual(given(9));
  });

  test('says how many calls are left of those that were asked for', async () => {
    const survey = await open('q3');
    const failing = ['a', 'b', 'c'].map((call) =>
      survey.ask(call, () => Promise.reject(usedUp)).catch(() => undefined),
    );
    await survey.ask('d', async () => given(1));
    await Promise.all(failing);
    expect(await inForge(() => survey.endWith(usedUp))).toMatchObject({ done: 1, total: 4 });
  });

  test('ends with what went wrong where nothing was read, or it was something else', async () => {
    const survey = await open('q4');
    expect(await survey.endWith(usedUp)).toBe(usedUp);
    await survey.ask('a', async () => given(1));
    for (const problem of [new SiteFailure('forbidden', 'No', false), new Error('a fault')])
      expect(await survey.endWith(problem)).toBe(problem);
    expect(await (await open('q4')).ask('a', async () => given(2))).toEqual(given(2));
  });

  test('keeps what is still under way as it ends', async () => {
    const survey = await open('q5');
    await survey.ask('a', async () => given(1));
    let finish: (() => void) | undefined;
    const late = survey.ask(
      'late',
      () =>
        new Promise((resolve) => {
          finish = () => resolve(given(2));
        }),
    );
    const ended = inForge(() => survey.endWith(usedUp));
    finish?.();
    await late;
    expect(await ended).toMatchObject({ done: 2 });
  });

  test.each([
    [undefined, 60_000],
    [ROLL_KEPT, 300_000],
  ])('is kept for a while from when it was begun: %s', async (kept, milliseconds) => {
    const question = `kept ${kept}`;
    const begun = await open(question, kept);
    await begun.ask('a', async () => given(1));
    clock.move(milliseconds / 2);
    await inForge(() => begun.endWith(usedUp));
    const second = await open(question, kept);
    await second.ask('b', async () => given(1));
    await inForge(() => second.endWith(usedUp));
    clock.move(milliseconds / 2);
    expect(await (await open(question, kept)).ask('a', async () => given(2))).toEqual(given(1));
    clock.move(1);
    expect(await (await open(question, kept)).ask('a', async () => given(2))).toEqual(given(2));
  });

  test('leaves room for what comes after it, once much is used up', async () => {
    const survey = await open('room');
    for (let at = 0; at < 45; at += 1) await survey.ask(`c${at}`, async () => given(1));
    await expect(inForge(() => survey.leaveRoom())).resolves.toBeUndefined();
    await survey.ask('one more', async () => given(1));
    await expect(inForge(() => survey.leaveRoom())).rejects.toBeInstanceOf(MoreToRead);
    const next = await open('room');
    await next.ask('one more', async () => given(2));
    await expect(inForge(() => next.leaveRoom())).resolves.toBeUndefined();
  });
});
