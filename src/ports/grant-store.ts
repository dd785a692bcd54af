import type { Entitlement } from '#domain/action/entitlement';
import type { GrantBlock } from '#domain/grant/grant';
import type { Instant } from '#domain/lib/time';

/** Reading grants. `get` is strict; the others find ids eventually: read each again before deciding. */
export interface GrantStore {
  get(id: string): Promise<GrantBlock | undefined>;
  ofRequest(requestId: string, blocks: readonly number[]): Promise<GrantBlock[]>;
  /** Ids of blocks whose `nextEnd` is at or before `until`. */
  due(until: Instant, limit: number): Promise<string[]>;
  /** Ids of blocks of this entitlement that hold a grant that is not ended. */
  openFor(connectionId: string, entitlement: Entitlement): Promise<string[]>;
}
