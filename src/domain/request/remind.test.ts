import { describe, expect, test } from 'vitest';
import {
  AT,
  awaiting,
  inState,
  LEAD,
  OTHER_LEAD,
  REQUESTER,
  stage,
} from '../../../tests/support/samples';
import type { Decision } from '../approval/approval';
import { DAY } from '../lib/time';
import { approve } from './approve';
import { remind } from './remind';

const waits = (over: Parameters<typeof awaiting>[0] = {}) =>
  awaiting({ timesOutAt: AT + 14 * DAY, ...over });
const reminds = (request: Parameters<typeof remind>[0], at: number, by = REQUESTER) =>
  remind(request, by.accountId, at);
const wrong = (state: string) => ({
  ok: false,
  error: { code: 'wrongState', state, verb: 'remind' },
});
const refused = (code: string) => ({ ok: false, error: { code } });

describe('a reminder', () => {
  test('is for those whose turn it is, and notes when it was', () => {
    const at = AT + DAY;
    const stages = [stage(LEAD), stage(OTHER_LEAD, { order: 2 })];
    expect(reminds(waits({ approvals: stages }), at)).toMatchObject({
      ok: true,
      value: {
        request: {
          state: 'awaitingApproval',
          remindedAt: at,
          since: AT,
          timesOutAt: AT + 14 * DAY,
        },
        facts: [{ kind: 'request.reminded', to: [LEAD] }],
      },
    });
  });

  test('comes once a day, and not within a day of being asked', () => {
    const tooSoon = (from: number) => ({ ok: false, error: { code: 'toldLately', from } });
    expect(reminds(waits(), AT + DAY - 1)).toEqual(tooSoon(AT + DAY));
    const again = waits({ remindedAt: AT + 2 * DAY });
    expect(reminds(again, AT + 3 * DAY - 1)).toEqual(tooSoon(AT + 3 * DAY));
    expect(reminds(again, AT + 3 * DAY).ok).toBe(true);
  });

  test('nor within a day of a decision, after which others were asked; the last one stays known', () => {
    const decision: Decision = { decision: 'approved', by: LEAD, at: AT + 2 * DAY };
    const stages = [stage(LEAD, { decisions: [decision] }), stage(OTHER_LEAD, { order: 2 })];
    const half = waits({ approvals: stages });
    expect(reminds(half, AT + 3 * DAY - 1)).toEqual({
      ok: false,
      error: { code: 'toldLately', from: AT + 3 * DAY },
    });
    const asked = waits({
      approvals: [stage(LEAD), stage(OTHER_LEAD, { order: 2 })],
      remindedAt: AT + DAY,
    });
    expect(approve(asked, LEAD, undefined, AT + DAY + 1)).toMatchObject({
      value: { request: { state: 'awaitingApproval', remindedAt: AT + DAY } },
    });
  });

  test.each([LEAD, OTHER_LEAD])('is nobody’s to send but whoever asked: not $displayName', (by) => {
    expect(reminds(waits(), AT + DAY, by)).toMatchObject(refused('notYours'));
  });

  test('goes to nobody where nobody is left, or the time is over, or it is decided', () => {
    expect(reminds(waits({ approvals: [stage(LEAD, { approvers: [] })] }), AT + DAY)).toEqual(
      refused('nobodyToRemind'),
    );
    expect(reminds(waits(), AT + 14 * DAY)).toEqual(wrong('timedOut'));
    for (const state of ['approved', 'completed', 'declined', 'withdrawn', 'timedOut'] as const)
      expect(reminds(inState(state), AT + DAY)).toEqual(wrong(state));
  });
});
