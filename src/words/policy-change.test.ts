import { expect, test } from 'vitest';
import type { PolicyChange } from '#domain/policy/policy-change';
import { tellPolicyChanges } from './policy-change';

const [sam, otherSam] = ['sam-1', 'sam-2'].map((accountId) => ({ accountId, displayName: 'Sam' }));
const rita = { accountId: 'rita', displayName: 'Rita' };
const people = (...all: (typeof rita | undefined)[]) => all.flatMap((one) => one ?? []);
const group = { groupId: 'g1', name: 'design' };

test.each<[PolicyChange[], string[]]>([
  [
    [
      { of: 'groupAdded', ...group },
      { of: 'groupRemoved', groupId: 'g2', name: 'qa' },
      { of: 'groupAdded', groupId: 'g3', name: 'ops' },
    ],
    ['groups that can be asked for: added design, ops', 'groups that can be asked for: removed qa'],
  ],
  [
    [
      { of: 'groupAdded', ...group },
      { of: 'groupRemoved', groupId: 'g2', name: 'design' },
    ],
    [
      'groups that can be asked for: added design (g1)',
      'groups that can be asked for: removed design (g2)',
    ],
  ],
  [
    [{ of: 'unlocked', ...group, before: [], after: ['siteAdministration', 'reservedName'] }],
    ['design: unlocked (administers the site, its name is kept for Jira admins)'],
  ],
  [
    [{ of: 'unlocked', ...group, before: ['adminLabel'], after: [] }],
    ['design: locked again (marked as administering)'],
  ],
  [
    [{ of: 'unlocked', ...group, before: ['adminLabel'], after: ['jiraAdministration'] }],
    ['design: unlock changed (marked as administering → administers Jira)'],
  ],
  [
    [{ of: 'approvers', before: people(sam, rita), after: people(rita, sam) }],
    ['fallback approvers, in their order: Sam, Rita → Rita, Sam'],
  ],
  [
    [{ of: 'approvers', before: people(sam, rita), after: people(otherSam, rita) }],
    ['fallback approvers, in their order: Sam (sam-1), Rita → Sam (sam-2), Rita'],
  ],
  [
    [{ of: 'owners', groupId: 'g1', name: 'design', before: [], after: people(rita, sam) }],
    ['owners of design: nobody → Rita, Sam'],
  ],
  [
    [{ of: 'approvers', before: people(rita), after: [] }],
    ['fallback approvers, in their order: Rita → nobody'],
  ],
  [
    [
      { of: 'roles', before: 'issueProject', after: 'anyProject' },
      {
        of: 'creation',
        before: { users: true, groups: true },
        after: { users: false, groups: false },
      },
      { of: 'daysToDecide', before: 14, after: 1 },
      { of: 'longestTermDays', before: null, after: 30 },
    ],
    [
      'roles that can be asked for: of the work item’s own project → of any project',
      'what can be created: accounts and groups → nothing',
      'time to decide: 14 days → 1 day',
      'longest term: no limit → 30 days',
    ],
  ],
])('%j', (changes, words) => {
  expect(tellPolicyChanges(changes)).toEqual(words);
});
