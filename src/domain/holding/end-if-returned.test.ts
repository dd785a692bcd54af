import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT, frontend, grant, holding, subject } from '../../../tests/support/samples';
import type { Grant } from '../grant/grant';
import { DAY, HOUR, MINUTE } from '../lib/time';
import { claimGrant } from './claim-grant';
import { endForHolder, judgeReturn } from './end-for-holder';
import { endIfReturned, isOverOnRecord, returnedAt } from './end-if-returned';
import { type Giving, giveGrant } from './give-grant';
import { type Claim, type Held, type Holding, latestEnd, wantedOf } from './holding';
import { beginPass, dueAtOf, endPass, type Found } from './pass';
import { asReturned, asTakenBack } from './returned';

const held: Held = { connectionId: 'site', entitlement: frontend, subject: subject('Sam') };
const RETURNED = AT + HOUR;
const LATER = RETURNED + MINUTE;
const given = grant({ grantedAt: AT, endsAt: AT + 9 * DAY });
const others = { requestId: 'r2' };

const returned = (grants: readonly Grant[], over: Partial<Holding> = {}) =>
  endForHolder(holding(grants, over), RETURNED).holding;
const ended = (one: Holding) =>
  endPass(beginPass(one, true, RETURNED, LATER), { found: 'notHeld' }, LATER).holding;
const write = (current: Holding, giving: Partial<Giving> & { readonly grant: Grant }) =>
  giveGrant(held, current, { how: 'applied', lookedAt: AT, ...giving }, LATER + 1)?.holding;

/** What the run that gave it may write once more: its grant, and when it looked. */
const AGAIN: readonly [string, Partial<Giving> & { readonly grant: Grant }][] = [
  ['as it was', { grant: given }],
  ['by a run that found it later', { grant: { ...given, grantedAt: LATER }, lookedAt: LATER }],
  ['for good', { grant: { ...given, endsAt: undefined } }],
  ['as prolonging what was there', { grant: given, how: 'prolonged', lookedAt: LATER }],
  ['as what nothing proves', { grant: { ...given, unproved: true } }],
];

describe('what was returned', () => {
  test.each(AGAIN)('and is written once more, %s, ends all the same', (_, giving) => {
    // What a run knows to be over it does not write at all.
    expect(isOverOnRecord(returned([given]), given)).toBe(true);
    expect(isOverOnRecord(ended(returned([given])), given)).toBe(true);
    const after = write(returned([given]), giving);
    expect([after && latestEnd(after), after?.grants[0]?.returned]).toEqual([RETURNED, true]);
  });

  test('and is proved only once it is written once more, is the app’s to end, and ends', () => {
    const guess = { ...given, unproved: true, unconfirmed: true } as const;
    const one = returned([grant({ ...others, endsAt: AT + DAY }), guess]);
    expect(isOverOnRecord(one, given)).toBe(false);
    const after = write(one, { grant: { ...given, grantedAt: LATER }, lookedAt: LATER });
    expect(after?.grants).toMatchObject([{ requestId: 'r1', endsAt: RETURNED, returned: true }]);
    expect(after?.grants[0]).not.toHaveProperty('unproved');
  });

  test.each<[string, Partial<Giving>, number, boolean]>([
    ['given before, and written after', {}, RETURNED, true],
    ['given after', {}, RETURNED + 1, false],
    ['prolonged by who saw it before', { how: 'prolonged', lookedAt: RETURNED }, LATER, true],
    ['prolonged by who saw it after', { how: 'prolonged', lookedAt: RETURNED + 1 }, LATER, false],
  ])('has ended with it what others gave: %s', (_, giving, grantedAt, isOver) => {
    const endsAt = AT + 30 * DAY;
    const after = write(returned([given]), {
      grant: grant({ ...others, grantedAt, endsAt }),
      ...giving,
    });
    expect(after && latestEnd(after)).toBe(isOver ? RETURNED : endsAt);
    // It is told as returned, whichever was written first.
    const over = after && ended(after);
    const why = over?.ended.find(({ requestId }) => requestId === 'r2')?.why;
    if (isOver) expect(why).toBe('returned');
  });

  test('and is over by now, is looked at again where it turns out to have been given once more before', () => {
    const over = ended(returned([given]));
    const after = write(over, { grant: grant({ ...others, grantedAt: RETURNED - 1 }) });
    expect(after).toMatchObject({
      grants: [{ requestId: 'r2', returned: true }],
      work: { state: 'settling' },
    });
  });

  test.each<[number, boolean]>([
    [RETURNED, false],
    [RETURNED + 1, true],
  ])('is prolonged by no claim that was made before: %i', (grantedAt, counts) => {
    const claims: Claim[] = [grant({ requestId: 'r3', grantedAt, endsAt: undefined })];
    const after = write(returned([given], { claims }), {
      grant: grant({ ...others, grantedAt: LATER }),
      begunAt: AT,
      lookedAt: LATER,
      mayCount: () => true,
    });
    expect(after?.grants.map(({ requestId }) => requestId)).toEqual([counts ? 'r3' : 'r2']);
  });
});

