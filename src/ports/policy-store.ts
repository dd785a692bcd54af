import type { Policy } from '#domain/policy/policy';

export interface PolicyStore {
  /** The policy in force; FIRST_POLICY where none was saved. Throws UnreadableRecord: never a guess. */
  current(): Promise<Policy>;
  /** A version that was in force once, as requests pin it. */
  version(version: number): Promise<Policy | undefined>;
  /** The number of the version that was saved last, whether or not it can be read. */
  newestVersion(): Promise<number>;
}
