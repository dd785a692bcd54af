import type { Approval } from '#domain/approval/approval';
import { rerouteApprovals } from '#domain/approval/reroute-approvals';
import { openStages } from '#domain/approval/turns';
import type { AccessRequest, Approved, Scheduled } from '#domain/request/access-request';
import { hasByPolicy } from '#domain/request/by-policy';
import {
  askAgain,
  delayStart,
  type InPlace,
  inPlaceOfOthers,
  isDecided,
  start,
  stillCounting,
} from '#domain/request/start';
import type { Transition } from '#domain/request/transition';
import type { HostAsApp } from '#ports/host-jira';
import type { Outbox } from '#ports/outbox';
import { PlatformFailure } from '#ports/platform-failure';
import type { RequestStore } from '#ports/request-store';
import { SiteFailure } from '#ports/site-failure';
import type { WorkItem } from '#ports/work-queue';
import { type ApprovalAsked, lookUpApprovals } from '../approval/find-approvals';
import { findPeople } from '../approval/find-sources';
import { mustBeReadable } from '../approval/must-be-readable';
import type { ApproverPorts } from '../approval/with-current-approvers';
import { APP, recordOf } from '../audit/make-record';
import { findConnectionObstacle } from '../connection/find-connection-obstacle';
import type { LookPorts } from '../connection/look-at-connection';
import { type Obstacle, obstacleOf } from '../connection/obstacle-of';
import { onSite } from '../connection/on-site';
import { notifyTurn } from '../notification/notify-turn';
import type { TellWork } from '../notification/tell-once';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import type { ChangePorts } from './change-request';
import { pushStart } from './promise-starts';

export type StartPorts = ChangePorts &
  ApproverPorts &
  LookPorts & { readonly requests: RequestStore; readonly outbox: Outbox };

/**
 * The start of an approved request has come. Weeks may lie between: whoever approved it has to be one who is asked today, by the policy
 * in force, and so has everybody else who is asked by it. Then it is carried out, and planned anew by that, as all is. Else those
 * decide who are asked now, and it is given once they have. What can't be asked now is asked again, and the request says why it waits.
 */
export async function startRequest(ports: StartPorts, work: TellWork): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const now = ports.clock.now();
  if (request?.state !== 'scheduled') return ports.outbox.done(work.outboxId);
  if (request.startsAt > now) {
    await ports.outbox.defer(work, now, request.startsAt);
    return pushStart(ports, work.outboxId, request, now);
  }
  // What has lapsed while it waited fails for that, where people look.
  if (now > request.approvalValidUntil)
    return begin(ports, work, start(request, request.approvals, now));
  const obstacle = await tryAsking(ports, work, request);
  if (obstacle !== undefined) await delay(ports, work, request, obstacle);
}

/**
 * Answers what keeps it from being asked now. The platform's own passing failures are the queue's to try again; anything else is told where
 * people look.
 */
async function tryAsking(
  ports: StartPorts,
  work: TellWork,
  request: Scheduled,
): Promise<Obstacle | undefined> {
  try {
    return await ask(ports, work, request);
  } catch (error) {
    if (error instanceof PlatformFailure && error.retryable) throw error;
    if (error instanceof SiteFailure) {
      return obstacleOf(error, ports.clock.now()) ?? { cause: 'siteUnavailable' };
    }
    ports.log.error('It could not be asked who decides what starts', {
      requestId: request.id,
      name: error instanceof Error ? error.name : typeof error,
      reason: error instanceof Error ? error.message : String(error),
    });
    return { cause: 'appFailed' };
  }
}

async function ask(
  ports: StartPorts,
  work: TellWork,
  request: Scheduled,
): Promise<Obstacle | undefined> {
  const { connectionId, requester, issue, term } = request;
  const cause = await findConnectionObstacle(ports, connectionId);
  if (cause !== undefined) return { cause };
  const there = onSite(ports, connectionId);
  const policy = await ports.policies.inForce(connectionId);
  const asked: ApprovalAsked = { ask: request.ask, requester, issue, term, policy, connectionId };
  const found = await lookUpApprovals(there, asked);
  const today = await found.approvalsBy([]);
  const inPlace = await findInPlace(there.hostAsApp, found.issue.key, request.approvals);
  const counted = stillCounting(request.approvals, today, policy, inPlace);
  if (!counted.isKnown) {
    await mustBeReadable(there, today);
    return { cause: 'siteUnavailable' };
  }
  const stored = counted.approvals;
  const { approvals } = rerouteApprovals(stored, await found.approvalsBy(stored));
  const now = ports.clock.now();
  const moved = { ...request, issue: found.issue };
  if (isDecided(approvals, request.ask.changes.length)) {
    await begin(ports, work, start(moved, approvals, now));
    return undefined;
  }
  const orders = new Set(openStages(approvals).map(({ order }) => order));
  await write(ports, work, askAgain(moved, approvals, policy, counted.without, now), [
    ...[...orders].map((order) => notifyTurn(request.id, order)),
    { kind: 'notifyOutcome', requestId: request.id },
  ]);
  return undefined;
}

/** Of these, no stage of today says anything (`inPlaceOfOthers`). */
async function findInPlace(
  hostAsApp: HostAsApp,
  issueKey: string,
  approvals: readonly Approval[],
): Promise<InPlace> {
  const people = await findPeople(hostAsApp, inPlaceOfOthers(approvals));
  const active = people.flatMap((one) => (one.active ? one.accountId : []));
  const sight = await hostAsApp.sight(issueKey, active);
  return new Map(
    people.map((one) => [
      one.accountId,
      one.active ? (sight.get(one.accountId) ?? 'unknown') : 'inactive',
    ]),
  );
}

const begin = (ports: StartPorts, work: TellWork, started: Transition<Approved>): Promise<void> =>
  write(ports, work, started, [
    { kind: 'provision', requestId: started.request.id },
    ...(hasByPolicy(started.request)
      ? [{ kind: 'notifyByPolicy' as const, requestId: started.request.id }]
      : []),
  ]);

/** Whoever was faster, as it was withdrawn or taken back, has said what comes of it. */
async function write(
  ports: StartPorts,
  work: TellWork,
  { request, facts }: Transition<AccessRequest>,
  follows: readonly WorkItem[],
): Promise<void> {
  const at = ports.clock.now();
  const outbox = follows.map((item) => promiseWork(ports.ids, at, item, request.planned.change));
  const audit = [recordOf(ports.ids, at, APP, request, facts)];
  const written = await ports.commit({ request, audit, outbox, outboxDone: [work.outboxId] });
  // It was withdrawn, taken back or looked at meanwhile: what comes of that is seen in a moment.
  if (written === 'conflict') {
    const { outboxId, requestId } = work;
    await ports.outbox.defer(work, at, at);
    const item = { kind: 'startRequest', requestId } as const;
    return ports.queue.push([{ outboxId, item }], { delaySeconds: 1 });
  }
  await pushPromised(ports, outbox);
}

/** It says why it waits, and is tried again: by its promise, and by each sweep that comes after. */
async function delay(
  ports: StartPorts,
  work: TellWork,
  request: Scheduled,
  { cause, notBefore }: Obstacle,
): Promise<void> {
  const now = ports.clock.now();
  const delayed = delayStart(request, cause, now, notBefore);
  await ports.commit({ request: delayed });
  await ports.outbox.defer(work, now, delayed.pause.nextTryAt);
}
