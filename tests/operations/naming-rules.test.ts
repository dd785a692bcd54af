import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Policy } from '../../src/domain/policy/policy';
import type { Rule } from '../../src/domain/policy/rule';
import { LEAD_DECIDES, type Source } from '../../src/domain/policy/stage-rule';
import type { Ports } from '../../src/entry/compose';
import { namePeople, peopleOf } from '../../src/operations/policy/name-people';
import { nameRules, peopleIn, type RuleEdit } from '../../src/operations/policy/name-rules';
import { recommendGroups, searchGroupsToOffer } from '../../src/operations/policy/offer-groups';
import type { Directory } from '../../src/ports/directory';
import { type Operations, openOperations } from '../support/open-operations';
import { LISTED, person } from '../support/samples';

/** Rules and lists as an admin edits them, by ids: the site says what those are called. */
let bench: Operations;
beforeAll(async () => {
  bench = await openOperations();
});
afterAll(() => bench.close());

const MAYA = 'Maya Lindqvist';
const PRIYA = 'Priya Raman';
const site = () => bench.platform.atlassian.directory;
const idOf = (name: string) => bench.person(name).accountId;
const groupOf = (name: string) => {
  const { groupId } = bench.group(name);
  return { groupId, name };
};
const edit = (over: Partial<RuleEdit> = {}): RuleEdit => ({
  id: 'r1',
  name: 'Admins',
  what: { groups: 'all', roles: true, accounts: false, newGroups: false },
  askers: null,
  projects: null,
  stages: [{ needed: 1, sources: [{ kind: 'projectLead' }] }],
  longestTermDays: 7,
  usualTermDays: undefined,
  ticket: true,
  ...over,
});
const rule = (over: Partial<Rule> = {}): Rule => ({
  ...edit(),
  askers: { who: 'everybody' },
  projects: 'all',
  stages: LEAD_DECIDES,
  ...over,
});
const asking = (...sources: readonly Source[]): Rule['stages'] => [{ needed: 1, sources }];
const policyOf = (over: Partial<Policy> = {}): Policy => ({ ...LISTED, ...over });

