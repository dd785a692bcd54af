import { eachOnce } from '#domain/action/person';
import { approversReached } from '#domain/delivery/deliveries';
import { closedMessage } from '#words/closed-message';
import { withdrawnMessage } from '#words/withdrawn-message';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/** Tells those who were asked to decide that the request was withdrawn; and whoever asked, where it was closed, and not by them. */
export async function notifyWithdrawn(ports: TellPorts, work: TellWork): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  if (request?.state !== 'withdrawn') return ports.outbox.done(work.outboxId);
  const approvers = approversReached(await ports.deliveries.of(request.id));
  const { closedFor, requester } = request;
  // Jira tells of it by way of the work item, and there is none any more.
  if (closedFor === 'workItemDeleted') return ports.outbox.done(work.outboxId);
  const to = closedFor === undefined ? approvers : eachOnce([requester, ...approvers]);
  if (to.length === 0) return ports.outbox.done(work.outboxId);
  return tellOnce(ports, work, request, {
    about: 'withdrawn',
    to,
    message:
      closedFor === undefined
        ? withdrawnMessage(request, approvers)
        : closedMessage(request, closedFor, to),
    audited: true,
  });
}
