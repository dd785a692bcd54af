import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AT, frontend, grant, holding, subject } from '../../../tests/support/samples';
import { entitlementKey } from '../action/entitlement';
import type { StandingApproval } from '../grant/standing-approval';
import { DAY, HOUR } from '../lib/time';
import { isForgettable } from '../personal/may-rewrite';
import { approvedOnRecord } from './approved-on-record';
import { giveGrant } from './give-grant';

import { noteApproval, withApprovals } from './standing-approvals';

const held = { connectionId: 'site', entitlement: frontend, subject: subject('Sam') };
const approval = (hoursAgo: number, hours?: number): StandingApproval => ({
  approvedAt: AT - hoursAgo * HOUR,
  endsAt: hours === undefined ? undefined : AT + hours * HOUR,
});
const latest = (one: Parameters<typeof approvedOnRecord>[0], at = AT) =>
  [...(approvedOnRecord(one, at).get(entitlementKey(frontend))?.values() ?? [])][0]
    ?.map(({ approvedAt }) => approvedAt)
    .toSorted((a, b) => a - b)
    .at(-1);

test('what is approved of what is there stays on record, holds for its term, and gives nothing', () => {
  const noted = noteApproval(held, undefined, approval(1, 2), AT)?.holding;
  expect(noted).toMatchObject({ grants: [], work: { state: 'over' }, revision: 1 });
  if (noted === undefined) return;
  expect([latest([noted]), latest([noted], AT + 2 * HOUR)]).toEqual([AT - HOUR, undefined]);
  expect(noteApproval(held, noted, approval(1, 2), AT)).toBeUndefined();
  const revoked = (revokedAt: number) => latest([{ ...noted, revokedAt }]);
  expect([revoked(AT - HOUR), revoked(AT - HOUR - 1)]).toEqual([undefined, AT - HOUR]);
});

test('it is kept for as long as a removal from before can be carried out', () => {
  const noted = noteApproval(held, undefined, approval(0), AT)?.holding ?? holding([]);
  const after = AT + 31 * DAY;
  expect([isForgettable(noted, after - 1), isForgettable(noted, after)]).toEqual([false, true]);
  expect([latest([noted], after - 1), latest([noted], after)]).toEqual([AT, undefined]);
});

test.each([
  ['later, and for less time', AT, AT],
  ['sooner, and for less time', AT - 2 * DAY, AT - DAY],
])('what is superseded was approved %s', (_, approvedAt, expected) => {
  const short = holding([grant({ requestId: 'r2', approvedAt, endsAt: AT + HOUR })]);
  const longer = grant({ approvedAt: AT - DAY, endsAt: undefined });
  const given = giveGrant(held, short, { grant: longer, how: 'prolonged', lookedAt: AT }, AT);
  expect(given?.holding.grants).toHaveLength(1);
  expect(given && latest([given.holding])).toBe(expected);
});

const some = fc.record({
  approvedAt: fc.integer({ min: AT - DAY, max: AT }),
  endsAt: fc.option(fc.integer({ min: AT, max: AT + DAY }), { nil: undefined }),
});
test('of up to eight in any order, none that would say something at any time is left out', () => {
  fc.assert(
    fc.property(
      fc.array(some, { maxLength: 8 }),
      fc.integer({ max: DAY, min: 0 }),
      (all, after) => {
        const kept = all.reduce<readonly StandingApproval[]>(
          (approvals, one) => withApprovals({ approvals }, [one], AT),
          [],
        );
        const said = (approvals: readonly StandingApproval[]) =>
          latest([{ ...holding([]), approvals }], AT + after);
        expect(said(kept)).toBe(said(all));
      },
    ),
  );
});

test('that a request found it there is kept for as long as it was approved for, beside others that outlast it', () => {
  const found = (requestId: string, days: number, approvedAt = AT): StandingApproval => ({
    approvedAt,
    endsAt: AT + days * DAY,
    found: { requestId, at: AT },
  });
  const all = [found('one', 20), found('other', 30), found('again', 9, AT - 1), found('again', 10)];
  const kept = (at: number) =>
    withApprovals({ approvals: all }, [], at).map((one) => one.found?.requestId);
  expect(kept(AT)).toEqual(['one', 'other', 'again']);
  expect(kept(AT + 15 * DAY)).toEqual(['one', 'other', 'again']);
  // Until then, a removal from before can be carried out.
  expect(kept(AT + 30 * DAY)).toEqual(['other', 'again']);
  expect(kept(AT + 31 * DAY)).toEqual([]);
});

test('beside what a request found there, what is approved for longer stays, and of many the newest', () => {
  const found = { ...approval(1, 9), found: { requestId: 'one', at: AT } };
  const longer = approval(0, 20);
  expect(withApprovals(undefined, [found, longer], AT)).toEqual([found, longer]);
  // It says nothing for longer than a removal can be carried out, unless something was found there.
  const old = { approvedAt: AT - 31 * DAY, endsAt: undefined };
  expect(withApprovals({ approvals: [old] }, [longer], AT)).toEqual([longer]);
  const many = Array.from({ length: 10 }, (_, place) => approval(10 - place, 20 - place));
  expect(withApprovals(undefined, many, AT)).toEqual(many.slice(2));
});

test.each<[string, Partial<StandingApproval>]>([
  ['at another time', { approvedAt: AT }],
  ['for another term', { endsAt: AT + HOUR }],
  ['as another request found it there', { found: { requestId: 'other', at: AT } }],
])('what is approved %s is noted beside what is on record', (_, over) => {
  const one = { ...approval(1, 2), found: { requestId: 'one', at: AT } };
  const noted = noteApproval(held, undefined, one, AT)?.holding;
  expect(noted && noteApproval(held, noted, one, AT)).toBeUndefined();
  const next = noted && noteApproval(held, noted, { ...one, ...over }, AT)?.holding;
  expect(next?.approvals).toContainEqual({ ...one, ...over });
  expect(next?.ended).toEqual([]);
});
