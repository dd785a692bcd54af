import { describe, expect, test } from 'vitest';
import { AT, LEAD, OTHER_LEAD, person, REQUESTER, stage } from '../../../tests/support/samples';
import type { Approval, Decision } from './approval';
import { hasEnough, judgeApprovers, neededElsewhere } from './enough-approvers';
import {
  approvedIn,
  awaited,
  decidedElsewhere,
  haveAnOrder,
  inOrder,
  isApproved,
  openStages,
  stillNeeded,
  turnsBegun,
} from './turns';

const THIRD = person('Theo');
const yes = (by: typeof LEAD): Decision => ({ decision: 'approved', by, at: AT });
const no = (by: typeof LEAD): Decision => ({ decision: 'declined', by, at: AT, reason: 'No.' });
const of = (needed: number, ...decisions: Decision[]): Approval =>
  stage(LEAD, { approvers: [LEAD, OTHER_LEAD, THIRD], needed, decisions });

describe('a stage is approved', () => {
  test.each<[string, Approval, boolean, number]>([
    ['by nobody', of(1), false, 1],
    ['by one of one', of(1, yes(LEAD)), true, 0],
    ['by one of two', of(2, yes(LEAD)), false, 1],
    ['by two of two', of(2, yes(LEAD), yes(OTHER_LEAD)), true, 0],
    ['by more than it takes', of(1, yes(LEAD), yes(OTHER_LEAD)), true, 0],
    ['by the same person twice', of(2, yes(LEAD), yes(LEAD)), false, 1],
    ['by enough, and one declined', of(1, yes(LEAD), no(OTHER_LEAD)), false, 1],
    ['where nobody has to, by nobody', of(0), false, 1],
  ])('%s', (_, one, isSo, left) => {
    expect([isApproved(one), stillNeeded(one)]).toEqual([isSo, left]);
  });

  test('and says by whom, each once', () => {
    expect(approvedIn(of(2, yes(LEAD), yes(LEAD), no(OTHER_LEAD)))).toEqual([yes(LEAD)]);
  });
});

describe('whose turn it is', () => {
  const first = stage(LEAD, { changes: [0, 1], asks: 'a' });
  const second = stage(OTHER_LEAD, { changes: [1], asks: 'b', order: 2 });
  const third = stage(THIRD, { changes: [1], asks: 'c', order: 3 });
  const other = stage(REQUESTER, { changes: [2], asks: 'd', order: 2 });
  const orders = (...stages: Approval[]) => openStages(stages).map(({ asks }) => asks);
  const done = (one: Approval) => ({ ...one, decisions: [yes(LEAD)] });

  test('is the first stage of each change, whatever waits for others', () => {
    expect(orders(third, second, first, other)).toEqual(['a', 'd']);
    expect(orders(done(first), second, third, done(other))).toEqual(['b']);
    expect(orders(done(first), done(second), third)).toEqual(['c']);
    expect(orders(first, done(second), third)).toEqual(['a']);
  });

  test('begins for those that nothing comes before any more', () => {
    const before = [first, second, third, other];
    expect(turnsBegun(before, before)).toEqual([]);
    expect(turnsBegun(before, [done(first), second, third, other])).toEqual([2]);
    expect(turnsBegun(before, [done(first), second, third, done(other)])).toEqual([2]);
    expect(turnsBegun(before, [done(first), done(second), third])).toEqual([3]);
  });
});

describe('of the stages of several changes', () => {
  const at = (changes: readonly number[], order: number, ...decisions: Decision[]) =>
    stage(LEAD, { changes, order, decisions });

  test('whoever has decided another stage of the same change is known, whatever they said', () => {
    const [mine, same, other] = [
      at([0, 1], 1, yes(THIRD)),
      at([1, 2], 2, yes(LEAD), no(OTHER_LEAD)),
      at([2], 1, yes(REQUESTER)),
    ];
    const stages = [mine, same, other];
    expect(decidedElsewhere(stages, mine)).toEqual(new Set(['lena', 'otto']));
    expect(decidedElsewhere(stages, same)).toEqual(new Set(['theo', 'rita']));
    expect(decidedElsewhere([mine], mine)).toEqual(new Set());
  });

  test.each<[string, Approval[], boolean]>([
    ['no stage', [], false],
    ['one', [at([0], 1)], false],
    ['two of different changes', [at([0], 1), at([1], 1)], false],
    ['one that comes after another', [at([0], 1), at([0], 2)], true],
    ['one that is left of a later place', [at([0], 3)], true],
  ])('%s: whether they have an order', (_, stages, isSo) => {
    expect(haveAnOrder(stages)).toBe(isSo);
  });

  test('those of the first change come first, and of one change in their order', () => {
    const stages = [at([1], 1), at([0, 5], 2), at([0], 1)];
    expect(stages.sort(inOrder).map(({ changes, order }) => [changes[0], order])).toEqual([
      [0, 1],
      [0, 2],
      [1, 1],
    ]);
    expect([at([1], 1), at([], 2)].sort(inOrder).map(({ order }) => order)).toEqual([2, 1]);
  });

  test('a turn is known by its place and its changes, and each place is told once', () => {
    const before = [at([0], 1), at([0], 2), at([1], 1), at([1], 2)];
    const after = [at([0], 1, yes(LEAD)), at([0], 2), at([1], 1, yes(LEAD)), at([1], 2)];
    expect(turnsBegun(before, after)).toEqual([2]);
    expect(turnsBegun([at([0], 1)], [at([0], 1), at([1], 1)])).toEqual([1]);
    expect(turnsBegun([at([0], 1)], [at([0, 1], 1)])).toEqual([1]);
  });
});

