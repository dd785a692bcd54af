import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Exchange } from '../../local/atlassian/atlassian';
import type { Platform } from '../../local/platform/platform';
import {
  listedAmong,
  type MemberReader,
} from '../../src/adapters/atlassian/directory/read-members';
import { surveyStore } from '../../src/adapters/storage/survey-store';
import { entitlementKey } from '../../src/domain/action/entitlement';
import { type MovedClock, movedClock } from '../support/moved-clock';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';

/** What groups there are, what they grant, and who is in them, however the site answers. */
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
const idOf = (name: string) => site().groupNamed(name).groupId;
const group = (name: string) => ({ kind: 'group', groupId: idOf(name), name }) as const;
const answer = (
  path: RegExp,
  body: unknown,
  more: { query?: RegExp; status?: number; times?: number } = {},
) => {
  const { status = 200, ...rule } = more;
  return platform.atlassian.faults.add({
    path,
    ...rule,
    effect: { kind: 'answer', status, body: JSON.stringify(body) },
  });
};
const calls = (path?: string) =>
  exchanges
    .map(({ url }) => new URL(url))
    .filter(({ pathname }) => path === undefined || pathname.endsWith(path))
    .map(({ pathname, searchParams }) => ({
      path: pathname.replace('/rest/api/3', ''),
      query: Object.fromEntries(searchParams),
    }));

