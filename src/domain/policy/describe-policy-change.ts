import type { GroupProtection } from '../protection/group-protection';
import type { Policy } from './policy';

/** What a new version changes, a sentence each, for the audit. */
export function describePolicyChange(before: Policy, after: Policy): string[] {
  return [
    ...listed('Groups that can be asked for', groupNames(before), groupNames(after)),
    ...listed('Protected groups unlocked', unlockedNames(before), unlockedNames(after)),
    ...listed('Fallback approvers', peopleNames(before), peopleNames(after)),
    ...changed('Roles that can be asked for', rolesOf(before), rolesOf(after)),
    ...changed('What can be created', creatable(before), creatable(after)),
    ...changed('Time to decide', days(before.decideWithinDays), days(after.decideWithinDays)),
    ...changed('Longest term', days(before.longestTermDays), days(after.longestTermDays)),
  ];
}

function listed(what: string, before: readonly string[], after: readonly string[]): string[] {
  const added = after.filter((name) => !before.includes(name));
  const removed = before.filter((name) => !after.includes(name));
  return [
    ...inParts(added).map((names) => `${what}: added ${names}`),
    ...inParts(removed).map((names) => `${what}: removed ${names}`),
  ];
}

/** Names of one sentence: 1,000 of the longest are more than one audit event can hold. */
const NAMED = 50;

function inParts(names: readonly string[]): string[] {
  const parts: string[] = [];
  for (let from = 0; from < names.length; from += NAMED) {
    parts.push(names.slice(from, from + NAMED).join(', '));
  }
  return parts;
}

function changed(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`${what}: ${before} → ${after}`];
}

const groupNames = ({ requestableGroups }: Policy) => requestableGroups.map(({ name }) => name);

const unlockedNames = ({ requestableGroups }: Policy) =>
  requestableGroups
    .filter(({ unlockedFor }) => unlockedFor.length > 0)
    .map(({ name, unlockedFor }) => `${name} (${unlockedFor.map((one) => WHAT[one]).join(', ')})`);

const WHAT: Readonly<Record<GroupProtection, string>> = {
  siteAdministration: 'administers the site',
  jiraAdministration: 'administers Jira',
  adminLabel: 'marked as administering',
  siteAdminName: 'name kept for site administrators',
  reservedName: 'name kept for Jira administrators',
  notKnown: 'not known',
};

const peopleNames = ({ fallbackApprovers }: Policy) =>
  fallbackApprovers.map(({ displayName }) => displayName);

const rolesOf = (policy: Policy) =>
  policy.rolesOf === 'anyProject' ? 'of any project' : "of the issue's own project";

function creatable({ creation: { users, groups } }: Policy): string {
  if (users && groups) return 'accounts and groups';
  if (users) return 'accounts';
  return groups ? 'groups' : 'nothing';
}

function days(count: number | undefined): string {
  if (count === undefined) return 'no limit';
  return count === 1 ? '1 day' : `${count} days`;
}
