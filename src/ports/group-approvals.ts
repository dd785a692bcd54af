import type { Instant } from '#domain/lib/time';

/**
 * Who approved something that a group was given, and when it was last given. There is a key for each person
 * and group, so that nobody has to search.
 */
export interface GroupApprovals {
  /**
   * To be written before the group is given it, with the last instant at which it may be; and once more with
   * the one at which it was.
   */
  note(
    connectionId: string,
    groupId: string,
    approverIds: readonly string[],
    givenAt: Instant,
  ): Promise<void>;
  /** Those of them who approved something that the group was given after this instant. */
  givenSince(
    connectionId: string,
    groupId: string,
    accountIds: readonly string[],
    since: Instant,
  ): Promise<ReadonlySet<string>>;
}
