import { describe, expect, it } from 'vitest';
import { ruleFaultInShort } from '#words/rule-fault';
import { newRule, newStage, type RuleDraft } from './rule-draft';
import {
  firstFaultyId,
  problemsOf,
  type RuleField,
  refusedProblems,
  rulesProblem,
} from './rule-problems';

const pia = { accountId: 'pia', displayName: 'Pia' };
const otto = { accountId: 'otto', displayName: 'Otto' };
const many = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ groupId: `g${place}`, name: 'g' }));
const ids = (count: number) => many(count).map(({ groupId }) => groupId);
const asProject = (projectId: string) => ({ projectId, key: 'P', name: 'P' });
const people = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ accountId: `p${place}`, displayName: 'P' }));
const whole: RuleDraft = {
  ...newRule('r1'),
  name: 'Finance',
  what: { groups: ['g1'], roles: true, accounts: false, newGroups: false },
  stages: [
    { ...newStage(), projectLead: true },
    { ...newStage(), people: [pia, otto], needed: '2' },
  ],
};
const other = (over: Partial<RuleDraft>): RuleDraft => ({
  ...whole,
  id: 'r2',
  name: 'Other',
  ...over,
});

describe('what keeps a rule from being saved', () => {
  it.each<[string, Partial<RuleDraft>, RuleField | undefined, string]>([
    ['nothing', {}, undefined, ''],
    ['no name', { name: ' ' }, 'name', 'Give the rule a name.'],
    ['a name that nobody can read', { name: '\u200b \u202e' }, 'name', 'Give the rule a name.'],
    [
      'too long a name',
      { name: 'x'.repeat(61) },
      'name',
      'Use at most 60 characters for the name.',
    ],
    ['the name of another', { name: 'finance ' }, 'name', 'Another rule has this name'],
    [
      'fewer people than have to approve',
      { stages: [{ ...newStage(), people: [pia], needed: '2' }] },
      'stage-0-needed',
      'A stage names fewer people than have to approve it',
    ],
    [
      'nothing that it is about',
      { what: newRule('r').what },
      'what',
      'Choose what the rule is about.',
    ],
    [
      'too many groups that it is about',
      { what: { ...whole.what, groups: ids(1_000) } },
      'what',
      'Choose at most',
    ],
    [
      'nobody who may ask',
      { everybody: false, askers: [] },
      'askers',
      'Choose whose members may ask.',
    ],
    [
      'too many groups who may',
      { everybody: false, askers: many(6) },
      'askers',
      'Choose at most 5 groups.',
    ],
    [
      'no project that it can be asked for in',
      { everyProject: false, projects: [] },
      'projects',
      'Choose in which projects it can be asked for.',
    ],
    [
      'too many projects',
      { everyProject: false, projects: ids(21).map(asProject) },
      'projects',
      'Choose at most 20 projects.',
    ],
    [
      'a stage of nobody',
      { stages: [...whole.stages, newStage()] },
      'stage-2-sources',
      'Choose who decides each stage.',
    ],
    [
      'too many groups in a stage',
      { stages: [{ ...newStage(), groups: many(4) }] },
      'stage-0-groups',
      'Choose at most 3 groups.',
    ],
    [
      'too many people in a stage',
      { stages: [{ ...newStage(), people: people(6) }] },
      'stage-0-people',
      'Name at most 5 people.',
    ],
    [
      'no number',
      { stages: [{ ...newStage(), projectLead: true, needed: '' }] },
      'stage-0-needed',
      'Enter how many have to approve, from 1 to 5.',
    ],
    [
      'too large a number',
      { stages: [{ ...newStage(), projectLead: true, needed: '6' }] },
      'stage-0-needed',
      'Enter how many have to approve, from 1 to 5.',
    ],
    [
      'no number of days',
      { longest: { limited: true, number: '0' } },
      'longest',
      'Enter a number of days from 1 to',
    ],
  ])('%s', (_, over, field, problem) => {
    const rule = other(over);
    const said = [...problemsOf(rule, [whole, rule])];
    if (field === undefined) expect(said).toEqual([]);
    else expect(said).toEqual([[field, expect.stringContaining(problem)]]);
    expect([...problemsOf(whole, [whole, rule])]).toEqual([]);
  });

  it('is told all at once, each at its field, in the order of the form', () => {
    const rule = other({
      name: '',
      what: newRule('r').what,
      everybody: false,
      askers: [],
      everyProject: false,
      projects: [],
      stages: [newStage(), { ...newStage(), people: [pia], groups: many(4), needed: '9' }],
      longest: { limited: true, number: '' },
    });
    const fields = [...problemsOf(rule, [whole, rule]).keys()];
    expect(fields).toEqual([
      'name',
      'what',
      'askers',
      'projects',
      'stage-0-sources',
      'stage-1-groups',
      'stage-1-needed',
      'longest',
    ]);
    const all = [whole, rule];
    expect(firstFaultyId(all, (one) => problemsOf(one, all))).toBe('r2-name');
    expect(firstFaultyId([whole], (one) => problemsOf(one, [whole]))).toBeUndefined();
  });

  it('is said with the name of the rule, where it has one', () => {
    const nameless = other({ name: '' });
    expect(rulesProblem([whole])).toBeUndefined();
    expect(rulesProblem([whole, nameless])).toBe('Give the rule a name.');
    expect(rulesProblem([whole, other({ name: 'finance ' })])).toBe(
      'finance: Another rule has this name: choose another one.',
    );
  });
});

