import type { Person } from '#domain/action/person';
import type { HoldingChange } from '#domain/holding/change-holding';
import { type Held, type Holding, lastingGrant } from '#domain/holding/holding';
import { judgeTakeBack, TAKEN_AT_ONCE, takeBack } from '#domain/holding/take-back';
import { keptBy } from '#domain/leaving/kept-by';
import {
  afterPage,
  beginLeaving,
  type LeavingPage,
  type LeavingRun,
} from '#domain/leaving/leaving-run';
import { outlives } from '#domain/leaving/outlives';
import { ok, type Result, refuse } from '#domain/lib/result';
import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
import type { Asides } from '#ports/asides';
import type { ConnectionStore } from '#ports/connection-store';
import type { DueState, HoldingStore } from '#ports/holding-store';
import type { LeavingRuns } from '#ports/leaving-runs';
import type { Outbox, OutboxEntry } from '#ports/outbox';
import { PlatformFailure } from '#ports/platform-failure';
import type { WaitingState } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { makeRecord, personActor } from '../audit/make-record';
import { type ClosePorts, closeRequest } from '../closing/close-request';
import { noteRefused } from '../holding/note-refused';
import { type PromiseEndsPorts, promiseEnds, promiseJustDue } from '../holding/promise-ends';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import { eachAlone } from '../sweep/each-alone';
import { writeByPerson } from '../take-back/write-by-person';

export interface EndAllPorts extends ClosePorts, PromiseEndsPorts {
  readonly holdings: HoldingStore;
  readonly connections: ConnectionStore;
  readonly leavingRuns: LeavingRuns;
  readonly outbox: Outbox;
  readonly asides: Asides;
}

type By = Pick<Person, 'accountId' | 'displayName'>;

/** One promise, however often an admin asks: what goes on is gone on with. */
const PROMISE = 'leaving';
/** Where what goes on at once was lost on the way, the sweep pushes it again. */
const PUSHED_AGAIN = 30 * SECOND;
/** An entry is claimed for two minutes: a part is well within them. */
const LENGTH_OF_PART = MINUTE;
const REQUESTS_AT_ONCE = 50;
/** How often it is tried again where somebody else writes it at the same time. */
const TRIES = 4;

/**
 * An admin has all access end now that the app gave for a time, as the app is about to be uninstalled: then nobody would take it back. It goes
 * on in parts, by the queue, whoever looks or dies meanwhile. One that goes on already is answered as it is.
 */
export async function endAll(
  ports: EndAllPorts,
  { by, closesRequests }: { readonly by: By; readonly closesRequests: boolean },
): Promise<Result<LeavingRun, { readonly code: 'notConnected' }>> {
  const connection = await ports.connections.chosen();
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const current = await ports.leavingRuns.current();
  const goesOn = current !== undefined && current.endedAt === undefined;
  const at = ports.clock.now();
  const run = goesOn
    ? current
    : beginLeaving({ beganAt: at, connectionId: connection.id, by, closesRequests });
  if (!goesOn) {
    const fact = { kind: 'leaving.begun', closesRequests } as const;
    await ports.commit({ audit: [makeRecord(ports.ids, at, personActor(by), {}, [fact])] });
    await ports.leavingRuns.keep(run);
  }
  // Also where it goes on: its promise may be lost, or have failed.
  const promise = { ...promiseWork(ports.ids, at, { kind: 'endAll' }), id: PROMISE, bulk: true };
  await ports.commit({ outbox: [promise] });
  await pushPromised(ports, [promise]);
  return ok(run);
}

/** A part of it: as far as a minute reaches. The rest is another run's. */
export async function goOnEndingAll(
  ports: EndAllPorts,
  { id, item, claimedUntil }: OutboxEntry,
): Promise<void> {
  let run = await ports.leavingRuns.current();
  const until = ports.clock.now() + LENGTH_OF_PART;
  while (run?.at !== undefined && run.by !== undefined && ports.clock.now() < until) {
    const page = await goThroughPage(ports, { ...run, by: run.by, at: run.at });
    const after = afterPage(run, page, ports.clock.now());
    // On record while it is still known whose doing it was.
    if (after.endedAt !== undefined) await recordEnd(ports, after, run.by);
    run = after;
    await ports.leavingRuns.keep(run);
  }
  await promiseJustDue(ports);
  if (run?.at === undefined) return ports.outbox.done(id);
  const now = ports.clock.now();
  await ports.outbox.defer({ outboxId: id, claimedUntil }, now, now + PUSHED_AGAIN);
  await ports.queue.push([{ outboxId: id, item }], { bulk: true });
}

type Going = LeavingRun & Required<Pick<LeavingRun, 'by' | 'at'>>;

function goThroughPage(ports: EndAllPorts, run: Going): Promise<LeavingPage> {
  const { part, cursor } = run.at;
  switch (part) {
    case 'requests':
      return closePage(ports, { state: 'awaitingApproval', cursor }, run.by);
    case 'scheduled':
      return closePage(ports, { state: part, cursor }, run.by);
    case 'runs':
    case 'settling':
    case 'stuck':
      return endPage(ports, { state: part, cursor }, run);
  }
}