describe('rules are saved', () => {
  const nameThem = (
    edits: readonly RuleEdit[],
    was: Policy = policyOf(),
    over: (own: Ports) => Partial<Ports> = () => ({}),
    of: string | undefined = bench.connection.id,
  ) =>
    bench.run((own) => {
      const ports = { ...own, ...over(own) };
      const naming = namePeople(ports.hostAsApp, peopleOf(was), peopleIn(edits));
      return nameRules(ports, was, edits, of, naming);
    });
  const name = async (...given: Parameters<typeof nameThem>) => (await nameThem(...given)).rules;

  test('with their groups and people as they are called now', async () => {
    const named = await name([
      edit({
        askers: [groupOf('qa').groupId, groupOf('frontend').groupId, groupOf('qa').groupId],
        stages: [
          {
            needed: 2,
            sources: [
              { kind: 'projectLead' },
              { kind: 'members', groupId: groupOf('design').groupId },
            ],
          },
          {
            needed: 1,
            sources: [
              { kind: 'issueProjectLead' },
              { kind: 'people', people: [idOf(PRIYA), idOf(MAYA)] },
            ],
          },
          { needed: 1, sources: [{ kind: 'people', people: [idOf(MAYA)] }] },
        ],
      }),
    ]);
    const called = (one: Source) =>
      one.kind === 'people' ? one.people.map(({ displayName }) => displayName) : one;
    expect(named).toMatchObject([
      {
        ...rule(),
        askers: { who: 'members', groups: [groupOf('qa'), groupOf('frontend')] },
        stages: [{ needed: 2 }, { needed: 1 }, { needed: 1 }],
      },
    ]);
    expect(named[0]?.stages.map(({ sources }) => sources.map(called))).toEqual([
      [{ kind: 'projectLead' }, { kind: 'members', group: groupOf('design') }],
      [{ kind: 'issueProjectLead' }, [PRIYA, MAYA]],
      [[MAYA]],
    ]);
  });

  test('each once, as it was said last', async () => {
    const all = [
      edit({ name: 'first' }),
      edit({ id: 'r2', name: 'other' }),
      edit({ name: 'last' }),
    ];
    expect((await name(all)).map((one) => one.name)).toEqual(['last', 'other']);
  });

  test('with who is not there any more as they were called before, and never without them', async () => {
    const people = [{ accountId: 'gone', displayName: 'Gone Person' }];
    const was = policyOf({
      rules: [
        rule({ askers: { who: 'members', groups: [{ groupId: 'g-askers', name: 'askers' }] } }),
        rule({
          id: 'r2',
          stages: asking(
            { kind: 'people', people },
            { kind: 'members', group: { groupId: 'g-deciders', name: 'deciders' } },
          ),
        }),
      ],
    });
    const edited = edit({
      askers: ['g-askers', 'g-unknown'],
      stages: [
        {
          needed: 1,
          sources: [
            { kind: 'people', people: ['gone', 'nobody'] },
            { kind: 'members', groupId: 'g-deciders' },
            { kind: 'people', people: ['nobody'] },
          ],
        },
      ],
    });
    const unknown: Ports['hostAsApp']['people'] = async () => new Map();
    const named = await name([edited], was, ({ hostAsApp }) => ({
      hostAsApp: { ...hostAsApp, people: unknown },
    }));
    expect(named).toMatchObject([
      {
        askers: {
          groups: [
            { groupId: 'g-askers', name: 'askers' },
            { groupId: 'g-unknown', name: 'g-unknown' },
          ],
        },
        stages: asking(
          { kind: 'people', people },
          { kind: 'members', group: { groupId: 'g-deciders', name: 'deciders' } },
          { kind: 'people', people: [] },
        ),
      },
    ]);
  });

  test('with a name no longer than a record bears', async () => {
    const { groupId } = site().addGroup('g'.repeat(250));
    const [named] = await name([edit({ askers: [groupId] })]);
    const [group] = named?.askers.who === 'members' ? named.askers.groups : [];
    expect(group?.name).toMatch(/^g{100,}…$/);
  });

  test('with projects as Jira calls them now, as they were called before, and never without them', async () => {
    const [web, mob] = [site().projectOf('WEB'), site().projectOf('MOB')];
    const gone = { projectId: '99999', key: 'GONE', name: 'Gone' };
    const old = { projectId: web.id, key: 'OLD', name: 'Old' };
    const was = policyOf({ rules: [rule({ projects: [old, gone] })] });
    const asked = ['99999', mob.id, web.id, mob.id, '4711'];
    const [named] = await name([edit({ projects: asked })], was);
    expect(named?.projects).toEqual([
      gone,
      { projectId: mob.id, key: 'MOB', name: mob.name },
      { projectId: web.id, key: 'WEB', name: web.name },
      { projectId: '4711', key: '4711', name: '4711' },
    ]);
  });

  describe('and what nobody knows of it is said', () => {
    const NOTHING = { groups: [], askers: [], projects: [], stages: [{ people: [], groups: [] }] };
    const scope = (...groups: readonly string[]) => ({ ...edit().what, groups });
    const asks = (...sources: RuleEdit['stages'][number]['sources']) => [{ needed: 1, sources }];
    type Named = readonly [part: string, of: (id: string) => Partial<RuleEdit>, unknown: object];
    const PARTS: readonly Named[] = [
      ['a group that it is about', (id) => ({ what: scope(id) }), { groups: ['gone'] }],
      ['a group that may ask', (id) => ({ askers: [id] }), { askers: ['gone'] }],
      ['a project', (id) => ({ projects: [id] }), { projects: ['gone'] }],
      [
        'a group that decides',
        (id) => ({ stages: asks({ kind: 'members', groupId: id }) }),
        { stages: [{ people: [], groups: ['gone'] }] },
      ],
      [
        'somebody who decides',
        (id) => ({ stages: asks({ kind: 'people', people: [id] }) }),
        { stages: [{ people: ['gone'], groups: [] }] },
      ],
    ];
    const unknownOf = async (edits: readonly RuleEdit[], was: Policy) =>
      Object.fromEntries((await nameThem(edits, was)).unknown);

    test.each(PARTS)('of %s; what the rule named before is known to it', async (_, of, unknown) => {
      const asked = edit(of('gone'));
      expect(await unknownOf([asked], policyOf())).toEqual({ r1: { ...NOTHING, ...unknown } });
      const { rules } = await nameThem([asked], policyOf());
      const whom = [{ accountId: 'gone', displayName: 'Gone Person' }];
      const before = rules.map((one) =>
        one.stages[0]?.sources[0]?.kind === 'people'
          ? { ...one, stages: asking({ kind: 'people', people: whom }) }
          : one,
      );
      expect(await unknownOf([asked], policyOf({ rules: before }))).toEqual({ r1: NOTHING });
    });

    test('also where another rule named it, but of people', async () => {
      const projectId = '99999';
      const was = policyOf({
        rules: [rule({ projects: [{ projectId, key: 'GONE', name: 'Gone' }] })],
      });
      const other = edit({ id: 'r2', projects: [projectId] });
      expect(await unknownOf([other], was)).toEqual({ r2: { ...NOTHING, projects: [projectId] } });
    });

    test('and nothing of what is there', async () => {
      const { groupId } = bench.group('design');
      const asked = edit({
        what: scope(groupId),
        askers: [groupId],
        projects: [site().projectOf('WEB').id],
        stages: asks(
          { kind: 'members', groupId },
          { kind: 'people', people: [bench.person('Priya Raman').accountId] },
        ),
      });
      expect(await unknownOf([asked], policyOf())).toEqual({ r1: NOTHING });
    });
  });

  test('with as many projects as they name, and whatever is amiss with one of them', async () => {
    const { id: projectId } = site().projectOf('WEB');
    const many = Array.from({ length: 119 }, (_, place) => String(50_000 + place));
    const [named] = await name([edit({ projects: [...many, projectId] })]);
    expect(named?.projects).toHaveLength(120);
    expect(named?.projects.at(-1)).toMatchObject({ projectId, key: 'WEB' });
  });

  test('and nobody is asked of what they do not name, nor without a site', async () => {
    const refuse = () => Promise.reject(new TypeError('Not so.'));
    const asksNobody = ({ siteOf, hostAsApp }: Ports): Partial<Ports> => ({
      hostAsApp: { ...hostAsApp, people: refuse, projects: refuse },
      siteOf: (id) => {
        const own = siteOf(id);
        return { ...own, directory: { ...own.directory, groupNames: refuse } };
      },
    });
    expect(await name([edit()], policyOf(), asksNobody)).toEqual([rule()]);
    expect(await name([], policyOf(), asksNobody)).toEqual([]);
    const asked = edit({ askers: ['g1'] });
    const nobody = Promise.resolve([]);
    expect(
      await bench.run((own) => nameRules(own, policyOf(), [asked], undefined, nobody)),
    ).toEqual({ rules: [], unknown: new Map() });
  });
});

