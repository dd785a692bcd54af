import type { Person } from '#domain/action/person';
import type { HoldingChange } from '#domain/holding/change-holding';
import type { Holding } from '#domain/holding/holding';
import { allowRenewal, judgeNoRenewal, sayNoRenewal } from '#domain/holding/no-renewal';
import type { RenewalRefusal } from '#domain/holding/renewal-refusal';
import type { TakeBackRight } from '#domain/holding/take-back';
import { isReadable } from '#domain/lib/readable-text';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { findPlaces, type NamedPlace } from './find-places';
import { findRights, type Taker } from './find-right';
import { judgeRenewals } from './judge-renewals';
import type { ListTakablePorts } from './list-takable';
import { type WriteByPersonPorts, writeByPerson } from './write-by-person';

export interface ChangeRenewalPorts extends ListTakablePorts, WriteByPersonPorts {}

type Refusal =
  | { readonly code: 'renewal'; readonly refusal: RenewalRefusal; readonly name: string }
  | { readonly code: 'changedMeanwhile' };

/** Whether it may be renewed from now on; why not, in their words. */
export type RenewalChange =
  | { readonly may: 'notRenew'; readonly reason: string }
  | { readonly may: 'renew' };

/** How often it is tried again where somebody else writes it at the same time. */
const TRIES = 4;

interface Changing {
  readonly holding: Holding;
  readonly right: TakeBackRight;
}

/**
 * Says of access that a request gave that it is not to be renewed, or that it may be again: of all those who are named, or of none.
 * It takes nothing away and gives nothing, and whoever may end the access early may say so. What they say is told to those whom it
 * concerns, and to everybody who asks for the same anew, or decides on that.
 */
export async function changeRenewal(
  ports: ChangeRenewalPorts,
  request: AccessRequest,
  {
    places,
    change,
    taker,
    by,
  }: {
    readonly places: readonly NamedPlace[];
    readonly change: RenewalChange;
    readonly taker: Taker;
    readonly by: Person;
  },
): Promise<Result<AccessRequest, Refusal>> {
  if (change.may === 'notRenew' && !isReadable(change.reason.trim())) {
    return refuse({ code: 'renewal', refusal: { code: 'reasonMissing' }, name: '' });
  }
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const judged = await judgeAll(ports, request, { places, change, taker });
    if (!judged.ok) return judged;
    if (await write(ports, request, { changing: judged.value, change, by })) return ok(request);
  }
  return refuse({ code: 'changedMeanwhile' });
}

async function judgeAll(
  ports: ChangeRenewalPorts,
  request: AccessRequest,
  {
    places,
    change,
    taker,
  }: {
    readonly places: readonly NamedPlace[];
    readonly change: RenewalChange;
    readonly taker: Taker;
  },
): Promise<Result<readonly Changing[], Refusal>> {
  const no = (refusal: RenewalRefusal, name = '') =>
    refuse({ code: 'renewal', refusal, name } as const);
  const found = await findPlaces(ports, request, places);
  if (!found.ok) {
    return no({ code: found.error === 'unreadable' ? 'recordUnreadable' : 'notInForce' });
  }
  const holdings = found.value;
  const rights = await findRights(ports, request, holdings, taker);
  const at = ports.clock.now();
  const may =
    change.may === 'notRenew'
      ? holdings.map((one) => judgeNoRenewal(one, request.id, at))
      : await judgeRenewals(ports, request, holdings, taker);
  const changing: Changing[] = [];
  for (const [place, holding] of holdings.entries()) {
    const { displayName } = holding.subject;
    const [right, allowed] = [rights[place], may[place]];
    if (right === undefined || allowed === undefined) return no({ code: 'notTheirs' }, displayName);
    if (!right.ok) {
      const { error } = right;
      return no(error.code === 'cannotEnd' ? { code: 'notInForce' } : error, displayName);
    }
    if (!allowed.allowed) return no(allowed.why, displayName);
    changing.push({ holding, right: right.value });
  }
  return ok(changing);
}

async function write(
  ports: ChangeRenewalPorts,
  request: AccessRequest,
  {
    changing,
    change,
    by,
  }: {
    readonly changing: readonly Changing[];
    readonly change: RenewalChange;
    readonly by: Person;
  },
): Promise<boolean> {
  const at = ports.clock.now();
  const of = { requestId: request.id, issueKey: request.issue.key };
  const changes = changing.map(({ holding, right }): HoldingChange => {
    const said = { of, by, right, at };
    return change.may === 'notRenew'
      ? sayNoRenewal(holding, { ...said, reason: change.reason.trim() })
      : allowRenewal(holding, said);
  });
  const written = await writeByPerson(ports, changes, { by, of, tells: 'notifyRenewal', at });
  return written === 'committed';
}
