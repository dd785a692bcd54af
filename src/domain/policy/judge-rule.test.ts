import { describe, expect, test } from 'vitest';
import { person } from '../../../tests/support/samples';
import { type FaultOfRule, judgeRule, type RuleFault } from './judge-rule';
import type { Rule } from './rule';
import { nameOfRule } from './rule-name';
import { LEAD_DECIDES, type Source } from './stage-rule';

const rule = (over: Partial<Rule> = {}): Rule => ({
  id: 'r',
  name: 'Finance',
  what: { groups: ['g1'], roles: false, accounts: false, newGroups: false },
  askers: { who: 'everybody' },
  projects: 'all',
  stages: LEAD_DECIDES,
  longestTermDays: undefined,
  usualTermDays: undefined,
  ticket: false,
  ...over,
});
const stage = (needed: number, ...sources: readonly Source[]) => ({
  stages: [{ needed, sources }],
});
const people = (...names: readonly string[]): Source => ({
  kind: 'people',
  people: names.map((name) => person(name)),
});
const lead: Source = { kind: 'projectLead' };
const issueLead: Source = { kind: 'issueProjectLead' };
const members: Source = { kind: 'members', group: { groupId: 'g7', name: 'deciders' } };
const nothing = { groups: [], roles: false, accounts: false, newGroups: false };

describe('a rule can be kept', () => {
  test.each<[string, Partial<Rule>, RuleFault | undefined]>([
    ['as it is', {}, undefined],
    ['not without a name', { name: '' }, 'noName'],
    ['not with blanks for a name', { name: ' \t\u00a0\u2003' }, 'noName'],
    ['not with a name without width', { name: '\u200b\u200d\ufeff\u2060' }, 'noName'],
    ['not with marks of direction for a name', { name: '\u202e\u2066\u2069' }, 'noName'],
    ['not with a name that is too long', { name: 'x'.repeat(61) }, 'nameTooLong'],
    ['with the longest name', { name: ` ${'x'.repeat(60)}\u200b` }, undefined],
    ['not with the name of a rule before it', { name: 'Others' }, 'nameTaken'],
    ['not with one that reads like it', { name: ' othERS\u200b' }, 'nameTaken'],
    ['not about nothing', { what: nothing }, 'aboutNothing'],
    ['about roles alone', { what: { ...nothing, roles: true } }, undefined],
    ['about all groups', { what: { ...nothing, groups: 'all' } }, undefined],
    ['not with nobody who may ask', { askers: { who: 'members', groups: [] } }, 'nobodyMayAsk'],
    [
      'with a group that may ask',
      { askers: { who: 'members', groups: [{ groupId: 'a', name: 'a' }] } },
      undefined,
    ],
    ['not in no project', { projects: [] }, 'inNoProject'],
    ['in a project', { projects: [{ projectId: '10', key: 'WEB', name: 'Web' }] }, undefined],
    ['that begins with all that it allows', { longestTermDays: 7, usualTermDays: 7 }, undefined],
    ['that begins with a term, and has no longest', { usualTermDays: 365 }, undefined],
    ['not that begins with more', { longestTermDays: 7, usualTermDays: 8 }, 'usualTooLong'],
    ['by which the policy decides', { byPolicy: true, longestTermDays: 7 }, undefined],
    ['not by which it decides for good', { byPolicy: true }, 'byPolicyForGood'],
    ['not with no stage', { stages: [] }, 'nobodyDecides'],
    ['not with a stage of nobody', stage(1), 'nobodyDecides'],
    ['not with a stage of people who are not there', stage(1, people()), 'nobodyDecides'],
    ['with as many as have to approve', stage(2, people('Pia', 'Otto')), undefined],
    ['not with fewer', stage(3, people('Pia', 'Otto')), 'tooFewDecide'],
    ['not with one who is named twice', stage(2, people('Pia', 'Pia')), 'tooFewDecide'],
    ['with a lead beside', stage(2, lead, people('Pia')), undefined],
    ['not with a lead for two', stage(2, lead), 'tooFewDecide'],
    ['with the lead of the issue’s project', stage(1, { kind: 'issueProjectLead' }), undefined],
    ['not with one lead twice for two', stage(2, lead, lead), 'tooFewDecide'],
    ['not with both leads for two, who are one', stage(2, lead, issueLead), 'tooFewDecide'],
    [
      'with both, where it is about roles',
      { ...stage(2, lead, issueLead), what: { ...nothing, roles: true } },
      undefined,
    ],
    ['not with that one for two', stage(2, { kind: 'issueProjectLead' }), 'tooFewDecide'],
    ['with a group, of however many', stage(5, members), undefined],
    [
      'not where it is the second stage that names fewer',
      { stages: [...LEAD_DECIDES, ...stage(2, people('Pia')).stages] },
      'tooFewDecide',
    ],
  ])('%s', (_, over, fault) => {
    const other = rule({ id: 'o', name: 'Others' });
    const one = rule(over);
    const judged = judgeRule(one, [other, one]);
    expect(judged.allowed ? [] : judged.why.map((each) => each.fault)).toEqual(
      fault === undefined ? [] : [fault],
    );
    // The one before is not the one at fault.
    expect(judgeRule(other, [other, one])).toEqual({ allowed: true });
  });
});

