import { expect, test } from 'vitest';
import { LONG, Report } from './report';
import { runSchedule } from './run-schedule';
import { makeSchedule, SAME_ASKS, type Schedule } from './schedule';
import { PLAYED, type TroubleName } from './troubles';

/** `npm run schedules` says which; otherwise the same ones each time. */
const { SCHEDULES_SEED, SCHEDULES_COUNT, SCHEDULES_TROUBLE, SCHEDULES_TURN } = process.env;
/** Each has failed once, of the app or of what is held here against it; whose turn it was then. */
const ONCE_FAILED: readonly (readonly [number, TroubleName])[] = [
  [126, 'removalAtEnds'],
  [686, 'addressChangesHands'],
  [5188, 'recordUnreadable'],
  [5733, 'poisonedAtEnds'],
  [8376, 'addressChangesHands'],
  [9108, 'groupDelisted'],
  [16342, 'approverJoins'],
  [29190, 'downAtEnds'],
  [39592, 'approvedAtEnds'],
  [59206, 'approvedAtEnds'],
  [98052, 'groupDelisted'],
];

interface Turn {
  readonly schedule: Schedule;
  readonly replay: string;
}

const turns: readonly Turn[] = SCHEDULES_SEED === undefined ? usual() : asked(SCHEDULES_SEED);

function usual(): readonly Turn[] {
  // A few of each set, so that every trouble is among them.
  const few = Array.from({ length: 60 }, (_, place) => {
    const seed = SAME_ASKS * Math.floor(place / 2) + (place % 2);
    return { schedule: makeSchedule(seed), replay: `--seed ${seed}` };
  });
  const once = ONCE_FAILED.map(([seed, turn]) => ({
    schedule: makeSchedule(seed, { turn }),
    replay: `--seed ${seed} --turn ${turn}`,
  }));
  return [...few, ...once];
}

function asked(first: string): readonly Turn[] {
  const always = SCHEDULES_TROUBLE as TroubleName | undefined;
  const turn = always ?? (SCHEDULES_TURN as TroubleName | undefined);
  return Array.from({ length: Number(SCHEDULES_COUNT ?? 1) }, (_, place) => {
    const seed = Number(first) + place;
    const besides = always === undefined ? '' : ` --trouble ${always}`;
    return {
      schedule: makeSchedule(seed, { ...(turn && { turn }), isAlways: always !== undefined }),
      replay: `--seed ${seed}${besides}`,
    };
  });
}

test('whatever goes wrong, the invariants hold', { timeout: LONG }, async () => {
  const report = new Report();
  report.plan(turns.length);
  for (const { schedule, replay } of turns) await report.play(schedule, replay);
  report.end();
  expect(turns.length).toBeGreaterThan(0);
  if (SCHEDULES_SEED !== undefined) return;
  const troubles = new Set(turns.map(({ schedule }) => schedule.trouble?.name));
  expect(PLAYED.filter((name) => !troubles.has(name))).toEqual([]);
});

test('a seed decides everything, every id included', async () => {
  const play = async () => {
    const { requests, calls, effects } = await runSchedule(makeSchedule(126), '--seed 126');
    return { requests, calls, effects };
  };
  const once = await play();
  expect(once.calls.length).toBeGreaterThan(50);
  expect(await play()).toEqual(once);
});