describe('people of a policy', () => {
  test('are those of the fallback and of every stage', () => {
    const [pia, otto, emma] = [person('Pia'), person('Otto'), person('Emma')];
    const stages = [
      ...asking({ kind: 'projectLead' }, { kind: 'people', people: [otto] }),
      ...asking({ kind: 'people', people: [emma] }),
    ];
    expect(peopleOf(policyOf({ fallbackApprovers: [pia], rules: [rule({ stages })] }))).toEqual([
      pia,
      otto,
      emma,
    ]);
  });

  test('are named by Jira, each once, with their picture and without their address', async () => {
    const asked: (readonly string[])[] = [];
    const avatarUrl = 'https://acme.example/maya.png';
    const people: Ports['hostAsApp']['people'] = async (ids) => {
      asked.push(ids);
      const maya = {
        ...bench.person(MAYA),
        email: 'm@acme.example',
        avatarUrl,
        active: true,
        accountType: 'atlassian' as const,
      };
      return new Map([[idOf(MAYA), maya]]);
    };
    const was = [{ accountId: idOf(MAYA), displayName: 'Maya before' }, person('Otto')];
    const named = await bench.run(({ hostAsApp }) =>
      namePeople({ ...hostAsApp, people }, was, [idOf(MAYA), 'otto', idOf(MAYA), 'nobody']),
    );
    expect(asked).toEqual([[idOf(MAYA), 'otto', 'nobody']]);
    expect(named).toStrictEqual([
      { accountId: idOf(MAYA), displayName: MAYA, avatarUrl },
      person('Otto'),
    ]);
  });
});

