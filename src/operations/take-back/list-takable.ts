import type { Holding } from '#domain/holding/holding';
import { judgeNoRenewal } from '#domain/holding/no-renewal';
import type { RenewalRefusal } from '#domain/holding/renewal-refusal';
import { judgeTakeBack, TAKEN_AT_ONCE } from '#domain/holding/take-back';
import type { TakeBackRefusal } from '#domain/holding/take-back-refusal';
import { type Allowed, forbidden } from '#domain/lib/allowed';
import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';
import { holdingsOfRequest } from '../holding/holdings-of-request';
import { type FindRightPorts, findRights, type Taker } from './find-right';
import { judgeRenewals } from './judge-renewals';

export interface ListTakablePorts extends FindRightPorts {
  readonly holdings: HoldingStore;
  readonly clock: Clock;
}

/** One of those that a request gives, and whether it can be ended early by whoever asks. */
export interface Takable {
  readonly holding: Holding;
  readonly may: Allowed<TakeBackRefusal>;
  /** Whether they can say that it is not to be renewed, or that it may be again. */
  readonly renewal: {
    readonly refuse: Allowed<RenewalRefusal>;
    readonly allow: Allowed<RenewalRefusal>;
  };
}

/** What a request gives, as far as it has not ended: the first of it, and whether there is more. */
export async function listTakable(
  ports: ListTakablePorts,
  request: AccessRequest,
  taker: Taker,
): Promise<{ readonly takable: readonly Takable[]; readonly isAll: boolean }> {
  const isIts = (one: Holding) => one.grants.some(({ requestId }) => requestId === request.id);
  const holdings: Holding[] = [];
  for await (const { found } of holdingsOfRequest(ports, request)) {
    holdings.push(...[...found.values()].filter(isIts));
    if (holdings.length > TAKEN_AT_ONCE) break;
  }
  const shown = holdings.slice(0, TAKEN_AT_ONCE);
  const isAll = holdings.length === shown.length;
  return { takable: await judgeThem(ports, request, shown, taker), isAll };
}

/** By what is on record and who they are; what the site says against it is asked as it is done. */
async function judgeThem(
  ports: ListTakablePorts,
  request: AccessRequest,
  holdings: readonly Holding[],
  taker: Taker,
): Promise<readonly Takable[]> {
  const rights = await findRights(ports, request, holdings, taker);
  const renewals = await judgeRenewals(ports, request, holdings, taker);
  const at = ports.clock.now();
  return holdings.map((holding, place): Takable => {
    const [right, allow] = [rights[place], renewals[place]];
    if (right === undefined || allow === undefined || !right.ok) {
      const why = right?.ok === false ? right.error : ({ code: 'notTheirs' } as const);
      const not = forbidden(why.code === 'cannotEnd' ? ({ code: 'notInForce' } as const) : why);
      return { holding, may: forbidden(why), renewal: { refuse: not, allow: not } };
    }
    return {
      holding,
      may: judgeTakeBack(holding, request.id, at),
      renewal: { refuse: judgeNoRenewal(holding, request.id, at), allow },
    };
  });
}
