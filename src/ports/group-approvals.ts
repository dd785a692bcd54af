import type { Instant } from '#domain/lib/time';

/**
 * Who approved something that a group was given, and when it was last given, or may be yet. There is a key for
 * each person and group, so that nobody has to search. Written by one at a time (`noteForGroups`).
 */
export interface GroupApprovals {
  /** To be written before the group is given it: until then, it may be. */
  begin(given: GivenToGroup, until: Instant): Promise<void>;
  /** What was begun until then is over. `givenAt`: the group was given it; undefined where it was not. */
  end(given: GivenToGroup, until: Instant, givenAt: Instant | undefined): Promise<void>;
  /** Those of them who approved something that the group was given after this instant, or is being given. */
  givenSince(
    connectionId: string,
    groupId: string,
    accountIds: readonly string[],
    since: Instant,
  ): Promise<ReadonlySet<string>>;
}

/** What a group is given, by whom it was approved. */
export interface GivenToGroup {
  readonly connectionId: string;
  readonly groupId: string;
  readonly approverIds: readonly string[];
}
