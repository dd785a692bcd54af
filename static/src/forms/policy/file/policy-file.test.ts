import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PolicyView } from '#contract/views';
import { LARGEST_FILE, readPolicy } from './read-policy';
import { writePolicy } from './write-policy';

const grace = { accountId: 'acc-grace', displayName: 'Grace # Kim\nrules: []' };
const policy: PolicyView = {
  version: 4,
  connectionId: 'site',
  requestableGroups: [
    { groupId: 'g1', name: 'design', owners: [grace], unlockedFor: [] },
    { groupId: '42', name: 'admins', owners: [], unlockedFor: ['jiraAdministration'] },
  ],
  rolesOf: 'issueProject',
  creation: { users: true, groups: false },
  fallbackApprovers: [grace],
  fallbackAfterHours: 24,
  decideWithinDays: 14,
  longestTermDays: undefined,
  rules: [
    {
      id: 'r1',
      name: 'yes: "no"',
      what: { groups: ['g1'], roles: false, accounts: false, newGroups: true },
      askers: { who: 'members', groups: [{ groupId: 'g9', name: 'crew' }] },
      projects: [{ projectId: '10', key: 'WEB', name: 'Website' }],
      stages: [
        { needed: 1, sources: [{ kind: 'projectLead' }, { kind: 'groupOwner' }] },
        {
          needed: 2,
          sources: [
            { kind: 'people', people: [grace] },
            { kind: 'members', group: { groupId: 'g9', name: 'crew' } },
          ],
        },
      ],
      longestTermDays: 30,
      usualTermDays: undefined,
      ticket: true,
    },
  ],
  breakGlass: { people: [grace], groups: ['g1'], roles: 'ordinary' },
  bundles: [
    {
      id: 'b1',
      name: 'Developer, read only',
      description: 'For whoever joins: # a team',
      owner: grace,
      contents: [
        { kind: 'group', groupId: 'g1', name: 'design' },
        {
          kind: 'role',
          projectId: '10',
          projectKey: 'WEB',
          projectName: 'Website',
          roleId: '20',
          name: 'Viewers',
        },
      ],
      levels: [],
    },
    { id: 'b2', name: 'Nobody’s', description: '', owner: undefined, contents: [], levels: [] },
    {
      id: 'b3',
      name: 'Tester',
      description: '',
      owner: undefined,
      contents: [],
      levels: [
        {
          id: 'r',
          name: 'read only',
          contents: [{ kind: 'group', groupId: 'g1', name: 'design' }],
        },
        { id: 'w', name: 'write', contents: [{ kind: 'group', groupId: 'g7', name: 'testers' }] },
      ],
    },
  ],
};
const file = writePolicy(policy);
const withLine = (find: string, put: string) => {
  expect(file).toContain(find);
  return file.replace(find, put);
};
const faultOf = (text: string) => {
  const found = readPolicy(text);
  return found.read ? undefined : found.why;
};

