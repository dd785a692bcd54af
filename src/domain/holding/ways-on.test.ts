import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AT, frontend, subject } from '../../../tests/support/samples';
import type { Grant } from '../grant/grant';
import { isTriedAgain, STUCK_CAUSES } from '../grant/stuck-cause';
import { DAY, HOUR, MINUTE } from '../lib/time';
import { endGrants, withdrawGrant } from './end-grants';
import { giveGrant } from './give-grant';
import { type Held, type Holding, latestEnd, wantedOf } from './holding';
import { beginPass, dueAtOf, endPass, type Found } from './pass';

/** What can happen to a holding, whoever does it and whatever comes of it. */
type Happening =
  | { readonly does: 'give'; readonly how: 'applied' | 'prolonged'; readonly grant: Grant }
  | { readonly does: 'revoke' | 'withdraw' | 'passThatDies' }
  | { readonly does: 'pass'; readonly found: Found };

const held: Held = { connectionId: 'site', entitlement: frontend, subject: subject('Sam') };

const grants = fc.record({
  days: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  unproved: fc.boolean(),
  requestId: fc.constantFrom('r1', 'r2', 'r3'),
});
const founds: fc.Arbitrary<Found> = fc.oneof(
  fc.constantFrom<Found>(
    { found: 'held' },
    { found: 'notHeld' },
    { found: 'gone' },
    { found: 'notToGive' },
    { found: 'again' },
  ),
  fc.constantFrom(...STUCK_CAUSES).map((cause): Found => ({ found: 'stuck', cause })),
);
const happenings = fc.oneof(
  fc.tuple(grants, fc.constantFrom('applied' as const, 'prolonged' as const)),
  fc.constantFrom('revoke' as const, 'withdraw' as const, 'passThatDies' as const),
  founds,
);

function happeningOf(one: typeof happenings extends fc.Arbitrary<infer T> ? T : never, at: number) {
  if (typeof one === 'string') return { does: one } satisfies Happening;
  if ('found' in one) return { does: 'pass', found: one } satisfies Happening;
  const [{ days, unproved, requestId }, how] = one;
  const grant: Grant = {
    requestId,
    block: 0,
    issueKey: 'WEB-1',
    size: 1,
    grantedAt: at,
    endsAt: days === undefined ? undefined : at + days * DAY,
    ...(unproved ? { unproved: true as const } : {}),
  };
  return { does: 'give', how, grant } satisfies Happening;
}

function after(holding: Holding | undefined, it: Happening, at: number): Holding | undefined {
  if (it.does === 'give') {
    const giving = { grant: it.grant, how: it.how, lookedAt: at - MINUTE };
    return giveGrant(held, holding, giving, at)?.holding ?? holding;
  }
  if (holding === undefined) return undefined;
  switch (it.does) {
    case 'revoke':
      return endGrants(holding, 'revoked', at, at)?.holding ?? holding;
    case 'withdraw':
      return withdrawGrant(holding, { requestId: 'r1', block: 0 })?.holding ?? holding;
    case 'passThatDies':
      return beginPass(holding, true, at, at + HOUR);
    case 'pass':
      return endPass(beginPass(holding, true, at, at + HOUR), it.found, at).holding;
  }
}

/** It is looked at again by itself, or there is nothing to look for. */
function expectAWayOn(holding: Holding, at: number) {
  const due = dueAtOf(holding);
  if (due !== undefined) {
    // A stuck one within an hour, a pass that died by its own time, what runs at its latest end.
    expect(due).toBeLessThanOrEqual(Math.max(at + HOUR, latestEnd(holding) ?? 0));
    return;
  }
  if (holding.work.state === 'over') expect(holding.grants).toEqual([]);
  else expect(holding.grants.some(({ endsAt }) => endsAt === undefined)).toBe(true);
}

it('from every state a holding comes to its end in good weather, or a person can act and is told', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(happenings, fc.nat(2 * DAY)), { maxLength: 12 }), (all) => {
      let at = AT;
      let holding: Holding | undefined;
      for (const [one, pause] of all) {
        holding = after(holding, happeningOf(one, at), at);
        if (holding !== undefined) expectAWayOn(holding, at);
        at += pause;
      }
      if (holding === undefined) return;
      // Good weather: whoever looks finds what the grants want, or brings it about.
      for (let looks = 0; looks < 4; looks += 1) {
        const due = dueAtOf(holding);
        if (due === undefined) return;
        at = Math.max(at, due);
        const wanted = wantedOf(holding, at);
        const found = wanted === 'notHeld' ? 'notHeld' : 'held';
        holding = endPass(beginPass(holding, true, at, at + HOUR), { found }, at).holding;
      }
      const { work } = holding;
      if (work.state === 'stuck') expect(isTriedAgain(work.cause)).toBe(false);
      else expect(['over', 'stays']).toContain(work.state);
    }),
    { numRuns: 500 },
  );
});