describe('what the app has against a rule', () => {
  it('stands at the field of the rule that was sent, and of no other', () => {
    const changed = { ...whole };
    const named = { ruleId: 'r1', rule: 'Finance' };
    const refused = refusedProblems(
      [whole, other({})],
      [
        { ...named, fault: 'nobodyDecides', stage: 1 },
        { ...named, fault: 'aboutNothing' },
      ],
    );
    expect(refused.get(whole)).toEqual(
      new Map([
        ['what', ruleFaultInShort({ fault: 'aboutNothing' })],
        ['stage-1-sources', ruleFaultInShort({ fault: 'nobodyDecides', stage: 1 })],
      ]),
    );
    expect(refused.size).toBe(1);
    expect(refused.get(changed)).toBeUndefined();
    expect(firstFaultyId([other({}), whole], (one) => refused.get(one))).toBe('r1-what');
  });

  it('names the projects that Jira does not know as whoever chose them saw them', () => {
    const projects = [{ projectId: '20', key: 'FIN', name: 'Finance' }];
    const sent = other({ everyProject: false, projects });
    const refused = refusedProblems(
      [sent],
      [{ ruleId: sent.id, rule: '', fault: 'projectsUnknown', projectIds: ['20', '21'] }],
    );
    expect(refused.get(sent)?.get('projects')).toBe(
      'Jira does not know Finance or 21, or does not show them to the app. Take them out, or choose another project.',
    );
  });

  it('names groups and people that nobody knows at their fields', () => {
    const board = { groupId: 'g9', name: 'board' };
    const gone = { accountId: 'a9', displayName: 'Gone Person' };
    const sent = other({
      everybody: false,
      askers: [board],
      stages: [{ ...newStage(), groups: [board], people: [gone] }],
    });
    const of = { ruleId: sent.id, rule: '' };
    const groupIds = ['g9'];
    const refused = refusedProblems(
      [sent],
      [
        { ...of, fault: 'groupsUnknown', groupIds: ['g8'] },
        { ...of, fault: 'askersUnknown', groupIds },
        { ...of, fault: 'peopleUnknown', accountIds: ['a9', 'a8'], stage: 0 },
        { ...of, fault: 'membersUnknown', groupIds, stage: 0 },
      ],
    );
    const board9 = 'The site does not know board. Take it out, or choose another group.';
    expect([...(refused.get(sent) ?? [])]).toEqual([
      ['what', 'The site does not know g8. Take it out, or choose another group.'],
      ['askers', board9],
      [
        'stage-0-people',
        'Jira does not know Gone Person or a8. Take these people out, or name somebody else.',
      ],
      ['stage-0-groups', board9],
    ]);
  });
});
