import { isFormer } from '#domain/action/former';
import type { Instant } from '#domain/lib/time';
import { createdAccounts } from '#domain/personal/created-accounts';
import { type KeptPerson, newPerson, noteTrace, type Trace } from '#domain/personal/kept-person';
import { type FoundPerson, peopleIn } from '#domain/personal/people-in';
import { behindPage, type PersonalRound, roundToGoOn } from '#domain/personal/personal-data-round';
import type { PersonChanges } from '#domain/personal/rewrite-people';
import type { HostAsApp } from '#ports/host-jira';
import type { KeptPeople } from '#ports/kept-people';
import type { KeptRecord } from '#ports/kept-records';
import { PlatformFailure } from '#ports/platform-failure';
import { SiteFailure } from '#ports/site-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import { nameOf } from '../sweep/each-alone';
import { changesOf, pendingOf } from './changes-of-round';
import { type DeleteOverPorts, deleteWhenOver, readCutOff, tellDeleted } from './delete-over';
import { type EndRoundPorts, endRound } from './end-round';
import { type TakeOutPorts, takeOutApprovers } from './take-out-approvers';
import { changedIn, type TreatPorts, treatRecord } from './treat-record';

export interface GoRoundPorts extends TreatPorts, TakeOutPorts, EndRoundPorts, DeleteOverPorts {
  readonly keptPeople: KeptPeople;
  readonly hostAsApp: HostAsApp;
}

/** Pages of one sweep: what it costs does not depend on how much is stored. */
const PAGES = 20;
/** Of whom one sweep notes something: a quarter of what the store takes in a minute (doc: Forge KVS limits). */
const PEOPLE = 1_000;
const WRITTEN_AT_ONCE = 25;

/**
 * Goes round everything that is stored, some pages in each sweep: notes of whom there is something, erases those
 * whose accounts were closed, calls those who are called otherwise by now by their names, and deletes what was over for
 * longer than an admin has it kept. Answers how many records were rewritten.
 */
export async function goRound(
  ports: GoRoundPorts,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const { keptPeople } = ports;
  const [closedSince, updatedSince] = await Promise.all([
    keptPeople.lastDue('closed'),
    keptPeople.lastDue('updated'),
  ]);
  const pendingSince = latestOf(closedSince, updatedSince);
  let round = roundToGoOn(await keptPeople.round(), pendingSince, ports.clock.now());
  if (round === undefined) return 0;
  const changesBefore = await changesNow(ports, round);
  await takeOutApprovers(ports, changesBefore);
  const cutOff = await readCutOff(ports);
  let rewritten = 0;
  let people = PEOPLE;
  for (let page = 0; page < PAGES && !round.isOver && mayGoOn(); page += 1) {
    const { records, cursor } = await nextPage(ports, round);
    const noted = await noteTraces(ports, await tracesIn(ports, records), round, people);
    people -= noted.written;
    // Whoever is left on this page is noted by the next sweep, and those who are noted are by then.
    if (!noted.isWhole) break;
    // Anew for each page: what was just learned of somebody's addresses holds for it.
    const changes = await changesNow(ports, round);
    rewritten += await treatPage(ports, records, changes, round, cutOff);
    // Written after: a page that was not looked at whole is looked at again.
    round = behindPage(round, cursor);
    await keptPeople.keepRound(round);
    if (round.isOver) await endRound(ports, round);
    if (round.isOver) await tellDeleted(ports);
  }
  return rewritten;
}

/** While Jira does not say what people are called, they stay as they are for this round: who is to be erased is. */
async function changesNow(ports: GoRoundPorts, round: PersonalRound): Promise<PersonChanges> {
  const pending = await pendingOf(ports, round);
  try {
    return await changesOf(ports, pending);
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    ports.log.warn('Jira does not say what people are called by now', { code: error.code });
    const isRenamed = ({ standing }: KeptPerson) => standing.state === 'updated';
    const left = { from: Number.POSITIVE_INFINITY, emails: [], isLeft: true };
    const stay = pending.filter(isRenamed).map(({ accountId }) => [accountId, left] as const);
    await noteTraces(ports, new Map(stay), round);
    return changesOf(
      ports,
      pending.filter((one) => !isRenamed(one)),
    );
  }
}

function latestOf(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  return one === undefined ? other : Math.max(one, other ?? one);
}

async function nextPage({ keptRecords }: GoRoundPorts, { kind, cursor }: PersonalRound) {
  try {
    return await keptRecords.page(kind, cursor);
  } catch (error) {
    // A cursor that the store no longer takes: this kind is begun anew.
    const isRefused = error instanceof PlatformFailure && !error.retryable;
    if (cursor === undefined || !isRefused) throw error;
    return keptRecords.page(kind, undefined);
  }
}

