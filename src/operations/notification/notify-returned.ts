import { eachOnce } from '#domain/action/person';
import type { Instant } from '#domain/lib/time';
import { deciders } from '#domain/request/authorization';
import { returnedMessage } from '#words/returned-message';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

export interface ReturnedWork extends TellWork {
  /** Positions in the ask, of what was returned and by whom. */
  readonly change: number;
  readonly subject: number;
  readonly at: Instant;
}

/** Tells those whom it concerns that somebody has returned what a request gave: who asked for it, and who approved it. */
export async function notifyReturned(ports: TellPorts, work: ReturnedWork): Promise<void> {
  const { change, subject, at } = work;
  const request = await ports.requests.get(work.requestId);
  const by = request?.ask.subjects[subject];
  const entitlement = request?.ask.changes[change]?.entitlement;
  if (request === undefined || by === undefined || entitlement === undefined) {
    return ports.outbox.done(work.outboxId);
  }
  const to = eachOnce([request.requester, ...deciders(request, change)]).filter(
    ({ accountId }) => by.kind !== 'person' || accountId !== by.accountId,
  );
  if (to.length === 0) return ports.outbox.done(work.outboxId);
  return tellOnce(ports, work, request, {
    about: `returned:${change}:${subject}:${at}`,
    to,
    message: returnedMessage(request, { to, name: by.displayName, entitlement }),
    audited: false,
  });
}
