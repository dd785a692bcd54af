import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../lib/time';
import {
  claim,
  defer,
  isToTell,
  LONGEST_PAUSE,
  mayLetGo,
  type Promised,
  PUSH_AGAIN_AFTER,
  pauseAfterFailure,
  pauseAfterPush,
  putOff,
  stateOf,
} from './promise';

const AT = 1_800_000_000_000;
const promised = (over: Partial<Promised> = {}): Promised => ({
  dueAt: AT + MINUTE,
  claimedUntil: 0,
  attempts: 0,
  ...over,
});

test.each<[string, Partial<Promised>, object]>([
  ['waits', {}, { state: 'waits', pushedAgainAt: AT + MINUTE }],
  ['is failing', { attempts: 3 }, { state: 'failing', tries: 3, nextTryAt: AT + MINUTE }],
  ['is under way', { claimedUntil: AT + 1 }, { state: 'underWay', until: AT + 1 }],
  ['was left', { claimedUntil: AT }, { state: 'left', pushedAgainAt: AT + MINUTE }],
  ['was left, and had failed before', { claimedUntil: AT - 1, attempts: 3 }, { state: 'left' }],
])('work that is promised %s', (_, over, state) => {
  expect(stateOf(promised(over), AT)).toMatchObject(state);
});

describe('promised work', () => {
  test('is taken by one run, and comes up again no sooner than that has its time', () => {
    const until = AT + 2 * MINUTE;
    const taken = claim(promised({ attempts: 2 }), AT, until);
    expect(taken).toEqual({ dueAt: until, claimedUntil: until, attempts: 2 });
    expect(claim(promised({ dueAt: until + 1 }), AT, until)?.dueAt).toBe(until + 1);
    expect(claim(promised({ claimedUntil: AT + 1 }), AT, until)).toBeUndefined();
    expect(claim(promised({ claimedUntil: AT }), AT, until)).toBeDefined();
  });

  test.each([
    ['had by a run, is that run’s to let go of', AT + 1, AT + 1, true],
    ['and no other’s', AT + 1, AT + 2, false],
    ['nor that of one that never had it', AT + 1, undefined, false],
    ['had by nobody, is anybody’s', 0, undefined, true],
    ['left, is that of one that had it before', AT, AT - 1, true],
  ])('%s', (_, claimedUntil, mine, expected) => {
    expect(mayLetGo(promised({ claimedUntil }), mine, AT)).toBe(expected);
  });

  test('that goes on later has not failed; that came to nothing has, once more', () => {
    const one = { ...promised({ claimedUntil: AT + MINUTE, attempts: 2 }), id: 'x' };
    expect(defer(one, AT + HOUR)).toEqual({
      id: 'x',
      dueAt: AT + HOUR,
      claimedUntil: 0,
      attempts: 0,
    });
    expect(putOff(one, AT + HOUR)).toEqual({
      id: 'x',
      dueAt: AT + HOUR,
      claimedUntil: 0,
      attempts: 3,
    });
  });

  test('is told to admins once it has failed five times, or was pushed as often', () => {
    expect([4, 5, 6].map((attempts) => isToTell(promised({ attempts })))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('is pushed again after two minutes, and ever later, up to an hour', () => {
    const pauses = [0, 1, 4, 5, 99].map((attempts) => pauseAfterPush(promised({ attempts })));
    expect(pauses).toEqual([2, 4, 32, 60, 60].map((minutes) => minutes * MINUTE));
    expect(PUSH_AGAIN_AFTER).toBe(2 * MINUTE);
  });

  const pauseOf = (attempts: number, passes: boolean, asked = 0) =>
    pauseAfterFailure(promised({ attempts }), { passes, asked });

  test('is tried again after ten seconds where that passes, after an hour where it does not', () => {
    expect([pauseOf(0, true), pauseOf(1, true), pauseOf(3, true)]).toEqual([
      10 * SECOND,
      20 * SECOND,
      80 * SECOND,
    ]);
    expect([pauseOf(0, false), pauseOf(1, false), pauseOf(2, false)]).toEqual([
      HOUR,
      2 * HOUR,
      4 * HOUR,
    ]);
    expect([pauseOf(99, true), pauseOf(99, false)]).toEqual([LONGEST_PAUSE, LONGEST_PAUSE]);
    expect(LONGEST_PAUSE).toBe(6 * HOUR);
  });

  test('or as long as somebody asks to wait, where that is longer, and no longer than six hours', () => {
    expect(pauseOf(0, true, 30 * SECOND)).toBe(30 * SECOND);
    expect(pauseOf(3, true, 30 * SECOND)).toBe(80 * SECOND);
    expect(pauseOf(0, true, 9 * HOUR)).toBe(6 * HOUR);
  });
});