type Traces = Map<string, Trace>;

function addTo(traces: Traces, people: readonly FoundPerson[], from: Instant): void {
  for (const { accountId, emails } of people) {
    const known = traces.get(accountId);
    traces.set(accountId, {
      from: Math.min(from, known?.from ?? from),
      emails: [...new Set([...(known?.emails ?? []), ...emails])],
      isLeft: false,
    });
  }
}

async function tracesIn(ports: GoRoundPorts, records: readonly KeptRecord[]): Promise<Traces> {
  const traces: Traces = new Map();
  for (const record of records) {
    const from = fetchedAt(record) ?? ports.clock.now();
    addTo(traces, peopleIn(record.value), from);
    // Whose the address of the connection is.
    if (record.kind === 'connection') {
      const { actsAs, email } = record.value;
      addTo(traces, withoutFormer([{ accountId: actsAs.accountId, emails: [email] }]), from);
    }
    if (record.kind === 'steps') addTo(traces, await createdIn(ports, record.value), from);
  }
  return traces;
}

const withoutFormer = (people: readonly FoundPerson[]) =>
  people.filter(({ accountId }) => !isFormer(accountId));

async function createdIn(
  { requests }: GoRoundPorts,
  block: Extract<KeptRecord, { kind: 'steps' }>['value'],
): Promise<readonly FoundPerson[]> {
  if (!block.steps.some(({ outcome }) => 'createdId' in outcome)) return [];
  const request = await ifUnreadable(requests.get(block.requestId), undefined);
  return request === undefined ? [] : withoutFormer(createdAccounts(request, block));
}

/** When what a record says of people was fetched; undefined where it does not tell. */
function fetchedAt(record: KeptRecord): Instant | undefined {
  switch (record.kind) {
    case 'request':
      return record.value.createdAt;
    case 'projected':
      return least(record.value.rows.map(({ at }) => at));
    case 'holding':
    case 'grants':
      return least(record.value.grants.map(({ grantedAt }) => grantedAt));
    case 'telling':
      return least(record.value.told.map(({ since }) => since));
    case 'audit':
      return record.value.at;
    case 'connection':
      return record.value.connectedAt;
    case 'steps':
    case 'submission':
    case 'policy':
    case 'away':
      return undefined;
  }
}

const least = (all: readonly Instant[]) => (all.length === 0 ? undefined : Math.min(...all));

/** Who was faster is noted by the next page, or the next round. */
async function noteTraces(
  { keptPeople, clock }: GoRoundPorts,
  traces: ReadonlyMap<string, Trace>,
  round: PersonalRound,
  atMost = Number.POSITIVE_INFINITY,
): Promise<Noted> {
  const known = await keptPeople.getMany([...traces.keys()]);
  const news = [...traces].flatMap(([accountId, trace]) => {
    const person = known.get(accountId);
    const next =
      person === undefined
        ? newPerson(accountId, trace.from, round.number, clock.now())
        : noteTrace(person, trace, round.number);
    return next ?? [];
  });
  const now = news.slice(0, atMost);
  for (let from = 0; from < now.length; from += WRITTEN_AT_ONCE) {
    const together = now.slice(from, from + WRITTEN_AT_ONCE);
    await Promise.all(together.map((next) => keptPeople.write(next)));
  }
  return { written: now.length, isWhole: now.length === news.length };
}

interface Noted {
  readonly written: number;
  /** Everybody was noted. */
  readonly isWhole: boolean;
}

/** Each record alone: what can't be treated now keeps nothing else, and its people wait for the next round. */
async function treatPage(
  ports: GoRoundPorts,
  records: readonly KeptRecord[],
  changes: PersonChanges,
  round: PersonalRound,
  cutOff: Instant | undefined,
): Promise<number> {
  const traces: Traces = new Map();
  let rewritten = 0;
  for (const record of records) {
    const found = changedIn(record.value, changes);
    let left = found;
    try {
      if (await deleteWhenOver(ports, record, cutOff)) continue;
      const treated = await treatRecord(ports, record, changes, found);
      if (treated.isRewritten) rewritten += 1;
      left = treated.left;
    } catch (error) {
      ports.log.warn('The people of a record could not be seen to, and the others are', {
        kind: record.kind,
        error: nameOf(error),
      });
    }
    for (const accountId of found) {
      const isLeft = left.has(accountId) || (traces.get(accountId)?.isLeft ?? false);
      traces.set(accountId, { from: Number.POSITIVE_INFINITY, emails: [], isLeft });
    }
  }
  await noteTraces(ports, traces, round);
  return rewritten;
}
