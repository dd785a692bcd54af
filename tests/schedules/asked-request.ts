export interface AskedRequest {
  readonly by: string;
  readonly people: readonly string[];
  /** Addresses of people to create. */
  readonly invite: readonly string[];
  /** Groups to be actors of roles. */
  readonly groups: readonly string[];
  /** Of which everybody becomes a member. */
  readonly createGroup: string | undefined;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly days: number | undefined;
  /** Until the work item is done, and for so many days at most. */
  readonly withWorkItem?: true;
}
