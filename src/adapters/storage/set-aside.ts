import { kvs } from '@forge/kvs';
import { pauseAfter } from '#domain/lib/growing-pause';
import { PlatformFailure } from '#ports/platform-failure';
import { callConditionally } from './call-storage';
import { asideKey, ENTITY, type EntityName } from './keys';
import { callOnNew, getRow } from './new-records';
import { asideRow, NEVER } from './rows';
import { type AnyRow, unchangedSinceRead } from './unchanged-since-read';

/** A value that no partition has otherwise. */
export const ASIDE = 'aside';

/**
 * What takes a record out of the indexes that work is found by, so that no page of candidates is made
 * of records that can't be read. The record itself stays as it is.
 */
const OUT_OF_THE_WAY: Readonly<Record<EntityName, Readonly<Record<string, unknown>> | undefined>> =
  {
    request: { state: ASIDE, dueAt: NEVER },
    grants: { status: ASIDE, endsAt: NEVER },
    holding: { status: ASIDE, dueAt: NEVER },
    outbox: { status: ASIDE, dueAt: NEVER },
    issue: undefined,
    submission: undefined,
    steps: undefined,
    connection: undefined,
    policy: undefined,
    audit: undefined,
    telling: undefined,
    lock: undefined,
    aside: undefined,
    retention: undefined,
    away: undefined,
    projected: undefined,
    projection: undefined,
    person: { status: ASIDE, dueAt: NEVER },
    watched: { journal: ASIDE, dueAt: NEVER },
  };

/**
 * Notes once that a record can't be read, and takes it out of the way. Best effort: what can't be noted
 * now is noted by whoever reads it next.
 */
export async function setAside(
  entity: EntityName,
  key: string,
  row: AnyRow,
  why: string,
): Promise<void> {
  if (entity === ENTITY.aside) return;
  try {
    const note = asideKey(key);
    const moved = OUT_OF_THE_WAY[entity];
    if ((await getRow(ENTITY.aside, note)) !== undefined) {
      await moveAway(entity, key, row, moved);
      return;
    }
    const at = Date.now();
    const trouble = { trouble: 'unreadable', why } as const;
    const aside = { key, kind: entity, trouble, since: at, nextAt: at + pauseAfter(at, at) };
    const made = { entity: ENTITY.aside, key: note, without: 'since' };
    const written: Record<string, unknown> = { ...asideRow(aside) };
    const noteIt = (isMoved: boolean) =>
      callOnNew([made], (isNew) => {
        const conditions = isNew(made.without);
        const transaction = kvs.transact();
        transaction.set(note, written, { entityName: ENTITY.aside, conditions });
        if (isMoved) {
          transaction.set(
            key,
            { ...row, ...moved },
            { entityName: entity, ...unchangedSinceRead(row) },
          );
        }
        return transaction.execute();
      });
    if (moved === undefined) await noteIt(false);
    else
      await noteIt(true).catch(async (error: unknown) => {
        // The store may not take such a row back: it is told all the same.
        if (!(error instanceof PlatformFailure) || error.retryable) throw error;
        await noteIt(false);
      });
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
  }
}

/** Noted already, by itself or as failing: it is out of the way all the same. */
async function moveAway(
  entity: EntityName,
  key: string,
  row: AnyRow,
  moved: Readonly<Record<string, unknown>> | undefined,
): Promise<void> {
  if (moved === undefined || Object.entries(moved).every(([name, value]) => row[name] === value)) {
    return;
  }
  const options = { entityName: entity, ...unchangedSinceRead(row) };
  await callConditionally(() =>
    kvs
      .transact()
      .set(key, { ...row, ...moved }, options)
      .execute(),
  );
}
