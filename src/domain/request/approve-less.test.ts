import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AT,
  awaiting,
  developers,
  frontend,
  LEAD,
  OTHER_LEAD,
  otherProjectRole,
  stage,
  subject,
} from '../../../tests/support/samples';
import { type Ask, actionsOf } from '../action/ask';
import { entitlementKey } from '../action/entitlement';
import { subjectKey } from '../action/subject';
import { DAY, HOUR } from '../lib/time';
import type { Verdict } from '../plan/plan';
import type { Term } from '../term/term';
import { approveLess, type Less } from './approve-less';

const CHANGE: Verdict = { verdict: 'change' };
const NEW = { kind: 'newPerson', email: 'zoe@acme.example', displayName: 'zoe' } as const;
const GROUP = { kind: 'newGroup', name: 'launch', displayName: 'launch' } as const;

/** Lena decides about the groups, Otto about the role of his project. Steps 0 to 2, 3 and 4, 5. */
const ASK: Ask = {
  subjects: [subject('Ada'), subject('Ben'), subject('Cleo')],
  changes: [
    { verb: 'add', entitlement: frontend, subjects: [0, 1, 2] },
    { verb: 'add', entitlement: otherProjectRole, subjects: [0, 1] },
    { verb: 'add', entitlement: developers, subjects: [2] },
  ],
};
const STAGES = [
  stage(LEAD, { changes: [0, 2] }),
  stage(OTHER_LEAD, { projectId: '20', asks: 'lead:20', changes: [1] }),
];
const DAYS: Term = { kind: 'days', days: 30 };

function leave(less: Partial<Less> & { reason?: string }, over = {}, by = LEAD) {
  const request = awaiting({ ask: ASK, approvals: STAGES, term: DAYS, ...over });
  const planned = actionsOf(request.ask).map(() => CHANGE);
  const { leftOut = [], term, reason = 'Not all of them.' } = less;
  return { request, came: approveLess(request, by, { leftOut, term, reason }, planned, AT) };
}

const names = (ask: Ask) =>
  actionsOf(ask).map(
    ({ subject: { displayName }, entitlement }) => `${displayName} ${entitlement.kind}`,
  );

describe('somebody who approves leaves out', () => {
  test('lines of what they decide: stages keep what they are about', () => {
    const { came } = leave({ leftOut: [0, 1, 2] });
    if (!came.ok) throw new Error(came.error.code);
    const { request, facts, verdicts, onWhatIsLeft } = came.value;
    expect(names(request.ask)).toEqual(['Ada role', 'Ben role', 'Cleo role']);
    expect(request.approvals.map(({ changes }) => changes)).toEqual([[1], [0]]);
    expect(onWhatIsLeft(STAGES).map(({ changes }) => changes)).toEqual([[1], [0]]);
    expect([request.planned.change, verdicts.length]).toEqual([3, 3]);
    expect(request.less).toMatchObject([
      { by: LEAD, reason: 'Not all of them.', leftOut: [{ count: 3, entitlement: frontend }] },
    ]);
    expect(facts).toMatchObject([
      { kind: 'request.approvedLess', leftOut: 3, approved: { ask: request.ask, term: DAYS } },
    ]);
  });

  test('time, for all of it; what is to last until then is decided by then', () => {
    const until: Term = { kind: 'until', at: AT + HOUR };
    const { came } = leave({ term: until }, { timesOutAt: AT + DAY });
    expect(came).toMatchObject({
      ok: true,
      value: {
        request: { term: until, timesOutAt: AT + HOUR, ask: ASK },
        facts: [{ leftOut: 0, termBefore: DAYS, approved: { term: until } }],
      },
    });
  });

  test('with an account or a group, what rests on it', () => {
    const ask: Ask = {
      subjects: [NEW, GROUP, subject('Ada')],
      changes: [
        { verb: 'create', entitlement: { kind: 'account', products: [] }, subjects: [0] },
        { verb: 'create', entitlement: { kind: 'newGroup', name: 'launch' }, subjects: [1] },
        { verb: 'add', entitlement: { kind: 'newGroup', name: 'Launch' }, subjects: [0, 2] },
        { verb: 'add', entitlement: developers, subjects: [0, 1, 2] },
      ],
    };
    const approvals = [stage(LEAD, { changes: [0, 1, 2, 3] })];
    const left = (leftOut: readonly number[]) => {
      const { came } = leave({ leftOut }, { ask, approvals });
      return came.ok ? names(came.value.request.ask) : came.error;
    };
    expect(left([0])).toEqual(['launch newGroup', 'Ada newGroup', 'launch role', 'Ada role']);
    expect(left([1])).toEqual(['zoe account', 'zoe role', 'Ada role']);
    expect(left([0, 1])).toEqual(['Ada role']);
  });
});

