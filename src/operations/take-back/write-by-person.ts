import type { Person } from '#domain/action/person';
import type { FactOfRequest, HoldingChange } from '#domain/holding/change-holding';
import type { Instant } from '#domain/lib/time';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { WorkQueue } from '#ports/work-queue';
import { makeRecord, personActor } from '../audit/make-record';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';

export interface WriteByPersonPorts {
  readonly commit: Commit;
  readonly ids: IdSource;
  readonly queue: WorkQueue;
  readonly log: Log;
}

/**
 * Writes what a person has changed of access that one request gave, all of it or none: with what the audit says of it, and the promise to
 * tell whom it concerns.
 */
export async function writeByPerson(
  ports: WriteByPersonPorts,
  changes: readonly HoldingChange[],
  {
    by,
    of: { requestId, issueKey },
    tells,
    at,
  }: {
    readonly by: Pick<Person, 'accountId' | 'displayName'>;
    readonly of: FactOfRequest['of'];
    readonly tells: 'notifyTakenBack' | 'notifyRenewal';
    readonly at: Instant;
  },
): Promise<'committed' | 'conflict'> {
  const facts = changes.flatMap((one) => one.facts.map(({ fact }) => fact));
  // Of an earlier version's request that is no longer there, the work item is not known.
  const about = issueKey ? { requestId, issue: { key: issueKey } } : { requestId };
  const item = { kind: tells, requestId, at, mark: ports.ids.next() } as const;
  const outbox = [promiseWork(ports.ids, at, item)];
  const written = await ports.commit({
    holdings: changes.map(({ holding }) => holding),
    audit: [makeRecord(ports.ids, at, personActor(by), about, facts)],
    outbox,
  });
  if (written === 'committed') await pushPromised(ports, outbox);
  return written;
}
