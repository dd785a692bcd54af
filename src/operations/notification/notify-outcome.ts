import { outcomeMessage } from '#domain/notification/outcome-message';
import type { Notifier } from '#ports/notifier';
import type { Outbox } from '#ports/outbox';
import type { RequestStore } from '#ports/request-store';

/** Tells the requester how it ended, once for each time that it ended. */
export async function notifyOutcome(
  ports: {
    readonly requests: RequestStore;
    readonly notifier: Notifier;
    readonly outbox: Outbox;
  },
  work: { readonly requestId: string; readonly outboxId: string },
): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const message = request && outcomeMessage(request);
  if (request !== undefined && message !== undefined) {
    const key = `${request.id}:${request.state}:${request.since}`;
    await ports.notifier.tell(request.issue.id, key, [request.requester], message);
  }
  await ports.outbox.done(work.outboxId);
}
