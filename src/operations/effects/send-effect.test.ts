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

describe('how long it waits, and for what', () => {
  interface Waiting {
    readonly answers: readonly EffectAnswer[];
    readonly deadline?: number;
    readonly pauseUntil?: number;
    readonly sent?: Unanswered;
    readonly mayPass?: (again: boolean) => Promise<number | undefined>;
  }

  /** What came of it, for how long it slept each time, and what each call was told. */
  async function wait({ answers, deadline, pauseUntil = 0, sent, mayPass }: Waiting) {
    let now = START;
    const slept: number[] = [];
    const notAfter: (number | undefined)[] = [];
    const clock = {
      now: () => now,
      sleep: async (milliseconds: number) => {
        slept.push(milliseconds);
        now += milliseconds;
      },
    };
    const left = [...answers];
    const effect = {
      sent,
      send: async (until?: number) => {
        notAfter.push(until);
        return left.length > 1 ? (left.shift() ?? ANSWERS.done) : (left[0] ?? ANSWERS.done);
      },
      readBack: async (): Promise<ReadBack> => ({ there: false }),
      originOf: (own: Proof['call']) => originOf({ of: 'existing', before: 'notSo', call: own }),
    };
    const allowance = {
      deadline: deadline ?? START + 100 * MINUTE,
      calls: 1_000,
      pauseUntil,
      ...(mayPass === undefined ? {} : { watch: { mayPass } as never }),
    };
    const outcome = await sendEffect({ clock }, effect, allowance);
    return { outcome, slept, notAfter, pauseUntil: allowance.pauseUntil };
  }
  const slowDown = (retryAfterMs?: number): EffectAnswer => ({
    answer: 'slowDown',
    retryAfterMs,
    scope: 'site',
  });
  const down: EffectAnswer = { answer: 'refused', message: 'down', retryable: true };

  test('as long as the site asks for, and everybody with it', async () => {
    const { outcome, slept, pauseUntil } = await wait({ answers: [slowDown(700), ANSWERS.done] });
    expect([outcome.outcome, slept, pauseUntil]).toEqual(['applied', [700], START + 700]);
    // Others were asked for longer.
    const longer = START + 5_000;
    const after = await wait({ answers: [slowDown(1), ANSWERS.done], pauseUntil: longer });
    expect(after.slept).toEqual([5_000, 1]);
  });

  test('where it does not say, ever longer, up to a minute, and not for ever', async () => {
    const { outcome, slept } = await wait({ answers: [slowDown()] });
    expect(outcome).toMatchObject({
      outcome: 'failed',
      reason: 'rateLimited',
      message: 'The site asked to slow down.',
    });
    expect(slept.slice(0, 9)).toEqual([
      250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000,
    ]);
    expect(slept).toHaveLength(19);
  });

  test('after trouble, ever longer, five times', async () => {
    const { outcome, slept } = await wait({ answers: [down] });
    expect(outcome).toEqual({ outcome: 'failed', reason: 'siteUnavailable', message: 'down' });
    expect(slept).toEqual([250, 500, 1_000, 2_000, 4_000]);
    const lost = await wait({ answers: [ANSWERS.nonsense] });
    expect(lost.slept).toEqual([250, 500, 1_000, 2_000, 4_000]);
  });

  test('no longer than there is time', async () => {
    const { outcome, slept } = await wait({ answers: [down], deadline: START + 300 });
    expect([outcome.outcome, slept]).toEqual(['notReached', [250, 50]]);
    const pause = await wait({ answers: [], pauseUntil: START + 300, deadline: START + 300 });
    expect([pause.outcome.outcome, pause.slept, pause.notAfter]).toEqual(['notReached', [], []]);
    const over = await wait({ answers: [], pauseUntil: START, deadline: START + 300 });
    expect([over.outcome.outcome, over.slept]).toEqual(['applied', []]);
  });

  test('that what it stands on is looked at, anew where it has waited or was sent before', async () => {
    const asked: boolean[] = [];
    const mayPass = async (again: boolean) => {
      asked.push(again);
      return START + asked.length;
    };
    const answers = [down, ANSWERS.done];
    expect((await wait({ answers, mayPass })).notAfter).toEqual([START + 1, START + 2]);
    await wait({ answers: [], mayPass, sent: resent });
    await wait({ answers: [], mayPass, pauseUntil: START + 1 });
    expect(asked).toEqual([false, true, true, true]);
    expect((await wait({ answers: [] })).notAfter).toEqual([undefined]);
  });

  test('and is not sent once that has changed: the site does not take it for now', async () => {
    const once = () => {
      let calls = 0;
      return async () => (calls++ === 0 ? START : undefined);
    };
    expect((await wait({ answers: [down], mayPass: once() })).outcome).toMatchObject({
      outcome: 'failed',
      reason: 'siteUnavailable',
    });
    const never = await wait({ answers: [], mayPass: async () => undefined, sent: resent });
    expect(never.outcome).toEqual({ outcome: 'notReached', sent: resent });
  });

  test('what may have been done was so from the first call on that nobody answered', async () => {
    const answers = [ANSWERS.nonsense, ANSWERS.nonsense, ANSWERS.refused];
    const { outcome } = await wait({ answers });
    expect(outcome).toMatchObject({ sent: { at: START } });
  });
});
