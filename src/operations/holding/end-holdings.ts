import { type Grant, type GrantOrigin, isOf, wasGiven } from '#domain/grant/grant';
import { endGrants, withdrawGrant } from '#domain/holding/end-grants';
import { type Held, holdingId } from '#domain/holding/holding';
import { type TakenAway, takeAway } from '#domain/holding/take-away';
import type { Instant } from '#domain/lib/time';
import { type ChangeHoldingsPorts, changeHoldings } from './change-holdings';

export interface GoneByRequest extends Pick<TakenAway, 'sent' | 'begunAt'> {
  readonly held: Held;
}

/**
 * Ends the grants of access that was taken away by request, and keeps that it was. Answers whether something of it is
 * to be settled: others gave it meanwhile.
 */
export async function takeAwayHoldings(
  ports: ChangeHoldingsPorts,
  gone: readonly GoneByRequest[],
  taken: Omit<TakenAway, 'sent' | 'begunAt'>,
): Promise<boolean> {
  if (gone.length === 0) return false;
  const known = await ports.holdings.getMany(gone.map(({ held }) => held));
  const { written } = await changeHoldings(ports, gone, known, ({ held, sent, begunAt }, current) =>
    takeAway(held, current, { ...taken, sent, begunAt }, ports.clock.now()),
  );
  return written.some(({ holding }) => holding.work.state === 'settling');
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

/**
 * Takes the entries of steps away that turned out not to have given anything. Answers, by `holdingId`, what is on
 * record of steps that have, by a run that did not live to say so.
 */
export async function withdrawHoldings(
  ports: ChangeHoldingsPorts,
  held: readonly Held[],
  origin: GrantOrigin,
): Promise<ReadonlyMap<string, Grant>> {
  const known = await ports.holdings.getMany(held);
  const items = held.map((one) => ({ held: one }));
  const given = new Map<string, Grant>();
  await changeHoldings(ports, items, known, (_, current) => {
    if (current === undefined) return undefined;
    const onRecord = [...current.ended.filter(wasGiven), ...current.grants].findLast(
      (one) => isOf(one, origin) && one.unconfirmed !== true,
    );
    if (onRecord === undefined) return withdrawGrant(current, origin);
    // It has taken the place of others, of which nobody would see to the end.
    given.set(holdingId(current), onRecord);
    return undefined;
  });
  return given;
}