describe('groups by their ids', () => {
  test('are asked for fifty at a time, each once, and those that are gone are left out', async () => {
    const ids = Array.from({ length: 51 }, (_, at) => site().addGroup(`counted-${at}`).groupId);
    const found = await inForge(() => directory().groupNames([...ids, ...ids, 'gone']));
    expect(found.size).toBe(51);
    expect(found.get(ids[7] ?? '')).toBe('counted-7');
    const asked = exchanges.map(({ url }) => new URL(url).searchParams.getAll('groupId').length);
    expect(asked.sort((a, b) => a - b)).toEqual([2, 50]);
    for (const id of ids) site().removeGroup(id);
  });

  test('say what they are: managed elsewhere, a seat, protected or none of these', async () => {
    const names = ['all-staff', 'jira-software-users-acme-local', 'platform-crew', 'frontend'];
    const found = await inForge(() => directory().groups(names.map(idOf)));
    const facts = names.map((name) => {
      const { managedElsewhere, givesProductAccess, protection } = found.get(idOf(name)) ?? {};
      return [name, managedElsewhere, givesProductAccess, protection];
    });
    expect(facts).toEqual([
      ['all-staff', true, false, []],
      ['jira-software-users-acme-local', false, true, []],
      ['platform-crew', false, false, ['jiraAdministration']],
      ['frontend', false, false, []],
    ]);
    // All groups come by one answer of the picker.
    expect(calls('/groups/picker')).toEqual([
      { path: '/groups/picker', query: { maxResults: '1000', caseInsensitive: 'true' } },
    ]);
  });

  test('ask who administers anew each time, and what costs a seat once in half a minute', async () => {
    const of = directory();
    await inForge(() => of.groups([idOf('frontend')]));
    await inForge(() => of.groups([idOf('frontend')]));
    expect(calls('/applicationrole')).toHaveLength(1);
    expect(
      calls('/group/bulk')
        .map(({ query }) => query.accessType)
        .filter((one) => one !== undefined)
        .sort(),
    ).toEqual(['admin', 'admin', 'site-admin', 'site-admin']);
    clock.move(30_000);
    await inForge(() => of.groups([idOf('frontend')]));
    expect(calls('/applicationrole')).toHaveLength(2);
  });

  const frontend = async () =>
    (await inForge(() => directory().groups([idOf('frontend')]))).get(idOf('frontend'));
  const own = () => ({ groupId: idOf('frontend'), name: 'frontend' });

  test.each([
    ['what no product names costs none', [{ groupDetails: ['other'] }], false],
    ['products that name no group at all leave it open', [{ groupDetails: [] }], undefined],
    ['what a product names costs one', [{ groupDetails: ['own'] }], true],
    [
      'a product that does not tell its groups leaves it open',
      [{ groupDetails: ['other'] }, {}],
      undefined,
    ],
    [
      'a product of which one group can’t be read does',
      [{ groupDetails: ['other', {}] }],
      undefined,
    ],
    ['one that can’t be read itself does', [{ groupDetails: ['other'] }, 7], undefined],
    ['what is named is known all the same', [{ groupDetails: ['own', {}] }, {}], true],
    ['none at all leaves it open', [], undefined],
  ])('cost a seat by what the products say: %s', async (_, roles, expected) => {
    const body = roles.map((one) =>
      typeof one === 'object' && 'groupDetails' in one
        ? {
            groupDetails: one.groupDetails.map((each) =>
              each === 'own' ? own() : each === 'other' ? { groupId: 'o', name: 'other' } : each,
            ),
          }
        : one,
    );
    answer(/^\/applicationrole/, body);
    expect((await frontend())?.givesProductAccess).toBe(expected);
  });

  test.each([
    ['one product', 'SINGLE', true],
    ['several', 'MULTIPLE', true],
    ['none', 'ADMIN', false],
  ])('cost a seat of %s by the label that the picker shows', async (_, type, expected) => {
    const labelled = { ...own(), labels: [{ text: 'Confluence', type }] };
    answer(/^\/groups\/picker/, { total: 1, groups: [labelled] });
    expect((await frontend())?.givesProductAccess).toBe(expected);
  });

  test('may cost a seat where the site refuses to say', async () => {
    answer(/^\/applicationrole/, {}, { status: 403 });
    expect((await frontend())?.givesProductAccess).toBeUndefined();
    platform.atlassian.faults.clear();
    answer(/^\/applicationrole/, {}, { status: 503 });
    await expect(frontend()).rejects.toMatchObject({ code: 'siteUnavailable' });
  });

  test.each([
    ['the label of those that administer', [{ type: 'ADMIN' }], ['adminLabel']],
    ['another label', [{ type: 'SINGLE' }, { type: null }], []],
    ['no labels', undefined, []],
  ])('are protected by what the picker shows: %s', async (_, labels, protection) => {
    // Another one that is labelled shows that the picker tells labels.
    const other = { groupId: 'x', name: 'x', labels: [{ type: 'ADMIN' }] };
    answer(/^\/groups\/picker/, { total: 2, groups: [{ ...own(), labels }, other] });
    expect((await frontend())?.protection).toEqual(protection);
  });

  test('are looked for by name where the picker does not show all of them', async () => {
    const labelled = { ...own(), labels: [{ type: 'ADMIN' }], managedBy: 'EXTERNAL' };
    answer(/^\/groups\/picker/, { total: 1, groups: [labelled] }, { query: /query=frontend/ });
    const other = { groupId: 'x', name: 'x', labels: [{ type: 'ADMIN' }] };
    answer(/^\/groups\/picker/, { total: 2, groups: [other] });
    expect(await frontend()).toMatchObject({
      protection: ['adminLabel'],
      managedElsewhere: true,
    });
    expect(calls('/groups/picker').map(({ query }) => query.query)).toEqual([
      undefined,
      'frontend',
    ]);
  });

  test.each([
    ['shows it without a label', [{}], []],
    ['shows that there is none', [], []],
  ])('are ordinary where the search by name %s', async (_, groups, protection) => {
    const found = groups.map((more) => ({ ...own(), ...more }));
    answer(/^\/groups\/picker/, { total: found.length, groups: found }, { query: /query=/ });
    const other = { groupId: 'x', name: 'x', labels: [{ type: 'ADMIN' }] };
    answer(/^\/groups\/picker/, { total: 2, groups: [other] });
    expect((await frontend())?.protection).toEqual(protection);
  });

  test('are not known to be ordinary where the search by name is cut off too', async () => {
    const other = { groupId: 'x', name: 'x', labels: [{ type: 'ADMIN' }] };
    answer(/^\/groups\/picker/, { total: 2, groups: [other] });
    expect((await frontend())?.protection).toEqual(['notKnown']);
  });

  test('are not known to be ordinary where the picker shows no group at all', async () => {
    answer(/^\/groups\/picker/, { total: 0, groups: [] });
    expect((await frontend())?.protection).toEqual(['notKnown']);
  });
});

