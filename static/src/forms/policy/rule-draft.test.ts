import { describe, expect, it } from 'vitest';
import type { Rule } from '#domain/policy/rule';
import { newRule, newStage, ruleDraftInput, ruleDraftOf } from './rule-draft';
import { ruleSummary } from './rule-summary';

const pia = { accountId: 'pia', displayName: 'Pia' };
const otto = { accountId: 'otto', displayName: 'Otto' };
const deciders = { groupId: 'g7', name: 'deciders' };
const rule: Rule = {
  id: 'r1',
  name: 'Finance',
  what: { groups: ['g1', 'g2'], roles: true, accounts: false, newGroups: false },
  askers: { who: 'members', groups: [deciders] },
  projects: [{ projectId: '10', key: 'WEB', name: 'Web' }],
  stages: [
    {
      sources: [
        { kind: 'projectLead' },
        { kind: 'issueProjectLead' },
        { kind: 'permission' },
        { kind: 'groupOwner' },
      ],
      needed: 1,
    },
    {
      sources: [
        { kind: 'people', people: [pia, otto] },
        { kind: 'members', group: deciders },
      ],
      needed: 2,
    },
  ],
  longestTermDays: 7,
  usualTermDays: 5,
  ticket: true,
};

describe('a rule that is edited', () => {
  it('is sent as it was loaded, with groups and people by their ids', () => {
    expect(ruleDraftInput(ruleDraftOf(rule))).toEqual({
      id: 'r1',
      name: 'Finance',
      what: { groups: ['g1', 'g2'], roles: true, accounts: false, newGroups: false },
      askers: ['g7'],
      projects: ['10'],
      stages: [
        {
          sources: [
            { kind: 'projectLead' },
            { kind: 'issueProjectLead' },
            { kind: 'permission' },
            { kind: 'groupOwner' },
          ],
          needed: 1,
        },
        {
          sources: [
            { kind: 'people', people: ['pia', 'otto'] },
            { kind: 'members', groupId: 'g7' },
          ],
          needed: 2,
        },
      ],
      longestTermDays: 7,
      usualTermDays: 5,
      ticket: true,
    });
    const open: Rule = {
      ...rule,
      what: { ...rule.what, groups: 'all' },
      askers: { who: 'everybody' },
      projects: 'all',
      longestTermDays: undefined,
    };
    expect(ruleDraftInput(ruleDraftOf(open))).toMatchObject({
      what: { groups: 'all' },
      askers: null,
      projects: null,
      longestTermDays: null,
    });
  });

  it('says that the policy decides only where it does', () => {
    const decides = { ...rule, byPolicy: true } as const;
    expect(ruleDraftInput(ruleDraftOf(decides))).toMatchObject({ byPolicy: true });
    expect(ruleDraftInput(ruleDraftOf(rule))).not.toHaveProperty('byPolicy');
    expect(ruleSummary({ ...ruleDraftOf(decides), stages: [newStage()] })).toContain(
      'the policy, else nobody yet',
    );
  });

  it('is said in a line', () => {
    expect(ruleSummary(ruleDraftOf(rule))).toBe(
      '2 groups, project roles in Web · project lead, lead of the work item’s project, who may decide on access requests, owner of the group → 2 of Pia, Otto, members of deciders · at most 7 days',
    );
    expect(ruleSummary({ ...newRule('r'), stages: [newStage()] })).toBe(
      'nothing yet · nobody yet · any term',
    );
    expect(ruleSummary({ ...newRule('r'), everyProject: false })).toMatch(
      /^nothing yet in no project yet · /,
    );
  });
});
