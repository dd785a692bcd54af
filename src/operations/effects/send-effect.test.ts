import { describe, expect, test } from 'vitest';
import { originOf, PROVED_WITHIN, type Proof, type Unanswered } from '#domain/effects/what-is-ours';
import { MINUTE } from '#domain/lib/time';
import type { EffectAnswer } from '#ports/provisioner';
import { type ReadBack, sendEffect } from './send-effect';

/** What the site answers to one call, and what it shows where it is looked at after that. */
type Call =
  | 'done'
  | 'already'
  | 'refused'
  | 'rejected'
  | 'nonsense'
  | 'lost, there'
  | 'lost, not there'
  | 'lost, not to be read';

const START = 1_000_000;
const ANSWERS: Readonly<Record<Call, EffectAnswer>> = {
  done: { answer: 'done' },
  already: { answer: 'alreadySo' },
  refused: { answer: 'refused', message: 'no', retryable: false },
  rejected: { answer: 'credentialRejected', message: 'no' },
  nonsense: { answer: 'unconfirmed', message: 'what', lost: false },
  'lost, there': { answer: 'unconfirmed', message: 'gone', lost: true },
  'lost, not there': { answer: 'unconfirmed', message: 'gone', lost: true },
  'lost, not to be read': { answer: 'unconfirmed', message: 'gone', lost: true },
};

interface Playing {
  readonly sent?: Unanswered;
  readonly takes?: number;
  /** What is answered when it is asked whether it is still meant; after the last, that it is. */
  readonly meant?: readonly boolean[];
}

/** Plays the calls one after the other, each answered after `takes`; what was sent before them, if it was. */
async function play(
  of: Proof['of'],
  calls: readonly Call[],
  { sent, takes = 0, meant = [] }: Playing = {},
) {
  let now = START;
  let call: Call = 'refused';
  const left = [...calls];
  const answers = [...meant];
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
  const effect = {
    sent,
    isStillMeant: async () => answers.shift() ?? true,
    send: async () => {
      now += takes;
      call = left.shift() ?? call;
      return ANSWERS[call];
    },
    readBack: async (): Promise<ReadBack> => {
      if (call === 'lost, not to be read') throw new Error('Not to be read');
      return { there: call === 'lost, there' };
    },
    originOf: (own: Proof['call']) => originOf({ of, before: 'notSo', call: own }),
  };
  const allowance = { deadline: START + 100 * MINUTE, calls: 1_000, pauseUntil: 0 };
  const outcome = await sendEffect({ clock }, effect, allowance);
  const what = outcome.outcome === 'failed' ? `failed ${outcome.reason}` : outcome.outcome;
  const open = 'sent' in outcome ? outcome.sent : undefined;
  if (open === undefined) return what;
  return `${what}, ${open.missed === true ? 'sent and missed' : 'sent'}`;
}

const resent: Unanswered = { at: START - MINUTE, missed: true };
const always = (call: Call) => Array<Call>(5).fill(call);

describe('what came of a place that was not held before', () => {
  test.each<[readonly Call[], string]>([
    [['done'], 'applied'],
    [['already'], 'unchanged'],
    [['refused'], 'failed siteRefused'],
    [['rejected'], 'credentialRejected'],
    [['lost, there'], 'applied'],
    // Done, and the one before it may have been too.
    [['lost, not there', 'done'], 'applied, sent and missed'],
    [['lost, not there', 'already'], 'unproved'],
    [['lost, not there', 'lost, there'], 'applied'],
    [['lost, not there', 'refused'], 'failed siteRefused, sent and missed'],
    [['lost, not there', 'rejected'], 'credentialRejected, sent and missed'],
    [['lost, not to be read', 'already'], 'applied'],
    [['lost, not to be read', 'rejected'], 'credentialRejected, sent'],
    [['nonsense', 'already'], 'applied'],
    [['nonsense', 'refused'], 'failed siteRefused, sent'],
    [['nonsense', 'lost, not there', 'already'], 'unproved'],
    [['lost, not there', 'nonsense', 'already'], 'applied'],
    [always('lost, not there'), 'failed unconfirmed, sent and missed'],
    [always('lost, not to be read'), 'failed unconfirmed, sent'],
    [always('nonsense'), 'failed unconfirmed, sent and missed'],
  ])('%j: %s', async (calls, expected) => {
    expect(await play('existing', calls)).toBe(expected);
  });

  test.each<[readonly Call[], string]>([
    [['done'], 'applied, sent and missed'],
    [['already'], 'unproved'],
    [['refused'], 'failed siteRefused, sent and missed'],
    [['rejected'], 'credentialRejected, sent and missed'],
    [['lost, there'], 'applied'],
    [['lost, not there', 'already'], 'unproved'],
  ])('where an earlier call did not show, %j: %s', async (calls, expected) => {
    expect(await play('existing', calls, { sent: resent })).toBe(expected);
  });

  test.each<[readonly Call[], readonly boolean[], Unanswered | undefined, string]>([
    [['done'], [false], undefined, 'applied'],
    [['done'], [false], resent, 'notReached, sent and missed'],
    [['lost, not there', 'done'], [false], undefined, 'notReached, sent and missed'],
    [['lost, not to be read', 'done'], [false], undefined, 'notReached, sent'],
    [
      ['lost, not there', 'lost, not there', 'done'],
      [true, false],
      undefined,
      'notReached, sent and missed',
    ],
  ])(
    'is not sent again once it is no longer meant: %j, %j',
    async (calls, meant, sent, expected) => {
      const before = sent === undefined ? {} : { sent };
      expect(await play('existing', calls, { meant, ...before })).toBe(expected);
    },
  );

  test('what is seen too long after the call is nobody’s', async () => {
    expect(await play('existing', ['lost, there'], { takes: PROVED_WITHIN + 1 })).toBe('unproved');
    expect(await play('existing', ['done'], { takes: PROVED_WITHIN + 1 })).toBe('applied');
  });
});

describe('what came of a group to be created', () => {
  test.each<[readonly Call[], string]>([
    [['done'], 'applied'],
    [['already'], 'unchanged'],
    [['lost, there'], 'unproved'],
    [['nonsense', 'already'], 'unproved'],
    [['lost, not there', 'already'], 'unproved'],
    // Done, and the one before it may have been too.
    [['lost, not there', 'done'], 'applied, sent and missed'],
  ])('%j: %s', async (calls, expected) => {
    expect(await play('newGroup', calls)).toBe(expected);
  });
});
