/** An account id as Atlassian gives them to people: the older form, and the one with a prefix. */
const ACCOUNT_ID =
  /^(?:[0-9a-f]{24}|(?:\d{1,10}|ug):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
/** How Jira's own text names somebody: whatever stands there is an id (doc: at most 128 characters). */
const MENTION = /^\[~accountid:([0-9a-z:-]{1,128})\]$/i;
/** A person's own page: `/jira/people/ID`, `/o/ORGANIZATION/people/ID`, and among the users of admin.atlassian.com. */
const PROFILE = /^https?:\/\/[^\s?#]+\/(?:people|users)\/([^/?#\s]+)\/?(?:[?#]\S*)?$/i;
/** `/secure/ViewProfile.jspa?accountId=ID`. */
const NAMED = /^https?:\/\/[^\s?#]+\?(?:[^\s#]*&)?accountId=([^&#\s]+)\S*$/i;

/**
 * The account id that a text is, or that a mention or a link to a person's page has in it. An id is the
 * same on every site: whose page the link leads to does not matter.
 */
export function accountIdIn(text: string): string | undefined {
  const typed = text.trim();
  const mentioned = MENTION.exec(typed)?.[1];
  if (mentioned !== undefined) return mentioned;
  const id = ((PROFILE.exec(typed) ?? NAMED.exec(typed))?.[1] ?? typed).replace(/%3a/i, ':');
  return ACCOUNT_ID.test(id) ? id : undefined;
}
