import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { AT, LEAD, OTHER_LEAD, person, stage } from '../../../tests/support/samples';
import { DAY, HOUR } from '../lib/time';
import { decideStages } from '../request/decide-stages';
import { isOfPeople, type TraceEntry } from './approval';
import { afterHoursOf, askedFirst, decidesAfterHours, letIn } from './in-place-of';
import { letInAt, waitsSince } from './let-in';
import { asAskedFrom } from './reroute-approvals';

const asked = (questions: readonly { at: number; answer?: { at: number } }[] = []) => ({
  createdAt: AT,
  questions,
});
const approved = { decision: 'approved', by: LEAD, at: AT + DAY } as const;

describe('a stage waits', () => {
  const open = stage(LEAD);
  const second = stage(OTHER_LEAD, { order: 2 });
  const before = stage(LEAD, { decisions: [approved] });
  const severalOne = stage(LEAD, { needed: 2, decisions: [approved] });
  test.each([
    ['since it was asked for', open, [open], AT],
    ['since the stage before was approved', second, [before, second], AT + DAY],
    ['not since a stage of something else was approved', { ...second, changes: [1] }, [before], AT],
    ['since others are asked', { ...open, askedAt: AT + HOUR }, [open], AT + HOUR],
    ['no longer as one of several has decided', severalOne, [severalOne], AT],
    [
      'not since a stage was decided that comes after it by now',
      open,
      [open, stage(OTHER_LEAD, { order: 2, decisions: [approved] })],
      AT,
    ],
  ])('%s', (_, one, stages, since) => {
    expect(waitsSince(asked(), one, stages)).toBe(since);
  });
});

describe('the hours', () => {
  const open = stage(LEAD);
  const at = (questions: Parameters<typeof asked>[0]) =>
    letInAt(asked(questions), open, [open], 24);
  it('are over when they have passed', () => {
    expect(at([])).toBe(AT + DAY);
  });
  it('stand still while a question waits, however long', () => {
    expect(at([{ at: AT + HOUR }])).toBeUndefined();
    expect(at([{ at: AT + HOUR, answer: { at: AT + 9 * DAY } }])).toBe(AT + 10 * DAY - HOUR);
  });
  it('are over all the same where the question came after', () => {
    expect(at([{ at: AT + DAY }])).toBe(AT + DAY);
    expect(at([{ at: AT + 2 * DAY, answer: { at: AT + 3 * DAY } }])).toBe(AT + DAY);
  });
  it('of a later stage stand still only for as long as it waited', () => {
    const second = stage(OTHER_LEAD, { order: 2 });
    const stages = [stage(LEAD, { decisions: [approved] }), second];
    const question = { at: AT, answer: { at: AT + DAY + HOUR } };
    expect(letInAt(asked([question]), second, stages, 24)).toBe(AT + 2 * DAY + HOUR);
  });
  test('are never over sooner for a question', () => {
    const times = fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { maxLength: 5 });
    fc.assert(
      fc.property(times, (all) => {
        let last = AT;
        const questions = all.map(([wait, stands]) => {
          const put = last + wait * HOUR;
          last = put + stands * HOUR;
          return { at: put, answer: { at: last } };
        });
        const over = at(questions) ?? 0;
        const stood = questions
          .filter((one) => one.at < over)
          .reduce((sum, one) => sum + Math.min(one.answer.at, over) - one.at, 0);
        expect(over - AT - stood).toBe(DAY);
      }),
    );
  });
});

describe('somebody decides after hours', () => {
  const [emma, theo] = [person('Emma'), person('Theo')];
  const late = { source: 'fallbackApprover', afterHours: 24 } as const;
  const chosen = (one: typeof emma, tried: TraceEntry['tried']): TraceEntry => ({
    tried,
    person: one,
    outcome: 'chosen',
  });
  const away: TraceEntry = { tried: late, person: emma, outcome: 'away' };
  const standIn = { source: 'standIn', of: emma } as const;
  test.each<[string, readonly TraceEntry[], number | undefined]>([
    ['as a fallback approver who is let in', [chosen(theo, late)], 24],
    ['in the place of one', [away, chosen(theo, standIn)], 24],
    [
      'not where they are asked otherwise too',
      [chosen(theo, { source: 'named' }), chosen(theo, late)],
      undefined,
    ],
    [
      'not where they are asked otherwise first of all or after that',
      [chosen(theo, late), chosen(theo, { source: 'named' })],
      undefined,
    ],
    [
      'in the place of one who stands in for somebody else',
      [chosen(emma, { source: 'standIn', of: LEAD }), away, chosen(theo, standIn)],
      24,
    ],
    [
      'beside somebody of whom nothing is known',
      [{ tried: { source: 'named' }, outcome: 'chosen' }, chosen(theo, late)],
      24,
    ],
    ['not as any fallback approver', [chosen(theo, { source: 'fallbackApprover' })], undefined],
    [
      'not in the place of somebody who is asked otherwise',
      [{ ...away, tried: { source: 'named' } }, chosen(theo, standIn)],
      undefined,
    ],
    ['not where they are passed over', [{ ...chosen(theo, late), outcome: 'gains' }], undefined],
  ])('%s', (_, trace, hours) => {
    expect(decidesAfterHours({ trace }, theo.accountId)).toBe(hours);
    const { decided } = decideStages([stage(theo, { trace })], theo.accountId, {
      ...approved,
      by: theo,
    });
    const made = decided[0]?.decisions.filter(isOfPeople)[0];
    expect(made?.afterHours).toBe(hours);
  });
  it('is what tells those who are let in from those who are asked', () => {
    const one = stage(LEAD, { approvers: [LEAD, theo] });
    const trace = [chosen(LEAD, { source: 'named' }), chosen(theo, late)];
    expect([askedFirst({ ...one, trace }), letIn({ ...one, trace })]).toEqual([[LEAD], [theo]]);
    const decided = { ...one, trace, decisions: [{ ...approved, by: theo }] };
    expect([askedFirst(decided), letIn(decided)]).toEqual([[LEAD], []]);
  });
  it('is said of the way in which they are tried', () => {
    expect(afterHoursOf(standIn, [away])).toBe(24);
    expect(afterHoursOf({ source: 'named' }, [away])).toBeUndefined();
  });
});

describe('on record', () => {
  const before = stage(LEAD);
  it('whoever is asked from now on has their time', () => {
    const now = stage(OTHER_LEAD);
    expect(asAskedFrom(AT, [before], [now])).toEqual([{ ...now, askedAt: AT }]);
  });
  it('those who are let in, or asked no more, begin nothing anew', () => {
    const emma = person('Emma');
    const trace: TraceEntry[] = [
      {
        tried: { source: 'fallbackApprover', afterHours: 24 },
        person: emma,
        outcome: 'chosen',
      },
    ];
    const wider = { ...before, approvers: [LEAD, emma], trace };
    expect(asAskedFrom(AT, [before], [wider])).toEqual([wider]);
    expect(asAskedFrom(AT, [wider], [before])).toEqual([before]);
  });
});
