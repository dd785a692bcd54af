import type { Instant } from '../lib/time';

/** How a work item came to an end. */
export type WorkItemEnd = 'done' | 'deleted';

/** Access that one step of an approved request gave, for as long as it is in force. */
export interface Grant {
  readonly requestId: string;
  /** The block of the request's steps it came from: no block gives the same to the same one twice. */
  readonly block: number;
  readonly issueKey: string;
  /** How many steps the request has: of what is due at the same time, small requests come first. */
  readonly size: number;
  readonly grantedAt: Instant;
  /** When its request was approved; earlier versions did not keep it. */
  readonly approvedAt?: Instant;
  /** Until when that approval gives it, also what was gone meanwhile; earlier versions did not keep it. */
  readonly approvalValidUntil?: Instant;
  /** Undefined: the access stays. */
  readonly endsAt: Instant | undefined;
  /** It is there, but that the app's own call brought it about can't be proved: no end takes it away. */
  readonly unproved?: true;
  /**
   * A call of the app may have given it, and nobody has seen it there yet. Unproved as well: where it is
   * found not to be there, nothing was given, and nothing is told of it.
   */
  readonly unconfirmed?: true;
  /** The account of whoever holds it was closed: that is why it ends when it does. */
  readonly leaver?: true;
  /** Whoever holds it has returned it: that is why it ends when it does. */
  readonly returned?: true;
  /** Beside `returned`: not whoever holds it ended it early, but somebody who approved it or may, or a Jira admin. */
  readonly takenBack?: true;
  /** It ends as soon as that work item is done, and at `endsAt` at the latest. */
  readonly workItemId?: string;
  /** That work item is over: that is why it ends when it does. It stays so, whatever becomes of the work item. */
  readonly workItemOver?: WorkItemEnd;
  /** When it would have ended, of what was returned; earlier versions did not keep it. Without it, it would have stayed. */
  readonly termEndsAt?: Instant;
}

export type EndOfGrant =
  /** Its term was over, and its access was taken back, or was gone by then. */
  | 'expired'
  /** An approved request took the access away before. */
  | 'revoked'
  /** A later grant ends no sooner, and its end counts. */
  | 'superseded'
  /** Its term was over while another grant in force went on. */
  | 'outlasted'
  /** The site showed that somebody else had taken the access away. */
  | 'goneByHand'
  /** It was gone while it was in force, and what gave it may not give it once more. */
  | 'notGivenBack'
  /** It was approved for longer than another request is proved to have given it, and may not be given any more. */
  | 'notProlonged'
  /** The account of whoever held it was closed. */
  | 'leaver'
  /** Whoever held it returned it before its term was over. */
  | 'returned'
  /** Somebody who approved it or may, or a Jira admin, ended it before its term was over. */
  | 'takenBack'
  /** The work item with which it was to end was done. */
  | 'workItemDone'
  /** That work item was deleted. */
  | 'workItemDeleted';

export interface EndedGrant extends Grant {
  readonly why: EndOfGrant;
  readonly endedAt: Instant;
  /** How long after its term it ended, where that is more than a minute. Milliseconds. */
  readonly lateBy?: number;
}

/** Of what is on record as ended: it was there under that request. */
export const wasGiven = ({ why }: EndedGrant) => why !== 'notProlonged';

/** What a request has given by its records. */
export interface GivenOnRecord extends Pick<Grant, 'grantedAt' | 'unproved'> {
  /** It is over by now, or ends as it was returned. */
  readonly isOver: boolean;
}

export type GrantOrigin = Pick<Grant, 'requestId' | 'block'>;

export function isOf(grant: GrantOrigin, { requestId, block }: GrantOrigin): boolean {
  return grant.requestId === requestId && grant.block === block;
}
