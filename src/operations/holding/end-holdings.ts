import type { GrantOrigin } from '#domain/grant/grant';
import { endGrants, withdrawGrant } from '#domain/holding/end-grants';
import type { Held } from '#domain/holding/holding';
import { type TakenAway, takeAway } from '#domain/holding/take-away';
import type { Instant } from '#domain/lib/time';
import { type ChangeHoldingsPorts, changeHoldings } from './change-holdings';

/** Ends the grants of access that was taken away by request, and keeps that it was. */
export async function takeAwayHoldings(
  ports: ChangeHoldingsPorts,
  held: readonly Held[],
  taken: TakenAway,
): Promise<void> {
  if (held.length === 0) return;
  const known = await ports.holdings.getMany(held);
  const items = held.map((one) => ({ held: one }));
  await changeHoldings(ports, items, known, (one, current) =>
    takeAway(one.held, current, taken, ports.clock.now()),
  );
}

/**
 * Ends the grants of access that was found gone. Otherwise their term would one day take it away again,
 * though somebody else may have given it since. Answers how many ended.
 */
export async function endGoneHoldings(
  ports: ChangeHoldingsPorts,
  held: readonly Held[],
  lookedAt: Instant,
): Promise<number> {
  const known = await ports.holdings.getMany(held);
  const items = held.map((one) => ({ held: one }));
  const { written } = await changeHoldings(ports, items, known, (_, current) =>
    current === undefined
      ? undefined
      : endGrants(current, 'goneByHand', lookedAt, ports.clock.now()),
  );
  return written.length;
}

/** Takes the entries of steps away that turned out not to have given anything. */
export async function withdrawHoldings(
  ports: ChangeHoldingsPorts,
  held: readonly Held[],
  origin: GrantOrigin,
): Promise<void> {
  const known = await ports.holdings.getMany(held);
  const items = held.map((one) => ({ held: one }));
  await changeHoldings(ports, items, known, (_, current) =>
    current === undefined ? undefined : withdrawGrant(current, origin),
  );
}
