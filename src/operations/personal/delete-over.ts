import { ADMINS } from '#domain/delivery/admin-notice';
import type { Instant } from '#domain/lib/time';
import {
  cutOffOf,
  isAuditOver,
  isHoldingOver,
  isRequestOver,
  noteDeleted,
  type Retention,
} from '#domain/personal/retention';
import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { Commit, Writes } from '#ports/commit';
import type { HoldingStore } from '#ports/holding-store';
import type { IdSource } from '#ports/id-source';
import type { KeptRecord } from '#ports/kept-records';
import type { Outbox } from '#ports/outbox';
import type { RetentionStore } from '#ports/retention-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { APP, makeRecord } from '../audit/make-record';
import { readBlocks } from '../effects/read-blocks';
import { promiseState } from '../issue-state/promise-state';
import { type ProjectPorts, project } from '../projections/project';
import { findInForce } from './find-in-force';

export interface DeleteOverPorts extends ProjectPorts {
  readonly retentions: RetentionStore;
  readonly holdings: HoldingStore;
  readonly commit: Commit;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** What was over before then is kept no longer; undefined where nobody has said so, or it can't be read. */
export async function readCutOff(ports: DeleteOverPorts): Promise<Instant | undefined> {
  const retention = await ifUnreadable(ports.retentions.retention(), undefined);
  return retention && cutOffOf(retention, ports.clock.now());
}

/**
 * Deletes a record that was over before then, and never what is in force. How much was deleted is counted in the same
 * transaction, for the audit. Whether it was deleted.
 */
export async function deleteWhenOver(
  ports: DeleteOverPorts,
  record: KeptRecord,
  cutOff: Instant | undefined,
): Promise<boolean> {
  if (cutOff === undefined) return false;
  const at = ports.clock.now();
  const removal = await removalOf(ports, record, cutOff, at);
  if (removal === undefined) return false;
  const retention = await ports.retentions.retention();
  // An admin has changed it meanwhile: the next sweep goes by that.
  if ((cutOffOf(retention, at) ?? 0) < cutOff) return false;
  const isRequest = 'removedRequest' in removal;
  const more = { requests: isRequest ? 1 : 0, records: isRequest ? 0 : 1 };
  const written = await ports.commit({
    ...removal,
    retention: noteDeleted(retention, more, cutOff),
  });
  if (written !== 'committed') return false;
  if (record.kind === 'request') {
    await project(ports, record.value.id);
    await promiseState(ports, record.value.issue.id);
  }
  return true;
}

async function removalOf(
  ports: DeleteOverPorts,
  record: KeptRecord,
  cutOff: Instant,
  at: Instant,
): Promise<Pick<Writes, 'removed'> | Pick<Writes, 'removedRequest'> | undefined> {
  const { key, kind } = record;
  switch (record.kind) {
    case 'request':
      return isRequestOver(record.value, cutOff)
        ? removalOfRequest(ports, record.value)
        : undefined;
    case 'audit': {
      const { requestId } = record.value;
      const isThere = record.value.at < cutOff && (await isStored(ports, requestId));
      return isAuditOver(record.value, cutOff, isThere) ? { removed: [{ kind, key }] } : undefined;
    }
    case 'holding': {
      const { revision } = record.value;
      return isHoldingOver(record.value, cutOff, at)
        ? { removed: [{ kind, key, revision }] }
        : undefined;
    }
    case 'steps':
      return (await isStored(ports, record.value.requestId))
        ? undefined
        : { removed: [{ kind, key, revision: record.value.revision }] };
    case 'telling': {
      const { of, revision } = record.value;
      if (of === ADMINS || (await isStored(ports, of))) return undefined;
      return { removed: [{ kind, key, revision }] };
    }
    case 'submission':
      return (await isStored(ports, record.value.requestId))
        ? undefined
        : { removed: [{ kind, key }] };
    // With its request, and where that was cut short, by the round of the lists.
    case 'projected':
    case 'connection':
    case 'away':
    case 'grants':
    case 'policy':
      return undefined;
  }
}

/** One that can't be read is there. */
async function isStored(
  { requests }: DeleteOverPorts,
  requestId: string | undefined,
): Promise<boolean> {
  if (requestId === undefined) return false;
  return (await ifUnreadable(requests.get(requestId), 'unreadable')) !== undefined;
}

/** Of what it gave, some may be in force, or what is in force not known: then it stays. */
async function removalOfRequest(
  ports: DeleteOverPorts,
  request: AccessRequest,
): Promise<Pick<Writes, 'removedRequest'> | undefined> {
  const inForce = await findInForce(ports, request);
  if (inForce === undefined || inForce.length > 0) return undefined;
  const blocks = await readBlocks(ports.requests, request);
  return { removedRequest: { request, blocks: blocks.slice(0, BLOCKS_AT_ONCE) } };
}

/** The transaction takes 25 records; what is left of a request that is gone goes by itself. */
const BLOCKS_AT_ONCE = 20;

/** Has the audit say how much was deleted, once a round. */
export async function tellDeleted(ports: DeleteOverPorts): Promise<void> {
  const retention: Retention | undefined = await ifUnreadable(
    ports.retentions.retention(),
    undefined,
  );
  if (retention?.untold === undefined) return;
  const { untold, ...rest } = retention;
  const at = ports.clock.now();
  await ports.commit({
    retention: { ...rest, revision: rest.revision + 1 },
    audit: [makeRecord(ports.ids, at, APP, {}, [{ kind: 'records.deleted', ...untold }])],
  });
}