describe('which groups administer', () => {
  const doubt = async () => {
    const found = await inForge(() => directory().administering());
    return found.known ? undefined : found.doubt;
  };

  test('is known by what the site answers, and by the connection’s own groups in it', async () => {
    const found = await inForge(() => directory().administering());
    expect(found.known && [...found.site.values()].sort()).toContain('site-admins');
    expect(found.known && [...found.jira.values()]).toContain('platform-crew');
  });

  test.each([
    ['refuses one question', /accessType=admin/, {}, 403, 'noAnswer'],
    ['refuses the other', /accessType=site-admin/, {}, 403, 'noAnswer'],
    ['names none', /accessType=site-admin/, { values: [], isLast: true }, 200, 'empty'],
    [
      'names others',
      /accessType=site-admin/,
      { values: [{ groupId: 'g', name: 'g' }], isLast: true },
      200,
      'notOurs',
    ],
    [
      'does not end',
      /accessType=admin/,
      { values: [{ groupId: 'g', name: 'g' }] },
      200,
      'noAnswer',
    ],
    [
      'makes no sense',
      /accessType=admin/,
      { values: [{ groupId: 7 }], isLast: true },
      200,
      'noAnswer',
    ],
    ['says nothing', /accessType=admin/, 'nothing', 200, 'noAnswer'],
  ] as const)('is in doubt where the site %s', async (_, query, body, status, expected) => {
    answer(/^\/group\/bulk/, body, { query, status });
    expect(await doubt()).toBe(expected);
  });

  test.each([
    ['as whom it is asked', /^\/myself/, {}, 'noAnswer'],
    ['which groups that account is in', /^\/user\/groups/, 'nothing', 'noAnswer'],
    ['of any group that the account is in', /^\/user\/groups/, [], 'empty'],
  ])('is in doubt where the site does not say %s', async (_, path, body, expected) => {
    answer(path, body);
    expect(await doubt()).toBe(expected);
  });

  test('can’t be asked where the site is down', async () => {
    answer(/^\/group\/bulk/, {}, { status: 503 });
    await expect(doubt()).rejects.toMatchObject({ code: 'siteUnavailable' });
  });

  test('is read page by page, and not believed where it goes on for ever', async () => {
    const page = (from: number, isLast: boolean) => ({
      values: Array.from({ length: 50 }, (_, at) => ({ groupId: `g${from + at}`, name: 'g' })),
      isLast,
    });
    const admins = idOf('site-admins');
    answer(/^\/group\/bulk/, page(0, false), { query: /accessType=site-admin&startAt=0/ });
    answer(
      /^\/group\/bulk/,
      { values: [{ groupId: admins, name: 'site-admins' }], isLast: true },
      { query: /accessType=site-admin&startAt=50/ },
    );
    const found = await inForge(() => directory().administering());
    expect(found.known && found.site.size).toBe(51);
    platform.atlassian.faults.clear();
    exchanges = [];
    answer(/^\/group\/bulk/, page(0, false), { query: /accessType=site-admin/ });
    expect(await doubt()).toBe('noAnswer');
    const asked = calls('/group/bulk').filter(({ query }) => query.accessType === 'site-admin');
    expect(asked.map(({ query }) => query.startAt)).toEqual(
      Array.from({ length: 10 }, (_, at) => String(50 * at)),
    );
    expect(asked[0]?.query.maxResults).toBe('50');
  });

  test('protects every group of them, and says what all are called', async () => {
    const found = await inForge(() => directory().protection());
    expect(found).toMatchObject({
      doubt: undefined,
      labelsAreWhole: true,
      namesAreWhole: true,
    });
    const of = (name: string) => found.groups.find((one) => one.name === name)?.protection;
    expect(of('platform-crew')).toEqual(['jiraAdministration']);
    expect(of('site-admins')).toContain('siteAdministration');
    expect(of('frontend')).toBeUndefined();
    expect(found.names).toContain('frontend');
    expect(found.groups.every(({ protection }) => protection.length > 0)).toBe(true);
  });

  test('protects by label and by name what the answers do not name, and says that it is in doubt', async () => {
    answer(/^\/group\/bulk/, {}, { query: /accessType=admin/, status: 403 });
    const groups = [
      { groupId: 'a', name: 'labelled', labels: [{ type: 'ADMIN' }] },
      { groupId: 'b', name: 'plain' },
      { groupId: 'c', name: 'jira-administrators' },
    ];
    answer(/^\/groups\/picker/, { total: 3, groups });
    const found = await inForge(() => directory().protection());
    expect(found.doubt).toBe('noAnswer');
    expect(found.groups.map(({ name }) => name)).toContain('jira-administrators');
    expect(found.groups.map(({ name }) => name)).not.toContain('plain');
    expect(found.groups.flatMap(({ protection }) => [...protection])).not.toContain('notKnown');
  });

  test('is in doubt where the picker shows none, and names are those of the list', async () => {
    answer(/^\/groups\/picker/, { groups: [] });
    const of = directory();
    const found = await inForge(() => of.protection());
    expect(found).toMatchObject({ doubt: 'empty', labelsAreWhole: false, namesAreWhole: true });
    expect(found.names).toContain('frontend');
    // The list of all is read once in half a minute.
    const read = () => calls('/group/bulk').filter(({ query }) => query.accessType === undefined);
    const before = read().length;
    await inForge(() => of.protection());
    expect(read()).toHaveLength(before);
    answer(/^\/group\/bulk/, {}, { query: /^(?!.*accessType)/, status: 403 });
    clock.move(30_000);
    const without = await inForge(() => of.protection());
    expect(without.namesAreWhole).toBe(false);
    // Those that administer are named all the same.
    expect(without.names).toContain('platform-crew');
  });
});

