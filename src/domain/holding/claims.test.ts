import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AT,
  frontend,
  grant as grantOf,
  holding as holdingOf,
  subject,
} from '../../../tests/support/samples';
import type { Grant } from '../grant/grant';
import { DAY, HOUR, MINUTE } from '../lib/time';
import { isForgettable } from '../personal/may-rewrite';
import { isHoldingOver } from '../personal/retention';
import { type Claimed, claimGrant } from './claim-grant';
import { withdrawGrant } from './end-grants';
import { isOverOnRecord } from './end-if-returned';
import { endingOf } from './endings-of';
import { giveGrant } from './give-grant';
import { type Claim, type Held, type Holding, latestEnd, wantedOf } from './holding';
import { beginPass, endPass } from './pass';
import { takeAway } from './take-away';

const held: Held = { connectionId: 'site', entitlement: frontend, subject: subject('Sam') };
/** The one that gives it: for an hour, by a call that was begun five minutes ago. */
const BEGUN = AT - 5 * MINUTE;
const short = grantOf({ grantedAt: AT, approvedAt: AT - HOUR, endsAt: AT + HOUR });
/** The one that finds it there: for good, a minute after that call. */
const SEEN = AT - 4 * MINUTE;
const longer = grantOf({
  requestId: 'r2',
  grantedAt: SEEN,
  approvedAt: AT - HOUR,
  endsAt: undefined,
});

const isChange = (claimed: Claimed | undefined): claimed is Exclude<Claimed, string> =>
  typeof claimed === 'object';
function claim(
  current: Holding | undefined,
  one: Claim = longer,
  lookedAt = one.grantedAt,
): Holding {
  const change = claimGrant(held, current, one, lookedAt, one.grantedAt);
  if (!isChange(change)) throw new Error(`not claimed: ${change}`);
  return change.holding;
}
const mayCount = () => true;
const give = (current: Holding | undefined, one: Partial<Grant> = {}, begunAt = BEGUN, at = AT) => {
  const giving = {
    grant: { ...short, ...one },
    how: 'applied',
    lookedAt: at,
    begunAt,
    mayCount,
  } as const;
  return giveGrant(held, current, giving, at)?.holding;
};
const whose = (one: Holding | undefined) => one?.grants.map(({ requestId }) => requestId);

describe('what was found there by a later approval, as the call of a removal takes it away', () => {
  /** Approved before what was found, and carried out after. */
  const REMOVED = { approvedAt: AT - 2 * HOUR, lookedAt: AT - 5 * MINUTE, sent: true };
  const earlier = grantOf({ grantedAt: AT - DAY, approvedAt: AT - DAY, endsAt: undefined });
  const onRecord = () => holdingOf([earlier], held);
  const days = (one: Claim, count: number): Claim => ({ ...one, endsAt: AT + count * DAY });
  const taken = (current: Holding | undefined, over: Partial<typeof REMOVED> = {}) =>
    takeAway(held, current, { ...REMOVED, ...over }, AT)?.holding;

  test.each<[string, () => Holding | undefined, readonly string[], string]>([
    ['where nothing was on record', () => claim(undefined), ['r2'], 'settling'],
    [
      'in the place of what goes on as long',
      () => claim(onRecord(), days(longer, 3)),
      ['r2'],
      'settling',
    ],
    [
      'the longest of several',
      () => claim(claim(undefined, days(longer, 3)), { ...days(longer, 9), requestId: 'r3' }),
      ['r3'],
      'settling',
    ],
    [
      'and not what was approved before the removal',
      () => claim(onRecord(), { ...longer, approvedAt: AT - 3 * HOUR }),
      [],
      'over',
    ],
    ['nor before a later one', () => ({ ...claim(undefined), revokedAt: AT - MINUTE }), [], 'over'],
  ])('it is given back, %s', (_, current, whose, work) => {
    const before = current();
    const holding = taken(before) ?? before;
    expect(holding?.grants.map(({ requestId }) => requestId)).toEqual(whose);
    expect(holding?.work.state).toBe(work);
    if (whose.length > 0) expect(holding && wantedOf(holding, AT)).toBe('held');
  });

  const LATER = AT + 2 * HOUR;
  test.each([
    ['seen after its call was begun', SEEN - MINUTE, ['r2']],
    ['seen shortly before', SEEN + MINUTE, ['r2']],
    ['seen long before', SEEN + HOUR, []],
    ['seen long after', SEEN - HOUR, []],
  ])('also where what came of it is only known hours later: %s', (_, begunAt, who) => {
    const over = { approvedAt: AT - 2 * HOUR, lookedAt: LATER - MINUTE, sent: true, begunAt };
    const holding = takeAway(held, claim(undefined), over, LATER)?.holding;
    expect(whose(holding)).toEqual(who);
    expect(holding?.work.state).toBe(who.length > 0 ? 'settling' : 'over');
  });

  test('not where no call of it took anything away', () => {
    const holding = taken(claim(undefined), { sent: false });
    expect([holding?.grants, holding?.claims?.length]).toEqual([[], 1]);
  });
});

