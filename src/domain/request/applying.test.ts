import { describe, expect, test } from 'vitest';
import { AT, inState } from '../../../tests/support/samples';
import { DAY, HOUR, MINUTE, SECOND } from '../lib/time';
import type { Applying, Approved } from './access-request';
import { beginApplying, continueApplying, LEASE } from './begin-applying';
import { finish } from './finish';
import { nextMoveAt } from './next-move-at';
import { nextPause, type Pause } from './pause';
import { isGivenUp, isPatient, pauseApplying } from './pause-applying';

const NOTHING = { pending: 4, applied: 0, unchanged: 0, failed: 0, manual: 0, retryable: 0 };
const approved = inState('approved') as Approved;
const pause: Pause = { cause: 'siteUnavailable', since: AT, nextTryAt: AT + 30 * SECOND, tries: 1 };
const run = (over: Partial<Applying> = {}): Applying => ({
  ...(inState('applying') as Applying),
  progress: NOTHING,
  ...over,
});

describe('a run that takes over', () => {
  test('is the first, or one later than the last, so that no two of them write', () => {
    expect(LEASE).toBe(2 * MINUTE);
    const first = beginApplying(approved, NOTHING, AT + 5);
    expect(first).toMatchObject({
      state: 'applying',
      revision: approved.revision + 1,
      since: AT + 5,
      approvedAt: approved.approvedAt,
      approvalValidUntil: approved.approvalValidUntil,
      lease: { epoch: 1, until: AT + 5 + LEASE },
      progress: NOTHING,
    });
    expect(first).not.toHaveProperty('pause');
    const second = beginApplying(first, NOTHING, AT + 9);
    expect(second.lease).toEqual({ epoch: 2, until: AT + 9 + LEASE });
    expect(second.since).toBe(AT + 5);
    expect(second).not.toHaveProperty('pause');
  });

  test('keeps why it waited, until something gets further', () => {
    const resumed = beginApplying(run({ pause }), NOTHING, AT + 9);
    expect(resumed.pause).toEqual(pause);
  });

  test.each([
    ['nothing', NOTHING, true],
    ['a step that failed', { ...NOTHING, pending: 3, failed: 1 }, true],
    ['a step that was applied', { ...NOTHING, pending: 3, applied: 1 }, false],
    ['a step that was so already', { ...NOTHING, pending: 3, unchanged: 1 }, false],
  ])('still waits after %s: %o', (_, progress, waits) => {
    const on = continueApplying(run({ pause, lease: { epoch: 3, until: AT } }), progress, AT + 60);
    expect(on.pause).toEqual(waits ? pause : undefined);
    expect(on.lease).toEqual({ epoch: 3, until: AT + 60 });
    expect(on.revision).toBe(run().revision + 1);
    expect(on.progress).toEqual(progress);
  });

  test('that never waited does not begin to by going on', () => {
    expect(continueApplying(run(), NOTHING, AT)).not.toHaveProperty('pause');
  });

  test('counts what was applied and what was so already together', () => {
    const before = run({ pause, progress: { ...NOTHING, applied: 1, unchanged: 3 } });
    const after = { ...NOTHING, applied: 2, unchanged: 3 };
    expect(continueApplying(before, after, AT).pause).toBeUndefined();
    expect(continueApplying(before, before.progress, AT).pause).toEqual(pause);
  });
});

