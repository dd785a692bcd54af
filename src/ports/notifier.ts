import type { Person } from '#domain/action/person';
import type { Message } from '#domain/notification/message';

/**
 * Two ways to tell people, each by itself: a comment on the issue that mentions them, of which Jira tells
 * them by its own notification, and Jira's email. Both throw SiteFailure where no answer said that
 * it was done.
 */
export interface Notifier {
  /**
   * `mark` names the telling and is known to nobody else: where a try before this one has commented and
   * could not say so, its comment is found by it and not repeated. Throws PublicComment where customers of a
   * service project could read it.
   */
  comment(issueId: string, mark: string, message: Message): Promise<void>;
  /** The same, taken back at once: false where it may still be there. */
  tryComment(issueId: string, mark: string, message: Message): Promise<boolean>;
  email(issueId: string, to: readonly Person[], message: Message): Promise<void>;
}

/** A comment that was to be internal is one that customers read: it told nobody, and is to be gone. */
export class PublicComment extends Error {
  override readonly name = 'PublicComment';

  constructor(readonly takenBack: boolean) {
    super('Customers could read the comment.');
  }
}
