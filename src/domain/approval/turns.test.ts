import { describe, expect, test } from 'vitest';
import { AT, LEAD, OTHER_LEAD, person, REQUESTER, stage } from '../../../tests/support/samples';
import type { Approval, Decision } from './approval';
import { hasEnough, judgeApprovers } from './enough-approvers';
import { approvedIn, isApproved, openStages, stillNeeded, turnsBegun } from './turns';

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
});
