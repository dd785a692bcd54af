import type { Person } from '#domain/action/person';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Retention } from '#domain/personal/retention';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { RetentionStore } from '#ports/retention-store';
import { makeRecord, personActor } from '../audit/make-record';

export interface SaveRetentionPorts {
  readonly retentions: RetentionStore;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** `before`: as whoever saves was shown it. Another admin's save in between is not overwritten. */
export async function saveRetention(
  ports: SaveRetentionPorts,
  input: { readonly before: number | undefined; readonly keepDays: number | undefined },
  by: Person,
): Promise<Result<Retention, { readonly code: 'changedMeanwhile' }>> {
  const known = await ports.retentions.retention();
  if (known.keepDays !== input.before) return refuse({ code: 'changedMeanwhile' });
  if (known.keepDays === input.keepDays) return ok(known);
  const next: Retention = { ...known, revision: known.revision + 1, keepDays: input.keepDays };
  const fact = {
    kind: 'retention.changed',
    before: known.keepDays ?? null,
    after: input.keepDays ?? null,
  } as const;
  const at = ports.clock.now();
  const written = await ports.commit({
    retention: next,
    audit: [makeRecord(ports.ids, at, personActor(by), {}, [fact])],
  });
  return written === 'committed' ? ok(next) : refuse({ code: 'changedMeanwhile' });
}
