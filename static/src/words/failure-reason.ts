import type { FailureReason } from '#domain/effects/step';
import type { ImpossibleReason, RefusedReason } from '#domain/plan/plan';
import type { Explanation } from './explanation';

/**
 * Why a line of the plan can't be: the policy says no, or the site could not do it. `like`: the group that
 * a new one's name reads like.
 */
export function explainPlanReason(
  reason: RefusedReason | ImpossibleReason,
  like?: string,
): Explanation {
  switch (reason) {
    case 'groupProtected':
      return {
        what: 'This group is protected',
        why: 'It gives administration of the site or of Jira.',
        next: 'An admin has to unlock this one group, for what it gives now, before it can be asked for.',
      };
    case 'protectionNotKnown':
      return {
        what: 'Not known whether it is protected',
        why: 'The site does not tell which groups give administration, so none is changed.',
        next: 'Try again later. If it stays so, a Jira admin finds the reason on the configuration page, under Protected groups.',
      };
    case 'groupNotRequestable':
      return {
        what: 'This group can’t be asked for',
        why: 'It is not on the list of the access policy.',
        next: 'Ask a Jira admin to list it.',
      };
    case 'termTooLong':
      return {
        what: 'For longer than is allowed now',
        why: 'The access policy has a shorter longest term by now than this was asked for.',
        next: 'Make a new request with a shorter term.',
      };
    case 'projectNotRequestable':
      return {
        what: 'Other project',
        why: 'Only roles of the issue’s own project can be asked for.',
        next: 'Make the request in an issue of that project.',
      };
    case 'creationNotAllowed':
      return {
        what: 'Can’t be created by request',
        why: 'The access policy does not let this be asked for.',
        next: 'Ask a Jira admin to allow it, or to create it.',
      };
    case 'groupNameReserved':
      return {
        what: 'Name too close to a protected group',
        why: 'It would be mistaken for a group that gives administration.',
        next: 'Choose another name.',
      };
    case 'groupNameLookAlike':
      return {
        what: 'Name too close to another group',
        why: `It would be mistaken for ${like === undefined ? 'a group that is there' : `the group ${like}`}.`,
        next: 'If you mean that group, ask for it; else choose another name.',
      };
    case 'groupInGroup':
      return {
        what: 'A group can’t be in a group',
        why: 'Groups have people as members; only a project role takes groups.',
        next: 'Ask for a role with the group, or name the people.',
      };
    case 'emailMalformed':
      return {
        what: 'Not an email address',
        why: 'An account can only be created for one complete address.',
        next: 'Correct it, as in sam@yourcompany.com.',
      };
    case 'tokenCannotCreateUsers':
      return {
        what: 'The connection can’t create accounts',
        why: 'Its API token has scopes, and Atlassian has no scope for this.',
        next: 'Ask a Jira admin to connect with a token without scopes.',
      };
    case 'groupNameInvalid':
      return {
        what: 'Name can’t be used',
        why: 'It is empty, too long, begins or ends with a space, or has invisible characters.',
        next: 'Type the name again, with at most 255 characters.',
      };
    case 'groupNameTaken':
      return {
        what: 'Name in use',
        why: 'The site has a group of this name.',
        next: 'Choose another name. If you mean that group, search for it; if it isn’t found, ask a Jira admin to list it.',
      };
    case 'notCreated':
      return {
        what: 'Not there',
        why: 'The account or the group that this is about would not be created.',
        next: 'Its own line says why; without such a line, ask for it in the same request.',
      };
    case 'notYetVisible':
      return {
        what: 'Not shown by the site yet',
        why: 'This request created the account or the group, and the site does not show it yet.',
        next: 'Try again in a few minutes.',
      };
    case 'recordUnreadable':
      return {
        what: 'Its record can’t be read',
        why: 'The app keeps when this access ends, and can’t read it. Nothing was given or taken here.',
        next: 'A Jira admin can fix or remove the record under “Needs a look”; then try again.',
      };
    case 'noSuchPerson':
      return {
        what: 'Person not found',
        why: 'The site no longer knows this account.',
        next: 'Search for the person again; they may have a new account.',
      };
    case 'personInactive':
      return {
        what: 'Account inactive',
        why: 'Access can only be given to an active account.',
        next: 'Have the account reactivated first. Access can still be taken away.',
      };
    case 'notAPerson':
      return {
        what: 'Not a person',
        why: 'Apps and customer accounts can’t hold this access.',
        next: 'Choose somebody with an Atlassian account.',
      };
    case 'noSuchGroup':
      return {
        what: 'Group not found',
        why: 'The site no longer has this group.',
        next: 'Search for the group again; it may have been deleted.',
      };
    case 'groupManagedElsewhere':
      return {
        what: 'Managed by an identity provider',
        why: 'The group’s members are set there, and can’t be changed here.',
        next: 'Ask your IT to change it there.',
      };
    case 'noSuchProject':
      return {
        what: 'Project not available',
        why: 'The project was archived or deleted.',
        next: 'Choose a role of another project.',
      };
    case 'roleNotInProject':
      return {
        what: 'Role not found',
        why: 'The project does not have this role.',
        next: 'Choose a role that the project has.',
      };
    case 'lastAdmin':
      return {
        what: 'Last administrator',
        why: 'Nobody would be left to administer it.',
        next: 'Add another administrator who can act first: an active person, or a group with one.',
      };
    case 'adminsNotKnown':
      return {
        what: 'Not known who would be left',
        why: 'So many had to be looked at that it can’t be said whether anybody is left to administer it.',
        next: 'Try again, or have a site admin look and remove them by hand.',
      };
    case 'mayBeLastAdmin':
      return {
        what: 'Would leave the group empty',
        why: 'Nobody who can act would be left in it, and some project may have no other administrator.',
        next: 'Put somebody else into the group first, or have a site admin remove them by hand.',
      };
    case 'connectionAccount':
      return {
        what: 'The app acts as this account',
        why: 'Without this group it could no longer do what is asked and approved.',
        next: 'Have a Jira admin connect with another account first.',
      };
  }
}

