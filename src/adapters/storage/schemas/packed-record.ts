import { z } from 'zod';
import { exactly } from './exactly';
import { list, maybe, record } from './record';

/**
 * An audit record as it is stored: what its events have in common (the actor, the entitlement)
 * is there once, and each event names it by its place in `shared`. 250 effects on one group stay
 * well below the 240 KiB that a stored value may have (doc: Forge KVS limits).
 */
export interface PackedRecord {
  readonly id: string;
  readonly at: number;
  readonly issueKey: string | undefined;
  readonly requestId: string | undefined;
  readonly shared: readonly unknown[];
  readonly events: readonly PackedEvent[];
}

export interface PackedEvent {
  readonly event: Readonly<Record<string, unknown>>;
  /** Field of the event → its place in `shared`. */
  readonly shares: Readonly<Record<string, number>>;
}

export const packedRecordSchema = record<PackedRecord>()({
  id: z.string(),
  at: z.int(),
  issueKey: maybe(z.string()),
  requestId: maybe(z.string()),
  shared: list(z.unknown()),
  events: list(
    record<PackedEvent>()({
      event: z.record(z.string(), z.unknown()),
      shares: z.record(z.string(), z.int()),
    }),
  ),
});
exactly<PackedRecord>()(packedRecordSchema);
