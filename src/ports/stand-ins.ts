import type { StandIn } from '#domain/approval/stand-in';

/**
 * Who is away, and who decides for them. All in one record, written by one at a time (`changeStandIns`). Where it can't be read,
 * each throws UnreadableRecord: not known is not nobody, and nothing is written over it.
 */
export interface StandIns {
  /** Those that are in force now. */
  inForce(): Promise<readonly StandIn[]>;
  /** Those that are not over. */
  all(): Promise<readonly StandIn[]>;
  write(all: readonly StandIn[]): Promise<void>;
}
