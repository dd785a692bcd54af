import type { RecordKind } from '#domain/aside/aside';
import { unreachable } from '#domain/lib/invariant';
import {
  ASIDE_FORMAT,
  AUDIT_FORMAT,
  AWAY_FORMAT,
  CONNECTION_FORMAT,
  CURRENT_POLICY_FORMAT,
  DELIVERIES_FORMAT,
  EARLIER_GRANTS_FORMAT,
  HOLDING_FORMAT,
  OUTBOX_FORMAT,
  PERSON_FORMAT,
  POLICY_BUNDLES_FORMAT,
  POLICY_FORMAT,
  POLICY_GROUPS_FORMAT,
  PROJECTED_FORMAT,
  REQUEST_FORMAT,
  RETENTION_FORMAT,
  STEPS_FORMAT,
  WATCHED_FORMAT,
} from './formats';
import { readIssueRow } from './issue-list';
import { unpackRecord } from './pack-record';
import { readStored, type Stored, tryRead } from './read-stored';
import { holdingRow, outboxRow, personRow, requestRow, watchedRow } from './rows';
import { readBody } from './stored-body';
import type { AnyRow } from './unchanged-since-read';

/** That a record of some kind can be read, with the attributes that it is found by in an index. */
export interface Readable {
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** Reads a stored row as a record of that kind, whatever else there is of it. */
export function readRecord(kind: RecordKind, key: string, row: AnyRow): Stored<Readable> {
  switch (kind) {
    case 'request':
      return found(readStored(REQUEST_FORMAT, key, row), requestRow);
    case 'holding':
      return found(readStored(HOLDING_FORMAT, key, row), holdingRow);
    case 'grants':
      // Found again as what is to be carried over: what is over in it makes no difference.
      return found(readStored(EARLIER_GRANTS_FORMAT, key, row), () => ({ status: 'open' }));
    case 'outbox':
      return found(readStored(OUTBOX_FORMAT, key, row), outboxRow);
    case 'steps':
      return found(readStored(STEPS_FORMAT, key, row));
    case 'connection':
      return found(readStored(CONNECTION_FORMAT, key, row));
    case 'policy':
      return readPolicy(key, row);
    case 'telling':
      return found(readStored(DELIVERIES_FORMAT, key, row));
    case 'retention':
      return found(readStored(RETENTION_FORMAT, key, row));
    case 'away':
      return found(readStored(AWAY_FORMAT, key, row));
    case 'projected':
      return found(readStored(PROJECTED_FORMAT, key, row));
    case 'watched':
      return found(readStored(WATCHED_FORMAT, key, row), watchedRow);
    case 'person':
      return found(readStored(PERSON_FORMAT, key, row), personRow);
    case 'aside':
      return found(readStored(ASIDE_FORMAT, key, row));
    case 'audit':
      return found(tryRead(() => unpackRecord(readBody(AUDIT_FORMAT, row.body))));
    case 'issue':
      return found(tryRead(() => readIssueRow(row)));
    case 'submission':
    case 'projection':
    case 'lock':
      // Nothing of theirs is more than an attribute, which the store keeps to its type.
      return { stored: 'found', value: {} };
    default:
      return unreachable(kind);
  }
}

/** A record of the policy is a version, a part of one, or says which is in force. */
function readPolicy(key: string, row: AnyRow): Stored<Readable> {
  const version = readStored(POLICY_FORMAT, key, row);
  if (version.stored === 'found') return found(version);
  const part = readStored(POLICY_GROUPS_FORMAT, key, row);
  if (part.stored === 'found') return found(part);
  const bundles = readStored(POLICY_BUNDLES_FORMAT, key, row);
  if (bundles.stored === 'found') return found(bundles);
  return found(readStored(CURRENT_POLICY_FORMAT, key, row));
}

function found<T>(read: Stored<T>, rowOf?: (value: T) => object): Stored<Readable> {
  if (read.stored === 'unreadable') return read;
  return {
    stored: 'found',
    value: rowOf === undefined ? {} : { attributes: { ...rowOf(read.value) } },
  };
}
