import { describe, expect, test } from 'vitest';
import { AT, LEAD, OTHER_LEAD } from '../../../tests/support/samples';
import { DAY } from '../lib/time';
import { isInForce, isNotOver, judgeAwayTime, judgeStandIn } from './stand-in';

const LONGEST = 60 * DAY;
const refused = (code: string) => ({ allowed: false, why: { code, mostDays: 60 } });
const NO_TIME = { allowed: false, why: { code: 'noTime' } };

describe('for how long somebody else decides', () => {
  test.each<[string, number, number, unknown]>([
    ['from now on', AT, AT + DAY, { allowed: true }],
    ['for as long as it may be', AT, AT + LONGEST, { allowed: true }],
    ['for longer', AT, AT + LONGEST + 1, refused('tooLong')],
    [
      'since a while ago: what is over of it does not count',
      AT - DAY,
      AT + LONGEST,
      { allowed: true },
    ],
    [
      'since a while ago, and for longer from now on',
      AT - DAY,
      AT + LONGEST + 1,
      refused('tooLong'),
    ],
    ['later, for as long', AT + DAY, AT + DAY + LONGEST, { allowed: true }],
    ['later, for longer', AT + DAY, AT + DAY + LONGEST + 1, refused('tooLong')],
    ['as far ahead as it may be', AT + LONGEST, AT + LONGEST + DAY, { allowed: true }],
    ['farther ahead', AT + LONGEST + 1, AT + LONGEST + DAY, refused('tooFarAhead')],
    ['for no time', AT + DAY, AT + DAY, NO_TIME],
    ['until before it begins', AT + 2 * DAY, AT + DAY, NO_TIME],
    ['until now', AT - DAY, AT, NO_TIME],
    ['until something that is no time', AT, Number.NaN, NO_TIME],
    ['from something that is no time', Number.NaN, AT + DAY, NO_TIME],
  ])('%s', (_, from, until, expected) => {
    expect(judgeAwayTime({ from, until }, AT)).toEqual(expected);
    const standIn = { person: LEAD, deputy: OTHER_LEAD, from, until };
    expect(judgeStandIn(standIn, AT)).toEqual(expected);
  });

  test('is nothing where somebody names themselves', () => {
    const own = { person: LEAD, deputy: { ...OTHER_LEAD, accountId: LEAD.accountId } };
    expect(judgeStandIn({ ...own, from: AT, until: AT + DAY }, AT)).toEqual({
      allowed: false,
      why: { code: 'oneself' },
    });
  });

  test.each<[string, number, boolean, boolean]>([
    ['just before it begins', AT - 1, false, true],
    ['as it begins', AT, true, true],
    ['just before it ends', AT + DAY - 1, true, true],
    ['as it ends', AT + DAY, false, false],
  ])('%s: whether it is in force, and whether it is not over', (_, now, inForce, notOver) => {
    const time = { from: AT, until: AT + DAY };
    expect([isInForce(time, now), isNotOver(time, now)]).toEqual([inForce, notOver]);
  });
});