/** Why a step of a request was not done. The site's own words, where it gave any, stand beside. */
export function explainFailure(reason: FailureReason): Explanation {
  switch (reason) {
    case 'beyondApprovedPlan':
      return {
        what: 'Differs from what was approved',
        why: 'The site has changed since, and doing this now would be more than the approver saw.',
        next: 'Make a new request, so that it is decided on how things stand.',
      };
    case 'approvalLapsed':
      return {
        what: 'Approval too old',
        why: 'The approval allowed changes for a limited time, which was over.',
        next: 'Make a new request for this.',
      };
    case 'approverGains':
      return {
        what: 'Not approved by somebody else',
        why: 'By now it would give something to whoever approved it: to their account, their address or a group that they are in.',
        next: 'Make a new request, so that somebody else decides.',
      };
    case 'takenAwaySince':
      return {
        what: 'Taken away since',
        why: 'After this was approved, another approved request has taken the same access away.',
        next: 'If it is needed again, make a new request.',
      };
    case 'siteRefused':
      return {
        what: 'The site refused',
        why: 'Atlassian answered that it does not allow this change.',
        next: 'Fix what the site’s message says, then try again.',
      };
    case 'connectionMissing':
      return {
        what: 'Not connected',
        why: 'The Atlassian Cloud connection was removed.',
        next: 'Have a Jira admin connect again, then try again.',
      };
    case 'credentialRejected':
      return {
        what: 'Token not accepted',
        why: 'The site no longer accepts the API token of the connection.',
        next: 'Have a Jira admin replace the token, then try again.',
      };
    case 'rateLimited':
      return {
        what: 'Site too busy',
        why: 'Atlassian limits how fast changes may come, and kept asking to wait.',
        next: 'Wait a few minutes, then try again.',
      };
    case 'recordRefused':
      return {
        what: 'No record of it can be kept',
        why: 'The app’s storage does not take the record of when this access ends, so that nothing would end it.',
        next: 'Look on the site whether they have it, and take it away there. A Jira admin sees the record under “Needs a look”; once that is mended, try again.',
      };
    case 'recordLost':
      return {
        what: 'What became of it is not known',
        why: 'The app’s record of this step could not be read, and an admin gave it up.',
        next: 'Look on the site whether it was done. If not, ask for it again.',
      };
    case 'siteUnavailable':
      return {
        what: 'Site not reachable',
        why: 'The Atlassian site did not answer, several times.',
        next: 'See status.atlassian.com, then try again.',
      };
    case 'unconfirmed':
      return {
        what: 'Not confirmed yet',
        why: 'The change was sent, no answer came, and the site does not show it yet.',
        next: 'Try again: the site is read first, and nothing is sent twice.',
      };
    case 'notCreated':
      return {
        what: 'Not there yet',
        why: 'The account or the group that this is about was not created.',
        next: 'Its own step says why: once that is done, try this again.',
      };
    case 'creationUnproved':
      return {
        what: 'A group of this name is there',
        why: 'The answer to our call was lost: whether this request made the group, or somebody else did, can’t be proved. Nobody was added to it.',
        next: 'Ask a Jira admin to list it and make a new request, or have it deleted or renamed and try again.',
      };
    case 'groupProtected':
    case 'protectionNotKnown':
    case 'groupNotRequestable':
    case 'termTooLong':
    case 'projectNotRequestable':
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
    case 'groupInGroup':
    case 'emailMalformed':
    case 'tokenCannotCreateUsers':
    case 'groupNameInvalid':
    case 'groupNameTaken':
      return explainPlanReason(reason);
  }
}
