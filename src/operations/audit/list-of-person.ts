import type { AuditEvent } from '#domain/audit/audit-event';
import type { Instant } from '#domain/lib/time';
import type { AuditQuery, AuditTrail } from '#ports/audit-trail';
import { ifUnreadable } from '#ports/unreadable-record';
import {
  type AuditEntry,
  type Entries,
  type EntriesQuery,
  type ListEntriesPorts,
  type RequestEntry,
  within,
} from './audit-entry';
import { eventsOfRequest } from './events-of-request';
import { matches, newestOf } from './search-audit';

/** How far a list of two kinds of things has come: what is at this instant and before, but for what was shown of it. */
interface Place {
  readonly until: Instant;
  /** Ids, between commas. */
  readonly shown: string;
}

/** Of something in the order of time: those that were found, and from when on there are no others. */
interface Found {
  readonly items: readonly {
    readonly id: string;
    readonly at: Instant;
    readonly entry: AuditEntry;
  }[];
  readonly reach: Instant;
  readonly unreadable: number;
}

const REQUESTS = 20;
/** doc: Forge KVS limits: a query answers at most 100. */
const MOST_REQUESTS = 100;
/** Of one instant, by their ids: a cursor has no room for more. */
const MOST_AT_ONCE = 25;
/** Pages that have nothing to show are passed over, up to this many at a time. */
const TURNS = 5;
/** After all that the clock can say. */
const LAST: Instant = 8_640_000_000_000_000;

/**
 * All that somebody asked for, decided, did or got, by what they are found by: requests by the list of theirs, the newest
 * first, and what is of no request among the little that is. However much others have ever asked for, it costs the same.
 */
export async function listOfPerson(
  ports: ListEntriesPorts,
  accountId: string,
  query: EntriesQuery,
): Promise<Entries> {
  let place: Place = readPlace(query.cursor) ?? { until: query.until ?? LAST, shown: '' };
  let unreadable = 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const [asked, besides] = await Promise.all([
      requestsOf(ports, accountId, query, place),
      besidesRequests(ports.trail, accountId, query, place),
    ]);
    unreadable += besides.unreadable;
    const reach = Math.max(asked.reach, besides.reach);
    const shown = [...asked.items, ...besides.items]
      .filter(({ at, id }) => at >= reach && !wereShown(place).includes(id))
      .sort((one, other) => other.at - one.at);
    const entries = shown.map(({ entry }) => entry);
    if (reach === Number.NEGATIVE_INFINITY) return { entries, unreadable, cursor: undefined };
    place = after(place, shown, reach);
    if (entries.length > 0) return { entries, unreadable, cursor: cursorOf(place) };
  }
  return { entries: [], unreadable, cursor: cursorOf(place) };
}

function after(place: Place, shown: Found['items'], reach: Instant): Place {
  const here = shown.filter(({ at }) => at === reach).map(({ id }) => id);
  if (reach !== place.until) return { until: reach, shown: here.join() };
  const before = wereShown(place);
  // More at one instant than anybody could have done by then is passed over.
  return here.length === 0 || before.length >= MOST_AT_ONCE
    ? { until: reach - 1, shown: '' }
    : { until: reach, shown: [...before, ...here].join() };
}

const wereShown = ({ shown }: Place): readonly string[] => (shown === '' ? [] : shown.split(','));

async function requestsOf(
  ports: ListEntriesPorts,
  accountId: string,
  query: EntriesQuery,
  place: Place,
): Promise<Found> {
  const limit = Math.min(MOST_REQUESTS, REQUESTS + wereShown(place).length);
  const rows = await ports.projections.audited(accountId, place.until, limit);
  const entries = await Promise.all(rows.map((row) => entryOf(ports, row, query)));
  const last = rows.at(-1);
  const isAll = rows.length < limit || last === undefined;
  return {
    items: entries.flatMap((entry) =>
      entry === undefined ? [] : { id: entry.requestId, at: entry.at, entry },
    ),
    reach: isAll ? Number.NEGATIVE_INFINITY : last.at,
    unreadable: 0,
  };
}

/** Undefined where nothing of it is of the kind and the time that is asked for. */
async function entryOf(
  ports: ListEntriesPorts,
  { requestId, at }: { readonly requestId: string; readonly at: Instant },
  { since, until, kind }: EntriesQuery,
): Promise<RequestEntry | undefined> {
  const [request, latest] = await Promise.all([
    ifUnreadable(ports.requests.get(requestId), undefined),
    // Each has been asked for by then: without more to look for, there is nothing to look up.
    since === undefined && kind === undefined
      ? undefined
      : eventsOfRequest(ports, requestId, within(since, until, kind)).then(({ found }) =>
          newestOf(found),
        ),
  ]);
  if (latest === undefined && (since !== undefined || kind !== undefined)) return undefined;
  const issueKey = request?.issue.key;
  return { of: 'request', requestId, issueKey, at, latest: latest?.event, request };
}

/** By either of the two ways in which it is noted that something is of no request: each once. */
async function besidesRequests(
  trail: AuditTrail,
  accountId: string,
  { since, until, kind }: EntriesQuery,
  place: Place,
): Promise<Found> {
  const reached = Math.min(place.until, until ?? place.until);
  const asked = within(since, reached, undefined);
  const parts = await Promise.all([
    eventsIn(trail, { ...asked, of: 'noRequest' }),
    eventsIn(trail, { ...asked, of: 'noWorkItem' }),
  ]);
  const events = new Map<string, AuditEntry & { readonly of: 'noRequest' }>();
  for (const { found } of parts) for (const one of found) events.set(one.event.id, one);
  const asks = { accountId, ...(kind === undefined ? {} : { kind }) };
  const theirs = [...events.values()].filter(({ event }) => matches(event, asks));
  return {
    items: theirs.map((entry) => ({ id: entry.event.id, at: entry.event.at, entry })),
    reach: Math.max(...parts.map(({ reach }) => reach)),
    unreadable: parts.reduce((sum, { unreadable }) => sum + unreadable, 0),
  };
}

/** All that is there, theirs or not: only so it is known how far it reaches. */
async function eventsIn(trail: AuditTrail, asked: AuditQuery) {
  const { records, unreadable, cursor } = await trail.search(asked);
  const found = records
    .filter(({ requestId }) => requestId === undefined)
    .flatMap(({ events, issueKey }) =>
      events.map((event: AuditEvent) => ({ of: 'noRequest' as const, event, issueKey })),
    );
  const last = records.at(-1)?.at;
  const isAll = cursor === undefined || last === undefined;
  return { found, unreadable, reach: isAll ? Number.NEGATIVE_INFINITY : last };
}

const cursorOf = ({ until, shown }: Place): string => `${until}|${shown}`;

/** One that was not handed out is none: the list begins anew. */
function readPlace(cursor: string | undefined): Place | undefined {
  const [, until = '', shown = ''] = /^(-?\d{1,16})\|(.*)$/s.exec(cursor ?? '') ?? [];
  return until === '' || Math.abs(Number(until)) > LAST
    ? undefined
    : { until: Number(until), shown };
}
