import { kvs, Sort } from '@forge/kvs';
import type { AccessRequest } from '#domain/request/access-request';
import { isOpenRequest } from '#domain/request/is-open-request';
import type { RequestPage } from '#ports/request-store';
import { UnreadableRecord } from '#ports/unreadable-record';
import { callStorage } from './call-storage';
import { LISTED, readIssueList } from './issue-list';
import { ENTITY, idOf } from './keys';
import { readRequest } from './read-request';

/**
 * The requests of one issue, a page at a time: those that are open, as the index knows them, with the
 * newest, as the list knows them; then what else the list names; then, of an issue with more than it
 * keeps, those that are over. Each cursor says which of these goes on and where.
 */
export async function requestsOfIssue(
  issueId: string,
  cursor: string | undefined,
  limit: number,
): Promise<RequestPage> {
  const [part, at = ''] = splitCursor(cursor);
  switch (part) {
    case 'open': {
      const open = await byStanding(issueId, 'open', at, limit);
      return readPage(
        issueId,
        open.ids,
        open.cursor === undefined ? 'list|' : `open|${open.cursor}`,
      );
    }
    case 'list': {
      const { ids } = await listed(issueId);
      const from = at === '' ? 0 : ids.indexOf(at) + 1 || ids.length;
      const page = ids.slice(from, from + limit);
      return readPage(issueId, page, cursorAfter(ids, from + limit));
    }
    case 'over': {
      const over = await byStanding(issueId, 'over', at, limit);
      return readPage(issueId, over.ids, over.cursor && `over|${over.cursor}`);
    }
    default:
      return firstPage(issueId, limit);
  }
}

async function firstPage(issueId: string, limit: number): Promise<RequestPage> {
  const [list, open] = await Promise.all([listed(issueId), byStanding(issueId, 'open', '', limit)]);
  const newest = list.ids.slice(0, limit);
  const read = await readPage(issueId, [...new Set([...open.ids, ...newest])], undefined);
  const sorted = read.requests.toSorted(
    (one, other) =>
      Number(isOpenRequest(other.state)) - Number(isOpenRequest(one.state)) ||
      other.createdAt - one.createdAt,
  );
  const requests = sorted.slice(0, limit);
  const rest = requests.length < sorted.length ? 'list|' : cursorAfter(list.ids, limit);
  return {
    requests,
    unreadable: read.unreadable + list.unreadable,
    cursor: open.cursor === undefined ? rest : `open|${open.cursor}`,
  };
}

function splitCursor(cursor: string | undefined): readonly string[] {
  const [, part = '', at = ''] = /^([a-z]+)\|(.*)$/s.exec(cursor ?? '') ?? [];
  return [part, at];
}

function cursorAfter(ids: readonly string[], end: number): string | undefined {
  const last = ids[end - 1];
  if (end < ids.length && last !== undefined) return `list|${last}`;
  return ids.length < LISTED ? undefined : 'over|';
}

async function listed(issueId: string): Promise<{ ids: readonly string[]; unreadable: number }> {
  try {
    return { ids: (await readIssueList(issueId)).requestIds, unreadable: 0 };
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    return { ids: [], unreadable: 1 };
  }
}

async function byStanding(
  issueId: string,
  standing: 'open' | 'over',
  cursor: string,
  limit: number,
): Promise<{ ids: readonly string[]; cursor: string | undefined }> {
  const query = kvs
    .entity<unknown>(ENTITY.request)
    .query()
    .index('by-issue', { partition: [issueId, standing] })
    .sort(Sort.DESC)
    .limit(limit);
  if (cursor !== '') query.cursor(cursor);
  const { results, nextCursor } = await callStorage(() => query.getMany());
  return { ids: results.map(({ key }) => idOf(ENTITY.request, key)), cursor: nextCursor };
}

/** Each by itself: one that makes no sense is counted. */
async function readPage(
  issueId: string,
  ids: readonly string[],
  cursor: string | undefined,
): Promise<RequestPage> {
  let unreadable = 0;
  const read = await Promise.all(
    ids.map(async (id) => {
      try {
        return await readRequest(id);
      } catch (error) {
        if (!(error instanceof UnreadableRecord)) throw error;
        unreadable += 1;
        return undefined;
      }
    }),
  );
  const requests = read.filter(
    (request): request is AccessRequest => request?.issue.id === issueId,
  );
  return { requests, unreadable, cursor };
}
