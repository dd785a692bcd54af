import type { AuditRecord } from '#domain/audit/audit-event';
import type { FactOfRequest, HoldingChange } from '#domain/holding/change-holding';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import { PlatformFailure } from '#ports/platform-failure';
import { APP, makeRecord } from '../audit/make-record';
import { statesToShow } from './states-to-show';

export interface WriteHoldingsPorts {
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** doc: Forge KVS limits: 25 records in one transaction, and one is the promise to show it to Jira's search. */
const AT_ONCE = 24;
const TRANSACTIONS_AT_ONCE = 4;

/** Of what was not written, nothing is: neither the holding nor what the audit says of it. */
export interface NotWritten {
  /** Somebody else has written them since they were read. */
  readonly conflicts: readonly HoldingChange[];
  /** The store does not take them, each by itself, and will not take them later either. */
  readonly refused: readonly HoldingChange[];
  /** It did not take them for now. */
  readonly busy: readonly HoldingChange[];
}

/**
 * Writes holdings with what the audit says of them, as many in one transaction as it takes; one that the
 * store does not take keeps none of the others. Throws where it takes none of them for now: then it is the
 * store.
 */
export async function writeHoldings(
  ports: WriteHoldingsPorts,
  changes: readonly HoldingChange[],
): Promise<NotWritten> {
  const written: Written[] = [];
  const packs = packed(changes);
  for (let from = 0; from < packs.length; from += TRANSACTIONS_AT_ONCE) {
    const together = packs.slice(from, from + TRANSACTIONS_AT_ONCE);
    written.push(...(await Promise.all(together.map((pack) => writePack(ports, pack)))).flat());
  }
  const failed = written.flatMap(({ how }) => (how instanceof PlatformFailure ? how : []));
  const [first] = failed;
  if (first?.retryable === true && failed.length === changes.length) throw first;
  return {
    conflicts: written.flatMap(({ how, change }) => (how === 'conflict' ? change : [])),
    refused: written.flatMap(({ how, change }) => (isFailure(how, false) ? change : [])),
    busy: written.flatMap(({ how, change }) => (isFailure(how, true) ? change : [])),
  };
}

const isFailure = (how: Written['how'], retryable: boolean) =>
  how instanceof PlatformFailure && how.retryable === retryable;

interface Written {
  readonly change: HoldingChange;
  readonly how: 'committed' | 'conflict' | PlatformFailure;
}

async function writePack(
  ports: WriteHoldingsPorts,
  pack: readonly HoldingChange[],
): Promise<readonly Written[]> {
  const how = await tryToWrite(ports, pack);
  if (how === 'committed' || pack.length === 1) return pack.map((change) => ({ change, how }));
  // One of them is in the way: the others are written without it.
  const alone: Written[] = [];
  for (const change of pack) alone.push(...(await writePack(ports, [change])));
  return alone;
}

async function tryToWrite(
  ports: WriteHoldingsPorts,
  pack: readonly HoldingChange[],
): Promise<Written['how']> {
  const facts = pack.flatMap((change) => change.facts);
  const audit = recordsOf(ports, facts);
  const requestIds = [...new Set(facts.map(({ of }) => of.requestId))];
  const outbox = statesToShow(ports.ids, ports.clock.now(), requestIds);
  try {
    return await ports.commit({ holdings: pack.map(({ holding }) => holding), audit, outbox });
  } catch (error) {
    if (error instanceof PlatformFailure) return error;
    throw error;
  }
}

/** One record for each request. */
export function recordsOf(
  { ids, clock }: Pick<WriteHoldingsPorts, 'ids' | 'clock'>,
  facts: readonly FactOfRequest[],
): AuditRecord[] {
  const byRequest = Map.groupBy(facts, ({ of }) => of.requestId);
  return [...byRequest].map(([requestId, all]) => {
    // Of an earlier version's request that is no longer there, the issue is not known.
    const key = all[0]?.of.issueKey;
    const of = key ? { issue: { key }, requestId } : { requestId };
    const said = all.map(({ fact }) => fact);
    return makeRecord(ids, clock.now(), APP, of, said);
  });
}

function packed(changes: readonly HoldingChange[]): readonly (readonly HoldingChange[])[] {
  const packs: HoldingChange[][] = [];
  let pack: HoldingChange[] = [];
  let requests = new Set<string>();
  for (const change of changes) {
    const withIt = new Set([...requests, ...change.facts.map(({ of }) => of.requestId)]);
    if (pack.length > 0 && pack.length + 1 + withIt.size > AT_ONCE) {
      packs.push(pack);
      pack = [];
      requests = new Set(change.facts.map(({ of }) => of.requestId));
    } else {
      requests = withIt;
    }
    pack.push(change);
  }
  if (pack.length > 0) packs.push(pack);
  return packs;
}