describe('what somebody else ended early', () => {
  const taken = asTakenBack(given, RETURNED);
  const since = { grant: grant({ requestId: 'r2' }), seenAt: AT };

  test('and is written once more, ends as that; what others gave before is theirs', () => {
    const current = { grants: [taken], ended: [] };
    const again = { grant: { ...given, endsAt: undefined }, seenAt: LATER };
    expect(endIfReturned(again, current)).toEqual({
      ...again.grant,
      endsAt: RETURNED,
      returned: true,
      takenBack: true,
    });
    expect(endIfReturned(since, current)).toBe(since.grant);
    const own = { grants: [asReturned(given, RETURNED)], ended: [] };
    expect(endIfReturned(again, own)).not.toHaveProperty('takenBack');
    expect(endIfReturned(since, own)).toMatchObject({ returned: true, endsAt: RETURNED });
  });

  test('was not returned by whoever held it: of several returns the last counts', () => {
    const over = { ...taken, why: 'takenBack', endedAt: LATER } as const;
    expect(returnedAt({ grants: [taken], ended: [over] })).toBeUndefined();
    expect(returnedAt(undefined)).toBeUndefined();
    const first = { ...asReturned(given, AT), why: 'returned', endedAt: LATER } as const;
    const last = asReturned(grant({ requestId: 'r2' }), RETURNED);
    expect(returnedAt({ grants: [last], ended: [first, over] })).toBe(RETURNED);
  });

  test('is over where nothing of it is on record, only where that is so', () => {
    expect(isOverOnRecord(undefined, given)).toBe(false);
    const beside = { grants: [grant({ requestId: 'r2' }), taken], ended: [] };
    expect([isOverOnRecord(beside, given), isOverOnRecord(beside, since.grant)]).toEqual([
      true,
      false,
    ]);
  });
});

/** What a run writes: whose it is, what came of it, and when it was seen or given. */
interface Write {
  readonly of: 'r1' | 'r2' | 'r3';
  readonly how: Giving['how'] | 'claimed';
  readonly endsAt: number | undefined;
  readonly proof: Partial<Pick<Grant, 'unproved' | 'unconfirmed'>>;
  readonly seenAt: number;
}

const writes = fc.record<Write>({
  of: fc.constantFrom('r1', 'r2', 'r3'),
  how: fc.constantFrom('applied', 'prolonged', 'claimed'),
  endsAt: fc.constantFrom(undefined, AT + 2 * DAY, AT + 30 * DAY),
  proof: fc.constantFrom({}, { unproved: true }, { unproved: true, unconfirmed: true }),
  seenAt: fc.integer({ min: AT, max: RETURNED }),
});

/** As `giveHoldings` does it. */
function written(current: Holding | undefined, one: Write, at: number): Holding | undefined {
  const { of, how, endsAt, proof, seenAt } = one;
  const made = grant({ requestId: of, grantedAt: seenAt, endsAt, ...proof });
  if (isOverOnRecord(current, made)) return current;
  if (how === 'claimed') {
    const claimed = claimGrant(
      held,
      current,
      grant({ requestId: of, grantedAt: seenAt, endsAt }),
      seenAt,
      at,
    );
    return typeof claimed === 'string' ? current : claimed.holding;
  }
  const giving = { grant: made, how, lookedAt: seenAt, begunAt: seenAt, mayCount: () => true };
  return giveGrant(held, current, giving, at)?.holding ?? current;
}

test('whatever was seen or given before the return, and is written whenever after it, comes to its end', () => {
  const later = fc.oneof(
    { weight: 3, arbitrary: writes },
    // Whoever takes over from the run that gave it sees it later.
    {
      weight: 1,
      arbitrary: writes.map((one) => ({ ...one, of: 'again' as const, seenAt: LATER })),
    },
    { weight: 1, arbitrary: fc.constant('pass' as const) },
  );
  fc.assert(
    fc.property(
      fc.array(writes, { maxLength: 4 }),
      fc.array(later, { maxLength: 5 }),
      (before, after) => {
        let current: Holding | undefined;
        for (const one of before) current = written(current, one, RETURNED - 1);
        if (current === undefined || !judgeReturn(current, 'sam', RETURNED).allowed) return;
        const proved = current.grants.find(({ unproved }) => unproved !== true);
        current = endForHolder(current, RETURNED).holding;
        const now = LATER + 1;
        for (const one of after) {
          if (one === 'pass') {
            const found: Found['found'] = wantedOf(current, now) === 'held' ? 'held' : 'notHeld';
            current = endPass(beginPass(current, true, now, now), { found } as Found, now).holding;
          } else {
            const of = one.of === 'again' ? (proved?.requestId as Write['of']) : one.of;
            current = written(current, { ...one, of }, now) ?? current;
          }
          const goesOn = current.grants.filter(
            ({ endsAt }) => endsAt === undefined || endsAt > RETURNED,
          );
          expect(goesOn).toEqual([]);
          // Whatever is on record of it is come to at once.
          if (current.grants.length > 0) expect(dueAtOf(current)).toBeLessThanOrEqual(now);
        }
      },
    ),
    { numRuns: 500 },
  );
});
