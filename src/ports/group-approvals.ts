import type { Instant } from '#domain/lib/time';

/**
 * Who approved what a group was given, and when it was given last. Each person of each group is found by
 * key: nobody has to look through what the group has.
 */
export interface GroupApprovals {
  /** Written before it is given. */
  note(
    connectionId: string,
    groupId: string,
    approverIds: readonly string[],
    givenAt: Instant,
  ): Promise<void>;
  /** Those of them who approved something that the group was given after that. */
  givenSince(
    connectionId: string,
    groupId: string,
    accountIds: readonly string[],
    since: Instant,
  ): Promise<ReadonlySet<string>>;
}
