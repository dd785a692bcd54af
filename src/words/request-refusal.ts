import type { RequestRefusal } from '#domain/request/request-refusal';
import { explainAskRefusal } from './ask-refusal';
import type { Explanation } from './explanation';
import { explainVerbRefusal } from './verb-refusal';

export function explainRefusal(refusal: RequestRefusal): Explanation {
  switch (refusal.code) {
    case 'nothingToChange':
    case 'justificationMissing':
    case 'ticketMissing':
    case 'termTooLong':
    case 'termOver':
    case 'startOver':
    case 'startTooFar':
    case 'startAfterEnd':
    case 'startOfExtension':
    case 'noApprover':
    case 'planChanged':
    case 'noGlass':
    case 'bundleGone':
    case 'bundleChanged':
    case 'bundleNotWhole':
      return explainAskRefusal(refusal);
    case 'wrongState':
    case 'notYourTurn':
    case 'ownRequest':
    case 'youAreAway':
    case 'wouldGain':
    case 'notYours':
    case 'nobodyToRemind':
    case 'toldLately':
    case 'questionWaits':
    case 'tooManyQuestions':
    case 'nothingToAnswer':
    case 'wordsMissing':
    case 'reasonMissing':
    case 'ownReview':
    case 'reviewOfPeer':
    case 'ownReviewFirst':
    case 'notYourReview':
    case 'noteMissing':
    case 'lessWithoutReason':
    case 'notTheirsToLeaveOut':
    case 'nothingLeftOut':
    case 'termNotShorter':
    case 'levelNotLower':
    case 'nothingLeftToApprove':
    case 'approvalLapsed':
    case 'nothingToRetry':
    case 'notByRequester':
    case 'notSoOnSite':
    case 'notKnownWhetherSo':
      return explainVerbRefusal(refusal);
  }
}
