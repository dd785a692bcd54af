import { ADMINS } from '#domain/delivery/admin-notice';
import { endForLeaver } from '#domain/holding/end-for-leaver';
import type { Holding } from '#domain/holding/holding';
import type { Instant } from '#domain/lib/time';
import { isForgettable, isUnderWay, mayStillSend } from '#domain/personal/may-rewrite';
import { peopleIn } from '#domain/personal/people-in';
import { type PersonChanges, rewritePeople } from '#domain/personal/rewrite-people';
import { BUNDLE_LIST } from '#domain/projection/projection-row';
import type { AccessRequest } from '#domain/request/access-request';
import type { KeptRecord, KeptRecords } from '#ports/kept-records';
import type { Outbox } from '#ports/outbox';
import { ifUnreadable } from '#ports/unreadable-record';
import { changeStandInOf, type StandInPorts } from '../approval/change-stand-ins';
import { type WriteHoldingsPorts, writeHoldings } from '../holding/write-holdings';
import { promiseState } from '../issue-state/promise-state';
import { type ProjectPorts, project } from '../projections/project';
import { type CloseForLeaverPorts, closeForLeaver } from './close-for-leaver';
import { findInForce, type InForcePorts } from './find-in-force';

export interface TreatPorts
  extends WriteHoldingsPorts,
    StandInPorts,
    CloseForLeaverPorts,
    InForcePorts,
    ProjectPorts {
  readonly keptRecords: KeptRecords;
  readonly outbox: Outbox;
}

export interface Treated {
  /** Of these people something stays for now. */
  readonly left: ReadonlySet<string>;
  readonly isRewritten: boolean;
}

/**
 * Erases and renames people in one record, as far as nothing depends on them any more. `found`: those of them who
 * stand in it.
 */
export async function treatRecord(
  ports: TreatPorts,
  record: KeptRecord,
  changes: PersonChanges,
  found: ReadonlySet<string>,
): Promise<Treated> {
  if (found.size === 0) return { left: found, isRewritten: false };
  const at = ports.clock.now();
  if (record.kind === 'holding') return treatHolding(ports, record, changes, found, at);
  if (record.kind === 'projected') return treatLists(ports, record, changes, found);
  if (record.kind === 'away') return treatStandIn(ports, record, changes);
  if (record.kind === 'submission') return treatSentForm(ports, record, changes, found, at);
  if (record.kind === 'request') await closeForLeaver(ports, record.value, changes, at);
  const allowed = await allowedIn(ports, record, changes, at);
  const now = new Map([...changes].filter(([, { kind }]) => allowed[kind]));
  const left = new Set([...found].filter((accountId) => !now.has(accountId)));
  return rewrite(ports, record, now, found, left);
}

async function rewrite(
  ports: TreatPorts,
  record: KeptRecord,
  changes: PersonChanges,
  found: ReadonlySet<string>,
  left: ReadonlySet<string>,
): Promise<Treated> {
  const next = rewritePeople(record.value, changes);
  if (next === record.value) return { left, isRewritten: false };
  // Whoever is erased is to be found there no more: the next sweep, at the earliest, sees to it.
  const isErased = [...changes.values()].some(({ kind }) => kind === 'erase');
  if (record.kind === 'request' && isErased) await promiseState(ports, record.value.issue.id);
  return afterWrite(await ports.keptRecords.rewrite(record, next), found, left);
}

/** Whoever was faster may have written more of them. */
function afterWrite(
  written: 'committed' | 'conflict',
  found: ReadonlySet<string>,
  left: ReadonlySet<string>,
): Treated {
  const isRewritten = written === 'committed';
  return { left: isRewritten ? left : found, isRewritten };
}

/** Who of them stands in it, be it by an address or within a text. */
export function changedIn(value: unknown, changes: PersonChanges): ReadonlySet<string> {
  if (changes.size === 0) return new Set();
  const named = peopleIn(value).map(({ accountId }) => accountId);
  const byId = named.filter((accountId) => changes.has(accountId));
  if (rewritePeople(value, changes) === value) return new Set(byId);
  const byText = [...changes].flatMap(([accountId, change]) =>
    rewritePeople(value, new Map([[accountId, change]])) === value ? [] : [accountId],
  );
  return new Set([...byId, ...byText]);
}

interface Allowed {
  readonly erase: boolean;
  readonly refresh: boolean;
}

const ALL: Allowed = { erase: true, refresh: true };
const NOTHING: Allowed = { erase: false, refresh: false };