describe('groups are offered', () => {
  const groups = (names: readonly string[]) =>
    names.map((name) => ({ ...bench.group(name), unlockedFor: [] }));
  const withDirectory = <T>(
    job: (directory: Directory) => Promise<T>,
    over: (own: Directory) => Partial<Directory> = () => ({}),
  ) =>
    bench.run(({ siteOf }) => {
      const { directory } = siteOf(bench.connection.id);
      return job({ ...directory, ...over(directory) });
    });
  const search = (
    query: string,
    listed: Policy['requestableGroups'] = [],
    over?: (own: Directory) => Partial<Directory>,
  ) => withDirectory((directory) => searchGroupsToOffer(directory, query, listed), over);
  const one = async (...of: Parameters<typeof search>) =>
    (await search(...of)).items.find(({ name }) => name === of[0]);

  test('with what their name reads like: what is protected before what is only listed, or there', async () => {
    site().addGroup('platf0rm-crew');
    site().addGroup('des1gn');
    site().addGroup('jira-adm1nistrators');
    expect(await one('platf0rm-crew')).toMatchObject({
      looksLike: { name: 'platform-crew', isProtected: true },
      recommended: false,
    });
    expect((await one('jira-adm1nistrators'))?.looksLike?.isProtected).toBe(true);
    expect(await one('des1gn')).toMatchObject({
      looksLike: { name: 'design', isProtected: false },
      recommended: false,
    });
    expect(await one('frontend')).toMatchObject({ looksLike: undefined, recommended: true });
  });

  test('beside one that is listed and not there any more', async () => {
    const listed = [{ kind: 'group' as const, groupId: 'gone', name: 'fr0ntend', unlockedFor: [] }];
    expect(await one('frontend', listed)).toMatchObject({
      looksLike: { name: 'fr0ntend', isProtected: false },
      recommended: false,
    });
    expect(await one('frontend', groups(['frontend']))).toMatchObject({ looksLike: undefined });
  });

  test('and what is protected is told so, whatever it reads like', async () => {
    site().addGroup('platform-cr3w');
    expect(await one('platform-crew')).toMatchObject({ looksLike: undefined, recommended: false });
  });

  test.each<[string, (own: Directory) => Partial<Directory>]>([
    [
      'not all names are known',
      (own) => ({
        protection: async () => ({ ...(await own.protection()), namesAreWhole: false }),
      }),
    ],
    ...(
      [
        ['it is managed elsewhere', { managedElsewhere: true }],
        ['it gives a product', { givesProductAccess: true }],
        ['it is not known whether it gives one', { givesProductAccess: undefined }],
        ['it is protected', { protection: ['notKnown'] }],
      ] as const
    ).map(([why, more]): [string, (own: Directory) => Partial<Directory>] => [
      why,
      (own) => ({
        searchGroups: async (query) => {
          const found = await own.searchGroups(query);
          return { ...found, items: found.items.map((group) => ({ ...group, ...more })) };
        },
      }),
    ]),
  ])('and not recommended where %s', async (_, over) => {
    expect((await one('frontend', [], over))?.recommended).toBe(false);
  });

  test('and how many there are besides is said as the site says it', async () => {
    const found = await search('frontend', [], (own) => ({
      searchGroups: async (query) => ({
        ...(await own.searchGroups(query)),
        isWhole: false,
        unreadable: 3,
      }),
    }));
    expect(found).toMatchObject({ isWhole: false, unreadable: 3 });
  });

  describe('as a set', () => {
    const PROJECTS = [
      { projectId: '1', lead: leadOf('lena') },
      { projectId: '2', lead: leadOf('otto') },
      { projectId: '3', lead: undefined },
    ];
    function leadOf(accountId: string) {
      return { accountId, displayName: accountId };
    }
    const recommend = (
      over: (own: Directory) => Partial<Directory>,
      listed: Policy['requestableGroups'] = [],
    ) => withDirectory((directory) => recommendGroups(directory, listed), over);
    const opening =
      (roles: readonly (readonly [string, string])[], projects: readonly object[] = PROJECTS) =>
      (): Partial<Directory> => ({
        openedProjects: async () =>
          ({
            projects,
            roles: roles.map(([projectId, name]) => ({
              projectId,
              roleId: '9',
              name: 'Developers',
              groupIds: new Set([bench.group(name).groupId]),
            })),
          }) as never,
      });
    const namesIn = ({ groups: all, leftOut, notKnown }: Awaited<ReturnType<typeof recommend>>) => {
      const names = all.map(({ name }) => name);
      const told = (name: string) =>
        names.includes(name) ? 'in' : leftOut.includes(name) ? 'left out' : 'neither';
      return [told('frontend'), told('qa'), told('platform-crew'), notKnown];
    };

    test('without those that open projects of other leads, which are named', async () => {
      expect(namesIn(await recommend(opening([['1', 'qa']])))).toEqual([
        'in',
        'left out',
        'neither',
        undefined,
      ]);
      const alone = [{ projectId: '1', lead: leadOf('lena') }];
      expect(namesIn(await recommend(opening([['1', 'qa']], alone)))[1]).toBe('in');
      expect(namesIn(await recommend(opening([['3', 'frontend']], [PROJECTS[2] ?? {}])))[0]).toBe(
        'left out',
      );
    });

    test.each<[string, (own: Directory) => Partial<Directory>, 'opens' | 'groups']>([
      ['what they open', () => ({ openedProjects: async () => undefined }), 'opens'],
      [
        'which there are',
        (own) => ({
          searchGroups: async (query) => ({ ...(await own.searchGroups(query)), isWhole: false }),
        }),
        'groups',
      ],
    ])('none, where it is not known %s', async (_, over, notKnown) => {
      expect(await recommend(over)).toEqual({ groups: [], leftOut: [], notKnown });
    });

    test('all of the site are looked at, beside those that are listed', async () => {
      const asked: string[] = [];
      const listed = [{ kind: 'group' as const, groupId: 'x', name: 'fr0ntend', unlockedFor: [] }];
      const found = await recommend(
        (own) => ({
          ...opening([])(),
          searchGroups: (query) => {
            asked.push(query);
            return own.searchGroups(query);
          },
        }),
        listed,
      );
      expect(asked).toEqual(['']);
      expect(namesIn(found)[0]).toBe('neither');
    });
  });
});