describe('what a request found there, and was approved for', () => {
  test('is nobody’s grant, wants nothing, and is no work', () => {
    const claimed = claim(undefined);
    expect([claimed.grants, claimed.work]).toEqual([[], { state: 'over' }]);
    expect(wantedOf(claimed, AT + DAY)).toBe('whatever');
  });

  test('is told not to be prolonged where it could not be given any more, or where that is not known', () => {
    const giving = { grant: short, how: 'applied', lookedAt: AT, begunAt: BEGUN } as const;
    for (const one of [giving, { ...giving, mayCount: () => false }]) {
      const given = giveGrant(held, claim(undefined), one, AT);
      expect([whose(given?.holding), given?.holding.claims]).toEqual([['r1'], undefined]);
      expect(given?.holding.ended).toMatchObject([{ requestId: 'r2', why: 'notProlonged' }]);
      expect(given?.facts).toMatchObject([
        { of: { requestId: 'r2' }, fact: { why: 'notProlonged' } },
      ]);
      // It is no grant: its request has given nothing that is over.
      expect(isOverOnRecord(given?.holding, longer)).toBe(false);
    }
  });

  test('prolongs what another is proved to have given, by a call that was begun before', () => {
    const given = give(claim(undefined));
    expect([whose(given), given?.work, given?.claims]).toEqual([
      ['r2'],
      { state: 'stays' },
      undefined,
    ]);
    expect(given?.ended).toMatchObject([{ requestId: 'r1', why: 'superseded' }]);
  });

  const hours = (count: number) => ({ endsAt: AT + count * HOUR });
  test.each<[string, Partial<Claim>, Partial<Grant>, number, number | undefined]>([
    ['both end, this one later', hours(2), hours(1), BEGUN, AT + 2 * HOUR],
    ['both end, this one sooner', hours(1), hours(2), BEGUN, AT + 2 * HOUR],
    ['at the same time', hours(1), hours(1), BEGUN, AT + HOUR],
    ['the other is for good', hours(1), { endsAt: undefined }, BEGUN, undefined],
    ['the other is over by then', hours(2), { endsAt: AT - 1 }, BEGUN, AT + 2 * HOUR],
    ['it was seen before that call', hours(2), hours(1), SEEN + 1, AT + HOUR],
    ['it was seen as that call was begun', hours(2), hours(1), SEEN, AT + 2 * HOUR],
    ['nothing proves that call', hours(2), { ...hours(1), unproved: true }, BEGUN, AT + HOUR],
    [
      'nobody has seen what that call gave',
      hours(2),
      { ...hours(1), unproved: true, unconfirmed: true },
      BEGUN,
      AT + HOUR,
    ],
  ])('counts by its end: %s', (_, its, others, begunAt, end) => {
    const given = give(claim(undefined, { ...longer, ...its }), others, begunAt);
    expect(given && latestEnd(given)).toBe(end);
  });

  test('that is proved after another try', () => {
    const maybe = give(claim(undefined), { unproved: true, unconfirmed: true });
    expect(whose(maybe)).toEqual(['r1']);
    expect(whose(give(maybe))).toEqual(['r2']);
  });

  test('counts as well where the grant is on record by the time that it is written', () => {
    const current = give(undefined);
    const change = claimGrant(held, current, longer, SEEN, AT + 1);
    expect(change).toBe('lookAgain');
    // As it looks again, it prolongs.
    expect(current && endingOf(current, 'r2')?.at).toBe(short.endsAt);
    const lasting = give(undefined, { endsAt: undefined });
    // It stays noted, as an earlier approved removal may be taking that away.
    const noted = claimGrant(held, lasting, { ...longer, endsAt: AT + DAY }, SEEN, AT);
    expect(isChange(noted) && [whose(noted.holding), noted.holding.claims?.length]).toEqual([
      ['r1'],
      1,
    ]);
  });

  test('is looked for again where a pass has been made since it was seen', () => {
    const given = give(undefined);
    const gone =
      given &&
      endPass(beginPass(given, true, AT + HOUR, AT + DAY), { found: 'notHeld' }, AT + HOUR);
    const seen = { ...longer, grantedAt: AT + HOUR - 1 };
    expect(claimGrant(held, gone?.holding, seen, AT + HOUR - 2, AT + HOUR + 1)).toBe('lookAgain');
    expect(isChange(claimGrant(held, gone?.holding, seen, AT + HOUR + 1, AT + HOUR + 2))).toBe(
      true,
    );
  });

  test.each([
    ['after it', 1, ['r1']],
    ['before it', -1, ['r2']],
  ])('says nothing where a removal was approved %s', (_, later, who) => {
    const taken = { approvedAt: AT - HOUR + later, lookedAt: SEEN + 1, sent: false };
    const revoked = takeAway(held, claim(undefined), taken, SEEN + 2)?.holding;
    const given = give(revoked, { approvedAt: AT - HOUR });
    expect(whose(given)).toEqual(who);
    if (later > 0) expect(given && latestEnd(given)).toBe(short.grantedAt);
  });

  test('goes with the step that turns out not to have found it', () => {
    const claimed = claim(undefined);
    const withdrawn = withdrawGrant(claimed, { requestId: 'r2', block: 0 })?.holding;
    expect([withdrawn?.claims, whose(give(withdrawn))]).toEqual([undefined, ['r1']]);
    expect(withdrawGrant(claimed, { requestId: 'r1', block: 0 })).toBeUndefined();
  });

  test('written twice, or given by the request itself, is there once', () => {
    const twice = claim(claim(undefined), { ...longer, grantedAt: SEEN + 1 });
    expect(twice.claims).toHaveLength(1);
    const own = give(twice, { requestId: 'r2', endsAt: undefined });
    expect([whose(own), own?.claims]).toEqual([['r2'], undefined]);
  });

  test('is kept before shorter ones, however many come after it', () => {
    const ends = Array.from({ length: 12 }, (_, n) => AT + (20 - n) * HOUR);
    const claimed = ends.reduce(
      (current, endsAt, n) => claim(current, { ...longer, requestId: `s${n}`, endsAt }),
      claim(undefined),
    );
    expect(claimed.claims).toHaveLength(8);
    expect(whose(give(claimed))).toEqual(['r2']);
  });

  test('is kept for half an hour, and eight at most, however many there are', () => {
    let one: Holding | undefined;
    for (let place = 0; place < 40; place += 1) {
      one = claim(one, { ...longer, requestId: `p${place}`, endsAt: AT + DAY - place * MINUTE });
    }
    expect(one?.claims).toHaveLength(8);
    const late = claim(one, { ...longer, requestId: 'late', grantedAt: SEEN + 30 * MINUTE });
    expect(late.claims?.map(({ requestId }) => requestId)).toEqual(['late']);
    expect(whose(give(one, {}, BEGUN, AT + 30 * MINUTE))).toEqual(['r1']);
  });

  test('is not forgotten while it can come to something, and is no longer than all else', () => {
    const claimed = claim(undefined);
    expect([isForgettable(claimed, AT), isForgettable(claimed, AT + HOUR)]).toEqual([false, true]);
    const at = SEEN + 40 * DAY;
    expect([isHoldingOver(claimed, SEEN, at), isHoldingOver(claimed, SEEN + 1, at)]).toEqual([
      false,
      true,
    ]);
  });

  test('says nothing of what is on record already', () => {
    const current = holdingOf([grantOf({ unproved: true })]);
    expect(claim(current)).toMatchObject({ grants: current.grants, work: current.work });
  });
});

