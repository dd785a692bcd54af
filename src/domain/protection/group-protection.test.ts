import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Administering, type GroupsAnswer, readAdministering } from './administering';
import {
  GROUP_PROTECTIONS,
  type GroupProtection,
  isProtectedAsBefore,
  protectionOf,
} from './group-protection';
import { judgeProtection, takesSiteAdministrator } from './judge-protection';

const named = (...names: string[]) => names.map((name) => ({ groupId: `id-${name}`, name }));
const own = named('site-admins', 'all-staff');
const site = named('site-admins', 'crew');
const jira = named('jira-administrators');

describe('readAdministering', () => {
  const doubts: [string, GroupsAnswer, GroupsAnswer, GroupsAnswer, string][] = [
    ['the site’s administrators are not told', undefined, jira, own, 'noAnswer'],
    ['Jira’s administrators are not told', site, undefined, own, 'noAnswer'],
    ['the connection’s own groups are not told', site, jira, undefined, 'noAnswer'],
    ['nobody administers the site', [], jira, own, 'empty'],
    ['nobody administers Jira', site, [], own, 'empty'],
    ['the connection’s account is in no group', site, jira, [], 'empty'],
    ['nothing is told at all', [], [], [], 'empty'],
    ['it names others’ groups alone', named('crew'), jira, own, 'notOurs'],
    [
      'a group of the same name and another id',
      [{ groupId: 'x', name: 'site-admins' }],
      jira,
      own,
      'notOurs',
    ],
    [
      'an organization admin, in no group that is named',
      site,
      jira,
      named('org-admins'),
      'notOurs',
    ],
  ];
  test.each(doubts)('does not believe it where %s', (_, ofSite, ofJira, ownGroups, doubt) => {
    expect(readAdministering({ site: ofSite, jira: ofJira, own: ownGroups })).toEqual({
      known: false,
      doubt,
    });
  });

  test('believes an answer that names a group of the connection’s account', () => {
    expect(readAdministering({ site, jira, own })).toEqual({
      known: true,
      site: new Map([
        ['id-site-admins', 'site-admins'],
        ['id-crew', 'crew'],
      ]),
      jira: new Map([['id-jira-administrators', 'jira-administrators']]),
    });
  });
});

const known: Administering = {
  known: true,
  site: new Map([['id-crew', 'crew']]),
  jira: new Map([
    ['id-crew', 'crew'],
    ['id-helpers', 'helpers'],
  ]),
};
const unknown: Administering = { known: false, doubt: 'empty' };

describe('isProtectedAsBefore', () => {
  const ordinary = { groupId: 'id-crew', name: 'crew' };
  const grants = (site: readonly string[], jira: readonly string[]): Administering => ({
    known: true,
    site: new Map(site.map((groupId) => [groupId, groupId])),
    jira: new Map(jira.map((groupId) => [groupId, groupId])),
  });
  const nothing = grants([], []);
  const ROWS: readonly [
    string,
    typeof ordinary,
    readonly GroupProtection[],
    Administering,
    boolean,
  ][] = [
    ['an ordinary one', ordinary, [], nothing, true],
    ['it gains the site', ordinary, [], grants(['id-crew'], []), false],
    ['it gains Jira', ordinary, [], grants([], ['id-crew']), false],
    [
      'it gains Jira beside the site',
      ordinary,
      ['siteAdministration'],
      grants(['id-crew'], ['id-crew']),
      false,
    ],
    ['it loses what it granted', ordinary, ['jiraAdministration'], nothing, false],
    [
      'it is renamed to a reserved name',
      { ...ordinary, name: 'administrators' },
      [],
      nothing,
      false,
    ],
    [
      'from one reserved name to another',
      { ...ordinary, name: 'org-admins' },
      ['reservedName'],
      nothing,
      false,
    ],
    ['it loses its reserved name', ordinary, ['siteAdminName'], nothing, false],
    ['one with the label', ordinary, ['adminLabel'], nothing, true],
    ['one with the label gains Jira', ordinary, ['adminLabel'], grants([], ['id-crew']), false],
    [
      'all that it was before',
      { ...ordinary, name: 'site-admins' },
      ['siteAdministration', 'siteAdminName'],
      grants(['id-crew'], []),
      true,
    ],
    ['it can’t be known any more', ordinary, [], { known: false, doubt: 'noAnswer' }, false],
  ];
  test.each(ROWS)('%s', (_, group, before, administering, expected) => {
    expect(isProtectedAsBefore(group, before, administering)).toBe(expected);
  });
});

describe('protectionOf', () => {
  test.each([
    ['crew', false, ['siteAdministration', 'jiraAdministration']],
    ['helpers', false, ['jiraAdministration']],
    ['helpers', true, ['jiraAdministration']],
    ['guild', true, ['adminLabel']],
    ['guild', false, []],
    ['guild', undefined, ['notKnown']],
    ['helpers', undefined, ['jiraAdministration']],
    ['Site-Admins', undefined, ['notKnown', 'siteAdminName']],
    ['Site-Admins', false, ['siteAdminName']],
    ['org-admins', true, ['adminLabel', 'siteAdminName']],
    ['system-administrators', false, ['siteAdminName']],
    ['administrators', false, ['reservedName']],
    [' JIRA-Administrators ', false, ['reservedName']],
    ['jira-admins-acme', false, ['reservedName']],
    ['jira-servicemanagement-admins-acme', false, ['reservedName']],
    ['confluence-admins-acme', false, ['siteAdminName']],
    ['admins-of-nothing', false, []],
    // Of another product, whatever stands before it; and no name of Atlassian's making.
    ['my-jira-admins-acme', false, ['siteAdminName']],
    ['jira-admins-of the team', false, []],
  ] as const)('%s, labelled %s', (name, labelled, protections) => {
    expect(protectionOf({ groupId: `id-${name}`, name, labelled }, known)).toEqual(protections);
  });

  test('protects every group while it is not known which administer', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.boolean(), (groupId, name, labelled) => {
        const protection = protectionOf({ groupId, name, labelled }, unknown);
        expect(protection).toContain('notKnown');
        expect(judgeProtection(protection, GROUP_PROTECTIONS.slice(0, -1))).toEqual({
          allowed: false,
          why: 'protectionNotKnown',
        });
      }),
    );
  });
});

describe('judgeProtection', () => {
  test('lets through exactly what is unlocked for everything that it is protected for', () => {
    const some = fc.subarray([...GROUP_PROTECTIONS]);
    fc.assert(
      fc.property(some, some, (protection, unlockedFor) => {
        const open = protection.every((one) => unlockedFor.includes(one));
        expect(judgeProtection(protection, unlockedFor).allowed).toBe(open);
      }),
    );
  });
});

test('what is more than Jira’s takes somebody who administers the site', () => {
  expect(GROUP_PROTECTIONS.filter((one) => takesSiteAdministrator(one) !== true)).toEqual([
    'jiraAdministration',
    'reservedName',
  ]);
});
