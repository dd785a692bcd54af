import { type AsyncEvent, InvocationError, InvocationErrorCode } from '@forge/events';
import { z } from 'zod';
import { unreachable } from '#domain/lib/invariant';
import { HOUR, type Instant, MINUTE, SECOND } from '#domain/lib/time';
import { carryOutEnds } from '#operations/grant/carry-out-ends';
import { notifyApprovers } from '#operations/notification/notify-approvers';
import { notifyOutcome } from '#operations/notification/notify-outcome';
import { notifyOverdue } from '#operations/notification/notify-overdue';
import { allowanceOf } from '#operations/provisioning/allowance';
import { carryOutRequest } from '#operations/provisioning/carry-out-request';
import type { OutboxEntry } from '#ports/outbox';
import { PlatformFailure } from '#ports/platform-failure';
import { SiteFailure } from '#ports/site-failure';
import { compose, type Ports } from '../compose';
import { describe } from '../error-of';

/** `timeoutSeconds` of the consumer's function in manifest.yml. */
export const WORK_SECONDS = 900;
/** Time to write down what was sent, before the platform ends the run. */
const TO_LET_GO = 20;
/** What no repetition will mend is looked at again so much later: a person may have mended it. */
const LATER = HOUR;
/** doc: Forge async events: the longest wait before a retry. */
const LONGEST_RETRY = 900;
/** How long a run that has died keeps others from its work. One that lives longer holds a lease. */
const CLAIM = 2 * MINUTE;
const SHORTEST_RETRY = 10;

const eventBody = z.object({ outboxId: z.string() });

/** Does promised work, once: whatever has been done already is no longer in the outbox. */
export async function work(event: Pick<AsyncEvent, 'body'>): Promise<InvocationError | undefined> {
  const ports = compose();
  const deadline = ports.clock.now() + (WORK_SECONDS - TO_LET_GO) * SECOND;
  const body = eventBody.safeParse(event.body);
  if (!body.success) {
    ports.log.error('An event that names no work');
    return undefined;
  }
  try {
    const now = ports.clock.now();
    const entry = await ports.outbox.claim(body.data.outboxId, now, now + CLAIM);
    if (entry !== undefined) await run(ports, entry, deadline);
    return undefined;
  } catch (error) {
    return tryLater(ports, body.data.outboxId, error);
  }
}

function run(ports: Ports, { id: outboxId, item }: OutboxEntry, deadline: Instant): Promise<void> {
  switch (item.kind) {
    case 'provision':
      return carryOutRequest(ports, {
        requestId: item.requestId,
        outboxId,
        allowance: allowanceOf(deadline, WORK_SECONDS / 60, ports.callsMade),
      });
    case 'notifyApprovers':
      return notifyApprovers(ports, { requestId: item.requestId, outboxId });
    case 'notifyOutcome':
      return notifyOutcome(ports, { requestId: item.requestId, outboxId });
    case 'endDue':
      return carryOutEnds(ports, {
        outboxId,
        allowance: allowanceOf(deadline, WORK_SECONDS / 60, ports.callsMade),
      });
    case 'notifyOverdue':
      return notifyOverdue(ports, { ...item, outboxId });
    default:
      return unreachable(item);
  }
}

async function tryLater(
  ports: Ports,
  outboxId: string,
  error: unknown,
): Promise<InvocationError | undefined> {
  const failed = error instanceof SiteFailure || error instanceof PlatformFailure;
  if (failed && error.retryable) {
    ports.log.warn('Work failed and is tried again', { outboxId, code: error.code });
    const asked = error instanceof SiteFailure ? error.retryAfterMs : undefined;
    const seconds = Math.ceil((asked ?? 0) / SECOND);
    const retryAfter = Math.min(LONGEST_RETRY, Math.max(SHORTEST_RETRY, seconds));
    await ports.outbox.defer(outboxId, ports.clock.now() + retryAfter * SECOND);
    return new InvocationError({
      retryAfter,
      retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
    });
  }
  ports.log.error('Work failed for good', { outboxId, ...describe(error) });
  await ports.outbox.defer(outboxId, ports.clock.now() + LATER);
  return undefined;
}
