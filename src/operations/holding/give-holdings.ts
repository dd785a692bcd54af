import { isOf } from '#domain/grant/grant';
import { type Giving, giveGrant } from '#domain/holding/give-grant';
import { type Held, holdingId } from '#domain/holding/holding';
import { type ChangeHoldingsPorts, changeHoldings } from './change-holdings';

export interface GivenHolding extends Giving {
  readonly held: Held;
}

export interface GivenHoldings {
  /**
   * By `holdingId`: nothing was written. They were to be prolonged, and nothing was in force any more; or
   * what is stored of them can't be read.
   */
  readonly notGiven: ReadonlySet<string>;
  /** By `holdingId`: the store does not take what would be written. */
  readonly refused: ReadonlySet<string>;
  /** Somebody else took a turn meanwhile: the site is to be looked at again. */
  readonly disputed: boolean;
}

/** Writes grants, before their steps say that they gave them: written twice, they are the same. */
export async function giveHoldings(
  ports: ChangeHoldingsPorts,
  given: readonly GivenHolding[],
): Promise<GivenHoldings> {
  const prolonging = given.filter(({ how }) => how === 'prolonged').map(({ held }) => held);
  const known = await ports.holdings.getMany(prolonging);
  const notGiven = new Set<string>();
  const { written, unreadable, refused } = await changeHoldings(
    ports,
    given,
    known,
    (item, current) => {
      // By a run that did not live to say so: it has been given, and is over.
      if (current?.ended.some((one) => isOf(one, item.grant)) === true) return undefined;
      const change = giveGrant(item.held, current, item, ports.clock.now());
      if (change === undefined) notGiven.add(holdingId(item.held));
      return change;
    },
  );
  return {
    notGiven: new Set([...notGiven, ...unreadable]),
    refused,
    disputed: written.some(({ holding }) => holding.work.state === 'settling'),
  };
}
