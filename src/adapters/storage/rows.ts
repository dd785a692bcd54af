import type { StandIn } from '#domain/approval/stand-in';
import type { Aside } from '#domain/aside/aside';
import type { AuditRecord } from '#domain/audit/audit-event';
import { peopleOfEvent } from '#domain/audit/people-of-event';
import type { Connection } from '#domain/connection/connection';
import type { Deliveries } from '#domain/delivery/deliveries';
import type { StepBlock } from '#domain/effects/step-block';
import { type Weight, weightOf } from '#domain/ends/ending-order';
import { tellBeforeEndAt } from '#domain/holding/before-end';
import type { Holding, HoldingWork } from '#domain/holding/holding';
import { type OfHolder, ofHolder } from '#domain/holding/of-holder';
import { dueAtOf as dueAtOfHolding } from '#domain/holding/pass';
import type { Instant } from '#domain/lib/time';
import { dueAtOf as dueAtOfPerson, type KeptPerson } from '#domain/personal/kept-person';
import type { Retention } from '#domain/personal/retention';
import type { AccessRequest } from '#domain/request/access-request';
import { isOpenRequest } from '#domain/request/is-open-request';
import { nextMoveAt } from '#domain/request/next-move-at';
import { nextReminderAt } from '#domain/request/reminders';
import { undecidedSince } from '#domain/request/undecided-since';
import type { WatchedIssue } from '#domain/watched-issue/watched-issue';
import type { OutboxEntry } from '#ports/outbox';
import {
  ASIDE_FORMAT,
  AUDIT_FORMAT,
  AWAY_FORMAT,
  CONNECTION_FORMAT,
  DELIVERIES_FORMAT,
  HOLDING_FORMAT,
  OUTBOX_FORMAT,
  PERSON_FORMAT,
  REQUEST_FORMAT,
  RETENTION_FORMAT,
  STEPS_FORMAT,
  WATCHED_FORMAT,
} from './formats';
import { packRecord } from './pack-record';
import { type StoredBody, writeBody } from './stored-body';

/**
 * What is stored for each entity: the attributes that manifest.yml declares, which conditions and
 * indexes see, and the body, which they don't.
 */
export interface Row {
  readonly body: StoredBody;
}
export interface RevisedRow extends Row {
  readonly revision: number;
}

/** Stands for "never" where an index needs a number: what has no such attribute is not in the index. */
export const NEVER: Instant = 8_640_000_000_000_000;

export interface RequestRow extends RevisedRow {
  readonly state: string;
  readonly dueAt: number;
  /** When it is next looked whether somebody is to be reminded. Missing where an earlier version wrote it. */
  readonly remindAt?: number;
  /** Since when nobody has decided it, where fallback approvers may be let in. Missing where an earlier version wrote it. */
  readonly undecidedSince?: number;
  readonly issueId: string;
  /** `open` while somebody has something to do about it, or the app has. */
  readonly standing: 'open' | 'over';
  readonly createdAt: number;
}
export function requestRow(request: AccessRequest): RequestRow {
  return {
    state: request.state,
    dueAt: nextMoveAt(request) ?? NEVER,
    remindAt: nextReminderAt(request) ?? NEVER,
    undecidedSince: undecidedSince(request) ?? NEVER,
    issueId: request.issue.id,
    standing: isOpenRequest(request.state) ? 'open' : 'over',
    createdAt: request.createdAt,
    revision: request.revision,
    body: writeBody(REQUEST_FORMAT, request),
  };
}

export function stepsRow(block: StepBlock): RevisedRow {
  return { revision: block.revision, body: writeBody(STEPS_FORMAT, block) };
}

export interface HoldingRow extends RevisedRow {
  readonly status: HoldingWork['state'];
  /** When it is next looked at; only what is, is ever a candidate of a query. */
  readonly dueAt: number;
  /** Missing where an earlier version wrote it last. */
  readonly weight?: Weight;
  /** These three, too: by them whoever has it finds it. */
  readonly holder?: OfHolder['holder'];
  readonly standing?: OfHolder['standing'];
  readonly lastEnd?: number;
  /** When it is to be told that it is about to end. Missing where an earlier version wrote it last. */
  readonly tellAt?: number;
}
export function holdingRow(holding: Holding): HoldingRow {
  const { holder, standing, lastEnd = NEVER } = ofHolder(holding);
  return {
    status: holding.work.state,
    dueAt: dueAtOfHolding(holding) ?? NEVER,
    weight: weightOf(holding),
    holder,
    standing,
    lastEnd,
    tellAt: tellBeforeEndAt(holding) ?? NEVER,
    revision: holding.revision,
    body: writeBody(HOLDING_FORMAT, holding),
  };
}

