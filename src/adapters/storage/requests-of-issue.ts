import { kvs, Sort } from '@forge/kvs';
import type { AccessRequest } from '#domain/request/access-request';
import { isOpenRequest } from '#domain/request/is-open-request';
import type { RequestPage } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { LISTED, readIssueList } from './issue-list';
import { ENTITY, idOf } from './keys';
import { pageFrom } from './page-from';
import { readRequest } from './read-request';

/** Of a query (doc: Forge storage limits). */
const QUERIED_AT_ONCE = 100;

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
      if (open.cursor !== undefined) return readPage(issueId, open.ids, `open|${open.cursor}`);
      const [list, shown] = await Promise.all([listed(issueId), openOf(issueId)]);
      return readPage(issueId, open.ids, listBehind(list, shown));
    }
    case 'list': {
      const [list, shown] = await Promise.all([listed(issueId), openOf(issueId)]);
      const from = at === '' ? 0 : list.ids.indexOf(at) + 1 || list.ids.length;
      const page = list.ids
        .slice(from)
        .filter((id) => !shown.has(id))
        .slice(0, limit);
      const before = list.ids.slice(0, from);
      return readPage(issueId, page, listBehind(list, new Set([...before, ...shown, ...page])));
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
  const together = [...new Set([...open.ids, ...list.ids.slice(0, limit)])];
  const read = await readPage(issueId, together, undefined);
  const sorted = read.requests.toSorted(
    (one, other) =>
      Number(isOpenRequest(other.state)) - Number(isOpenRequest(one.state)) ||
      other.createdAt - one.createdAt,
  );
  const later = new Set(sorted.slice(limit).map(({ id }) => id));
  const shown = new Set(together.filter((id) => !later.has(id)));
  return {
    requests: sorted.slice(0, limit),
    unreadable: read.unreadable + list.unreadable,
    cursor: open.cursor === undefined ? listBehind(list, shown) : `open|${open.cursor}`,
  };
}

function splitCursor(cursor: string | undefined): readonly string[] {
  const [, part = '', at = ''] = /^([a-z]+)\|(.*)$/s.exec(cursor ?? '') ?? [];
  return [part, at];
}

interface Listed {
  readonly ids: readonly string[];
  readonly unreadable: number;
}

/** Where the list goes on, with the first that was not shown: no page is asked for that has nothing new. */
function listBehind({ ids, unreadable }: Listed, shown: ReadonlySet<string>): string | undefined {
  const next = ids.findIndex((id) => !shown.has(id));
  if (next !== -1) return `list|${ids[next - 1] ?? ''}`;
  // A list of that length is not all there is, and of one that can't be read nothing is known.
  return ids.length < LISTED && unreadable === 0 ? undefined : 'over|';
}

async function listed(issueId: string): Promise<Listed> {
  const list = await ifUnreadable(readIssueList(issueId), undefined);
  return list === undefined ? { ids: [], unreadable: 1 } : { ids: list.requestIds, unreadable: 0 };
}

/** As many as one look finds: of an issue with more that wait, some are shown twice. */
async function openOf(issueId: string): Promise<ReadonlySet<string>> {
  return new Set((await byStanding(issueId, 'open', '', QUERIED_AT_ONCE)).ids);
}

async function byStanding(
  issueId: string,
  standing: 'open' | 'over',
  cursor: string,
  limit: number,
): Promise<{ ids: readonly string[]; cursor: string | undefined }> {
  const query = () =>
    kvs
      .entity<unknown>(ENTITY.request)
      .query()
      .index('by-issue', { partition: [issueId, standing] })
      .sort(Sort.DESC)
      .limit(limit);
  const { results, nextCursor } = await pageFrom(cursor === '' ? undefined : cursor, (from) =>
    (from === undefined ? query() : query().cursor(from)).getMany(),
  );
  return { ids: results.map(({ key }) => idOf(ENTITY.request, key)), cursor: nextCursor };
}

/** Each by itself: one that makes no sense is counted. */
async function readPage(
  issueId: string,
  ids: readonly string[],
  cursor: string | undefined,
): Promise<RequestPage> {
  const read = await Promise.all(ids.map((id) => ifUnreadable(readRequest(id), 'unreadable')));
  const unreadable = read.filter((one) => one === 'unreadable').length;
  const requests = read.filter(
    (one): one is AccessRequest => one !== 'unreadable' && one?.issue.id === issueId,
  );
  return { requests, unreadable, cursor };
}
