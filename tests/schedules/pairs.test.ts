import { describe, expect, test } from 'vitest';
import { type Kill, killsBehind, nameOfPair, PATHS, pairNamed } from './kill-pairs';
import type { Played } from './played';
import { LONG, Report } from './report';

/**
 * Which pairs, by command: one of them; or of the first kills those of a range, as `0-19`, every so many
 * and from which on, with all second ones. Otherwise the same few each time.
 */
const { SCHEDULES_PAIR, SCHEDULES_FIRSTS, SCHEDULES_EVERY, SCHEDULES_FROM } = process.env;
const [FIRST = 0, LAST = Number.POSITIVE_INFINITY] = (SCHEDULES_FIRSTS ?? '')
  .split('-')
  .filter((text) => text !== '')
  .map(Number);
const isAll = SCHEDULES_EVERY !== undefined;
const EVERY = Number(SCHEDULES_EVERY ?? 61);
const FROM = Number(SCHEDULES_FROM ?? 11);
const SECONDS_EVERY = isAll ? 1 : 29;

const isFirst = (place: number) => place >= FIRST && place <= LAST && place % EVERY === FROM;

describe.each(PATHS)('$name', (path) => {
  test('a worker killed at one call, and whoever takes over at another', {
    timeout: LONG,
  }, async () => {
    const report = new Report();
    const play = (kills: readonly Kill[]) => {
      report.plan(1);
      return report.play({ ...path.schedule, kills }, `--pair ${nameOfPair(path, kills)}`);
    };
    if (SCHEDULES_PAIR === undefined) await playPairs(play);
    else await play(pairNamed(SCHEDULES_PAIR).kills);
    report.end();
  });
});

async function playPairs(play: (kills: readonly Kill[]) => Promise<Played | undefined>) {
  const undisturbed = await play([]);
  const firsts = killsBehind(undisturbed?.calls ?? [], 0).filter((_, place) => isFirst(place));
  expect(firsts.length > 0 || isAll).toBe(true);
  for (const first of firsts) {
    const alone = await play([first]);
    // What fails when it is killed once is named; there is no need to see what comes behind it.
    const seconds = killsBehind(alone?.calls ?? [], first.at).filter(
      (_, place) => place % SECONDS_EVERY === 0,
    );
    for (const second of seconds) await play([first, second]);
  }
}
