import type { Instant } from '#domain/lib/time';

/**
 * Who is being brought into a group, or was a moment ago, so that the site may not show them there yet.
 * Written by one at a time (`noteForGroups`).
 */
export interface GroupJoins {
  /** To be written before anybody is sent: until then, they may come into it. */
  begin(joining: JoiningGroup, at: Instant): Promise<void>;
  /** What was begun is over: those who came into the group are shown there by `shownBy`. */
  end(
    joining: JoiningGroup,
    joined: { readonly accountIds: readonly string[]; readonly shownBy: Instant },
    at: Instant,
  ): Promise<void>;
  /** Those of them who may be coming into the group at this instant. */
  underWay(
    connectionId: string,
    groupId: string,
    accountIds: readonly string[],
    at: Instant,
  ): Promise<ReadonlySet<string>>;
}

/**
 * Requests that bring people into the same group share so many records, each written by one at a time: one
 * record would keep them waiting for each other.
 */
export const JOIN_RECORDS = 8;

export interface JoiningGroup {
  readonly connectionId: string;
  readonly groupId: string;
  readonly accountIds: readonly string[];
  readonly until: Instant;
  /** In which of the records, from 0. */
  readonly record: number;
}