/** The place, two requests about it, and hands that give and take it, in any order. */
interface Model {
  place: 'nobody' | 'ours' | 'hands';
  holding: Holding | undefined;
  at: number;
  short: { begunAt?: number; answer?: 'done' | 'alreadySo'; isWritten?: true };
  long: { seenAt?: number; sawOurs?: boolean; isWritten?: true };
}
type Op = 'begin' | 'call' | 'writeShort' | 'look' | 'writeLong' | 'handGives' | 'handTakes';
const ENDS = [AT + 9 * HOUR, AT + 10 * HOUR, AT + 11 * HOUR, undefined];

/** `short` lives on, or is followed by another that looks: either way its answer is known by then. */
function does(
  model: Model,
  op: Op,
  ends: { short?: number | undefined; long?: number | undefined },
) {
  const { place, holding, at, short: one, long } = model;
  const shown = place !== 'nobody';
  switch (op) {
    case 'begin':
      if (one.begunAt === undefined && !shown) one.begunAt = at;
      return;
    case 'call':
      if (one.begunAt === undefined || one.answer !== undefined) return;
      one.answer = shown ? 'alreadySo' : 'done';
      if (!shown) model.place = 'ours';
      return;
    case 'writeShort': {
      if (one.begunAt === undefined || one.answer === undefined || one.isWritten) return;
      const unproved = one.answer === 'done' ? {} : ({ unproved: true } as const);
      const grant: Grant = { ...short, grantedAt: at, endsAt: ends.short, ...unproved };
      const giving = {
        grant,
        how: 'applied',
        lookedAt: one.begunAt,
        begunAt: one.begunAt,
        mayCount,
      } as const;
      model.holding = giveGrant(held, holding, giving, at)?.holding ?? holding;
      one.isWritten = true;
      return;
    }
    case 'look':
      if (long.isWritten || !shown) return;
      long.seenAt = at;
      long.sawOurs = place === 'ours';
      return;
    case 'writeLong': {
      if (long.seenAt === undefined || long.isWritten) return;
      const grant = { ...longer, grantedAt: long.seenAt, endsAt: ends.long };
      const change = claimGrant(held, holding, grant, long.seenAt, at);
      if (change === 'lookAgain') {
        if (!shown || holding === undefined) return;
        const giving = {
          grant: { ...grant, grantedAt: at },
          how: 'prolonged',
          lookedAt: at,
        } as const;
        model.holding = giveGrant(held, holding, giving, at)?.holding ?? holding;
        long.sawOurs = place === 'ours';
      } else if (change !== 'asItIs') model.holding = change.holding;
      long.isWritten = true;
      return;
    }
    case 'handGives':
      if (!shown) model.place = 'hands';
      return;
    case 'handTakes':
      model.place = 'nobody';
      if (long.sawOurs === true) long.sawOurs = false;
      return;
  }
}