async function closePage(
  ports: EndAllPorts,
  { state, cursor: from }: { readonly state: WaitingState; readonly cursor: string | undefined },
  by: By,
): Promise<LeavingPage> {
  const { ids, cursor } = await ports.requests.waiting(state, from, REQUESTS_AT_ONCE);
  let failed = 0;
  let unreadable = 0;
  const closed = await eachAlone(
    ports,
    ids,
    async (id) => {
      const how = await ifUnreadable(closeRequest(ports, id, 'uninstall', by), 'unreadable');
      if (how === 'failed') failed += 1;
      if (how === 'unreadable') unreadable += 1;
      return how === 'closed';
    },
    async () => {
      failed += 1;
    },
  );
  return { ended: 0, closed, failed, unreadable, cursor };
}

/** What came of access that was to end. `nothing`: others had it end, or gave it for good, meanwhile. */
type Ending = 'ended' | 'nothing' | 'failed' | 'unreadable';

async function endPage(
  ports: EndAllPorts,
  { state, cursor: from }: { readonly state: DueState; readonly cursor: string | undefined },
  run: Going,
): Promise<LeavingPage> {
  const page = await ports.holdings.inState(state, from);
  const at = ports.clock.now();
  const ending = page.holdings.filter((one) => mayEnd(one, run, at));
  // The next slot is promised before anything is on record as due: whoever dies behind that keeps nobody waiting.
  if (ending.length > 0) await promiseEnds(ports, at + 1);
  const byRequest = Map.groupBy(ending, (one) => lastingGrant(one)?.requestId ?? '');
  const endings: Ending[] = [];
  for (const all of byRequest.values()) {
    for (let first = 0; first < all.length; first += TAKEN_AT_ONCE) {
      endings.push(...(await endApart(ports, all.slice(first, first + TAKEN_AT_ONCE), run)));
    }
  }
  const count = (how: Ending) => endings.filter((one) => one === how).length;
  return {
    ended: count('ended'),
    closed: 0,
    failed: count('failed'),
    unreadable: page.unreadable + count('unreadable'),
    cursor: page.cursor,
  };
}

/** Not what ends already, and what the app does not take away. */
function mayEnd(holding: Holding, { connectionId }: LeavingRun, at: Instant): boolean {
  const last = lastingGrant(holding);
  if (last === undefined || !outlives(holding) || keptBy(holding, connectionId) !== undefined)
    return false;
  return judgeTakeBack(holding, last.requestId, at).allowed;
}

/** Together, and each by itself where one of them is in the way. */
async function endApart(
  ports: EndAllPorts,
  holdings: readonly Holding[],
  run: Going,
): Promise<readonly Ending[]> {
  if ((await tryToWrite(ports, holdings, run.by)) === 'committed') {
    return holdings.map(() => 'ended');
  }
  const endings: Ending[] = [];
  for (const holding of holdings) endings.push(await endAlone(ports, holding, run));
  return endings;
}

async function endAlone(ports: EndAllPorts, held: Held, run: Going): Promise<Ending> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { found, unreadable } = await ports.holdings.getMany([held]);
    if (unreadable.size > 0) return 'unreadable';
    const [holding] = found.values();
    if (holding === undefined || !mayEnd(holding, run, ports.clock.now())) return 'nothing';
    const how = await tryToWrite(ports, [holding], run.by);
    if (how === 'committed') return 'ended';
    if (how === 'refused') {
      await noteRefused(ports, [{ holding }]);
      return 'failed';
    }
  }
  return 'failed';
}

/** With what the audit says of it, and the promise to tell whom it concerns. Throws where the store takes nothing for now. */
async function tryToWrite(
  ports: EndAllPorts,
  holdings: readonly Holding[],
  by: By,
): Promise<'committed' | 'conflict' | 'refused'> {
  const at = ports.clock.now();
  const changes = holdings.flatMap((one) => endedBy(one, at) ?? []);
  const [first] = changes.flatMap(({ facts }) => facts);
  if (first === undefined) return 'committed';
  const { of } = first;
  try {
    return await writeByPerson(ports, changes, { by, of, tells: 'notifyTakenBack', at });
  } catch (error) {
    if (!(error instanceof PlatformFailure) || error.retryable) throw error;
    return 'refused';
  }
}

function endedBy(holding: Holding, at: Instant): HoldingChange | undefined {
  const last = lastingGrant(holding);
  if (last === undefined) return undefined;
  const of = { requestId: last.requestId, issueKey: last.issueKey };
  return takeBack(holding, { of, right: 'admin', at });
}

async function recordEnd(ports: EndAllPorts, run: LeavingRun, by: By): Promise<void> {
  const { ended, closed } = run;
  const failed = run.failed + run.unreadable;
  const fact = { kind: 'leaving.finished', ended, closed, failed } as const;
  const at = ports.clock.now();
  // Under a name of its own: whoever takes over from a run that died here writes the same.
  const record = makeRecord(ports.ids, at, personActor(by), {}, [fact]);
  await ports.commit({ audit: [{ ...record, id: `leaving.${run.beganAt}` }] });
}