describe('all groups', () => {
  test('are known where the connection’s own are among them', async () => {
    expect(await inForge(() => directory().allGroups())).toEqual(
      new Set(
        site()
          .groups()
          .map(({ groupId }) => groupId),
      ),
    );
    answer(
      /^\/group\/bulk/,
      { values: [{ groupId: 'g', name: 'g' }], isLast: true },
      { query: /^(?!.*accessType)/ },
    );
    expect(await inForge(() => directory().allGroups())).toBeUndefined();
    platform.atlassian.faults.clear();
    answer(/^\/user\/groups/, {}, { status: 403 });
    expect(await inForge(() => directory().allGroups())).toBeUndefined();
  });

  test('are those of one person, and none of somebody whom the site does not know', async () => {
    const noah = site().personNamed('Noah Okafor').accountId;
    const names = async (id: string) =>
      (await inForge(() => directory().groupsOf(id))).map(({ name }) => name);
    expect(await names(noah)).toContain('frontend');
    expect(await names('712020:nobody')).toEqual([]);
  });
});

describe('groups that are searched', () => {
  test('are all there are without words, and say what they are', async () => {
    const found = await inForge(() => directory().searchGroups(' '));
    expect(found).toMatchObject({ unreadable: 0, isWhole: true });
    expect(found.items).toHaveLength(site().groups().length);
    expect(found.items.find(({ name }) => name === 'platform-crew')?.protection).toEqual([
      'jiraAdministration',
    ]);
  });

  test('come with the one that is called so first, and fifty others at most', async () => {
    const others = Array.from({ length: 60 }, (_, at) => ({ groupId: `o${at}`, name: `x-${at}` }));
    const groups = [...others, { groupId: 'm', name: 'X' }];
    answer(/^\/groups\/picker/, { total: 61, groups });
    const found = await inForge(() => directory().searchGroups(' x '));
    expect(found.items.map(({ groupId }) => groupId)).toEqual([
      'm',
      ...others.slice(0, 50).map(({ groupId }) => groupId),
    ]);
    expect(calls('/groups/picker').map(({ query }) => query.query)).toEqual(['x']);
    const all = await inForge(() => directory().searchGroups(''));
    expect(all.items).toHaveLength(61);
    // It was shown: it is not asked for by its name.
    expect(calls('/group/bulk').some(({ query }) => query.groupName !== undefined)).toBe(false);
  });

  test('have the one that is called so asked for by its name where the picker was cut off', async () => {
    answer(/^\/groups\/picker/, { total: 9, groups: [{ groupId: 'o', name: 'frontend-2' }] });
    const found = await inForge(() => directory().searchGroups('frontend'));
    expect(found.items.map(({ groupId }) => groupId)).toEqual([idOf('frontend'), 'o']);
    // What is not shown is not known to be ordinary.
    expect(found.items[0]?.protection).toEqual(['notKnown']);
    expect(found.items[1]?.protection).toEqual([]);
    expect(found.isWhole).toBe(false);
  });

  test.each([
    ['says how many there are', { total: 1 }, true],
    ['says that there are more', { total: 2 }, false],
    ['does not say how many', {}, false],
  ])('are whole where the picker %s', async (_, more, isWhole) => {
    answer(/^\/groups\/picker/, { groups: [{ groupId: 'o', name: 'other' }], ...more });
    expect((await inForge(() => directory().searchGroups(''))).isWhole).toBe(isWhole);
  });
});

