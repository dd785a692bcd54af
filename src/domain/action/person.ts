/**
 * Somebody with an Atlassian account, as Jira showed them when they were picked.
 * The account id is who they are; the rest is for people to read and may be out of date.
 */
export interface Person {
  readonly accountId: string;
  readonly displayName: string;
  readonly avatarUrl?: string;
  /** Present only where the profile lets the asker see it. */
  readonly email?: string;
}

/** Each account once. */
export function eachOnce<Someone extends Pick<Person, 'accountId'>>(
  people: readonly Someone[],
): Someone[] {
  return [...new Map(people.map((one) => [one.accountId, one])).values()];
}