test('whoever has decided a stage is not waited for, whatever they said', () => {
  expect(awaited(of(3, yes(LEAD), no(THIRD)))).toEqual([OTHER_LEAD]);
});

describe('there are enough who may decide', () => {
  const among = (order: number, needed: number, ...people: (typeof LEAD)[]) =>
    stage(LEAD, { approvers: people, order, needed, asks: `s${order}` });

  test.each<[string, Approval[], boolean]>([
    ['as many as it takes', [among(1, 2, LEAD, THIRD)], true],
    ['one fewer', [among(1, 2, LEAD)], false],
    ['one who has decided is not asked again', [{ ...of(3, yes(LEAD)) }], true],
    ['two left, where one has decided', [{ ...of(4, yes(LEAD)) }], false],
    ['two stages, and a person for each', [among(1, 1, LEAD), among(2, 1, THIRD)], true],
    ['two stages, and one person for both', [among(1, 1, LEAD), among(2, 1, LEAD)], false],
    ['one of them has another', [among(1, 1, LEAD, THIRD), among(2, 1, LEAD)], true],
    ['two people for three seats', [among(1, 1, LEAD, THIRD), among(2, 2, LEAD, THIRD)], false],
    [
      'one person for the stages of two changes',
      [among(1, 1, LEAD), { ...among(2, 1, LEAD), changes: [1] }],
      true,
    ],
  ])('%s', (_, stages, isSo) => {
    expect(judgeApprovers(stages).allowed).toBe(isSo);
  });

  test('counts those who have not decided', () => {
    expect(hasEnough(of(3, yes(LEAD)))).toBe(true);
    expect(hasEnough(of(4, yes(LEAD)))).toBe(false);
  });

  test('the first stage that lacks somebody is named', () => {
    const traced = (one: Approval, projectKey: string): Approval => ({
      ...one,
      trace: [{ tried: { source: 'issueProjectLead', projectKey }, outcome: 'nobody' }],
    });
    const refused = (...stages: Approval[]) => {
      const judged = judgeApprovers(stages.map((one, place) => traced(one, `P${place}`)));
      return judged.allowed ? undefined : judged.why.trace[0]?.tried;
    };
    const place = (at: number) => ({ source: 'issueProjectLead', projectKey: `P${at}` });
    expect(refused(among(1, 1, LEAD), among(2, 1), among(3, 1))).toEqual(place(1));
    expect(refused(among(1, 1, LEAD), among(2, 1, THIRD), among(3, 1, LEAD))).toEqual(place(2));
    // One that has nobody goes before one whose seats can't be filled.
    expect(refused(among(1, 1, LEAD), among(2, 1, LEAD), among(3, 1))).toEqual(place(2));
  });

  test('somebody who sits in one seat finds another, as far as there are any', () => {
    const three = [LEAD, OTHER_LEAD, THIRD];
    const chain = [among(1, 1, ...three), among(2, 1, LEAD, OTHER_LEAD), among(3, 1, LEAD)];
    expect(judgeApprovers(chain).allowed).toBe(true);
    expect(judgeApprovers([...chain, among(4, 1, ...three)]).allowed).toBe(false);
  });

  test.each<[string, Approval[], string[]]>([
    ['nobody, where there is one stage', [among(1, 1, LEAD)], []],
    ['who alone can decide the next', [among(1, 1, LEAD, THIRD), among(2, 1, LEAD)], ['lena']],
    [
      'all who have to decide the next',
      [among(1, 1, LEAD, OTHER_LEAD, THIRD), among(2, 2, LEAD, OTHER_LEAD)],
      ['lena', 'otto'],
    ],
    [
      'nobody, where any one of them can be spared',
      [among(1, 2, LEAD, OTHER_LEAD, THIRD), among(2, 1, LEAD, OTHER_LEAD)],
      [],
    ],
    ['nobody, where the seats can’t be filled', [among(1, 1, LEAD), among(2, 1, LEAD)], []],
    [
      'nobody for a stage that is approved',
      [among(1, 1, LEAD, THIRD), { ...among(2, 1, LEAD), decisions: [yes(OTHER_LEAD)] }],
      [],
    ],
  ])('the first stage leaves to the others %s', (_, stages, left) => {
    const [first] = stages;
    expect(first && [...neededElsewhere(stages, first)]).toEqual(left);
  });
});