describe('names that are taken', () => {
  test('are those of a group, in whichever letters, and none of nothing', async () => {
    const ask = (...names: string[]) => inForge(() => directory().takenGroupNames(names));
    expect(await ask(' Frontend ', 'front', '  ', 'not-there')).toEqual(new Set(['frontend']));
    exchanges = [];
    expect(await ask('')).toEqual(new Set());
    expect(exchanges).toEqual([]);
  });

  test('are asked for exactly, ten at a time, where the picker was cut off', async () => {
    answer(/^\/groups\/picker/, { total: 9, groups: [] });
    const names = Array.from({ length: 11 }, (_, at) => `Cut-${at}`);
    const made = names.slice(0, 10).map((name) => site().addGroup(name));
    made.push(site().addGroup('Cut-10'));
    const taken = await inForge(() => directory().takenGroupNames(names));
    expect(taken?.size).toBe(11);
    const asked = exchanges
      .map(({ url }) => new URL(url).searchParams.getAll('groupName'))
      .filter((one) => one.length > 0);
    expect(asked.map((one) => one.length).sort((a, b) => a - b)).toEqual([1, 10]);
    // In the letters that somebody typed: this search does not leave case out of account.
    expect(asked.flat()).toContain('Cut-3');
    for (const { groupId } of made) site().removeGroup(groupId);
  });

  test('are looked for among all groups where that finds none, and are not known without these', async () => {
    answer(/^\/groups\/picker/, { total: 9, groups: [] });
    const ask = () => inForge(() => directory().takenGroupNames(['FRONTEND', 'not-there']));
    expect(await ask()).toEqual(new Set(['frontend']));
    answer(/^\/group\/bulk/, {}, { query: /^(?!.*groupName)/, status: 403 });
    expect(await ask()).toBeUndefined();
  });
});

