import type { GroupProtection } from './group-protection';

/** What a group lets its members administer: `labelled` as Jira marks it, without saying what. */
export type AdministrationGiven = 'site' | 'jira' | 'labelled' | 'notKnown';

/** The most of it, by what the group is protected for. Its name alone gives nothing. */
export function administrationGiven(
  protection: readonly GroupProtection[],
): AdministrationGiven | undefined {
  if (protection.includes('siteAdministration')) return 'site';
  if (protection.includes('jiraAdministration')) return 'jira';
  if (protection.includes('adminLabel')) return 'labelled';
  return protection.includes('notKnown') ? 'notKnown' : undefined;
}
