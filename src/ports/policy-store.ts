import type { Policy } from '#domain/policy/policy';

export interface PolicyStore {
  /** The policy in force; FIRST_POLICY where none was saved. */
  current(): Promise<Policy>;
  /** A version that was in force once, as requests pin it. */
  version(version: number): Promise<Policy | undefined>;
}
