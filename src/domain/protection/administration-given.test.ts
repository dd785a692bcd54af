import { expect, test } from 'vitest';
import { type AdministrationGiven, administrationGiven } from './administration-given';
import type { GroupProtection } from './group-protection';

test.each<[readonly GroupProtection[], AdministrationGiven | undefined]>([
  [[], undefined],
  [['jiraAdministration', 'reservedName'], 'jira'],
  [['jiraAdministration', 'siteAdministration'], 'site'],
  [['adminLabel', 'siteAdminName'], 'labelled'],
  [['notKnown', 'reservedName'], 'notKnown'],
  // A name gives nothing by itself.
  [['siteAdminName'], undefined],
  [['reservedName'], undefined],
])('protected for %j, a group gives %s', (protection, given) => {
  expect(administrationGiven(protection)).toBe(given);
});
