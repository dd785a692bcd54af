import type { AuditKind } from '#domain/audit/audit-event';
import { isOfNoWorkItem } from '#domain/audit/of-no-work-item';
import { peopleOfRequest } from '#domain/request/people-of-request';
import type { AuditQuery } from '#ports/audit-trail';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import {
  type AuditEntry,
  type Entries,
  type EntriesQuery,
  type ListEntriesPorts,
  within,
} from './audit-entry';
import { eventsOfRequest } from './events-of-request';
import { listOfPerson } from './list-of-person';
import { type AuditFound, matches, searchAudit } from './search-audit';

/** Enough for one screen. */
const ENOUGH = 15;
/** A request of thousands of people has tens of records, one after the other: no more are looked through for one page. */
const SEARCHES = 5;

/** The audit a page at a time, a line for each request: what it costs depends on nothing that is not looked at. */
export async function listEntries(ports: ListEntriesPorts, query: EntriesQuery): Promise<Entries> {
  const { requestId, accountId, issueKey } = query;
  if (requestId !== undefined) return oneRequest(ports, requestId, query);
  if (accountId !== undefined && issueKey === undefined) {
    return listOfPerson(ports, accountId, query);
  }
  return inOrderOfTime(ports, query);
}

async function oneRequest(
  ports: ListEntriesPorts,
  requestId: string,
  { since, until, kind }: EntriesQuery,
): Promise<Entries> {
  const { found, unreadable } = await eventsOfRequest(ports, requestId, within(since, until, kind));
  return { entries: await entriesOf(ports, found), unreadable, cursor: undefined };
}

/** What happened last comes first; a request is where the last of it happened. */
async function inOrderOfTime(ports: ListEntriesPorts, query: EntriesQuery): Promise<Entries> {
  const { issueKey, accountId, kind, since, until } = query;
  const asked: AuditQuery = { ...within(since, until, kind), ...partOf(issueKey, kind) };
  const found: AuditFound[] = [];
  let { cursor } = query;
  let unreadable = 0;
  for (let search = 0; search < SEARCHES; search += 1) {
    const page = await searchAudit(ports.trail, {
      ...asked,
      ...(cursor === undefined ? {} : { cursor }),
    });
    found.push(...page.found);
    unreadable += page.unreadable;
    cursor = page.cursor;
    if (cursor === undefined || linesOf(found).size >= ENOUGH) break;
  }
  const entries = await entriesOf(ports, found);
  if (accountId === undefined) return { entries, unreadable, cursor };
  const theirs = await Promise.all(entries.map((entry) => concerns(ports, entry, accountId)));
  return { entries: entries.filter((_, place) => theirs[place]), unreadable, cursor };
}

/** What is of no work item is found among the little that is, whatever has been asked for. */
export function partOf(
  issueKey: string | undefined,
  kind: AuditKind | undefined,
): Pick<AuditQuery, 'of'> {
  if (issueKey !== undefined) return { of: { issueKey } };
  return kind !== undefined && isOfNoWorkItem(kind) ? { of: 'noWorkItem' } : {};
}

const lineOf = ({ event, record: { requestId } }: AuditFound): string => requestId ?? event.id;
const linesOf = (found: readonly AuditFound[]) => new Set(found.map(lineOf));

/** Each request once, where its newest event is. */
async function entriesOf(
  { requests }: ListEntriesPorts,
  found: readonly AuditFound[],
): Promise<readonly AuditEntry[]> {
  const newest = new Map<string, AuditFound>();
  for (const one of found) {
    const before = newest.get(lineOf(one));
    // Of one record, what came last in it.
    if (before === undefined || before.record === one.record) newest.set(lineOf(one), one);
  }
  return Promise.all([...newest.values()].map((one) => entryOf(requests, one)));
}

async function entryOf(requests: RequestStore, found: AuditFound): Promise<AuditEntry> {
  const { event, record } = found;
  const { requestId, issueKey } = record;
  if (requestId === undefined) return { of: 'noRequest', event, issueKey };
  const request = await ifUnreadable(requests.get(requestId), undefined);
  return { of: 'request', requestId, issueKey, at: event.at, latest: event, request };
}

/** A request that is in no list yet is looked at itself. */
async function concerns(
  { projections }: ListEntriesPorts,
  entry: AuditEntry,
  accountId: string,
): Promise<boolean> {
  if (entry.of === 'noRequest') return matches(entry.event, { accountId });
  const { request, requestId } = entry;
  if (request !== undefined && peopleOfRequest(request).includes(accountId)) return true;
  const { rows } = await projections.read(requestId);
  return rows.some((row) => row.list === 'audited' && row.accountId === accountId);
}
