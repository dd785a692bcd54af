import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { z } from 'zod';
import type { AuditRecord } from '#domain/audit/audit-event';
import { unreachable } from '#domain/lib/invariant';
import type { RoundKind } from '#domain/personal/personal-data-round';
import type { KeptRecord, KeptRecords } from '#ports/kept-records';
import { callConditionally, callStorage } from './call-storage';
import {
  AUDIT_FORMAT,
  AWAY_FORMAT,
  CONNECTION_FORMAT,
  DELIVERIES_FORMAT,
  EARLIER_GRANTS_FORMAT,
  HOLDING_FORMAT,
  PROJECTED_FORMAT,
  REQUEST_FORMAT,
  STEPS_FORMAT,
} from './formats';
import { getRow, unlessReserved } from './new-records';
import { unpackRecord } from './pack-record';
import { readStored, type Stored, tryRead } from './read-stored';
import { refile } from './refile';
import * as rows from './rows';
import { auditRecordSchema } from './schemas/audit-record';
import { setAside } from './set-aside';
import { readBody, type StoredBody, valueIn } from './stored-body';
import type { AnyRow } from './unchanged-since-read';

/** Records of a page: of the audit, each may be of hundreds of events. */
const PAGE: Readonly<Record<RoundKind, number>> = {
  connection: 20,
  policy: 10,
  away: 25,
  request: 20,
  projected: 25,
  steps: 20,
  telling: 25,
  holding: 25,
  grants: 20,
  submission: 25,
  audit: 10,
};

export const keptRecords: KeptRecords = {
  async page(kind, cursor) {
    const query = kvs.entity<AnyRow>(kind).query().index('by-key').limit(PAGE[kind]);
    if (cursor !== undefined) query.cursor(cursor);
    const { results, nextCursor } = await callStorage(() => query.getMany());
    const records: KeptRecord[] = [];
    for (const { key, value } of results) {
      const row = unlessReserved(value);
      if (row === undefined) continue;
      const read = readKept(kind, key, row);
      if (read.stored === 'found') {
        records.push({ key, ...read.value });
        await refile(kind, key, row);
      } else await setAside(kind, key, row, read.why);
    }
    return { records, cursor: nextCursor };
  },

  async rewrite(record, value) {
    const row = await rowOf(record, value);
    if (row === undefined) return 'conflict';
    const next: Record<string, unknown> = { ...row };
    const conditions = asItWas(record);
    return callConditionally(() =>
      kvs.transact().set(record.key, next, { entityName: record.kind, conditions }).execute(),
    );
  },

  remove(record) {
    const conditions = asItWas(record);
    return callConditionally(() =>
      kvs.transact().delete(record.key, { entityName: record.kind, conditions }).execute(),
    );
  },
};

type Kept = KeptRecord extends infer One
  ? One extends KeptRecord
    ? Omit<One, 'key'>
    : never
  : never;

function readKept(kind: RoundKind, key: string, row: AnyRow): Stored<Kept> {
  switch (kind) {
    case 'request':
      return found(readStored(REQUEST_FORMAT, key, row), (value) => ({ kind, value }));
    case 'projected':
      return found(readStored(PROJECTED_FORMAT, key, row), (value) => ({ kind, value }));
    case 'steps':
      return found(readStored(STEPS_FORMAT, key, row), (value) => ({ kind, value }));
    case 'telling':
      return found(readStored(DELIVERIES_FORMAT, key, row), (value) => ({ kind, value }));
    case 'holding':
      return found(readStored(HOLDING_FORMAT, key, row), (value) => ({ kind, value }));
    case 'grants':
      return found(readStored(EARLIER_GRANTS_FORMAT, key, row), (value) => ({ kind, value }));
    case 'connection':
      return found(readStored(CONNECTION_FORMAT, key, row), (value) => ({ kind, value }));
    case 'away':
      return found(readStored(AWAY_FORMAT, key, row), (value) => ({ kind, value }));
    case 'audit':
      return found(readAudit(row), (value) => ({ kind, value }));
    case 'submission': {
      // Nothing of it is more than an attribute, which the store keeps to its type.
      const { requestId } = row;
      const value = { key, requestId: typeof requestId === 'string' ? requestId : '' };
      return { stored: 'found', value: { kind, value } };
    }
    case 'policy':
      return found(
        tryRead(() => valueIn(bodyOf(row))),
        (value) => ({ kind, value, revision: typeof row.revision === 'number' ? row.revision : 0 }),
      );
    default:
      return unreachable(kind);
  }
}

const readAudit = (row: AnyRow): Stored<AuditRecord> =>
  tryRead(() => unpackRecord(readBody(AUDIT_FORMAT, row.body)));

function found<T>(read: Stored<T>, kept: (value: T) => Kept): Stored<Kept> {
  return read.stored === 'found' ? { stored: 'found', value: kept(read.value) } : read;
}

/** The row of the next revision; undefined where it is gone. */
async function rowOf(record: KeptRecord, value: unknown): Promise<object | undefined> {
  const next: unknown =
    value instanceof Object && 'revision' in value
      ? { ...value, revision: revisionOf(record) + 1 }
      : value;
  switch (record.kind) {
    case 'request':
      return rows.requestRow(REQUEST_FORMAT.schema.parse(next));
    case 'steps':
      return rows.stepsRow(STEPS_FORMAT.schema.parse(next));
    case 'telling':
      return rows.deliveriesRow(DELIVERIES_FORMAT.schema.parse(next));
    case 'holding':
      return rows.holdingRow(HOLDING_FORMAT.schema.parse(next));
    case 'connection':
      return rows.connectionRow(CONNECTION_FORMAT.schema.parse(next));
    case 'audit': {
      const { requestId, ...row } = rows.auditRow(auditRecordSchema.parse(next));
      // All that an earlier version wrote of a request is found in one way: some of it by another would hide the rest.
      const stored = await getRow(record.kind, record.key);
      return stored?.requestId === undefined ? row : { ...row, requestId };
    }
    case 'policy': {
      const row = await getRow(record.kind, record.key);
      return row && { ...row, body: { v: bodyOf(row).v, value } };
    }
    case 'projected':
    case 'grants':
    case 'submission':
    case 'away':
      // Made from the request again; carried over by the sweep; gone, as their keys are; written by one at a time.
      return undefined;
  }
}

const bodySchema = z.union([
  z.object({ v: z.int(), deflated: z.string() }),
  z.object({ v: z.int(), value: z.unknown() }),
]);
const bodyOf = (row: AnyRow): StoredBody => bodySchema.parse(row.body);

function revisionOf(record: KeptRecord): number {
  if (record.kind === 'policy') return record.revision;
  const { value } = record;
  return value instanceof Object && 'revision' in value && typeof value.revision === 'number'
    ? value.revision
    : 0;
}

/** That it is as it was read; what never changes otherwise has to be there still, and no more. */
function asItWas(record: KeptRecord) {
  const filter = new Filter<Record<string, unknown>>();
  switch (record.kind) {
    case 'audit':
      return filter.and('at', FilterConditions.exists());
    case 'submission':
      return filter.and('requestId', FilterConditions.exists());
    case 'away':
      return filter.and('until', FilterConditions.equalTo(record.value.until));
    case 'request':
    case 'projected':
    case 'steps':
    case 'telling':
    case 'holding':
    case 'grants':
    case 'connection':
    case 'policy':
      return filter.and('revision', FilterConditions.equalTo(revisionOf(record)));
  }
}