describe('nobody leaves out', () => {
  test.each<[string, Partial<Less> & { reason?: string }, string]>([
    ['nothing at all', {}, 'nothingLeftOut'],
    ['a line of what others decide', { leftOut: [0, 3] }, 'notTheirsToLeaveOut'],
    ['a line that is not there', { leftOut: [6] }, 'notTheirsToLeaveOut'],
    ['all that they decide', { leftOut: [0, 1, 2, 5] }, 'nothingLeftToApprove'],
    ['without a reason', { leftOut: [0], reason: ' \u200b ' }, 'lessWithoutReason'],
    ['what makes it longer', { term: { kind: 'days', days: 31 } }, 'termNotShorter'],
    ['the end of it', { term: { kind: 'permanent' } }, 'termNotShorter'],
    ['time until an end that is past', { term: { kind: 'until', at: AT - 1 } }, 'termOver'],
    [
      'a line, and makes it longer',
      { leftOut: [0], term: { kind: 'permanent' } },
      'termNotShorter',
    ],
  ])('%s', (_, less, code) => {
    expect(leave(less).came).toMatchObject({ ok: false, error: { code } });
  });

  test('who can’t approve: whoever decides another stage of it later, nor who may only decline', () => {
    const later = [STAGES[0], stage(OTHER_LEAD, { order: 2, changes: [0, 2] })];
    const barred = [stage(OTHER_LEAD, { mayDecline: [LEAD], changes: [0, 1, 2] })];
    expect(leave({ leftOut: [0] }, { approvals: later }, OTHER_LEAD).came.ok).toBe(false);
    expect(leave({ leftOut: [0] }, { approvals: barred }).came.ok).toBe(false);
    expect(leave({ leftOut: [0] }, { timesOutAt: AT }).came.ok).toBe(false);
  });
});

test('whatever is left out, what is left was asked for, and each stage is about what it was about', () => {
  const anyStep = fc.integer({ min: 0, max: 5 });
  fc.assert(
    fc.property(fc.uniqueArray(anyStep), fc.constantFrom(LEAD, OTHER_LEAD), (leftOut, by) => {
      const { request, came } = leave({ leftOut }, {}, by);
      if (!came.ok) return;
      const left = came.value.request;
      const keyOf = (ask: Ask) =>
        actionsOf(ask).map(
          (one) => `${subjectKey(one.subject)} ${entitlementKey(one.entitlement)}`,
        );
      const asked = keyOf(request.ask);
      expect(keyOf(left.ask)).toEqual(asked.filter((_, step) => !leftOut.includes(step)));
      for (const one of left.approvals) {
        const before = request.approvals.find(({ asks }) => asks === one.asks);
        const about = (ask: Ask, changes: readonly number[]) =>
          changes.map((change) => entitlementKey(ask.changes[change]?.entitlement ?? developers));
        const were = about(request.ask, before?.changes ?? []);
        expect(were).toEqual(expect.arrayContaining(about(left.ask, one.changes)));
      }
      const covered = left.approvals.flatMap(({ changes }) => changes).sort();
      expect(covered).toEqual(left.ask.changes.map((_, change) => change));
    }),
  );
});
