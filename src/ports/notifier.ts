import type { Person } from '#domain/action/person';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';

/** Tells people through the issue: a comment that mentions them, and Jira's e-mail. Throws SiteFailure. */
export interface Notifier {
  /**
   * `key` names the telling: a second call with the same key does not comment again.
   * Answers the ways in which they have been told, by this call or by one
   * that ended before it could say so.
   */
  tell(
    issueId: AccessRequest['issue']['id'],
    key: string,
    to: readonly Person[],
    message: Message,
  ): Promise<readonly ('comment' | 'email')[]>;
}
