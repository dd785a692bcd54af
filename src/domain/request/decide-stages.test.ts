import { describe, expect, test } from 'vitest';
import {
  AT,
  awaiting,
  developers,
  frontend,
  inState,
  LEAD,
  OTHER_LEAD,
  stage,
  subject,
} from '../../../tests/support/samples';
import type { Approval, Decision } from '../approval/approval';
import {
  deciders,
  decidersBehind,
  firstApprovedAt,
  isAuthorized,
  lastApprovedAt,
  letInOn,
} from './authorization';
import { decideStages } from './decide-stages';
import { judgeVerb } from './judge-verb';

const approved: Decision = { decision: 'approved', by: LEAD, at: AT };
const declined: Decision = { decision: 'declined', by: LEAD, at: AT, reason: 'No.' };
const theirs = stage(LEAD, { changes: [0] });
const onlyDeclines = stage(OTHER_LEAD, { changes: [1], mayDecline: [LEAD] });
const others = stage(OTHER_LEAD, { changes: [2] });
const earlier: Decision = { decision: 'approved', by: OTHER_LEAD, at: AT - 1 };
const decidedBefore = stage(LEAD, { changes: [3], decisions: [earlier] });
const all = [theirs, onlyDeclines, others, decidedBefore];

describe('a decision', () => {
  test.each([
    ['approves what is theirs to approve, and nothing that they may only decline', approved, [0]],
    ['declines both', declined, [0, 1]],
  ] as const)('%s', (_, decision, positions) => {
    const { approvals, decided } = decideStages(all, LEAD.accountId, decision);
    expect(decided.map(({ changes }) => changes[0])).toEqual(positions);
    expect(approvals.map((one) => one.decisions[0])).toEqual(
      all.map((one, at) =>
        (positions as readonly number[]).includes(at) ? decision : one.decisions[0],
      ),
    );
  });

  test('is refused to a lead with the reasons of their own trace, where one of two stages is theirs to decline', () => {
    const gains = {
      tried: { source: 'issueProjectLead', projectKey: 'WEB' },
      person: LEAD,
      outcome: 'gains',
    } as const;
    const nobody = { tried: { source: 'fallbackApprover' }, outcome: 'nobody' } as const;
    const request = awaiting({ approvals: [{ ...onlyDeclines, trace: [nobody, gains] }, others] });
    expect(judgeVerb(request, 'approve', LEAD.accountId, AT)).toEqual({
      allowed: false,
      why: { code: 'wouldGain', known: true, mayDecline: true },
    });
    expect(judgeVerb(request, 'decline', LEAD.accountId, AT)).toEqual({ allowed: true });
    expect(judgeVerb(request, 'approve', 'sam', AT)).toMatchObject({
      why: { code: 'notYourTurn' },
    });
  });
});

