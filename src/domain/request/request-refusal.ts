import type { Verb } from '../action/action';
import type { Person } from '../action/person';
import type { NoApprover } from '../approval/enough-approvers';
import type { Instant } from '../lib/time';
import type { NotWhole } from '../plan/judge-whole';
import type { BundleRefusal } from '../policy/find-bundles';
import type { NoGlassBecause } from '../policy/judge-break-glass';
import type { TermRefusal } from '../policy/judge-term';
import type { StartRefusal } from '../term/start';
import type { RequestState } from './access-request';

/** Every reason to refuse what a person wants to do with a request, with what they need to act on it. */
export type RequestRefusal = AskRefusal | VerbRefusal;

/** Why nothing can be asked so. */
export type AskRefusal =
  /** The plan has no line that would change anything. */
  | { readonly code: 'nothingToChange' }
  | { readonly code: 'justificationMissing' }
  /** This rule wants the reason to name a work item. */
  | { readonly code: 'ticketMissing'; readonly rule: string }
  | TermRefusal
  | StartRefusal
  /** Nobody is left who may decide: the trace says who was considered. */
  | NoApprover
  /** The plan is not the one that was shown. */
  | { readonly code: 'planChanged' }
  /** It can't be taken before anybody decides. */
  | { readonly code: 'noGlass'; readonly because: NoGlassBecause }
  | BundleRefusal
  | NotWhole;

/** Why somebody can't do that to a request. */
export type VerbRefusal =
  | { readonly code: 'wrongState'; readonly state: RequestState; readonly verb: RequestVerb }
  | { readonly code: 'notYourTurn'; readonly approvers: readonly Person[] }
  | { readonly code: 'ownRequest' }
  /** They said that they are away, and who decides for them. */
  | { readonly code: 'youAreAway' }
  /** They would gain by it. Where `known` is false, it could not be found out that they would not. */
  | { readonly code: 'wouldGain'; readonly known: boolean; readonly mayDecline: boolean }
  | { readonly code: 'notYours'; readonly requester: Person }
  /** Nobody is left who could be reminded. */
  | { readonly code: 'nobodyToRemind' }
  /** They have been told less than a day ago; `from`: when they can be reminded. */
  | { readonly code: 'toldLately'; readonly from: Instant }
  /** A question waits for the answer of whoever asked for access. */
  | { readonly code: 'questionWaits' }
  | { readonly code: 'tooManyQuestions'; readonly most: number }
  | { readonly code: 'nothingToAnswer' }
  /** A question or an answer without words. */
  | { readonly code: 'wordsMissing' }
  | { readonly code: 'reasonMissing' }
  /** Nobody reviews what they took themselves. */
  | { readonly code: 'ownReview' }
  /** The policy in force names them for it, too. */
  | { readonly code: 'reviewOfPeer' }
  /** They have taken the same so, and nobody has closed the review of that. */
  | { readonly code: 'ownReviewFirst' }
  | { readonly code: 'notYourReview'; readonly reviewers: readonly Person[] }
  /** Whoever closes a review says what they found. */
  | { readonly code: 'noteMissing' }
  /** Whoever leaves something out says why. */
  | { readonly code: 'lessWithoutReason' }
  /** It is decided by others. */
  | { readonly code: 'notTheirsToLeaveOut' }
  /** Neither a line nor time was left out. */
  | { readonly code: 'nothingLeftOut' }
  | { readonly code: 'termNotShorter' }
  /** A level that was chosen is not below the one that was asked for, or can't be given in its place. */
  | { readonly code: 'levelNotLower' }
  /** Nothing of what they decide would be left. */
  | { readonly code: 'nothingLeftToApprove' }
  | { readonly code: 'approvalLapsed' }
  | { readonly code: 'nothingToRetry' }
  /** Only somebody who decided can say that something was created or taken away, not the requester. */
  | { readonly code: 'notByRequester'; readonly verb: Verb }
  /** The site does not show that it was done; `names` are the people it is about. */
  | { readonly code: 'notSoOnSite'; readonly names: readonly string[] }
  /** The site could not be asked. */
  | { readonly code: 'notKnownWhetherSo' };

/** What a person can do to a request. */
export const REQUEST_VERBS = [
  'withdraw',
  'remind',
  'approve',
  'decline',
  'question',
  'answer',
  'retry',
  'markManual',
  'review',
] as const;
export type RequestVerb = (typeof REQUEST_VERBS)[number];