describe('the policy as a file', () => {
  test('is for people to read, with names behind ids, and without what is unlocked', () => {
    expect(file).toContain('- groupId: g1 # design\n');
    expect(file).toContain('  - acc-grace # Grace # Kim rules: []\n');
    expect(file).not.toContain('unlock');
  });

  test('comes back as it was', () => {
    const found = readPolicy(file);
    expect(found).toEqual({
      read: true,
      settings: {
        requestableGroups: [
          { groupId: 'g1', owners: ['acc-grace'] },
          { groupId: '42', owners: [] },
        ],
        rolesOf: 'issueProject',
        creation: { users: true, groups: false },
        fallbackApprovers: ['acc-grace'],
        fallbackAfterHours: 24,
        decideWithinDays: 14,
        longestTermDays: null,
        rules: [
          {
            id: 'r1',
            name: 'yes: "no"',
            what: { groups: ['g1'], roles: false, accounts: false, newGroups: true },
            askers: ['g9'],
            projects: ['10'],
            stages: [
              { needed: 1, sources: [{ kind: 'projectLead' }, { kind: 'groupOwner' }] },
              {
                needed: 2,
                sources: [
                  { kind: 'people', people: ['acc-grace'] },
                  { kind: 'members', groupId: 'g9' },
                ],
              },
            ],
            longestTermDays: 30,
            usualTermDays: null,
            ticket: true,
          },
        ],
        bundles: [
          {
            id: 'b1',
            name: 'Developer, read only',
            description: 'For whoever joins: # a team',
            owner: 'acc-grace',
            contents: [
              { kind: 'group', groupId: 'g1' },
              { kind: 'role', projectId: '10', roleId: '20' },
            ],
          },
          { id: 'b2', name: 'Nobody’s', description: '', owner: null, contents: [] },
          {
            id: 'b3',
            name: 'Tester',
            description: '',
            owner: null,
            contents: [],
            levels: [
              { id: 'r', name: 'read only', contents: [{ kind: 'group', groupId: 'g1' }] },
              { id: 'w', name: 'write', contents: [{ kind: 'group', groupId: 'g7' }] },
            ],
          },
        ],
        breakGlass: { people: ['acc-grace'], groups: ['g1'], roles: 'ordinary' },
      },
    });
  });

  test('of an earlier version of the app says nothing of bundles', () => {
    const before = file.slice(0, file.indexOf('\nbundles:'));
    const found = readPolicy(before);
    expect(found.read && 'bundles' in found.settings).toBe(false);
    expect(found).toMatchObject({ read: true, settings: { decideWithinDays: 14 } });
    expect(faultOf(`${before}\nbundles: null\n`)).toMatchObject({
      fault: 'notThis',
      path: 'bundles',
    });
  });

  test('comes back as it was whatever its rule and people are called', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string(), (name, displayName) => {
        const [rule] = policy.rules;
        const named = {
          ...policy,
          fallbackApprovers: [{ accountId: 'acc', displayName }],
          rules: rule === undefined ? [] : [{ ...rule, name }],
        };
        expect(readPolicy(writePolicy(named))).toMatchObject({
          read: true,
          settings: { fallbackApprovers: ['acc'], rules: [{ name }] },
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('a file that is no policy', () => {
  test.each<[string, () => string, object]>([
    ['is empty', () => '# nothing', { fault: 'empty' }],
    ['is larger than any policy', () => 'a'.repeat(LARGEST_FILE + 1), { fault: 'tooLarge' }],
    ['is no YAML', () => withLine('rolesOf: issueProject', 'rolesOf: [a'), { fault: 'notYaml' }],
    [
      'has a tab for its indent',
      () => withLine('  - groupId: "42"', '\t- groupId: "42"'),
      { fault: 'notYaml' },
    ],
    ['is two', () => `${file}---\n${file}`, { fault: 'notYaml' }],
    ['is nested without end', () => '['.repeat(100_000), { fault: 'tooDeep' }],
    ['in lines', () => '[\n'.repeat(10_000), { fault: 'tooDeep' }],
    ['in maps', () => '{a: '.repeat(10_000), { fault: 'tooDeep' }],
    ['or in lists', () => '- '.repeat(10_000), { fault: 'tooDeep' }],
    [
      'is of another format',
      () => withLine('multiplier-policy-1', 'multiplier-policy-2'),
      { fault: 'notThis', path: 'format', line: 1 },
    ],
    ['is a list', () => '- format', { fault: 'notThis', path: '' }],
    [
      'has a field that there is not',
      () => `${file}admins: [me]\n`,
      { fault: 'noSuchField', path: 'admins' },
    ],
    [
      'unlocks a group',
      () =>
        withLine('- groupId: g1 # design', '- groupId: g1\n    unlockedFor: [siteAdministration]'),
      { fault: 'noSuchField', path: 'requestableGroups[1].unlockedFor' },
    ],
    ['names its version', () => `${file}version: 9\n`, { fault: 'noSuchField', path: 'version' }],
    [
      'reaches for what all objects have',
      () => `${file}__proto__: {isAdmin: true}\n`,
      { fault: 'noSuchField', path: '__proto__' },
    ],
    [
      'or for what makes them',
      () => `${file}constructor: {}\n`,
      { fault: 'noSuchField', path: 'constructor' },
    ],
    [
      'has a source of such a name',
      () => withLine('kind: groupOwner', 'kind: toString'),
      { fault: 'notThis', path: 'rules[1].stages[1].sources[2].kind' },
    ],
    [
      'has a field twice',
      () => `${file}rolesOf: anyProject\n`,
      { fault: 'fieldTwice', path: 'rolesOf' },
    ],
    [
      'has a field too few',
      () => withLine('rolesOf: issueProject\n', ''),
      { fault: 'fieldMissing', path: 'rolesOf' },
    ],
    [
      'lets one part stand for another',
      () =>
        withLine(
          'creation: { users: true, groups: false }',
          'creation: &c { users: true, groups: false }',
        ),
      { fault: 'alias', path: 'creation' },
    ],
    [
      'by a name',
      () => withLine('decideWithinDays: 14', 'decideWithinDays: *c'),
      { fault: 'alias' },
    ],
    [
      'says of a part what it is',
      () => withLine('decideWithinDays: 14', 'decideWithinDays: !!int "14"'),
      { fault: 'alias', path: 'decideWithinDays' },
    ],
    [
      'merges others into it',
      () =>
        withLine(
          'creation: { users: true, groups: false }',
          'creation: { <<: { users: true }, groups: false }',
        ),
      { fault: 'noSuchField', path: 'creation.<<' },
    ],
    [
      'has a number for an id',
      () => withLine('groupId: "42"', 'groupId: 42'),
      { fault: 'notThis', path: 'requestableGroups[2].groupId' },
    ],
    [
      'has half a day',
      () => withLine('decideWithinDays: 14', 'decideWithinDays: 14.5'),
      { fault: 'notThis', path: 'decideWithinDays' },
    ],
    [
      'has a word that only looks like yes',
      () => withLine('ticket: true', 'ticket: yes'),
      { fault: 'notThis', path: 'rules[1].ticket' },
    ],
    [
      'has too many',
      () =>
        withLine(
          'fallbackApprovers:\n  - acc-grace # Grace # Kim rules: []',
          `fallbackApprovers: [${'a, '.repeat(11)}]`,
        ),
      { fault: 'tooMany', path: 'fallbackApprovers', most: 10 },
    ],
    ['has a key that is a list', () => `${file}? [a]\n: b\n`, { fault: 'notThis', path: '' }],
  ])('%s', (_, text, why) => {
    expect(faultOf(text())).toMatchObject(why);
  });

  test('is read in no time, however many fields it names', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => `a${at}: 1`).join('\n');
    expect(faultOf(many)).toMatchObject({ fault: 'noSuchField', path: 'a0', line: 1 });
  });
});
