import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AT,
  awaiting,
  developers,
  frontend,
  inState,
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
import { FIRST_POLICY, type Policy } from '../policy/policy';
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

function leave(
  less: Partial<Less> & { reason?: string },
  over = {},
  by = LEAD,
  policy: Pick<Policy, 'bundles' | 'version'> = FIRST_POLICY,
) {
  const request = awaiting({ ask: ASK, approvals: STAGES, term: DAYS, ...over });
  const planned = actionsOf(request.ask).map(() => CHANGE);
  const { leftOut = [], term, levels, reason = 'Not all of them.' } = less;
  return {
    request,
    came: approveLess(request, by, { leftOut, term, levels, reason }, planned, policy, AT),
  };
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

  test('all that a stage of theirs is about: it is asked no more', () => {
    const [groups, roles] = [
      stage(LEAD, { changes: [0] }),
      stage(LEAD, { asks: 'b', changes: [2] }),
    ];
    const [, others = groups] = STAGES;
    const { came } = leave({ leftOut: [5] }, { approvals: [roles, others, groups] });
    expect(came.ok && came.value.request.approvals).toEqual([others, groups]);
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

describe('what is left', () => {
  const leftBy = (less: Parameters<typeof leave>[0], over = {}) => {
    const { came } = leave(less, over);
    if (!came.ok) throw new Error(came.error.code);
    return came.value;
  };

  test('says by whom, when, why and what, after what was left out before', () => {
    const before = { by: OTHER_LEAD, at: AT - HOUR, reason: 'Too many.', leftOut: [] };
    const { request, facts } = leftBy({ leftOut: [1], reason: ' Not Ben. ' }, { less: [before] });
    expect(request.revision).toBe(awaiting().revision + 1);
    expect(request.less).toEqual([
      before,
      {
        by: LEAD,
        at: AT,
        reason: 'Not Ben.',
        leftOut: [{ verb: 'add', entitlement: frontend, count: 1, subjects: [subject('Ben')] }],
      },
    ]);
    expect(facts).toEqual([
      {
        kind: 'request.approvedLess',
        reason: 'Not Ben.',
        leftOut: 1,
        approved: expect.objectContaining({ term: DAYS }),
      },
    ]);
  });

  test('says of a shorter term what it was, and what it is', () => {
    const less: Term = { kind: 'days', days: 3 };
    const { request } = leftBy({ leftOut: [0], term: less });
    expect(request.less).toMatchObject([{ term: { before: DAYS, after: less } }]);
    expect(request.term).toEqual(less);
  });

  test('names the first four of those who are left out, and counts all', () => {
    const who = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Finn'];
    const ask: Ask = {
      subjects: who.map(subject),
      changes: [{ verb: 'add', entitlement: frontend, subjects: [0, 1, 2, 3, 4, 5] }],
    };
    const { request } = leftBy(
      { leftOut: [0, 1, 2, 3, 4] },
      { ask, approvals: [stage(LEAD, { changes: [0] })] },
    );
    expect(request.less).toMatchObject([
      { leftOut: [{ count: 5, subjects: who.slice(0, 4).map(subject) }] },
    ]);
  });

  test('has no other term where nothing of it is given', () => {
    const ask: Ask = { ...ASK, changes: ASK.changes.map((one) => ({ ...one, verb: 'remove' })) };
    const less: Term = { kind: 'days', days: 3 };
    const { came } = leave({ term: less }, { ask });
    expect(came).toMatchObject({ ok: false, error: { code: 'nothingLeftOut' } });
    const { request, facts } = leftBy({ leftOut: [0], term: less }, { ask });
    expect([request.term, request.less?.[0], facts[0]]).toEqual([
      DAYS,
      expect.not.objectContaining({ term: expect.anything() }),
      expect.not.objectContaining({ termBefore: expect.anything() }),
    ]);
  });

  test('is decided in the time that there was, and who is waited for is looked for as soon as before', () => {
    const timesOutAt = AT + 10 * DAY;
    const days: Term = { kind: 'until', at: AT + 20 * DAY };
    const over = { timesOutAt, remindAt: AT + HOUR, remindedAt: AT - HOUR };
    const { request } = leftBy(
      { leftOut: [0], term: days },
      { ...over, term: { kind: 'permanent' } },
    );
    expect(request).toMatchObject({ timesOutAt, remindAt: AT + HOUR, remindedAt: AT - HOUR });
    // What is to last until a time is decided by then, also where it was longer.
    const first = leftBy({ leftOut: [0] }, { ...over, term: { kind: 'until', at: AT + DAY } });
    expect(first.request.timesOutAt).toBe(AT + DAY);
  });

  test('keeps what the plan said of it', () => {
    const planned: readonly Verdict[] = [
      { verdict: 'alreadySo' },
      CHANGE,
      { verdict: 'refused', reason: 'groupProtected' },
      CHANGE,
      CHANGE,
      CHANGE,
    ];
    const request = awaiting({ ask: ASK, approvals: STAGES, term: DAYS });
    const less = { leftOut: [1, 5], term: undefined, reason: 'Not Ben.' };
    const came = approveLess(request, LEAD, less, planned, FIRST_POLICY, AT);
    if (!came.ok) throw new Error(came.error.code);
    expect(came.value.verdicts).toEqual([planned[0], planned[2], CHANGE, CHANGE]);
    expect(came.value.request.planned).toMatchObject({ change: 2, alreadySo: 1, refused: 1 });
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

  test('from what is decided', () => {
    const less = { leftOut: [0], term: undefined, reason: 'Not Ada.' };
    expect(approveLess(inState('approved'), LEAD, less, [CHANGE], FIRST_POLICY, AT)).toEqual({
      ok: false,
      error: { code: 'wrongState', state: 'approved', verb: 'approve' },
    });
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