describe('who is in a group', () => {
  const people = (count: number, of: string) =>
    Array.from({ length: count }, (_, at) => {
      const { accountId } = site().addPerson(`${of} ${at}`, `${of}.${at}@acme.example`);
      return accountId;
    });
  const fresh = (name: string, members: readonly string[]) => {
    const { groupId } = site().addGroup(name);
    for (const id of members) site().addMember(groupId, id);
    return group(name);
  };
  const holders = async (
    groups: readonly ReturnType<typeof group>[],
    accountIds: readonly string[],
    { of = directory(), afresh = false } = {},
  ) => {
    const asked = { accountIds, groupIds: [] };
    const found = await inForge(() => of.holders(groups, asked, afresh));
    return groups.map((one) => [...(found.get(entitlementKey(one)) ?? [])]);
  };
  let crowd: readonly string[];
  let large: ReturnType<typeof group>;
  beforeAll(() => {
    crowd = people(130, 'crowd');
    large = fresh('large', crowd.slice(0, 120));
  });

  test('is asked of each person where they are as few as the groups', async () => {
    const [one = '', two = ''] = crowd;
    const small = fresh('small', [two]);
    expect(await holders([large, small], [one, two])).toEqual([[one, two], [two]]);
    expect(calls().map(({ path }) => path)).toEqual(['/user/groups', '/user/groups']);
    exchanges = [];
    expect(await holders([], [one])).toEqual([]);
    expect(await holders([large], [])).toEqual([[]]);
    expect(exchanges).toEqual([]);
  });

  test('is read page by page, all at once, where that is fewer calls', async () => {
    const [found] = await holders([large], [...crowd, ...crowd.slice(0, 3)]);
    expect(found).toEqual(crowd.slice(0, 120));
    expect(calls('/group/member').map(({ query }) => query.startAt)).toEqual(['0', '50', '100']);
    expect(calls('/group/member')[0]?.query).toMatchObject({
      includeInactiveUsers: 'true',
      maxResults: '50',
    });
  });

  test('is asked of each person where the pages would be more calls', async () => {
    // Two pages are left behind the first: as many calls as people are let pass, and no more.
    expect(await holders([large], crowd.slice(119, 121))).toEqual([[crowd[119]]]);
    expect(calls('/group/member')).toHaveLength(3);
    exchanges = [];
    const [a, b] = [fresh('one-a', []), fresh('one-b', crowd.slice(0, 3))];
    expect(await holders([a, b, large], crowd.slice(0, 4))).toEqual([
      [],
      crowd.slice(0, 3),
      crowd.slice(0, 4),
    ]);
    expect(calls('/user/groups')).toHaveLength(4);
  });

  const member = (accountId: string) => ({ accountId });
  const page = (ids: readonly string[], total: number | undefined, isLast?: boolean) => ({
    values: ids.map(member),
    total,
    isLast,
  });
  const pages = (...all: readonly (readonly [from: number, body: unknown])[]) => {
    for (const [from, body] of all)
      answer(/^\/group\/member/, body, { query: new RegExp(`startAt=${from}&`) });
  };

  test('is read one page after the other where they are shorter than asked for', async () => {
    const ids = crowd.slice(0, 90);
    pages(
      [0, page(ids.slice(0, 40), 90, false)],
      [40, page(ids.slice(40, 80), 90, false)],
      [80, page(ids.slice(80), 90, true)],
    );
    expect(await holders([large], crowd)).toEqual([ids]);
    expect(calls('/group/member')).toHaveLength(3);
  });

  test('is read to the end that the last page tells, if it is further', async () => {
    const ids = crowd.slice(0, 110);
    pages(
      [0, page(ids.slice(0, 50), 100, false)],
      [50, page(ids.slice(50, 100), 110, false)],
      [100, page(ids.slice(100), 110, true)],
    );
    expect(await holders([large], crowd)).toEqual([ids]);
  });

  test('is read anew where pages that came at once are shorter than the first', async () => {
    const ids = crowd.slice(0, 100);
    pages(
      [0, page(ids.slice(0, 50), 100, false)],
      [50, page(ids.slice(50, 90), 100, false)],
      [90, page(ids.slice(90), 100, true)],
    );
    expect(await holders([large], crowd)).toEqual([ids]);
  });

  test('is asked of each person where somebody on any page is told without an id', async () => {
    for (const at of [0, 50]) {
      platform.atlassian.faults.clear();
      exchanges = [];
      pages(
        [
          0,
          {
            ...page(crowd.slice(0, 50), 51),
            values: [...crowd.slice(0, 49).map(member), at === 0 ? {} : member('x')],
          },
        ],
        [50, { values: [at === 50 ? {} : member('y')], total: 51, isLast: true }],
      );
      expect(await holders([large], crowd.slice(0, 3))).toEqual([crowd.slice(0, 3)]);
      expect(calls('/user/groups')).toHaveLength(3);
    }
  });

  test('is remembered for half a minute, unless it is asked afresh', async () => {
    const of = directory();
    const asked = crowd.slice(0, 5);
    const small = fresh('remembered', asked.slice(0, 1));
    await holders([small], asked, { of });
    site().addMember(small.groupId, asked[1] ?? '');
    expect(await holders([small], asked, { of })).toEqual([asked.slice(0, 1)]);
    await inForge(() => of.holders([small], { accountIds: asked, groupIds: [] }));
    expect(calls('/group/member')).toHaveLength(1);
    expect(await holders([small], asked, { of, afresh: true })).toEqual([asked.slice(0, 2)]);
    expect(await holders([small], asked, { of })).toEqual([asked.slice(0, 2)]);
    expect(calls('/group/member')).toHaveLength(2);
  });

  test('is nobody where the group is not there', async () => {
    const gone = { kind: 'group', groupId: 'gone', name: 'gone' } as const;
    expect(await holders([gone], crowd.slice(0, 3))).toEqual([[]]);
    expect(await inForge(() => directory().isGroupGone('gone'))).toBe(true);
    expect(await inForge(() => directory().isGroupGone(large.groupId))).toBe(false);
    expect(calls('/group/member').at(-1)?.query.maxResults).toBe('1');
  });

  test('is seen on the list itself, however long it is', async () => {
    const listed = async (id: string) =>
      (await inForge(() => directory().listedAmong(large, [id])))?.has(id);
    expect(await listed(crowd[119] ?? '')).toBe(true);
    expect(await listed(crowd[120] ?? '')).toBe(false);
    exchanges = [];
    expect(await listed(crowd[0] ?? '')).toBe(true);
    expect(calls('/group/member')).toHaveLength(1);
    // A list that does not say how many are on it goes on behind each page.
    pages(
      [0, page(['a'], undefined, false)],
      [1, page(['b'], undefined, false)],
      [2, page(['c'], undefined, true)],
    );
    expect(await listed('c')).toBe(true);
    expect(await listed('d')).toBe(false);
  });

  test('is not known of a list that goes on for longer than a run may read', async () => {
    const goesOn: MemberReader = {
      page: async (_, from) => ({
        ids: [`m-${from}`],
        size: 1,
        total: from + 2,
        hidesSomebody: false,
      }),
      groupsOf: async () => new Set(),
    };
    const listed = (...ids: string[]) => listedAmong(goesOn, large, ids);
    expect(await listed('m-199', 'm-0')).toEqual(new Set(['m-199', 'm-0']));
    expect(await listed('m-200')).toBeUndefined();
  });

  test('is kept between invocations by what was asked, and by whom', async () => {
    const asked = crowd.slice(0, 40);
    const [one, two] = [fresh('kept-a', asked), fresh('kept-b', asked.slice(0, 2))];
    const within = (atMost: number, connectionId: string) =>
      openDirectory(platform, {
        clock,
        reads: { atMost, within: Number.POSITIVE_INFINITY },
        surveys: { store: surveyStore, connectionId },
      });
    const ask = (atMost: number, connectionId = 'acme') =>
      holders([one, two], asked, { of: within(atMost, connectionId) }).catch(
        (error: Error) => error.name,
      );
    expect(await ask(1)).toBe('MoreToRead');
    expect(await ask(1)).toEqual([asked, asked.slice(0, 2)]);
    expect(exchanges).toHaveLength(2);
    exchanges = [];
    const few = asked.slice(1, 3);
    const each = () =>
      holders([one, two], few, { of: within(1, 'acme') }).catch((error: Error) => error.name);
    expect(await each()).toBe('MoreToRead');
    expect(await each()).toEqual([few, few.slice(0, 1)]);
    expect(calls('/user/groups')).toHaveLength(2);
    // Of a minute ago, somebody may have changed it.
    expect(await ask(1, 'later')).toBe('MoreToRead');
    clock.move(60_001);
    expect(await ask(1, 'later')).toBe('MoreToRead');
  });
});