async function allowedIn(
  ports: TreatPorts,
  record: Exclude<KeptRecord, { kind: 'holding' | 'submission' | 'projected' | 'away' }>,
  changes: PersonChanges,
  at: Instant,
): Promise<Allowed> {
  switch (record.kind) {
    case 'connection':
    case 'policy':
    case 'audit':
      return ALL;
    case 'grants':
      // The sweep carries them over to holdings, and by the ids that stand there.
      return NOTHING;
    case 'request':
      return byRequest(ports, record.value, changes, at);
    case 'steps':
      return ofRequest(ports, record.value.requestId, changes, at);
    case 'telling':
      return record.value.of === ADMINS ? ALL : ofRequest(ports, record.value.of, changes, at);
  }
}

/** In lists, people stand for as long as they stand in the request: it was gone round just before. */
async function treatLists(
  ports: TreatPorts,
  { value: { requestId } }: Extract<KeptRecord, { kind: 'projected' }>,
  changes: PersonChanges,
  found: ReadonlySet<string>,
): Promise<Treated> {
  const isErased = (accountId: string) => changes.get(accountId)?.kind === 'erase';
  // A list has ids alone: a new name is nothing to write.
  if (![...found].some(isErased)) return { left: new Set(), isRewritten: false };
  const renamed = (accountId: string) => {
    const change = changes.get(accountId);
    return change?.kind === 'erase' ? change.former.accountId : accountId;
  };
  const isRewritten = await project(ports, requestId, { renamed });
  const { rows } = await ports.projections.read(requestId);
  const left = rows
    .flatMap((row) => (row.list === BUNDLE_LIST ? [] : row.accountId))
    .filter(isErased);
  return { left: new Set(left), isRewritten };
}

/** Written by one at a time, and by nobody else: nothing of them stays. */
async function treatStandIn(
  ports: TreatPorts,
  { value: { person } }: Extract<KeptRecord, { kind: 'away' }>,
  changes: PersonChanges,
): Promise<Treated> {
  return {
    left: new Set(),
    isRewritten: await changeStandInOf(ports, person.accountId, changes),
  };
}

async function ofRequest(
  ports: TreatPorts,
  requestId: string,
  changes: PersonChanges,
  at: Instant,
): Promise<Allowed> {
  const request = await ifUnreadable(ports.requests.get(requestId), 'unreadable');
  if (request === 'unreadable') return NOTHING;
  return request === undefined ? ALL : byRequest(ports, request, changes, at);
}

async function byRequest(
  ports: TreatPorts,
  request: AccessRequest,
  changes: PersonChanges,
  at: Instant,
): Promise<Allowed> {
  const refresh = !isUnderWay(request);
  if (mayStillSend(request, at)) return { erase: false, refresh };
  const inForce = await findInForce(ports, request);
  // What they hold ends first: by what the request says of them it is known to be its own.
  const isOfErased = ({ subject }: Holding) =>
    subject.kind === 'person' && changes.get(subject.accountId)?.kind === 'erase';
  return { erase: inForce !== undefined && !inForce.some(isOfErased), refresh };
}

/** That a form was sent is noted under who sent it: it goes once nothing is sent for it any more. */
async function treatSentForm(
  ports: TreatPorts,
  record: Extract<KeptRecord, { kind: 'submission' }>,
  changes: PersonChanges,
  found: ReadonlySet<string>,
  at: Instant,
): Promise<Treated> {
  const none: ReadonlySet<string> = new Set();
  const isErased = [...found].some((accountId) => changes.get(accountId)?.kind === 'erase');
  if (!isErased) return { left: none, isRewritten: false };
  const allowed = await ofRequest(ports, record.value.requestId, changes, at);
  if (!allowed.erase) return { left: found, isRewritten: false };
  return afterWrite(await ports.keptRecords.remove(record), found, none);
}

/** What is in force ends; what is over goes, key and all. */
async function treatHolding(
  ports: TreatPorts,
  record: Extract<KeptRecord, { kind: 'holding' }>,
  changes: PersonChanges,
  found: ReadonlySet<string>,
  at: Instant,
): Promise<Treated> {
  const holding: Holding = record.value;
  const { subject } = holding;
  const own = subject.kind === 'person' ? changes.get(subject.accountId) : undefined;
  const none: ReadonlySet<string> = new Set();
  if (own?.kind === 'erase') {
    const end = endForLeaver(holding, at);
    if (end !== undefined) await writeHoldings(ports, [end]);
    if (!isForgettable(holding, at)) return { left: found, isRewritten: false };
    return afterWrite(await ports.keptRecords.remove(record), found, none);
  }
  // A pass over it is under way: a name can wait.
  if (holding.work.state === 'settling') return { left: found, isRewritten: false };
  return rewrite(ports, record, changes, found, none);
}
