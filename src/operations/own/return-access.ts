import type { Ask } from '#domain/action/ask';
import { type ExistingIds, entitlementKey, unnamed } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { subjectKey } from '#domain/action/subject';
import type { HoldingChange } from '#domain/holding/change-holding';
import { endForHolder, judgeReturn } from '#domain/holding/end-for-holder';
import { type Holding, holdingId } from '#domain/holding/holding';
import type { ReturnRefusal } from '#domain/holding/return-refusal';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Instant } from '#domain/lib/time';
import type { ConnectionStore } from '#ports/connection-store';
import type { IdSource } from '#ports/id-source';
import type { OutboxEntry } from '#ports/outbox';
import type { Sites } from '#ports/site';
import { ifUnreadable } from '#ports/unreadable-record';
import { makeRecord, personActor } from '../audit/make-record';
import { type PromiseEndsPorts, promiseEnds, promiseJustDue } from '../holding/promise-ends';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import type { Viewer } from '../projections/list-own';
import { findObstacles } from '../take-back/find-obstacles';
import { type HeldFrom, type ListHeldPorts, withSource } from './list-held';

export interface ReturnAccessPorts extends ListHeldPorts, PromiseEndsPorts, Sites {
  readonly connections: ConnectionStore;
  readonly ids: IdSource;
}

type Refusal =
  | { readonly code: 'return'; readonly refusal: ReturnRefusal }
  | { readonly code: 'changedMeanwhile' };

export interface Returned {
  readonly connectionId: string;
  readonly access: ExistingIds;
  /** Who returns it, and whose it has to be: nothing says whose else. */
  readonly by: Person;
}

/** How often it is tried again where somebody else writes it at the same time. */
const TRIES = 4;

/**
 * Has what somebody returns end at once. It is written as due, with who returned it, and ends as all that is due ends: so
 * whatever holds of an end holds of it. What could not end is refused before, and nothing is written.
 */
export async function returnAccess(
  ports: ReturnAccessPorts,
  viewer: Viewer,
  { connectionId, access, by }: Returned,
): Promise<Result<HeldFrom, Refusal>> {
  const held = {
    connectionId,
    entitlement: unnamed(access),
    subject: { kind: 'person', accountId: viewer.accountId, displayName: '' },
  } as const;
  const id = holdingId(held);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { found, unreadable } = await ports.holdings.getMany([held]);
    if (unreadable.has(id)) return no({ code: 'cannotEnd', cause: 'recordUnreadable' });
    const holding = found.get(id);
    if (holding === undefined) return no({ code: 'notInForce' });
    const may = judgeReturn(holding, viewer.accountId, ports.clock.now());
    if (!may.allowed) return no(may.why);
    const ended = endForHolder(holding, ports.clock.now()).holding;
    const [cause] = attempt === 0 ? await findObstacles(ports, connectionId, [ended]) : [];
    if (cause !== undefined) return no({ code: 'cannotEnd', cause });
    const next = await write(ports, holding, by);
    if (next === undefined) continue;
    await promiseJustDue(ports);
    const [shown] = await withSource(ports, viewer, [next]);
    return ok(shown ?? { holding: next, from: { known: 'gone' } });
  }
  return refuse({ code: 'changedMeanwhile' });
}

const no = (refusal: ReturnRefusal) => refuse({ code: 'return', refusal } as const);

/** The next slot is promised before it is on record: whoever dies behind that keeps nobody waiting. */
async function write(
  ports: ReturnAccessPorts,
  holding: Holding,
  by: Person,
): Promise<Holding | undefined> {
  const at: Instant = ports.clock.now();
  await promiseEnds(ports, at + 1);
  const next = endForHolder(holding, at);
  const audit = next.facts.map(({ of: { requestId, issueKey }, fact }) =>
    makeRecord(ports.ids, at, personActor(by), { requestId, issue: { key: issueKey } }, [fact]),
  );
  const outbox = await tellings(ports, next, at);
  const written = await ports.commit({ holdings: [next.holding], audit, outbox });
  if (written !== 'committed') return undefined;
  await pushPromised(ports, outbox);
  return next.holding;
}

/** Those whom it concerns are told, under the request that gave it; where that can't be found in it, nobody is. */
async function tellings(
  ports: ReturnAccessPorts,
  { holding, facts }: HoldingChange,
  at: Instant,
): Promise<OutboxEntry[]> {
  const [first] = facts;
  if (first === undefined) return [];
  const { requestId } = first.of;
  const request = await ifUnreadable(ports.requests.get(requestId), undefined);
  const place = request && placeIn(request.ask, holding);
  if (place === undefined) return [];
  return [promiseWork(ports.ids, at, { kind: 'notifyReturned', requestId, ...place, at })];
}

function placeIn({ subjects, changes }: Ask, { subject, entitlement }: Holding) {
  const wanted = entitlementKey(entitlement);
  const ofSubject = subjects.findIndex((one) => subjectKey(one) === subjectKey(subject));
  const change = changes.findIndex(
    (one) =>
      one.verb === 'add' &&
      entitlementKey(one.entitlement) === wanted &&
      one.subjects.includes(ofSubject),
  );
  return change < 0 ? undefined : { change, subject: ofSubject };
}
