import { expect, test } from 'vitest';
import type { PolicyChange } from '#domain/policy/policy-change';
import { tellPolicyChanges } from './policy-change';

const [sam, otherSam] = ['sam-1', 'sam-2'].map((accountId) => ({ accountId, displayName: 'Sam' }));
const rita = { accountId: 'rita', displayName: 'Rita' };
const people = (...all: (typeof rita | undefined)[]) => all.flatMap((one) => one ?? []);
const nothing = { roles: false, accounts: false, newGroups: false };
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
      { of: 'fallbackAfterHours', before: null, after: 24 },
      { of: 'longestTermDays', before: null, after: 30 },
    ],
    [
      'roles that can be asked for: of the work item’s own project → of any project',
      'what can be created: accounts and groups → nothing',
      'time to decide: 14 days → 1 day',
      'fallback approvers decide as well: never → after 24 hours',
      'longest term: no limit → 30 days',
    ],
  ],
  [
    [{ of: 'ruleChanged', ruleId: 'r1', name: 'Finance', parts: ['askers', 'ticket'] }],
    ['rule “Finance” changed: who may ask, whether a work item has to be named'],
  ],
  [
    [
      {
        of: 'ruleSays',
        ruleId: 'r1',
        name: 'Finance',
        parts: [
          { part: 'name', before: 'Money', after: 'Finance' },
          {
            part: 'what',
            before: { groups: [group, { groupId: 'g2', name: 'qa' }], ...nothing },
            after: { ...nothing, groups: 'all', roles: true, accounts: true, newGroups: true },
          },
          {
            part: 'askers',
            before: { who: 'everybody' },
            after: { who: 'members', groups: [group, { groupId: 'g2', name: 'qa' }] },
          },
          {
            part: 'projects',
            before: 'all',
            after: [
              { projectId: '10', key: 'WEB', name: 'Web' },
              { projectId: '20', key: 'FIN', name: 'Finance' },
              { projectId: '30', key: 'FIN2', name: 'Finance' },
            ],
          },
          {
            part: 'stages',
            before: [{ sources: [{ kind: 'projectLead' }], needed: 1 }],
            after: [
              { sources: [{ kind: 'groupOwner' }, { kind: 'permission' }], needed: 1 },
              {
                sources: [
                  { kind: 'issueProjectLead' },
                  { kind: 'people', people: people(rita, sam) },
                  { kind: 'members', group },
                ],
                needed: 2,
              },
            ],
          },
          { part: 'longestTermDays', before: null, after: 7 },
          { part: 'usualTermDays', before: 3, after: null },
          { part: 'ticket', before: false, after: true },
        ],
      },
    ],
    [
      'rule “Finance”, its name: “Money” → “Finance”',
      'rule “Finance”, what it is about: design, qa → all listed groups, project roles, new accounts, new groups',
      'rule “Finance”, who may ask: everybody → members of design or qa',
      'rule “Finance”, in which projects it can be asked for: all projects → Web, Finance (20), Finance (30)',
      'rule “Finance”, who decides: project lead → owner of the group, who may decide on access requests, then 2 of lead of the work item’s project, Rita, Sam, members of design',
      'rule “Finance”, the longest term: no limit → 7 days',
      'rule “Finance”, the term that requests begin with: 3 days → the usual one',
      'rule “Finance”, whether a work item has to be named: it need not be → it has to be',
    ],
  ],
  [
    [
      {
        of: 'ruleSays',
        ruleId: 'r1',
        name: 'Finance',
        parts: [
          {
            part: 'what',
            before: { ...nothing, groups: [group] },
            after: { ...nothing, groups: [{ groupId: 'g2', name: 'design' }] },
          },
          {
            part: 'what',
            before: { ...nothing, groups: [] },
            after: { ...nothing, groups: 'all' },
          },
          {
            part: 'stages',
            before: [{ sources: [{ kind: 'people', people: people(sam) }], needed: 1 }],
            after: [{ sources: [{ kind: 'people', people: people(otherSam) }], needed: 1 }],
          },
          {
            part: 'stages',
            before: [{ sources: [{ kind: 'people', people: [] }], needed: 1 }],
            after: [],
          },
        ],
      },
    ],
    [
      'rule “Finance”, what it is about: design (g1) → design (g2)',
      'rule “Finance”, what it is about: nothing → all listed groups',
      'rule “Finance”, who decides: Sam (sam-1) → Sam (sam-2)',
      'rule “Finance”, who decides: nobody → nobody',
    ],
  ],
])('%j', (changes, words) => {
  expect(tellPolicyChanges(changes)).toEqual(words);
});
