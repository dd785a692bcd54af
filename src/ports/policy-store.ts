import type { Policy } from '#domain/policy/policy';

export interface PolicyStore {
  /**
   * The policy in force for what is asked of a connection; FIRST_POLICY where none was saved. Undefined:
   * that which is written before a site is connected. Throws UnreadableRecord: never a guess.
   */
  inForce(connectionId: string | undefined): Promise<Policy>;
  /** A version that was in force once, as requests pin it. */
  version(version: number): Promise<Policy | undefined>;
  /** The number of the version that was saved last, whether or not it can be read. */
  newestVersion(): Promise<number>;
}
