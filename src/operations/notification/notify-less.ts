import type { Instant } from '#domain/lib/time';
import { lessMessage } from '#words/less-message';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/** Tells whoever asked what was left out; once others have decided too, what becomes of the request says it. */
export async function notifyLess(
  ports: TellPorts,
  work: TellWork & { readonly at: Instant },
): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const less = request?.less?.find(({ at }) => at === work.at);
  if (request?.state !== 'awaitingApproval' || less === undefined) {
    return ports.outbox.done(work.outboxId);
  }
  return tellOnce(ports, work, request, {
    about: `less:${less.at}`,
    to: [request.requester],
    message: lessMessage(request, less),
    audited: false,
  });
}
