import { describe, expect, test } from 'vitest';
import { AT, frontend, grant, holding, subject } from '../../../tests/support/samples';
import type { Grant } from '../grant/grant';
import { DAY, HOUR, MINUTE } from '../lib/time';
import { endForHolder } from './end-for-holder';
import { endGrants } from './end-grants';
import { endIfRevoked } from './end-if-revoked';
import { endingOf } from './endings-of';
import { giveGrant } from './give-grant';
import { givenOnRecord } from './given-on-record';
import { type Held, type Holding, wantedOf } from './holding';
import { overdueCause } from './overdue';
import { endPass } from './pass';
import { revokedOnRecord } from './revoked-on-record';
import { takeAway } from './take-away';

const held: Held = { connectionId: 'site', entitlement: frontend, subject: subject('Sam') };
const give = (current: Holding | undefined, one: Partial<Grant>) =>
  giveGrant(held, current, { grant: grant(one), how: 'applied', lookedAt: AT }, AT)?.holding;
const unconfirmed = { unproved: true, unconfirmed: true } as const;

describe('what may have been given', () => {
  test('makes no guess of what is known, and takes the place of its own guess', () => {
    expect(give(holding([grant()]), unconfirmed)).toBeUndefined();
    const longer = give(holding([grant(unconfirmed)]), { ...unconfirmed, endsAt: AT + 2 * DAY });
    expect(longer?.grants).toEqual([grant({ ...unconfirmed, endsAt: AT + 2 * DAY })]);
  });

  test('goes on record beside what another is known to have given', () => {
    const others = grant({ requestId: 'r2', endsAt: AT + 9 * DAY });
    expect(give(holding([others]), unconfirmed)?.grants).toEqual([others, grant(unconfirmed)]);
  });

  test('stays a guess, whatever is proved beside it', () => {
    const others = grant({ requestId: 'r2', endsAt: AT + 9 * DAY });
    expect(give(holding([others]), unconfirmed)?.grants[1]).toMatchObject(unconfirmed);
  });

  test('has no end that could be prolonged, nor one of its own', () => {
    expect(endingOf(holding([grant(unconfirmed)]), 'r1')).toBeUndefined();
    expect(endingOf(holding([grant()]), 'r1')?.at).toBe(AT);
  });
});

test('what nothing proves is proved by what is, given at that time, and by nothing else', () => {
  const long = { requestId: 'r2', endsAt: AT + 9 * DAY };
  const beside = (over: Partial<Grant>) =>
    give(holding([grant({ ...long, ...over })]), { unproved: true })?.grants.at(-1);
  expect(beside({})).not.toHaveProperty('unproved');
  expect(beside({ unproved: true })).toMatchObject({ unproved: true });
  expect(beside({ grantedAt: AT - 10 * MINUTE })).toMatchObject({ unproved: true });
  expect(beside({ grantedAt: AT - 10 * MINUTE + 1 })).not.toHaveProperty('unproved');
});

test('on record is what a request itself has given', () => {
  const one = holding([grant()], {
    ended: [{ ...grant({ requestId: 'r2' }), why: 'expired', endedAt: AT }],
  });
  const of = (requestId: string, by = one) =>
    givenOnRecord([by], requestId).get('group:g1')?.get('person:sam');
  expect([of('r1'), of('r2'), of('r3')]).toEqual([
    { grantedAt: AT, isOver: false },
    { grantedAt: AT, isOver: true },
    undefined,
  ]);
  const returned = endForHolder(one, AT + 1).holding;
  expect([of('r1', returned), of('r2', returned)]).toMatchObject([
    { isOver: true },
    { isOver: true },
  ]);
});

test('on record is when it was last taken away by request', () => {
  const revoked = holding([], { revokedAt: AT });
  expect(revokedOnRecord([revoked, holding([], { subject: subject('Pia') })])).toEqual(
    new Map([['group:g1', new Map([['person:sam', AT]])]]),
  );
});

describe('a removal', () => {
  const taken = { approvedAt: AT, lookedAt: AT, sent: false };
  const before = { approvedAt: AT - HOUR };
  const earlier = grant({ ...before, grantedAt: AT - MINUTE });
  const since = grant({ ...before, requestId: 'r2', grantedAt: AT + 1 });

  test('ends what was given since by an earlier approval with what was there', () => {
    const change = takeAway(held, holding([earlier, since]), taken, AT + 2);
    expect(change?.holding.grants).toEqual([{ ...since, endsAt: since.grantedAt }]);
    expect(change?.holding.ended).toMatchObject([{ requestId: 'r1', why: 'revoked' }]);
    expect(wantedOf(change?.holding ?? holding([]), AT + 2)).toBe('notHeld');
  });

  test('is why that ends, whoever takes it away: its time was not over', () => {
    const { holding: left = holding([]) } =
      takeAway(held, holding([earlier, since]), taken, AT + 2) ?? {};
    const whys = (one: Holding, at: number) => endPass(one, { found: 'notHeld' }, at).holding.ended;
    expect(whys(left, AT + 3).at(-1)).toEqual({
      ...since,
      endsAt: since.grantedAt,
      why: 'revoked',
      endedAt: AT + 3,
    });
    expect(whys(left, AT + HOUR).at(-1)).toMatchObject({ why: 'revoked', lateBy: HOUR - 1 });
    expect(whys(holding([{ ...since, endsAt: AT + 1 }]), AT + 3)).toMatchObject([
      { why: 'expired' },
    ]);
  });

  test('leaves what a later approval has given', () => {
    const later = grant({ requestId: 'r2', grantedAt: AT + 1, approvedAt: AT + 1 });
    const change = takeAway(held, holding([earlier, later]), taken, AT + 2);
    expect(change?.holding.grants).toEqual([later]);
    expect(endIfRevoked(later, AT)).toBe(later);
    expect(endIfRevoked(grant(), AT)).toEqual(grant());
  });

  test.each<[string, Holding['work'], boolean]>([
    [
      'in a pass that may have sent it',
      { state: 'settling', until: AT, sent: true, tries: 1 },
      true,
    ],
    ['in one that has not', { state: 'settling', until: AT, sent: false, tries: 1 }, false],
    ['in none', { state: 'runs', dueAt: AT + DAY }, false],
  ])('that finds something given since %s has the site looked at', (_, work, sent) => {
    const change = takeAway(held, holding([since], { work }), taken, AT + 2);
    expect(change?.holding.work).toEqual({ state: 'settling', until: AT + 2, sent, tries: 0 });
    const ended = endGrants(holding([earlier, since], { work }), 'revoked', AT, AT + 2);
    expect(ended?.holding.work).toEqual({ state: 'settling', until: AT + 2, sent, tries: 0 });
  });

  test('tells of what had ended beside a longer one that it had, to the moment', () => {
    const over = grant({ requestId: 'r2', grantedAt: AT - HOUR, endsAt: AT });
    const ends = (at: number) =>
      endGrants(holding([earlier, over]), 'revoked', AT, at)?.holding.ended.map(({ why }) => why);
    expect(ends(AT)).toEqual(['revoked', 'outlasted']);
    expect(ends(AT - 1)).toEqual(['revoked', 'revoked']);
  });
});

test('access that is late and was never tried has just not been come to', () => {
  const stuck = { state: 'stuck', cause: 'lastAdmin', tries: 1, nextTryAt: AT } as const;
  expect(overdueCause({ work: stuck })).toBe('lastAdmin');
  expect(overdueCause(holding([grant()]))).toBe('notReached');
});
