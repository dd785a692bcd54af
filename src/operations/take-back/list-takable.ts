import type { Holding } from '#domain/holding/holding';
import { judgeTakeBack, TAKEN_AT_ONCE } from '#domain/holding/take-back';
import type { TakeBackRefusal } from '#domain/holding/take-back-refusal';
import type { Allowed } from '#domain/lib/allowed';
import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';
import { holdingsOfRequest } from '../holding/holdings-of-request';
import { type FindRightPorts, findRights, type Taker } from './find-right';

export interface ListTakablePorts extends FindRightPorts {
  readonly holdings: HoldingStore;
  readonly clock: Clock;
}

/** One of those that a request gives, and whether it can be ended early by whoever asks. */
export interface Takable {
  readonly holding: Holding;
  readonly may: Allowed<TakeBackRefusal>;
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
  const at = ports.clock.now();
  return holdings.map((holding, place): Takable => {
    const right = rights[place];
    if (right === undefined || !right.ok) {
      const why = right === undefined ? ({ code: 'notTheirs' } as const) : right.error;
      return { holding, may: { allowed: false, why } };
    }
    return { holding, may: judgeTakeBack(holding, request.id, at) };
  });
}