test('all that is wrong with a rule is told, and in which stage', () => {
  const faulty = rule({
    name: '',
    what: nothing,
    askers: { who: 'members', groups: [] },
    projects: [],
    stages: [...stage(1).stages, ...LEAD_DECIDES, ...stage(2, people('Pia')).stages],
  });
  expect(judgeRule(faulty, [faulty])).toEqual({
    allowed: false,
    why: [
      { fault: 'noName' },
      { fault: 'aboutNothing' },
      { fault: 'nobodyMayAsk' },
      { fault: 'inNoProject' },
      { fault: 'nobodyDecides', stage: 0 },
      { fault: 'tooFewDecide', stage: 2 },
    ] satisfies FaultOfRule[],
  });
  const without = rule({ stages: [] });
  expect(judgeRule(without, [without])).toMatchObject({
    why: [{ fault: 'nobodyDecides', stage: 0 }],
  });
});

test('what a rule names and nobody knows is told, part by part, instead of that nobody decides', () => {
  const named = rule({
    askers: { who: 'members', groups: [{ groupId: 'g2', name: 'g2' }] },
    projects: [{ projectId: '10', key: 'WEB', name: 'Web' }],
    stages: [...LEAD_DECIDES, ...stage(1, people()).stages],
  });
  const unknown = {
    groups: ['g1'],
    askers: ['g2'],
    projects: ['10'],
    stages: [
      { people: [], groups: [] },
      { people: ['gone'], groups: ['g3'] },
    ],
  };
  expect(judgeRule(named, [named], unknown)).toEqual({
    allowed: false,
    why: [
      { fault: 'groupsUnknown', groupIds: ['g1'] },
      { fault: 'askersUnknown', groupIds: ['g2'] },
      { fault: 'projectsUnknown', projectIds: ['10'] },
      { fault: 'peopleUnknown', accountIds: ['gone'], stage: 1 },
      { fault: 'membersUnknown', groupIds: ['g3'], stage: 1 },
    ] satisfies FaultOfRule[],
  });
});

describe('a rule is named', () => {
  const names = (...all: readonly string[]) => {
    const rules = all.map((name, place) => rule({ id: `r${place}`, name }));
    return rules.map((one) => nameOfRule(rules, one));
  };
  test.each<[string, readonly string[], readonly string[]]>([
    ['by its name', ['Finance', 'Others'], ['Finance', 'Others']],
    ['by what can be read of it', [' \u200bFinance\n '], ['Finance']],
    ['by its place, where nobody can read it', ['Others', ' \u200b', ''], ['Others', '#2', '#3']],
    [
      'with its place, where two are called the same',
      ['Finance', 'Others', 'finance '],
      ['Finance (#1)', 'Others', 'finance (#3)'],
    ],
    [
      'as the language of the code would name something',
      ['constructor', '__proto__'],
      ['constructor', '__proto__'],
    ],
  ])('%s', (_, all, told) => {
    expect(names(...all)).toEqual(told);
  });
});