describe('a pause', () => {
  const late = { validUntil: AT + 30 * DAY };
  const after = (tries: number): Pause => ({ ...pause, tries });

  test.each([
    [0, 'siteUnavailable', 30 * SECOND],
    [1, 'siteUnavailable', MINUTE],
    [2, 'siteUnavailable', 2 * MINUTE],
    [4, 'siteUnavailable', 8 * MINUTE],
    [5, 'siteUnavailable', 15 * MINUTE],
    [400, 'siteUnavailable', 15 * MINUTE],
    [400, 'othersFirst', 2 * MINUTE],
  ] as const)('after %i tries, %s lasts %i ms', (tries, cause, length) => {
    const before = tries === 0 ? undefined : { ...after(tries), cause };
    const next = nextPause(before, cause, AT, late);
    expect(next).toEqual({
      cause,
      since: AT,
      tries: tries + 1,
      nextTryAt: AT + length,
    });
  });

  test.each([
    ['as long as the site asks for', AT + 20 * MINUTE, AT + 30 * DAY, AT + 20 * MINUTE],
    ['no shorter than its turn', AT + SECOND, AT + 30 * DAY, AT + 30 * SECOND],
    ['an hour at most', AT + 9 * HOUR, AT + 30 * DAY, AT + HOUR],
    ['until the approval has lapsed', AT + HOUR, AT + 10, AT + 11],
    ['not into the past', AT + HOUR, AT - DAY, AT],
  ])('lasts %s', (_, notBefore, validUntil, until) => {
    const next = nextPause(undefined, 'rateLimited', AT, { notBefore, validUntil });
    expect(next.nextTryAt).toBe(until);
  });

  test('says since when it waits for this, and not for something before', () => {
    expect(nextPause(pause, 'siteUnavailable', AT + 500, late).since).toBe(AT);
    expect(nextPause(pause, 'notConnected', AT + 500, late)).toMatchObject({
      since: AT + 500,
      tries: 2,
    });
  });

  test('lets go of the lease and leaves the rest of the request as it is', () => {
    const request = run({ lease: { epoch: 7, until: AT + HOUR } });
    const paused = pauseApplying(request, 'rateLimited', AT + 3, AT + 10 * MINUTE);
    expect(paused).toEqual({
      ...request,
      revision: request.revision + 1,
      lease: { epoch: 7, until: AT + 3 },
      pause: { cause: 'rateLimited', since: AT + 3, tries: 1, nextTryAt: AT + 10 * MINUTE },
    });
    expect(pauseApplying(request, 'notConnected', AT).pause.nextTryAt).toBe(AT + 30 * SECOND);
    const lapses = { ...request, approvalValidUntil: AT + SECOND };
    expect(pauseApplying(lapses, 'notConnected', AT).pause.nextTryAt).toBe(AT + SECOND + 1);
  });
});

describe('patience', () => {
  test.each([
    ['without a pause', undefined, AT + 900 * DAY, true],
    ['short of a day', pause, AT + DAY - 1, true],
    ['after a day', pause, AT + DAY, false],
  ])('%s', (_, waits, at, isLeft) => {
    expect(isPatient(run(waits && { pause: waits }), at)).toBe(isLeft);
  });

  test.each([
    ['appFailed', 2, false],
    ['appFailed', 3, true],
    ['appFailed', 4, true],
    ['siteUnavailable', 30, false],
  ] as const)('with %s, tried %i times, has an end: %s', (cause, tries, isOver) => {
    expect(isGivenUp(run({ pause: { ...pause, cause, tries } }))).toBe(isOver);
    expect(isGivenUp(run())).toBe(false);
  });
});

describe('the end of a run', () => {
  const ended = { ...NOTHING, pending: 0, applied: 3 };
  test.each([
    ['completed', ended],
    ['completed', { ...ended, manual: 1 }],
    ['needsAttention', { ...ended, failed: 1 }],
  ] as const)('is %s for %o, and on record', (state, progress) => {
    const { request, facts } = finish(run(), progress, AT + 4);
    expect(request).toMatchObject({ state, progress, since: AT + 4 });
    expect(facts).toEqual([{ kind: 'request.finished', state }]);
  });

  test('is not there while steps are to be done', () => {
    expect(() => finish(run(), { ...ended, pending: 1 }, AT)).toThrow('steps to do');
  });
});

test.each([
  ['awaitingApproval', AT + 1_000_000],
  ['approved', AT],
  ['applying', AT],
  ['completed', undefined],
  ['needsAttention', undefined],
  ['declined', undefined],
  ['withdrawn', undefined],
  ['timedOut', undefined],
] as const)('what is %s moves by itself at %s', (state, at) => {
  expect(nextMoveAt(inState(state))).toBe(at);
});

test('what waits moves at the end of its pause, whatever its lease', () => {
  expect(nextMoveAt(run({ pause, lease: { epoch: 1, until: AT + DAY } }))).toBe(pause.nextTryAt);
});
