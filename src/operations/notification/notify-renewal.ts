import { eachOnce } from '#domain/action/person';
import type { Holding } from '#domain/holding/holding';
import type { Instant } from '#domain/lib/time';
import type { HoldingStore } from '#ports/holding-store';
import { noRenewalMessage, renewalAllowedMessage } from '#words/renewal-message';
import { holdingsOfRequest } from '../holding/holdings-of-request';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

export interface NotifyRenewalPorts extends TellPorts {
  readonly holdings: HoldingStore;
}

/**
 * Tells whoever has access, and whoever asked for it, that it is not to be renewed, or that it may be again; of that, also whoever had
 * said that it may not. Not whoever says so now. What was said anew meanwhile is told by its own promise.
 */
export async function notifyRenewal(
  ports: NotifyRenewalPorts,
  work: TellWork & { readonly at: Instant },
): Promise<void> {
  const { requestId, at } = work;
  const request = await ports.requests.get(requestId);
  if (request === undefined) return ports.outbox.done(work.outboxId);
  const about: Holding[] = [];
  for await (const { found } of holdingsOfRequest(ports, request)) {
    about.push(...[...found.values()].filter((one) => isSaidAt(one, at)));
  }
  const [note] = about.flatMap(({ noRenewal }) => noRenewal ?? []);
  if (note === undefined) return ports.outbox.done(work.outboxId);
  const lifted = note.lifted?.at === at ? note.lifted : undefined;
  const by = lifted?.by ?? note.by;
  const holders = about.flatMap(({ subject }) => (subject.kind === 'person' ? subject : []));
  const before = lifted === undefined ? [] : about.flatMap(({ noRenewal }) => noRenewal?.by ?? []);
  const to = eachOnce([...holders, request.requester, ...before])
    .filter(({ accountId }) => accountId !== by.accountId)
    .map(({ accountId, displayName }) => ({ accountId, displayName }));
  if (to.length === 0) return ports.outbox.done(work.outboxId);
  const said = { to, about, by: by.displayName };
  return tellOnce(ports, work, request, {
    about: `renewal:${at}`,
    to,
    message:
      lifted === undefined
        ? noRenewalMessage(request, { ...said, reason: note.reason })
        : renewalAllowedMessage(request, said),
    audited: false,
  });
}

const isSaidAt = ({ noRenewal }: Holding, at: Instant): boolean =>
  noRenewal?.at === at || noRenewal?.lifted?.at === at;
