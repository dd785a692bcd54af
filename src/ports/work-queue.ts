import type { AdminNotice } from '#domain/delivery/admin-notice';
import type { StuckCause } from '#domain/grant/stuck-cause';
import type { Instant } from '#domain/lib/time';

/** What the app does later, by id: the consumer reads everything else again from the store. */
export type WorkItem =
  /** Carry out an approved request, from wherever the last run stopped. */
  | { readonly kind: 'provision'; readonly requestId: string }
  /** The start of an approved request has come: ask who decides it now, and carry it out. */
  | { readonly kind: 'startRequest'; readonly requestId: string }
  /** Tell the approvers of a request that it waits for them; of the stages of this order, or of the first. */
  | { readonly kind: 'notifyApprovers'; readonly requestId: string; readonly order?: number }
  /** Tell fallback approvers that they may decide as well, as nobody has for too long. */
  | { readonly kind: 'notifyLetIn'; readonly requestId: string }
  /** Tell those who would have been asked that the policy decided in their place. */
  | { readonly kind: 'notifyByPolicy'; readonly requestId: string }
  /** Tell those who would have been asked, and whoever enabled it, that somebody took it before anybody decided. */
  | { readonly kind: 'notifyBrokenGlass'; readonly requestId: string }
  /** Tell them that its review has been open for so many days. */
  | { readonly kind: 'remindOfReview'; readonly requestId: string; readonly days: number }
  /** Tell whoever took it what came of the review. */
  | { readonly kind: 'notifyReviewed'; readonly requestId: string }
  /** Tell the requester (and, by the comment, the issue) how a request ended. */
  | { readonly kind: 'notifyOutcome'; readonly requestId: string }
  /** End what is due to end by now; `woken`: what waits for the connection too, which works again. */
  | { readonly kind: 'endDue'; readonly woken?: true }
  /** Tell that access which a request gave should have ended and is still there; or was approved and is not. */
  | {
      readonly kind: 'notifyOverdue' | 'notifyMissing';
      readonly requestId: string;
      readonly whom: 'approver' | 'workItem';
      readonly cause: StuckCause;
      /** By which a comment is found: the promise's own id can be guessed. None in those of earlier versions. */
      readonly mark?: string;
    }
  /** Tell those whose turn it is once more that it is, as whoever asked has wished. */
  | { readonly kind: 'remindApprovers'; readonly requestId: string }
  /** Tell that these requests still wait for their decision; each of them says who is to be reminded of it by this promise. */
  | { readonly kind: 'remindOfWaiting'; readonly requestIds: readonly string[] }
  /** Tell the requester of the question that was put at that time, or whoever put it of its answer. */
  | {
      readonly kind: 'notifyQuestion' | 'notifyAnswer';
      readonly requestId: string;
      readonly at: Instant;
    }
  /** Tell the requester what was left out at that time, while others still have to decide. */
  | { readonly kind: 'notifyLess'; readonly requestId: string; readonly at: Instant }
  /** Tell whom it concerns that somebody has returned what a request gave them; positions in its ask. */
  | {
      readonly kind: 'notifyReturned';
      readonly requestId: string;
      readonly change: number;
      readonly subject: number;
      readonly at: number;
    }
  /** Tell whom it concerns that somebody has ended early, at that time, what a request gave. */
  | {
      readonly kind: 'notifyTakenBack';
      readonly requestId: string;
      readonly at: Instant;
      readonly mark: string;
    }
  /** Tell whom it concerns what somebody has said, at that time, of renewing what a request gave. */
  | {
      readonly kind: 'notifyRenewal';
      readonly requestId: string;
      readonly at: Instant;
      readonly mark: string;
    }
  /** Tell whoever has what a request gave, and whoever asked for it, that it is about to end. */
  | {
      readonly kind: 'notifyBeforeEnd';
      readonly requestId: string;
      /** By which a comment is found, and what is told by it: the promise's own id can be guessed. */
      readonly mark: string;
    }
  /** Look at a work item with which access is to end: Jira has told that it was changed, or deleted. */
  | { readonly kind: 'lookAtIssue'; readonly issueId: string; readonly isDeleted?: true }
  /** Tell those who were asked to decide that there is nothing to decide any more. */
  | { readonly kind: 'notifyWithdrawn'; readonly requestId: string }
  /** Put a request into the lists of those whom it concerns now, and out of all others. */
  | { readonly kind: 'project'; readonly requestId: string }
  /** Have Jira's search find a work item by what is true of it now; `since`: it was promised then. */
  | { readonly kind: 'showState'; readonly issueId: string; readonly since: Instant }
  /** The same of the work items of these requests. */
  | { readonly kind: 'showStates'; readonly requestIds: readonly string[] }
  /** Go on holding the lists against the requests, as an admin has asked. */
  | { readonly kind: 'checkLists' }
  /** Go on ending all access, as an admin has asked before the app is uninstalled. */
  | { readonly kind: 'endAll' }
  /** Nothing: an admin tries whether the queue delivers. */
  | { readonly kind: 'tryQueue' }
  /** Tell admins by email. */
  | { readonly kind: 'notifyAdmins'; readonly notice: AdminNotice };

export interface WorkQueue {
  /**
   * At least once, unordered, possibly never: the outbox and the sweep make up for the rest.
   * `bulk` work is kept from crowding out the rest, and all but ends from crowding out those. Delay in seconds, at most 900.
   */
  push(
    items: readonly { readonly outboxId: string; readonly item: WorkItem }[],
    options?: { readonly delaySeconds?: number; readonly bulk?: boolean },
  ): Promise<void>;
}
