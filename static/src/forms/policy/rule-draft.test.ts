import { describe, expect, it } from 'vitest';
import type { Rule } from '#domain/policy/rule';
import {
  newRule,
  newStage,
  type RuleDraft,
  ruleDraftInput,
  ruleDraftOf,
  rulesProblem,
} from './rule-draft';
import { ruleSummary } from './rule-summary';

const pia = { accountId: 'pia', displayName: 'Pia' };
const otto = { accountId: 'otto', displayName: 'Otto' };
const deciders = { groupId: 'g7', name: 'deciders' };
const rule: Rule = {
  id: 'r1',
  name: 'Finance',
  what: { groups: ['g1', 'g2'], roles: true, accounts: false, newGroups: false },
  askers: { who: 'members', groups: [deciders] },
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
  ticket: true,
};

describe('a rule that is edited', () => {
  it('is sent as it was loaded, with groups and people by their ids', () => {
    expect(ruleDraftInput(ruleDraftOf(rule))).toEqual({
      id: 'r1',
      name: 'Finance',
      what: { groups: ['g1', 'g2'], roles: true, accounts: false, newGroups: false },
      askers: ['g7'],
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
      ticket: true,
    });
    const open: Rule = {
      ...rule,
      what: { ...rule.what, groups: 'all' },
      askers: { who: 'everybody' },
      longestTermDays: undefined,
    };
    expect(ruleDraftInput(ruleDraftOf(open))).toMatchObject({
      what: { groups: 'all' },
      askers: null,
      longestTermDays: null,
    });
  });

  it('is said in a line', () => {
    expect(ruleSummary(ruleDraftOf(rule))).toBe(
      '2 groups, project roles · project lead, lead of the work item’s project, who may decide on access requests, owner of the group → 2 of Pia, Otto, members of deciders · at most 7 days',
    );
    expect(ruleSummary({ ...newRule('r'), stages: [newStage()] })).toBe(
      'nothing yet · nobody yet · any term',
    );
  });
});

describe('what keeps a rule from being saved', () => {
  const whole = ruleDraftOf(rule);
  const many = (count: number) =>
    Array.from({ length: count }, (_, place) => ({ groupId: `g${place}`, name: 'g' }));
  it.each<[string, Partial<RuleDraft>, string | undefined]>([
    ['nothing', {}, undefined],
    ['no name', { name: ' ' }, 'Give the rule a name.'],
    ['a name that nobody can read', { name: '\u200b \u202e' }, 'Give the rule a name.'],
    ['too long a name', { name: 'x'.repeat(61) }, 'Use at most 60 characters for the name.'],
    [
      'fewer people than have to approve',
      { stages: [{ ...newStage(), people: [pia], needed: '2' }] },
      'A stage names fewer people than have to approve it',
    ],
    ['nothing that it is about', { what: newRule('r').what }, 'Choose what the rule is about.'],
    ['nobody who may ask', { askers: [] }, 'Choose whose members may ask.'],
    ['too many groups who may', { askers: many(6) }, 'Choose at most 5 groups.'],
    ['a stage of nobody', { stages: [newStage()] }, 'Choose who decides each stage.'],
    [
      'too many groups in a stage',
      { stages: [{ ...newStage(), groups: many(4) }] },
      'Choose at most 3 groups.',
    ],
    [
      'no number',
      { stages: [{ ...newStage(), projectLead: true, needed: '' }] },
      'Enter how many have to approve, from 1 to 5.',
    ],
    [
      'too large a number',
      { stages: [{ ...newStage(), projectLead: true, needed: '6' }] },
      'Enter how many have to approve, from 1 to 5.',
    ],
  ])('%s', (_, over, problem) => {
    const said = rulesProblem([whole, { ...whole, name: 'Other', ...over }]);
    if (problem === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(problem);
  });

  it('says which of two rules that are called the same', () => {
    expect(rulesProblem([whole, { ...whole, name: 'finance ' }])).toBe(
      'finance: Another rule has this name: choose another one.',
    );
  });
});
