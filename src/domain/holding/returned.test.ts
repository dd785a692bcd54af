import { describe, expect, test } from 'vitest';
import { AT, grant, holding } from '../../../tests/support/samples';
import type { EndOfGrant, Grant } from '../grant/grant';
import { DAY, HOUR, MINUTE } from '../lib/time';
import { endThem } from './change-holding';
import { endForHolder } from './end-for-holder';
import { endGrants } from './end-grants';
import { type Holding, lastingGrant, wantedOf } from './holding';
import { beginPass, endPass, type Found } from './pass';
import { asReturned, asTakenBack, isReturned, wasReturned, wasTakenBack } from './returned';

const given = (over: Partial<Grant>) => grant({ grantedAt: AT - HOUR, ...over });
const ofDay = given({ endsAt: AT + DAY });
const forGood = given({ requestId: 'r2', endsAt: undefined });
const returned = (...grants: Grant[]) => endForHolder(holding(grants), AT).holding;
/** As an earlier version wrote it: what it had as its term is not known any more. */
const earlier = holding([given({ endsAt: AT, returned: true })]);

test.each<[string, Holding, number, boolean]>([
  ['until its own term would be over', returned(ofDay), AT + DAY - 1, true],
  ['and not from then on', returned(ofDay), AT + DAY, false],
  ['for as long as one of them would go on', returned(ofDay, forGood), AT + DAY, true],
  ['always, of what would have stayed', returned(forGood), AT + 400 * DAY, true],
  ['always, as an earlier version wrote it', earlier, AT + 400 * DAY, true],
  ['never, of what was not', holding([ofDay]), AT + DAY, false],
])('something ends because it was returned, %s', (_, one, at, expected) => {
  expect(isReturned(one, at)).toBe(expected);
  expect(wasReturned(one)).toBe(one.grants[0]?.returned === true);
});

test('what was returned once keeps the term that it had', () => {
  const twice = endForHolder(returned(ofDay), AT + 1).holding;
  expect(twice.grants).toEqual(returned(ofDay).grants);
});

test('of what was returned at once, that lasted which would have gone on longest', () => {
  expect(lastingGrant(returned(forGood, ofDay))?.requestId).toBe('r2');
  expect(lastingGrant(returned(ofDay, forGood))?.requestId).toBe('r2');
});

describe('what is returned', () => {
  const later = given({ requestId: 'r3', grantedAt: AT + 1, endsAt: AT + 9 * DAY });

  test('is wanted no more, also by a clock that is behind; what was given since is', () => {
    const one = returned(ofDay);
    expect([AT - HOUR, AT, AT + DAY].map((at) => wantedOf(one, at))).toEqual([
      'notHeld',
      'notHeld',
      'notHeld',
    ]);
    expect(wantedOf({ grants: [...one.grants, later] }, AT + 2)).toBe('held');
  });

  test.each<[string, Found['found'], number, EndOfGrant, number | undefined]>([
    ['taken away', 'notHeld', AT + HOUR, 'returned', undefined],
    ['gone', 'gone', AT + HOUR, 'returned', undefined],
    ['gone, by a clock that is behind', 'gone', AT - 1, 'returned', undefined],
    ['not to be given back, by a clock that is behind', 'notToGive', AT - 1, 'returned', undefined],
    ['taken away as its own term is over', 'notHeld', AT + DAY, 'expired', undefined],
    ['taken away late after its own term', 'notHeld', AT + 2 * DAY, 'expired', DAY],
  ])('and is %s, is told as that', (_, found, at, why, lateBy) => {
    const pass = beginPass(returned(ofDay), true, at, at + HOUR);
    const { ended } = endPass(pass, { found } as Found, at).holding;
    expect(ended).toMatchObject([{ why, ...(lateBy === undefined ? {} : { lateBy }) }]);
    expect(ended[0]?.lateBy).toBe(lateBy);
  });

  test('and was seen to be gone before, has not been taken away by somebody else', () => {
    const whys = (one: Holding) =>
      endGrants(one, 'goneByHand', AT + 2, AT + HOUR)?.holding.ended.map(({ why }) => why);
    expect(whys(returned(ofDay))).toEqual(['returned']);
    expect(whys(holding([ofDay]))).toEqual(['goneByHand']);
    // What others give of it is told as it is.
    expect(whys(holding([...returned(ofDay).grants, later]))).toContain('goneByHand');
  });

  test('and can’t be ended, is tried again once its own term is over at the latest', () => {
    const tried = (at: number, ...grants: Grant[]) => {
      const told = { audit: at, approver: at, workItem: at };
      const work = { state: 'stuck', cause: 'adminsNotKnown', tries: 9, nextTryAt: at } as const;
      const pass = beginPass({ ...returned(...grants), told, work }, true, at, at + HOUR);
      const end = endPass(pass, { found: 'stuck', cause: 'adminsNotKnown' }, at).holding.work;
      return end.state === 'stuck' ? end.nextTryAt : undefined;
    };
    const before = AT + DAY - 10 * MINUTE;
    expect(tried(before, ofDay)).toBe(AT + DAY);
    expect(tried(before, ofDay, forGood)).toBe(before + HOUR);
    expect(tried(AT + DAY, ofDay)).toBe(AT + DAY + HOUR);
  });

  test('and is taken away by a request, was taken away by it', () => {
    const change = endGrants(returned(ofDay), 'revoked', AT + 2, AT + HOUR);
    expect(change?.holding.ended.map(({ why }) => why)).toEqual(['revoked']);
  });
});

describe('what was returned was not taken back', () => {
  const [back, taken] = [asReturned(ofDay, AT), asTakenBack(ofDay, AT)];

  test('nor the other way round, whichever of it it was', () => {
    expect(taken).toStrictEqual({ ...back, takenBack: true });
    expect(asTakenBack(back, AT + 1)).toBe(back);
    expect(asReturned(taken, AT + 1)).toBe(taken);
    expect(asReturned(forGood, AT)).toStrictEqual({ ...forGood, endsAt: AT, returned: true });
    const said = (...grants: Grant[]) => [wasReturned({ grants }), wasTakenBack({ grants })];
    expect([said(ofDay), said(back), said(taken)]).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ]);
    expect([said(ofDay, back), said(ofDay, taken), said(taken, back)]).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  test('and is told as what it was once it has ended', () => {
    const why = (grants: Grant[], said: EndOfGrant = 'expired', at = AT + HOUR) =>
      endThem(grants, said, at, grants).map((one) => one.why);
    expect([why([back]), why([taken])]).toEqual([['returned'], ['takenBack']]);
    expect(why([taken], 'notGivenBack')).toEqual(['takenBack']);
    expect(why([taken], 'revoked')).toEqual(['revoked']);
    // What was given since ends by its own term.
    const since = given({ requestId: 'r3', grantedAt: AT + 1, endsAt: AT + HOUR });
    expect(why([back, since])).toEqual(['outlasted', 'expired']);
  });
});
