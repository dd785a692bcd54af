import type { AuditRecord } from '#domain/audit/audit-event';
import type { FactOfRequest, HoldingChange } from '#domain/grant/change-holding';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import { APP, makeRecord } from '../audit/make-record';

export interface WriteHoldingsPorts {
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** doc: Forge KVS limits: records in one transaction. */
const AT_ONCE = 25;
const TRANSACTIONS_AT_ONCE = 4;

/**
 * Writes holdings with what the audit says of them, as many in one transaction as it takes. Answers
 * those that somebody else has written since they were read: of each, nothing is written.
 */
export async function writeHoldings(
  ports: WriteHoldingsPorts,
  changes: readonly HoldingChange[],
): Promise<readonly HoldingChange[]> {
  const conflicts: HoldingChange[] = [];
  const packs = packed(changes);
  for (let from = 0; from < packs.length; from += TRANSACTIONS_AT_ONCE) {
    const together = packs.slice(from, from + TRANSACTIONS_AT_ONCE);
    const left = await Promise.all(together.map((pack) => writePack(ports, pack)));
    conflicts.push(...left.flat());
  }
  return conflicts;
}

async function writePack(
  ports: WriteHoldingsPorts,
  pack: readonly HoldingChange[],
): Promise<readonly HoldingChange[]> {
  const written = await ports.commit({
    holdings: pack.map(({ holding }) => holding),
    audit: recordsOf(
      ports,
      pack.flatMap(({ facts }) => facts),
    ),
  });
  if (written === 'committed') return [];
  if (pack.length === 1) return pack;
  // One of them is in the way: the others are written without it.
  const alone: HoldingChange[] = [];
  for (const change of pack) alone.push(...(await writePack(ports, [change])));
  return alone;
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
