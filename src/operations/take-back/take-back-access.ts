import type { Person } from '#domain/action/person';
import type { HoldingChange } from '#domain/holding/change-holding';
import type { Holding } from '#domain/holding/holding';
import { judgeTakeBack, type TakeBackRight, takeBack } from '#domain/holding/take-back';
import type { TakeBackRefusal } from '#domain/holding/take-back-refusal';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import type { IdSource } from '#ports/id-source';
import { type PromiseEndsPorts, promiseEnds, promiseJustDue } from '../holding/promise-ends';
import { findObstacles } from './find-obstacles';
import { findPlaces, type NamedPlace } from './find-places';
import { findRights, type Taker } from './find-right';
import type { ListTakablePorts } from './list-takable';
import { writeByPerson } from './write-by-person';

export interface TakeBackPorts extends ListTakablePorts, PromiseEndsPorts {
  readonly ids: IdSource;
}

type Refusal =
  | { readonly code: 'takeBack'; readonly refusal: TakeBackRefusal; readonly name: string }
  | { readonly code: 'changedMeanwhile' };

/** How often it is tried again where somebody else writes it at the same time. */
const TRIES = 4;

interface Taking {
  readonly holding: Holding;
  readonly right: TakeBackRight;
}

/**
 * Has access that a request gave end now, before its time: of those who are named, and of all of them or of none. Nobody has to approve
 * that, since it gives nothing to anybody. It is written as due, with who did it in what right, and ends as all that is due
 * ends: so whatever holds of an end holds of it. What could not end is refused before, and nothing is written.
 */
export async function takeBackAccess(
  ports: TakeBackPorts,
  request: AccessRequest,
  {
    places,
    taker,
    by,
  }: { readonly places: readonly NamedPlace[]; readonly taker: Taker; readonly by: Person },
): Promise<Result<AccessRequest, Refusal>> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const judged = await judgeAll(ports, request, places, taker);
    if (!judged.ok) return judged;
    const written = await write(ports, request, judged.value, by);
    if (!written) continue;
    await promiseJustDue(ports);
    return ok(request);
  }
  return refuse({ code: 'changedMeanwhile' });
}

async function judgeAll(
  ports: TakeBackPorts,
  request: AccessRequest,
  places: readonly NamedPlace[],
  taker: Taker,
): Promise<Result<readonly Taking[], Refusal>> {
  const no = (refusal: TakeBackRefusal, name = '') =>
    refuse({ code: 'takeBack', refusal, name } as const);
  const found = await findPlaces(ports, request, places);
  if (!found.ok) {
    return found.error === 'unreadable'
      ? no({ code: 'cannotEnd', cause: 'recordUnreadable' })
      : no({ code: 'notInForce' });
  }
  const holdings = found.value;
  const rights = await findRights(ports, request, holdings, taker);
  const at = ports.clock.now();
  const taking: Taking[] = [];
  for (const [place, holding] of holdings.entries()) {
    const { displayName } = holding.subject;
    const right = rights[place];
    if (right === undefined || !right.ok) {
      return no(right === undefined ? { code: 'notTheirs' } : right.error, displayName);
    }
    const may = judgeTakeBack(holding, request.id, at);
    if (!may.allowed) return no(may.why, displayName);
    taking.push({ holding, right: right.value });
  }
  const ending = taking.map((one) => endedBy(request, one, at).holding);
  const causes = await findObstacles(ports, request.connectionId, ending);
  const place = causes.findIndex((cause) => cause !== undefined);
  const cause = causes[place];
  if (cause !== undefined) {
    return no({ code: 'cannotEnd', cause }, holdings[place]?.subject.displayName);
  }
  return ok(taking);
}

const endedBy = (
  { id, issue }: AccessRequest,
  { holding, right }: Taking,
  at: number,
): HoldingChange => takeBack(holding, { of: { requestId: id, issueKey: issue.key }, right, at });

/** The next slot is promised before it is on record: whoever dies behind that keeps nobody waiting. */
async function write(
  ports: TakeBackPorts,
  request: AccessRequest,
  taking: readonly Taking[],
  by: Person,
): Promise<boolean> {
  const at = ports.clock.now();
  await promiseEnds(ports, at + 1);
  const changes = taking.map((one) => endedBy(request, one, at));
  const of = { requestId: request.id, issueKey: request.issue.key };
  const written = await writeByPerson(ports, changes, { by, of, tells: 'notifyTakenBack', at });
  return written === 'committed';
}