describe('an authorization', () => {
  const applying = inState('applying');
  const change = applying.ask.changes[0];

  test('covers each change, and each by somebody of its own', () => {
    if (change === undefined) throw new Error('The sample asks for nothing');
    const ask = { ...applying.ask, changes: [change, change] };
    const first = stage(LEAD, { changes: [0], decisions: [approved] });
    const second = stage(OTHER_LEAD, { changes: [1], decisions: [earlier] });
    expect(isAuthorized({ ...applying, ask, approvals: [first, second] }, AT)).toBe(true);
    expect(isAuthorized({ ...applying, ask, approvals: [first] }, AT)).toBe(false);
    const whole = { ...applying, ask, approvals: [first, second] };
    expect([0, 1, 2].map((at) => deciders(whole, at))).toEqual([[LEAD], [OTHER_LEAD], []]);
    const refused = stage(LEAD, { changes: [0], decisions: [declined] });
    expect(deciders({ ...whole, approvals: [refused, stage(LEAD)] }, 0)).toEqual([]);
  });

  test('counts from the first approval of the change, whatever others were decided or declined', () => {
    const of = (...approvals: Approval[]) => firstApprovedAt({ ...applying, approvals }, 0);
    const at = (time: number, changes = [0]) =>
      stage(LEAD, { changes, decisions: [{ ...approved, at: time }] });
    expect(of(at(AT + 2), at(AT + 1), at(AT + 3))).toBe(AT + 1);
    expect(of(at(AT + 2, [0, 1]), at(AT + 1, [1]), stage(OTHER_LEAD))).toBe(AT + 2);
    const no = stage(LEAD, { decisions: [{ ...declined, at: AT - 5 }] });
    expect(of(no, at(AT + 2))).toBe(AT + 2);
    // Of what nobody approved, everything came before.
    expect(of(stage(LEAD))).toBe(Number.POSITIVE_INFINITY);
  });

  test('of what takes away counts from its own last approval', () => {
    const of = (...approvals: Approval[]) => lastApprovedAt({ ...applying, approvals }, 0);
    const at = (time: number, changes = [0]) =>
      stage(LEAD, { changes, decisions: [{ ...approved, at: time }] });
    expect(of(at(AT + 2), at(AT + 1), at(AT + 3, [1]))).toBe(AT + 2);
  });

  test('of those who were let in names in whose right they approved just that', () => {
    const late = { ...approved, afterHours: 24 };
    const approvals = [
      stage(LEAD, { decisions: [approved] }),
      stage(LEAD, { decisions: [{ ...late, standsFor: OTHER_LEAD }] }),
      stage(LEAD, { changes: [1], decisions: [late] }),
    ];
    expect(letInOn({ ...applying, approvals }, [0])).toEqual([
      { accountId: OTHER_LEAD.accountId, afterHours: 24 },
    ]);
    expect(letInOn({ ...applying, approvals }, [1])).toEqual([
      { accountId: LEAD.accountId, afterHours: 24 },
    ]);
  });

  test('of coming into a group has those behind it who approved what the group is given', () => {
    const crew = { kind: 'group', groupId: frontend.groupId, displayName: 'crew' } as const;
    const ask = (verb: 'add' | 'remove', group: typeof crew) => ({
      subjects: [subject('Sam'), group],
      changes: [
        { verb: 'add' as const, entitlement: frontend, subjects: [0] },
        { verb, entitlement: developers, subjects: [0, 1] },
      ],
    });
    const first = stage(LEAD, { changes: [0], decisions: [approved] });
    const second = stage(OTHER_LEAD, { changes: [1], decisions: [earlier] });
    const behind = (asked: ReturnType<typeof ask>) =>
      decidersBehind({ ...applying, ask: asked, approvals: [first, second] }, asked, 0);
    expect(behind(ask('add', crew))).toEqual([LEAD, OTHER_LEAD]);
    expect(behind(ask('remove', crew))).toEqual([LEAD]);
    expect(behind(ask('add', { ...crew, groupId: 'another' }))).toEqual([LEAD]);
    // Nobody is behind what is not asked for, and who is not among the subjects is nobody.
    const lost = ask('add', crew);
    expect(decidersBehind({ ...applying, ask: lost, approvals: [first] }, lost, 7)).toEqual([]);
    expect(behind({ ...lost, subjects: [] as never })).toEqual([LEAD]);
    // Once each, however much of it they approved.
    const both = stage(LEAD, { changes: [0, 1], decisions: [approved] });
    const asked = ask('add', crew);
    expect(decidersBehind({ ...applying, ask: asked, approvals: [both] }, asked, 0)).toEqual([
      LEAD,
    ]);
  });

  test('of nothing is none, and it holds to its last instant', () => {
    const nothing = { ...applying.ask, changes: [] };
    expect(isAuthorized({ ...applying, ask: nothing, approvals: [] }, AT)).toBe(false);
    expect(isAuthorized(applying, AT + 1_000_000)).toBe(true);
  });
});
