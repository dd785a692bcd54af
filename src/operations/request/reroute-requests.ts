import { asAskedFrom } from '#domain/approval/reroute-approvals';
import { awaited } from '#domain/approval/turns';
import { newlyLetIn, reroutedFact } from '#domain/audit/rerouted';
import type { Instant } from '#domain/lib/time';
import type { Approved, AwaitingApproval, Scheduled } from '#domain/request/access-request';
import { approvedByNow } from '#domain/request/as-approved';
import { hasByPolicy } from '#domain/request/by-policy';
import { remindersOf } from '#domain/request/reminders';
import type { Transition } from '#domain/request/transition';
import { PlatformFailure } from '#ports/platform-failure';
import type { SweepCursors } from '#ports/sweep-cursors';
import type { WorkItem } from '#ports/work-queue';
import { type ApproverPorts, withCurrentApprovers } from '../approval/with-current-approvers';
import { APP, recordOf } from '../audit/make-record';
import { notifyTurn } from '../notification/notify-turn';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import { eachAlone } from '../sweep/each-alone';
import { type CloseIfMootPorts, closeIfMoot } from './close-if-moot';
import { promiseStart } from './promise-starts';

/** Looked at in one sweep; the next goes on behind them. */
const IN_ONE_SWEEP = 100;
/** Of each it takes several answers, one after the other, to know who decides: beside a slow Jira, so many wait for theirs at once. */
const AT_ONCE = 10;
const ROTATION = 'reroute';

export type ReroutePorts = CloseIfMootPorts &
  ApproverPorts & { readonly sweepCursors: SweepCursors };

/**
 * Finds waiting requests whose lead changed since, and tells the new one. Some in each sweep, all of them
 * by and by; what can't be looked up keeps nobody from the others.
 */
export async function rerouteRequests(
  ports: ReroutePorts,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const at = ports.clock.now();
  let rerouted = 0;
  for (let looked = 0; looked < IN_ONE_SWEEP && mayGoOn(); looked += AT_ONCE) {
    const { ids, cursor } = await nextPage(ports);
    // Written first: a round that dies goes on behind what it died of. No page is begun that there is no time for, and none is left halfway.
    await ports.sweepCursors.write(ROTATION, cursor);
    rerouted += await eachAlone(ports, ids, (id) => reroute(ports, id, at), undefined, AT_ONCE);
    if (cursor === undefined) break;
  }
  return rerouted;
}

async function nextPage(ports: ReroutePorts) {
  const cursor = await ports.sweepCursors.read(ROTATION);
  try {
    return await ports.requests.waiting('awaitingApproval', cursor, AT_ONCE);
  } catch (error) {
    // A cursor that the store no longer takes: the round begins anew.
    if (cursor === undefined || !(error instanceof PlatformFailure)) throw error;
    return ports.requests.waiting('awaitingApproval', undefined, AT_ONCE);
  }
}

/** Answers whether others decide it than before. */
export async function reroute(ports: ReroutePorts, id: string, at: Instant): Promise<boolean> {
  const stored = await ports.requests.get(id);
  if (stored?.state !== 'awaitingApproval') return false;
  if (await closeIfMoot(ports, stored)) return true;
  const { request, changed, policyVersion } = await withCurrentApprovers(ports, stored);
  const approved = approvedByNow(request, policyVersion, ports.clock.now());
  if (approved !== undefined) return carryOut(ports, approved);
  // Nobody to go to: those who were told stay, and whoever may decide is found when they try. A stage that nobody is
  // left for keeps nobody of another from being told.
  const found = changed.filter((stage) => awaited(stage).length > 0);
  if (found.length === 0) return seeToReminders(ports, stored, at);
  const letIn = found.filter((stage) => newlyLetIn(stored.approvals, stage).length > 0);
  const others = found.filter((stage) => !letIn.includes(stage));
  const orders = [...new Set(others.map(({ order }) => order))];
  const items: WorkItem[] = orders.map((order) => notifyTurn(id, order));
  if (letIn.length > 0) items.push({ kind: 'notifyLetIn', requestId: id });
  const work = items.map((item) => promiseWork(ports.ids, at, item));
  const written = await ports.commit({
    request: {
      ...request,
      approvals: asAskedFrom(at, stored.approvals, request.approvals),
      // Others are told now, and have their time.
      ...remindersOf(stored, stored.timesOutAt, at),
      revision: stored.revision + 1,
    },
    audit: [
      recordOf(
        ports.ids,
        at,
        APP,
        request,
        found.map((stage) => reroutedFact(stored.approvals, stage)),
      ),
    ],
    outbox: work,
  });
  if (written === 'conflict') return false;
  await pushPromised(ports, work);
  return true;
}

/** An earlier version of the app has said of no request when it is to be looked whether somebody is to be reminded. */
async function seeToReminders(
  ports: ReroutePorts,
  stored: AwaitingApproval,
  at: Instant,
): Promise<boolean> {
  if (stored.remindAt !== undefined) return false;
  const reminders = remindersOf(stored, stored.timesOutAt, at);
  await ports.commit({ request: { ...stored, ...reminders, revision: stored.revision + 1 } });
  return false;
}

/** What is left of the stages is approved: a decision would have to come from somebody who is not asked any more. */
async function carryOut(
  ports: ReroutePorts,
  { request, facts }: Transition<Approved | Scheduled>,
): Promise<boolean> {
  const at = ports.clock.now();
  const { id: requestId } = request;
  const items: readonly WorkItem[] =
    request.state === 'scheduled'
      ? [{ kind: 'notifyOutcome', requestId }]
      : [
          { kind: 'provision', requestId },
          ...(hasByPolicy(request) ? [{ kind: 'notifyByPolicy' as const, requestId }] : []),
        ];
  const work = items.map((item) => promiseWork(ports.ids, at, item, request.planned.change));
  const audit = [recordOf(ports.ids, at, APP, request, facts)];
  if ((await ports.commit({ request, audit, outbox: work })) === 'conflict') return false;
  await pushPromised(ports, work);
  if (request.state === 'scheduled') await promiseStart(ports, request);
  return true;
}
