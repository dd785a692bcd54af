import { outcomeMessage } from '#words/outcome-message';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/** Tells the requester how it ended, once for each time that it ended. */
export async function notifyOutcome(ports: TellPorts, work: TellWork): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const message = request && outcomeMessage(request);
  if (request === undefined || message === undefined) return ports.outbox.done(work.outboxId);
  return tellOnce(ports, work, request, {
    about: `${request.state}:${request.since}`,
    to: [request.requester],
    message,
    audited: false,
  });
}
