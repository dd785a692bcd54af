import { expect, test } from 'vitest';
import { AT, frontend, grant, holding, subject } from '../../../tests/support/samples';
import { HOUR, MINUTE } from '../lib/time';
import { claimGrant } from './claim-grant';
import { claimsAbout, claimsOf, withClaim, withoutClaim } from './claims-of';
import { withdrawGrant } from './end-grants';
import { giveGrant } from './give-grant';
import type { Claim, Holding } from './holding';

const claim = (requestId: string, hours: number | undefined, over: Partial<Claim> = {}): Claim => ({
  ...grant({ requestId, endsAt: hours === undefined ? undefined : AT + hours * HOUR }),
  ...over,
});
const held = { connectionId: 'site', entitlement: frontend, subject: subject('Sam') };
const idsOf = (claims: readonly Claim[] | undefined) => claims?.map(({ requestId }) => requestId);

test('a claim counts for half an hour from when it was seen, to the last moment', () => {
  const one = { claims: [claim('r1', 1)] };
  expect(claimsOf(one, AT + 30 * MINUTE - 1)).toHaveLength(1);
  expect(claimsOf(one, AT + 30 * MINUTE)).toHaveLength(0);
  expect(claimsOf(undefined, AT)).toEqual([]);
});

test('beside a claim, those that end no later say nothing, and those that end later stay before it', () => {
  const claims = [claim('r1', undefined), claim('r2', 3), claim('r3', 2), claim('r4', 1)];
  expect(idsOf(withClaim(claims, claim('r5', 2)))).toEqual(['r1', 'r2', 'r5']);
  expect(idsOf(withClaim(claims, claim('r2', 1)))).toEqual(['r1', 'r3', 'r2']);
  expect(idsOf(withClaim([claim('r2', 3)], claim('r2', 2)))).toEqual(['r2']);
  expect(withClaim([claim('r2', 3)], claim('r2', 2))).toEqual([claim('r2', 2)]);
});

test('it is taken out by its own request and block, and by no other', () => {
  const claims = [claim('r1', 3), claim('r1', 2, { block: 1 }), claim('r2', 1)];
  expect(withoutClaim(claims, { requestId: 'r1', block: 1 })).toEqual([claims[0], claims[2]]);
});

test('it is about a call that was begun before it was seen, and that neither a removal nor its return came after', () => {
  const claims = [
    claim('r1', 1, { grantedAt: AT - 1 }),
    claim('r2', 1, { approvedAt: AT - HOUR }),
    claim('r3', 1, { grantedAt: AT + 1, approvedAt: AT + 1 }),
  ];
  const since = { begunAt: AT, revokedAt: undefined, returnedAt: undefined };
  expect(idsOf(claimsAbout(claims, since))).toEqual(['r2', 'r3']);
  expect(idsOf(claimsAbout(claims, { ...since, revokedAt: AT }))).toEqual(['r3']);
  expect(idsOf(claimsAbout(claims, { ...since, returnedAt: AT }))).toEqual(['r3']);
  expect(idsOf(claimsAbout(claims, { ...since, returnedAt: AT - 1 }))).toEqual(['r2', 'r3']);
});

test('a pass that was made as it was seen says nothing of it, and one after it does', () => {
  const turned = (turnedAt: number) => holding([], { turnedAt });
  const claimed = (current: Holding) => claimGrant(held, current, claim('r1', 1), AT, AT);
  expect(claimed(turned(AT))).toMatchObject({ holding: { claims: [{ requestId: 'r1' }] } });
  expect(claimed(turned(AT + 1))).toBe('lookAgain');
});

test('withdrawing a step takes its claim out, and leaves what is in force', () => {
  const unproved = grant({ unproved: true });
  const one = holding([unproved], { claims: [claim('r2', 9), claim('r3', 8)] });
  const change = withdrawGrant(one, { requestId: 'r3', block: 0 });
  expect(change?.holding).toMatchObject({
    grants: [unproved],
    claims: [{ requestId: 'r2' }],
    work: one.work,
  });
  expect(withdrawGrant(one, { requestId: 'r4', block: 0 })).toBeUndefined();
});

const give = (current: Holding, over: object) => {
  const giving = { grant: grant({ endsAt: AT + HOUR }), how: 'applied', lookedAt: AT } as const;
  return giveGrant(held, current, { ...giving, mayCount: () => true, ...over }, AT)?.holding;
};

test('one that ends sooner than what nobody has proved beside what is given says nothing', () => {
  const long = grant({ requestId: 'r5', unproved: true, endsAt: AT + 9 * HOUR });
  const given = give(holding([long], { claims: [claim('r2', 3)] }), {});
  expect(given?.grants.map(({ requestId }) => requestId)).toEqual(['r5', 'r1']);
});

test('what only prolongs, or is not proved, counts none', () => {
  const current = holding([grant({ requestId: 'r5', endsAt: AT + 1 })], {
    claims: [claim('r2', 3)],
  });
  const counted = (over: object) =>
    give(current, over)?.grants.some((one) => one.requestId === 'r2');
  expect(counted({})).toBe(true);
  expect(counted({ how: 'prolonged' })).toBe(false);
  expect(counted({ grant: grant({ unproved: true, unconfirmed: true }) })).toBe(false);
});