const ops = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<Op>('begin', 'call', 'writeShort', 'look', 'writeLong'),
  },
  { weight: 1, arbitrary: fc.constantFrom<Op>('handGives', 'handTakes') },
);

test('whoever is first: the later end counts, and nothing is taken that only a hand has given', () => {
  let counted = 0;
  const terms = fc.record({ short: fc.constantFrom(...ENDS), long: fc.constantFrom(...ENDS) });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(ops, fc.nat(2)), { minLength: 6, maxLength: 24 }),
      terms,
      (all, ends) => {
        const model: Model = { place: 'nobody', holding: undefined, at: AT, short: {}, long: {} };
        const wasOurs = { ever: false };
        for (const [op, minutes] of all) {
          does(model, op, ends);
          wasOurs.ever ||= model.place === 'ours';
          model.at += minutes * MINUTE + 1;
        }
        const { holding, short: one, long } = model;
        const due = holding && wantedOf(holding, AT + DAY);
        // Without a call of ours that brought it about, no end takes anything away.
        if (!wasOurs.ever) expect(due).not.toBe('notHeld');
        if (holding?.grants.some(({ requestId }) => requestId === 'r2') === true) {
          expect(one.answer).toBe('done');
        }
        if (one.isWritten && long.isWritten && long.sawOurs && model.place === 'ours') {
          counted += 1;
          const never = Number.POSITIVE_INFINITY;
          const last = Math.max(ends.short ?? never, ends.long ?? never);
          expect((holding && latestEnd(holding)) ?? never).toBe(last);
        }
      },
    ),
    { numRuns: 3_000 },
  );
  expect(counted).toBeGreaterThan(80);
});