describe('who can act in a group', () => {
  const of = (accountType: string, active: boolean | undefined, at = 0) => ({
    accountId: `${accountType}${active}${at}`,
    accountType,
    active,
  });
  const count = (atMost: number) =>
    inForge(() => directory().countActing(idOf('frontend'), atMost));
  const page = (from: number, body: unknown) =>
    answer(/^\/group\/member/, body, { query: new RegExp(`startAt=${from}&`) });

  test('are active people, and nobody of whom that is not said', async () => {
    const values = [
      of('atlassian', true),
      of('atlassian', false),
      of('atlassian', undefined),
      of('app', true),
      of('customer', true),
    ];
    page(0, { values, total: 5, isLast: true });
    expect(await count(9)).toEqual({ count: 1, isWhole: true, idleGroups: new Set() });
    expect(calls('/group/member')[0]?.query).toMatchObject({
      includeInactiveUsers: 'true',
      maxResults: '50',
    });
  });

  test('are counted no further than asked, and over pages until then', async () => {
    const two = (at: number) => [of('atlassian', true, at), of('atlassian', true, at + 1)];
    page(0, { values: two(1), total: 4, isLast: false });
    page(2, { values: two(3), total: 4, isLast: true });
    expect(await count(4)).toMatchObject({ count: 4, isWhole: true });
    exchanges = [];
    expect(await count(2)).toMatchObject({ count: 2, isWhole: false });
    expect(exchanges).toHaveLength(1);
    expect(await count(1)).toMatchObject({ count: 1 });
  });

  test('are counted once, also where somebody stands on two pages', async () => {
    const [one, two] = [of('atlassian', true, 1), of('atlassian', true, 2)];
    page(0, { values: [one], total: 3, isLast: false });
    page(1, { values: [one, two], total: 3, isLast: true });
    expect(await count(9)).toMatchObject({ count: 2, isWhole: true });
  });

  test('are not all known where a page is empty or can’t be read, or the list has no end', async () => {
    page(0, { values: [of('atlassian', true)], total: 3, isLast: false });
    page(1, { values: [], total: 3, isLast: false });
    expect(await count(9)).toMatchObject({ count: 1, isWhole: false });
    expect(exchanges).toHaveLength(2);
    platform.atlassian.faults.clear();
    page(0, { values: [of('atlassian', true), 7], total: 2, isLast: true });
    expect(await count(9)).toMatchObject({ count: 1, isWhole: false });
    platform.atlassian.faults.clear();
    exchanges = [];
    answer(/^\/group\/member/, { values: [of('app', true)], isLast: false });
    expect(await count(9)).toMatchObject({ count: 0, isWhole: false });
    expect(exchanges).toHaveLength(20);
  });
});