export function connectionRow(connection: Connection): RevisedRow {
  return { revision: connection.revision, body: writeBody(CONNECTION_FORMAT, connection) };
}

/** All records in the order of time: one partition, as 4,000 writes a minute never fill one. */
export const JOURNAL = 'all';

/** Of no work item, or no request: an attribute may not be blank. */
export const NONE = 'none';

export interface AuditRow extends Row {
  readonly journal: string;
  readonly at: number;
  readonly issueKey: string;
  /** Missing where an earlier version wrote it. */
  readonly requestId?: string;
  /** Words between spaces, one at either end too, so that a whole word can be looked for. */
  readonly people: string;
  readonly kinds: string;
}
export function auditRow(record: AuditRecord): AuditRow {
  return {
    journal: JOURNAL,
    at: record.at,
    issueKey: record.issueKey ?? NONE,
    requestId: record.requestId ?? NONE,
    people: words(new Set(record.events.flatMap(peopleOfEvent))),
    kinds: words(new Set(record.events.map(({ kind }) => kind))),
    body: writeBody(AUDIT_FORMAT, packRecord(record)),
  };
}
/** How a word is looked for among others. */
export const word = (text: string): string => ` ${text} `;
/** Nobody and nothing is a word too: a string may not be blank (doc: Custom Entity Store types). */
const words = (texts: ReadonlySet<string>): string =>
  word(texts.size === 0 ? NONE : [...texts].join(' '));

export interface OutboxRow extends Row {
  readonly status: 'open';
  readonly dueAt: number;
  readonly claimedUntil: number;
}
export function outboxRow(entry: OutboxEntry): OutboxRow {
  const { dueAt, claimedUntil } = entry;
  return { status: 'open', dueAt, claimedUntil, body: writeBody(OUTBOX_FORMAT, entry) };
}

export interface PersonRow extends RevisedRow {
  readonly status: KeptPerson['standing']['state'];
  /** When they are to be reported next, or since when they wait. */
  readonly dueAt: number;
}
export function personRow(person: KeptPerson): PersonRow {
  return {
    status: person.standing.state,
    dueAt: dueAtOfPerson(person),
    revision: person.revision,
    body: writeBody(PERSON_FORMAT, person),
  };
}

export function retentionRow(retention: Retention): RevisedRow {
  return { revision: retention.revision, body: writeBody(RETENTION_FORMAT, retention) };
}

export interface AsideRow extends Row {
  readonly journal: string;
  readonly since: number;
  readonly nextAt: number;
}
export function asideRow(aside: Aside): AsideRow {
  const { since, nextAt } = aside;
  return { journal: JOURNAL, since, nextAt, body: writeBody(ASIDE_FORMAT, aside) };
}

/** By whom it is found besides its key: whoever decides meanwhile, and admins. */
export interface AwayRow extends Row {
  readonly journal: string;
  readonly deputy: string;
  readonly until: number;
}
export function awayRow(standIn: StandIn): AwayRow {
  const { deputy, until } = standIn;
  const body = writeBody(AWAY_FORMAT, standIn);
  return { journal: JOURNAL, deputy: deputy.accountId, until, body };
}

/** By which the sweep finds those whose turn it is. */
export interface WatchedRow extends RevisedRow {
  readonly journal: string;
  readonly dueAt: number;
}
export function watchedRow(watched: WatchedIssue): WatchedRow {
  const { nextLookAt: dueAt, revision } = watched;
  return { journal: JOURNAL, dueAt, revision, body: writeBody(WATCHED_FORMAT, watched) };
}

export function deliveriesRow(deliveries: Deliveries): RevisedRow {
  return { revision: deliveries.revision, body: writeBody(DELIVERIES_FORMAT, deliveries) };
}
