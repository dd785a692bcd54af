import { type AsyncEvent, InvocationError, InvocationErrorCode } from '@forge/events';
import { z } from 'zod';
import { unreachable } from '#domain/lib/invariant';
import { type Instant, SECOND } from '#domain/lib/time';
import { isToTell, mayLetGo, pauseAfterFailure, stateOf } from '#domain/promise/promise';
import { allowanceOf } from '#operations/effects/allowance';
import { carryOutEnds } from '#operations/ends/carry-out-ends';
import { claimFor, isOfEnds, promiseEndsInstead } from '#operations/holding/promise-ends';
import { acknowledgeTestEvent } from '#operations/installation/acknowledge-test-event';
import { promiseChanged } from '#operations/issue-state/promise-state';
import { showState } from '#operations/issue-state/show-state';
import { showStates } from '#operations/issue-state/show-states';
import { goOnEndingAll } from '#operations/leaving/end-all';
import { notifyAdmins } from '#operations/notification/notify-admins';
import { notifyAnswer } from '#operations/notification/notify-answer';
import { notifyApprovers } from '#operations/notification/notify-approvers';
import { notifyBeforeEnd } from '#operations/notification/notify-before-end';
import {
  notifyBrokenGlass,
  notifyReviewed,
  remindOfReview,
} from '#operations/notification/notify-broken-glass';
import { notifyByPolicy } from '#operations/notification/notify-by-policy';
import { notifyLate } from '#operations/notification/notify-late';
import { notifyLess } from '#operations/notification/notify-less';
import { notifyLetIn } from '#operations/notification/notify-let-in';
import { notifyOutcome } from '#operations/notification/notify-outcome';
import { notifyQuestion } from '#operations/notification/notify-question';
import { notifyRenewal } from '#operations/notification/notify-renewal';
import { notifyReturned } from '#operations/notification/notify-returned';
import { notifyTakenBack } from '#operations/notification/notify-taken-back';
import { notifyWithdrawn } from '#operations/notification/notify-withdrawn';
import { remindApprovers } from '#operations/notification/remind-approvers';
import { remindOfWaiting } from '#operations/notification/remind-of-waiting';
import { hasClaim } from '#operations/outbox/has-claim';
import { projectAlone } from '#operations/projections/project-alone';
import { projectFirst } from '#operations/projections/project-first';
import { goOnRebuilding } from '#operations/projections/rebuild-lists';
import { startRequest } from '#operations/request/start-request';
import { carryOutRequest } from '#operations/run/carry-out-request';
import { nameOf } from '#operations/sweep/each-alone';
import { lookAtIssue } from '#operations/watched-issue/look-at-issue';
import type { Claimed, OutboxEntry } from '#ports/outbox';
import { PlatformFailure } from '#ports/platform-failure';
import { SiteFailure } from '#ports/site-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import { compose, type Ports } from '../compose';
import { describe } from '../error-of';

/** `timeoutSeconds` of the consumer's function in manifest.yml. */
export const WORK_SECONDS = 900;
/** Time to write down what was sent, before the platform ends the run. */
const TO_LET_GO = 20;
/** doc: Forge async events: the longest wait before a retry. */
const LONGEST_RETRY = 900;

const eventBody = z.object({ outboxId: z.string() });

/** Does promised work, once: whatever has been done already is no longer in the outbox. */
export async function work(
  event: Pick<AsyncEvent, 'body' | 'retryContext'>,
): Promise<InvocationError | undefined> {
  const ports = compose();
  const deadline = ports.clock.now() + (WORK_SECONDS - TO_LET_GO) * SECOND;
  const body = eventBody.safeParse(event.body);
  if (!body.success) {
    ports.log.error('An event that names no work');
    return undefined;
  }
  const { outboxId } = body.data;
  let claimed: OutboxEntry | undefined;
  try {
    const waitedFor = waitingEvent.safeParse(event.retryContext).data?.retryData;
    // One that lives has said how it goes on, and then this event is one too many.
    if (waitedFor !== undefined && !(await hasClaim(ports.outbox, { outboxId, ...waitedFor }))) {
      return undefined;
    }
    const now = ports.clock.now();
    claimed = await ports.outbox.claim(outboxId, now, now + claimFor(outboxId));
    if (claimed === undefined) return waitForEnd(ports, outboxId);
    await run(ports, claimed, deadline);
    return undefined;
  } catch (error) {
    return tryLater(ports, { outboxId, claimedUntil: claimed?.claimedUntil }, error);
  }
}

/**
 * What an event remembers while it waits for the end of the claim of another run. One that comes again as its own run
 * has died waits for nobody, whatever the platform kept of what it had waited for.
 */
const waitingEvent = z.object({
  retryReason: z.literal(InvocationErrorCode.FUNCTION_RETRY_REQUEST),
  retryData: z.object({ claimedUntil: z.number() }),
});
type Waited = z.infer<typeof waitingEvent>['retryData'];

/**
 * The event of a run that died comes again, and mostly while that run still has the promise. Of ends it waits for the
 * end of that claim: nobody else would come to them in time.
 */
async function waitForEnd(ports: Ports, outboxId: string): Promise<InvocationError | undefined> {
  if (!isOfEnds(outboxId)) return undefined;
  const entry = await ports.outbox.get(outboxId);
  const now = ports.clock.now();
  if (entry === undefined || stateOf(entry, now).state !== 'underWay') return undefined;
  const { claimedUntil } = entry;
  return new InvocationError({
    retryAfter: Math.ceil((claimedUntil - now) / SECOND),
    retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
    retryData: { claimedUntil } satisfies Waited,
  });
}

