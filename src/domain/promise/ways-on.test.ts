import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AT } from '../../../tests/support/samples';
import { DAY, HOUR, MINUTE, SECOND } from '../lib/time';
import {
  claim,
  defer,
  isToTell,
  LONGEST_PAUSE,
  type Promised,
  PUSH_AGAIN_AFTER,
  pauseAfterFailure,
  pauseAfterPush,
  putOff,
  stateOf,
  TOLD_FROM,
} from './promise';

/**
 * All that was promised is done, or somebody is told: a model of its states, moved by the queue, by runs and sweeps, and by
 * whatever becomes of them.
 */
interface Model {
  /** Undefined: it is done. */
  promised: Promised | undefined;
  now: number;
  /** Events that the queue may deliver. */
  events: number;
  /** The run that has it, as it claimed it. */
  run: Promised | undefined;
  told: boolean;
  /** So often in a row it has come to nothing. */
  inVain: number;
}

type Move =
  | { readonly do: 'deliver' | 'loseEvent' | 'runDies' | 'runEnds' | 'runGoesOn' | 'wake' }
  | { readonly do: 'runFails'; readonly passes: boolean; readonly asked: number }
  | { readonly do: 'sweep'; readonly dies: boolean }
  | { readonly do: 'pass'; readonly time: number };

const CLAIM = 2 * MINUTE;
const fresh = (): Model => ({
  promised: { dueAt: AT + PUSH_AGAIN_AFTER, claimedUntil: 0, attempts: 0 },
  now: AT,
  events: 1,
  run: undefined,
  told: false,
  inVain: 0,
});

function move(model: Model, made: Move): void {
  const { promised, now, run } = model;
  if (promised === undefined) return;
  switch (made.do) {
    case 'deliver': {
      if (model.events === 0) return;
      // At least once: the event may come again.
      const claimed = claim(promised, now, now + CLAIM);
      if (claimed === undefined) return;
      model.promised = claimed;
      model.run = claimed;
      return;
    }
    case 'loseEvent':
      model.events = 0;
      return;
    case 'runDies':
      model.run = undefined;
      return;
    case 'runEnds':
      if (run !== undefined) model.promised = undefined;
      return;
    case 'runGoesOn':
      if (run === undefined) return;
      model.promised = defer(promised, now + 15 * MINUTE);
      model.run = undefined;
      model.inVain = 0;
      return;
    case 'runFails':
      if (run === undefined) return;
      model.told ||= isToTell(promised);
      model.promised = putOff(promised, now + pauseAfterFailure(promised, made));
      model.run = undefined;
      model.inVain += 1;
      return;
    case 'wake':
      if (stateOf(promised, now).state === 'failing') model.events = 1;
      return;
    case 'sweep':
      if (promised.dueAt > now) return;
      // As `pushDueWork` has it.
      if (stateOf(promised, now).state === 'left') {
        model.told ||= isToTell(promised);
        model.inVain += 1;
      }
      model.promised = putOff(promised, now + pauseAfterPush(promised));
      if (!made.dies) model.events = 1;
      return;
    case 'pass':
      model.now += made.time;
      return;
  }
}

/** The instant at which the app comes to it by itself, whatever the queue has lost. */
function nextMoveAt(promised: Promised, now: number): number {
  const state = stateOf(promised, now);
  switch (state.state) {
    case 'underWay':
      return Math.max(state.until, promised.dueAt);
    case 'waits':
    case 'left':
      return state.pushedAgainAt;
    case 'failing':
      return state.nextTryAt;
  }
}

const moves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('deliver' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('loseEvent', 'runDies', 'runEnds', 'runGoesOn', 'wake'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('runFails' as const),
      passes: fc.boolean(),
      asked: fc.constantFrom(0, HOUR, 30 * DAY),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('sweep' as const), dies: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      time: fc.constantFrom(SECOND, 5 * MINUTE, HOUR, DAY),
    }),
  },
);

/** Nobody waits longer than that for the next look. */
function expectAWayOn({ promised, now }: Model) {
  if (promised === undefined) return;
  const state = stateOf(promised, now).state;
  expect([state, nextMoveAt(promised, now) <= now + LONGEST_PAUSE]).toEqual([state, true]);
}

test('from every state the app goes on by itself, within six hours, whatever came before and whatever failed', () => {
  fc.assert(
    fc.property(fc.array(moves, { maxLength: 40 }), (all) => {
      const model = fresh();
      for (const one of all) {
        move(model, one);
        expectAWayOn(model);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('whatever came before, in good weather it is done', () => {
  fc.assert(
    fc.property(fc.array(moves, { maxLength: 30 }), (all) => {
      const model = fresh();
      for (const one of all) move(model, one);
      move(model, { do: 'runDies' });
      if (model.promised !== undefined) model.now = nextMoveAt(model.promised, model.now);
      for (const next of ['sweep', 'deliver', 'runEnds'] as const) {
        move(model, { do: next, dies: false } as Move);
      }
      expect(model.promised).toBeUndefined();
    }),
    { numRuns: 1_000 },
  );
});

test('what comes to nothing again and again is told, whether its runs fail or die without a word', () => {
  const ways = fc.array(fc.constantFrom('fails', 'dies', 'lost'), { minLength: 12, maxLength: 20 });
  fc.assert(
    fc.property(ways, fc.boolean(), (all, passes) => {
      const model = fresh();
      for (const how of all) {
        if (model.promised === undefined) return;
        model.now = Math.max(model.now, nextMoveAt(model.promised, model.now));
        move(model, { do: 'sweep', dies: false });
        if (how === 'lost') {
          move(model, { do: 'loseEvent' });
          continue;
        }
        move(model, { do: 'deliver' });
        if (how === 'fails') move(model, { do: 'runFails', passes, asked: 0 });
        else move(model, { do: 'runDies' });
      }
      const ran = (from: number, to?: number) => all.slice(from, to).some((how) => how !== 'lost');
      // Whether one that ran before then, or last, is told depends on how, and on what came after it.
      if (ran(TOLD_FROM, -1)) expect([all.join(), model.told]).toEqual([all.join(), true]);
      if (!ran(0)) expect([all.join(), model.told]).toEqual([all.join(), false]);
    }),
    { numRuns: 500 },
  );
});

test('two runs never have it at once, as long as the first has not used its time up', () => {
  fc.assert(
    fc.property(fc.array(moves, { maxLength: 30 }), fc.nat(CLAIM - 1), (all, later) => {
      const model = fresh();
      for (const one of all) move(model, one);
      if (model.promised === undefined) return;
      const claimed = claim(model.promised, model.now, model.now + CLAIM);
      if (claimed === undefined) return;
      expect(claim(claimed, model.now + later, model.now + later + CLAIM)).toBeUndefined();
      expect(claimed.dueAt).toBeGreaterThanOrEqual(claimed.claimedUntil);
    }),
  );
});
