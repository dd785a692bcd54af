import type { FailureReason } from '#domain/effects/step';
import type { Explanation } from './explanation';
import { explainPlanReason } from './plan-reason';
import { say } from './say';

/**
 * Why a step of a request was not done. The site's own words, where it gave any, stand beside. `rule`: which of the
 * policy's says so.
 */
export function explainFailure(reason: FailureReason, rule?: string): Explanation {
  switch (reason) {
    case 'beyondApprovedPlan':
      return {
        what: say('Differs from what was approved'),
        why: say(
          'The site has changed since, and doing this now would be more than the approver saw.',
        ),
        next: say('Make a new request, so that the decision is about how things are now.'),
      };
    case 'approvalLapsed':
      return {
        what: say('Approval too old'),
        why: say('The approval allowed changes for a limited time, which was over.'),
        next: say('Make a new request for this.'),
      };
    case 'approverGains':
      return {
        what: say('Needs another person’s approval'),
        why: say(
          'It would now give something to whoever approved it: to their account, their address or a group that they are in.',
        ),
        next: say('Make a new request, so that somebody else decides.'),
      };
    case 'takenAwaySince':
      return {
        what: say('Taken away since'),
        why: say(
          'After this was approved, another approved request has taken the same access away.',
        ),
        next: say('If it is needed again, make a new request.'),
      };
    case 'givenSince':
      return {
        what: say('Given since'),
        why: say('After this was approved, another request for the same access was approved.'),
        next: say(
          'If that is for a time, try again once it is over. To take it away before, make a new request.',
        ),
      };
    case 'siteRefused':
      return {
        what: say('The site refused'),
        why: say('Atlassian answered that it does not allow this change.'),
        next: say('Fix what the site’s message says, then try again.'),
      };
    case 'connectionMissing':
      return {
        what: say('Not connected'),
        why: say('The Atlassian Cloud connection was removed.'),
        next: say('Have a Jira admin connect again, then try again.'),
      };
    case 'credentialRejected':
      return {
        what: say('Token not accepted'),
        why: say('The site no longer accepts the API token of the connection.'),
        next: say('Have a Jira admin replace the token, then try again.'),
      };
    case 'rateLimited':
      return {
        what: say('Site too busy'),
        why: say(
          'Atlassian limits how fast changes may come, and kept asking the app to slow down.',
        ),
        next: say('Wait a few minutes, then try again.'),
      };
    case 'recordRefused':
      return {
        what: say('No record of it can be kept'),
        why: say(
          'The app’s storage does not take the record of when this access ends, so that nothing would end it.',
        ),
        next: say(
          'Check on the site whether they have it, and take it away there. A Jira admin sees the record under “Needs a look”; once that is fixed, try again.',
        ),
      };
    case 'recordLost':
      return {
        what: say('Result unknown'),
        why: say('The app’s record of this step could not be read, and an admin gave it up.'),
        next: say('Check on the site whether it was done. If not, ask for it again.'),
      };
    case 'siteUnavailable':
      return {
        what: say('Site not reachable'),
        why: say('The Atlassian site did not answer, several times.'),
        next: say('See status.atlassian.com, then try again.'),
      };
    case 'unconfirmed':
      return {
        what: say('Not confirmed yet'),
        why: say('The change was sent, no answer came, and the site does not show it yet.'),
        next: say('Try again: the site is read first, and nothing is sent twice.'),
      };
    case 'notCreated':
      return {
        what: say('Not there yet'),
        why: say('This request has not created the account or the group that this is about.'),
        next: say(
          'Look at its own step: once the request has created it, try this again. Ask for a group that somebody else made in a new request.',
        ),
      };
    case 'creationUnproved':
      return {
        what: say('A group with this name exists'),
        why: say(
          'The answer to our call was lost: whether this request made the group, or somebody else did, can’t be proved. Nobody was added to it.',
        ),
        next: say(
          'Ask a Jira admin to list it and make a new request, or have it deleted or renamed and try again.',
        ),
      };
    case 'groupProtected':
    case 'protectionNotKnown':
    case 'groupNotRequestable':
    case 'termTooLong':
    case 'termOver':
    case 'projectNotRequestable':
    case 'askerNotAllowed':
    case 'askerNotKnown':
    case 'projectNotAllowed':
    case 'projectNotKnown':
    case 'workItemDone':
    case 'workItemNotKnown':
    case 'approverNotLetIn':
    case 'policyDecidesNoMore':
    case 'bundleNotHeld':
    case 'heldBesides':
    case 'restNotGiven':
    case 'notYetVisible':
    case 'recordUnreadable':
    case 'noSuchPerson':
    case 'personInactive':
    case 'notAPerson':
    case 'noSuchGroup':
    case 'groupManagedElsewhere':
    case 'noSuchProject':
    case 'roleNotInProject':
    case 'lastAdmin':
    case 'adminsNotKnown':
    case 'mayBeLastAdmin':
    case 'connectionAccount':
    case 'creationNotAllowed':
    case 'groupNameReserved':
    case 'groupNameLookAlike':
    case 'groupNamesNotKnown':
    case 'groupInGroup':
    case 'emailMalformed':
    case 'addressNotKnown':
    case 'tokenCannotCreateUsers':
    case 'groupNameInvalid':
    case 'groupNameTaken':
      return explainPlanReason(reason, undefined, rule);
  }
}
