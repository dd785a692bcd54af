import type { RecordKind } from '#domain/aside/aside';
import { unreachable } from '#domain/lib/invariant';
import type { AnyRow } from './as-read';
import {
  ASIDE_FORM,
  AUDIT_FORM,
  CONNECTION_FORM,
  CURRENT_POLICY_FORM,
  EARLIER_GRANTS_FORM,
  HOLDING_FORM,
  OUTBOX_FORM,
  POLICY_FORM,
  POLICY_GROUPS_FORM,
  REQUEST_FORM,
  STEPS_FORM,
  TELLING_FORM,
} from './forms';
import { readIssueRow } from './issue-list';
import { unpackRecord } from './pack-record';
import { readStored, type Stored, tryRead } from './read-stored';
import { holdingRow, outboxRow, requestRow } from './rows';
import { readBody } from './stored-body';

/** That a record of some kind can be read, with the attributes that it is found by in an index. */
export interface Readable {
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** Reads a stored row as a record of that kind, whatever else there is of it. */
export function readAs(kind: RecordKind, row: AnyRow): Stored<Readable> {
  switch (kind) {
    case 'request':
      return found(readStored(REQUEST_FORM, row), requestRow);
    case 'holding':
      return found(readStored(HOLDING_FORM, row), holdingRow);
    case 'grants':
      // Found again as what is to be carried over: what is over in it makes no difference.
      return found(readStored(EARLIER_GRANTS_FORM, row), () => ({ status: 'open' }));
    case 'outbox':
      return found(readStored(OUTBOX_FORM, row), outboxRow);
    case 'steps':
      return found(readStored(STEPS_FORM, row));
    case 'connection':
      return found(readStored(CONNECTION_FORM, row));
    case 'policy':
      return readPolicy(row);
    case 'telling':
      return found(readStored(TELLING_FORM, row));
    case 'aside':
      return found(readStored(ASIDE_FORM, row));
    case 'audit':
      return found(tryRead(() => unpackRecord(readBody(AUDIT_FORM, row.body))));
    case 'issue':
      return found(tryRead(() => readIssueRow(row)));
    case 'submission':
    case 'lock':
      // Nothing of theirs is more than an attribute, which the store keeps to its type.
      return { stored: 'found', value: {} };
    default:
      return unreachable(kind);
  }
}

/** A record of the policy is a version, a part of one, or says which is in force. */
function readPolicy(row: AnyRow): Stored<Readable> {
  const version = readStored(POLICY_FORM, row);
  if (version.stored === 'found') return found(version);
  const part = readStored(POLICY_GROUPS_FORM, row);
  return part.stored === 'found' ? found(part) : found(readStored(CURRENT_POLICY_FORM, row));
}

function found<T>(read: Stored<T>, rowOf?: (value: T) => object): Stored<Readable> {
  if (read.stored === 'unreadable') return read;
  return {
    stored: 'found',
    value: rowOf === undefined ? {} : { attributes: { ...rowOf(read.value) } },
  };
}
