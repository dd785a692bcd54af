import { approversReached } from '#domain/delivery/deliveries';
import { withdrawnMessage } from '#words/withdrawn-message';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/** Tells those who were asked to decide, and nobody else, that the request was withdrawn. */
export async function notifyWithdrawn(ports: TellPorts, work: TellWork): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  if (request?.state !== 'withdrawn') return ports.outbox.done(work.outboxId);
  const approvers = approversReached(await ports.deliveries.of(request.id));
  if (approvers.length === 0) return ports.outbox.done(work.outboxId);
  return tellOnce(ports, work, request, {
    about: 'withdrawn',
    to: approvers,
    message: withdrawnMessage(request, approvers),
    audited: true,
  });
}
