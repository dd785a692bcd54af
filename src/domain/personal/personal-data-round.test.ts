import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../lib/time';
import {
  behindPage,
  lastWhole,
  type PersonalRound,
  ROUND_KINDS,
  roundToGoOn,
} from './personal-data-round';

const over: PersonalRound = { number: 4, beganAt: 10 * DAY, isOver: true, kind: 'audit' };

describe('a round', () => {
  test('goes through every kind and is over behind the last page of the last', () => {
    let round = roundToGoOn(undefined, undefined, 5);
    expect(round).toEqual({ number: 1, beganAt: 5, isOver: false, kind: ROUND_KINDS[0] });
    const seen: string[] = [];
    while (round !== undefined && !round.isOver) {
      seen.push(round.kind);
      const more = behindPage(round, 'more');
      expect(more).toEqual({ ...round, cursor: 'more' });
      expect(lastWhole(more)).toBe(0);
      round = behindPage(more, undefined);
    }
    expect(seen).toEqual(ROUND_KINDS);
    expect(lastWhole(round)).toBe(1);
  });

  test.each([
    ['a day after the last one began', undefined, DAY, true],
    ['and not before', undefined, DAY - 1, false],
    ['at once where somebody has come to wait since', 10 * DAY + 1, 1, true],
    ['after an hour where somebody waits still', 10 * DAY, HOUR, true],
    ['and not before that', 10 * DAY, HOUR - 1, false],
  ] as const)('begins %s', (_, pendingSince, later, begins) => {
    const next = roundToGoOn(over, pendingSince, over.beganAt + later);
    expect(next?.number).toBe(begins ? 5 : undefined);
  });

  test('that is under way goes on, whoever waits', () => {
    const going: PersonalRound = { ...over, isOver: false, cursor: 'here' };
    expect(roundToGoOn(going, 99 * DAY, 99 * DAY)).toBe(going);
    expect(lastWhole(going)).toBe(3);
  });
});
