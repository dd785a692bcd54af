import { z } from 'zod';
import { invariant } from '#domain/lib/invariant';
import { UnreadableRecord } from '#ports/unreadable-record';
import { ENTITY, issueKey } from './keys';
import { getRow } from './new-records';
import { tryRead } from './read-stored';
import { exactly } from './schemas/exactly';
import { list } from './schemas/record';
import { setAside } from './set-aside';

/**
 * The requests of one issue, newest first: kept by hand and read by key, because a query might not
 * show yet what somebody has just submitted.
 */
export interface IssueList {
  /** 0 where nothing is stored yet. */
  readonly revision: number;
  readonly requestIds: readonly string[];
}

/** Older ones are found by the index; a list of this length takes 40 KB of the 240 that a value may. */
export const LISTED = 1_000;

const schema = z.object({ revision: z.int(), requestIds: list(z.string()) });
exactly<IssueList>()(schema);

export async function readIssueList(issueId: string): Promise<IssueList> {
  const key = issueKey(issueId);
  const row = await getRow(ENTITY.issue, key);
  if (row === undefined) return { revision: 0, requestIds: [] };
  const read = tryRead(() => readIssueRow(row));
  if (read.stored === 'found') return read.value;
  await setAside(ENTITY.issue, key, row, read.why);
  throw new UnreadableRecord(ENTITY.issue, key, read.why);
}

/** Throws InvariantViolation. */
export function readIssueRow(row: unknown): IssueList {
  const parsed = schema.safeParse(row);
  invariant(parsed.success, 'a stored list of the requests of an issue is not one');
  return parsed.data;
}

export function addToIssueList(list: IssueList, requestId: string): IssueList {
  return {
    revision: list.revision + 1,
    requestIds: [requestId, ...list.requestIds].slice(0, LISTED),
  };
}
