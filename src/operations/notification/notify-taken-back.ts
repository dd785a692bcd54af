import { eachOnce } from '#domain/action/person';
import type { Grant } from '#domain/grant/grant';
import type { Holding } from '#domain/holding/holding';
import type { Instant } from '#domain/lib/time';
import type { AuditTrail } from '#ports/audit-trail';
import type { HoldingStore } from '#ports/holding-store';
import { takenBackMessage } from '#words/taken-back-message';
import { holdingsOfRequest } from '../holding/holdings-of-request';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

export interface NotifyTakenBackPorts extends TellPorts {
  readonly holdings: HoldingStore;
  readonly trail: Pick<AuditTrail, 'search'>;
}

/** Tells those whom it concerns that what a request gave was ended early: who has it, and who asked for it; not whoever ended it. */
export async function notifyTakenBack(
  ports: NotifyTakenBackPorts,
  work: TellWork & { readonly at: Instant },
): Promise<void> {
  const { requestId, at } = work;
  const request = await ports.requests.get(requestId);
  if (request === undefined) return ports.outbox.done(work.outboxId);
  const taken: Holding[] = [];
  for await (const { found } of holdingsOfRequest(ports, request)) {
    taken.push(...[...found.values()].filter((one) => isTakenBack(one, requestId, at)));
  }
  const by = await findActor(ports, requestId, at);
  const holders = taken.flatMap(({ subject }) => (subject.kind === 'person' ? subject : []));
  const to = eachOnce([...holders, request.requester])
    .filter(({ accountId }) => accountId !== by?.accountId)
    .map(({ accountId, displayName }) => ({ accountId, displayName }));
  if (taken.length === 0 || to.length === 0) return ports.outbox.done(work.outboxId);
  return tellOnce(ports, work, request, {
    about: `takenBack:${at}`,
    to,
    message: takenBackMessage(request, { to, taken, by: by?.displayName }),
    audited: false,
  });
}

function isTakenBack({ grants, ended }: Holding, requestId: string, at: Instant): boolean {
  const isMeant = (one: Grant) =>
    one.requestId === requestId && one.takenBack === true && one.endsAt === at;
  return grants.some(isMeant) || ended.some(isMeant);
}

/** Who did it, as the audit has it; a query may be behind, and then it is told without their name. */
async function findActor(
  { trail }: NotifyTakenBackPorts,
  requestId: string,
  at: Instant,
): Promise<{ readonly accountId: string; readonly displayName: string } | undefined> {
  const kind = 'grant.takenBack';
  const { records } = await trail.search({ of: { requestId }, since: at, until: at, kind });
  const events = records.flatMap((record) => record.events);
  const actor = events.find((event) => event.kind === kind)?.actor;
  return actor?.kind === 'person' ? actor : undefined;
}
