import { describe, expect, test } from 'vitest';
import { judgeUnlock, unlocksOn } from './unlock';

describe('judgeUnlock', () => {
  test.each([
    ['nothing is asked', [], [], ['jiraAdministration'], [], false],
    [
      'for what it is protected for',
      ['jiraAdministration'],
      [],
      ['jiraAdministration'],
      ['jiraAdministration'],
      false,
    ],
    [
      'for more than it is protected for',
      ['jiraAdministration', 'siteAdministration'],
      [],
      ['jiraAdministration'],
      ['jiraAdministration'],
      false,
    ],
    ['an ordinary group', ['siteAdministration'], [], [], [], false],
    [
      'what administers the site',
      ['siteAdministration'],
      [],
      ['siteAdministration'],
      ['siteAdministration'],
      true,
    ],
    ['what is marked as administering', ['adminLabel'], [], ['adminLabel'], ['adminLabel'], true],
    ['a name of the site’s', ['siteAdminName'], [], ['siteAdminName'], ['siteAdminName'], true],
    [
      'what was unlocked before',
      ['siteAdministration'],
      ['siteAdministration'],
      ['siteAdministration'],
      ['siteAdministration'],
      false,
    ],
    [
      'more than was unlocked before',
      ['reservedName', 'siteAdministration'],
      ['reservedName'],
      ['reservedName', 'siteAdministration'],
      ['siteAdministration', 'reservedName'],
      true,
    ],
    [
      'what has come to administer, without being told of it',
      ['reservedName'],
      ['reservedName'],
      ['reservedName', 'siteAdministration'],
      ['reservedName'],
      false,
    ],
    ['a lock', [], ['siteAdministration'], ['siteAdministration'], [], false],
    [
      'nothing new while it is not known',
      ['siteAdministration', 'reservedName'],
      ['reservedName'],
      ['notKnown', 'reservedName'],
      ['reservedName'],
      false,
    ],
    [
      'what was unlocked before, while nothing is known',
      ['reservedName', 'adminLabel'],
      ['reservedName'],
      ['notKnown'],
      ['reservedName'],
      false,
    ],
    ['nothing at all while it is not known', ['jiraAdministration'], [], ['notKnown'], [], false],
  ] as const)('%s', (_, asked, before, now, unlockedFor, takes) => {
    expect(judgeUnlock(asked, before, now)).toEqual({ unlockedFor, takesSiteAdministrator: takes });
  });
});

test.each([
  ['on its site', { unlockedFor: ['adminLabel'], unlockedOn: 'site' }, ['adminLabel']],
  ['on another', { unlockedFor: ['adminLabel'], unlockedOn: 'other' }, []],
  ['nobody knows where', { unlockedFor: ['adminLabel'] }, []],
  ['that is not listed', undefined, []],
] as const)('a group unlocked %s', (_, group, unlocked) => {
  expect(unlocksOn(group, 'site')).toEqual(unlocked);
});
