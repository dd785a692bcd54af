import { expect, test } from 'vitest';
import { person } from '../../../tests/support/samples';
import { chainOfAll, type Source, type StageRule, stageKey } from './stage-rule';

const asks = (...names: readonly string[]): StageRule => ({
  sources: [{ kind: 'people', people: names.map((name) => person(name)) }],
  needed: 1,
});
const [a, b, c, x] = [asks('A'), asks('B'), asks('C'), asks('X')];

test.each([
  ['in the order of their places, whatever they ask', [[c, b, a]], [c, b, a]],
  [
    'each as early as the first of them has it',
    [
      [a, x],
      [b, c, x],
    ],
    [a, b, c, x],
  ],
  [
    'also where that is a later chain',
    [
      [b, c, x],
      [a, x],
    ],
    [a, b, c, x],
  ],
  ['at the first place of all', [[a], [b, a]], [a, b]],
  ['and where a later chain has it first', [[b, a], [a]], [a, b]],
  ['of one place by whom they ask', [[c], [a], [b]], [a, b, c]],
  ['twice where one of them has it twice', [[a, x, a], [a]], [a, x, a]],
  [
    'and no oftener, where each has it twice',
    [
      [a, a],
      [a, a],
    ],
    [a, a],
  ],
])('stages of several chains stand %s', (_, chains, one) => {
  expect(chainOfAll(chains.map((stages) => ({ stages })))).toMatchObject(one);
});

test('a stage has the names of all rules that ask it, each once, and none where none of them is named', () => {
  const chains = [
    { stages: [a, b], rule: 'Admins' },
    { stages: [a] },
    { stages: [b, c], rule: 'Leads' },
    { stages: [b], rule: 'Admins' },
    { stages: [x] },
  ];
  const rules = chainOfAll(chains).map((one) => [one.sources, one.rules]);
  expect(rules).toEqual([
    [a.sources, ['Admins']],
    [b.sources, ['Admins', 'Leads']],
    [x.sources, undefined],
    [c.sources, ['Leads']],
  ]);
  expect(chainOfAll([{ stages: [x] }])[0]).not.toHaveProperty('rules');
});

test('the people of a stage are told apart by their ids alone', () => {
  expect(stageKey(asks('A', 'B'))).not.toBe(stageKey(asks('AB')));
  const kinds: readonly Source['kind'][] = ['projectLead', 'issueProjectLead'];
  const keys = kinds.map((kind) => stageKey({ sources: [{ kind } as Source], needed: 1 }));
  expect(new Set(keys).size).toBe(2);
});