async function run(ports: Ports, entry: OutboxEntry, deadline: Instant): Promise<void> {
  const { id: outboxId, item, claimedUntil } = entry;
  const claimed = { outboxId, claimedUntil };
  const changedIn = await projectFirst(ports, item);
  if (changedIn !== undefined) await promiseChanged(ports, changedIn);
  switch (item.kind) {
    case 'provision':
      return carryOutRequest(ports, {
        ...claimed,
        requestId: item.requestId,
        allowance: allowanceOf(deadline, WORK_SECONDS / 60, ports.callsMade),
      });
    case 'startRequest':
      return startRequest(ports, { requestId: item.requestId, ...claimed });
    case 'notifyApprovers':
      return notifyApprovers(ports, { ...item, ...claimed });
    case 'notifyLetIn':
      return notifyLetIn(ports, { requestId: item.requestId, ...claimed });
    case 'notifyByPolicy':
      return notifyByPolicy(ports, { requestId: item.requestId, ...claimed });
    case 'notifyBrokenGlass':
      return notifyBrokenGlass(ports, { requestId: item.requestId, ...claimed });
    case 'remindOfReview':
      return remindOfReview(ports, { ...item, ...claimed });
    case 'notifyReviewed':
      return notifyReviewed(ports, { requestId: item.requestId, ...claimed });
    case 'remindApprovers':
      return remindApprovers(ports, { requestId: item.requestId, ...claimed });
    case 'remindOfWaiting':
      return remindOfWaiting(ports, { ...item, ...claimed });
    case 'notifyOutcome':
      return notifyOutcome(ports, { requestId: item.requestId, ...claimed });
    case 'endDue':
      return carryOutEnds(ports, {
        ...claimed,
        woken: item.woken === true,
        allowance: allowanceOf(deadline, WORK_SECONDS / 60, ports.callsMade),
      });
    case 'notifyOverdue':
      return notifyLate(ports, { ...item, about: 'overdue', ...claimed });
    case 'notifyMissing':
      return notifyLate(ports, { ...item, about: 'missing', ...claimed });
    case 'notifyQuestion':
      return notifyQuestion(ports, { ...item, ...claimed });
    case 'notifyAnswer':
      return notifyAnswer(ports, { ...item, ...claimed });
    case 'notifyLess':
      return notifyLess(ports, { ...item, ...claimed });
    case 'notifyReturned':
      return notifyReturned(ports, { ...item, ...claimed });
    case 'notifyTakenBack':
      return notifyTakenBack(ports, { ...item, ...claimed });
    case 'notifyRenewal':
      return notifyRenewal(ports, { ...item, ...claimed });
    case 'notifyBeforeEnd':
      return notifyBeforeEnd(ports, { ...item, ...claimed });
    case 'lookAtIssue':
      await lookAtIssue(ports, item);
      return ports.outbox.done(outboxId);
    case 'notifyWithdrawn':
      return notifyWithdrawn(ports, { requestId: item.requestId, ...claimed });
    case 'project':
      return projectAlone(ports, { ...item, ...claimed });
    case 'showStates':
      return showStates(ports, { ...item, ...claimed });
    case 'showState':
      return showState(ports, { ...item, ...claimed });
    case 'checkLists':
      return goOnRebuilding(ports, entry, deadline);
    case 'endAll':
      return goOnEndingAll(ports, entry);
    case 'tryQueue':
      return acknowledgeTestEvent(ports, outboxId);
    case 'notifyAdmins':
      return notifyAdmins(ports, { notice: item.notice, ...claimed });
    default:
      return unreachable(item);
  }
}

/** Growing pauses, whatever it was: the platform's own retry while they are short, then the sweep's. */
async function tryLater(
  ports: Ports,
  claimed: Claimed,
  error: unknown,
): Promise<InvocationError | undefined> {
  const { outboxId, claimedUntil } = claimed;
  const now = ports.clock.now();
  const entry = await ifUnreadable(ports.outbox.get(outboxId), 'unreadable');
  if (entry === 'unreadable') {
    // It has been set aside.
    await promiseEndsInstead(ports, outboxId);
    return undefined;
  }
  // It is done.
  if (entry === undefined) return undefined;
  if (!mayLetGo(entry, claimedUntil, now)) {
    ports.log.warn('Work failed that another run has by now', { outboxId, ...describe(error) });
    return waitForEnd(ports, outboxId);
  }
  const failed = error instanceof SiteFailure || error instanceof PlatformFailure;
  const passes = failed && error.retryable;
  const asked = error instanceof SiteFailure ? (error.retryAfterMs ?? 0) : 0;
  const pause = pauseAfterFailure(entry, { passes, asked });
  try {
    await ports.outbox.attempted(claimed, now, now + pause);
  } catch (refused) {
    // The store takes nothing under this name, by which it can't be claimed either.
    await promiseEndsInstead(ports, outboxId);
    throw refused;
  }
  if (passes) ports.log.warn('Work failed and is tried again', { outboxId, code: error.code });
  else
    ports.log.error('Work failed, and no repetition will mend it', {
      outboxId,
      ...describe(error),
    });
  if (isToTell(entry)) {
    await ports.asides.noteFailing(
      { kind: 'outbox', key: `outbox:${outboxId}` },
      nameOf(error),
      now,
    );
  }
  if (!passes || pause > LONGEST_RETRY * SECOND) return undefined;
  return new InvocationError({
    retryAfter: Math.ceil(pause / SECOND),
    retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
  });
}
