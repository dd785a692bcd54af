import type { FailureReason } from '#domain/effects/step';
import type { ImpossibleReason, RefusedReason } from '#domain/plan/plan';
import type { Explanation } from './explanation';
import { say } from './say';

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
        what: say('This group is protected'),
        why: say('It gives administration of the site or of Jira.'),
        next: say(
          'An admin has to unlock this one group, for what it gives now, before it can be asked for.',
        ),
      };
    case 'protectionNotKnown':
      return {
        what: say('Not known whether it is protected'),
        why: say('The site does not tell which groups give administration, so none is changed.'),
        next: say(
          'Try again later. If it stays so, a Jira admin finds the reason on the configuration page, under Protected groups.',
        ),
      };
    case 'groupNotRequestable':
      return {
        what: say('This group can’t be asked for'),
        why: say('It is not on the list of the access policy.'),
        next: say('Ask a Jira admin to list it.'),
      };
    case 'termTooLong':
      return {
        what: say('For longer than is allowed now'),
        why: say('The access policy has a shorter longest term by now than this was asked for.'),
        next: say('Make a new request with a shorter term.'),
      };
    case 'termOver':
      return {
        what: say('Its end has come'),
        why: say('It was asked for until a time that has passed, so it is not given any more.'),
        next: say('Make a new request with a later end.'),
      };
    case 'projectNotRequestable':
      return {
        what: say('Other project'),
        why: say('Only roles of the issue’s own project can be asked for.'),
        next: say('Make the request in an issue of that project.'),
      };
    case 'creationNotAllowed':
      return {
        what: say('Can’t be created by request'),
        why: say('The access policy does not let this be asked for.'),
        next: say('Ask a Jira admin to allow it, or to create it.'),
      };
    case 'groupNamesNotKnown':
      return {
        what: say('Not known whether the name is free'),
        why: say(
          'The site has more groups than can be looked through, or does not show them all: the name may be another group’s, or read like it.',
        ),
        next: say('Try again later. If it stays so, ask a Jira admin to create the group by hand.'),
      };
    case 'groupNameReserved':
      return {
        what: say('Name too close to a protected group'),
        why: say('It would be mistaken for a group that gives administration.'),
        next: say('Choose another name.'),
      };
    case 'groupNameLookAlike':
      return {
        what: say('Name too close to another group'),
        why: say('It would be mistaken for {more}.', {
          more:
            like === undefined ? say('a group that is there') : say('the group {like}', { like }),
        }),
        next: say('If you mean that group, ask for it; else choose another name.'),
      };
    case 'groupInGroup':
      return {
        what: say('A group can’t be in a group'),
        why: say('Groups have people as members; only a project role takes groups.'),
        next: say('Ask for a role with the group, or name the people.'),
      };
    case 'emailMalformed':
      return {
        what: say('Not an email address'),
        why: say('An account can only be created for one complete address.'),
        next: say('Correct it, as in sam@yourcompany.com.'),
      };
    case 'addressNotKnown':
      return {
        what: say('Not known whose address it is'),
        why: say(
          'The site finds several people by it, or other people than before, and shows none of them with it.',
        ),
        next: say(
          'Name the person by their full name or account ID. With an organization API key, which a Jira admin can add, addresses are known exactly.',
        ),
      };
    case 'tokenCannotCreateUsers':
      return {
        what: say('The connection can’t create accounts'),
        why: say('Its API token has scopes, and Atlassian has no scope for this.'),
        next: say('Ask a Jira admin to connect with a token without scopes.'),
      };
    case 'groupNameInvalid':
      return {
        what: say('Name can’t be used'),
        why: say(
          'It is empty, too long, begins or ends with a space, or has invisible characters.',
        ),
        next: say('Type the name again, with at most 255 characters.'),
      };
    case 'groupNameTaken':
      return {
        what: say('Name in use'),
        why: say('The site has a group with this name.'),
        next: say(
          'Choose another name. If you mean that group, search for it; if it isn’t found, ask a Jira admin to list it.',
        ),
      };
    case 'notCreated':
      return {
        what: say('Not there'),
        why: say('The account or the group that this is about would not be created.'),
        next: say('Its own line says why; without such a line, ask for it in the same request.'),
      };
    case 'notYetVisible':
      return {
        what: say('Not shown by the site yet'),
        why: say(
          'This request created the account or the group, and the site does not show it yet.',
        ),
        next: say('Try again in a few minutes.'),
      };
    case 'recordUnreadable':
      return {
        what: say('Its record can’t be read'),
        why: say(
          'The app keeps when this access ends, and can’t read it. Nothing was given or taken here.',
        ),
        next: say(
          'A Jira admin can fix or remove the record under “Needs a look”; then try again.',
        ),
      };
    case 'noSuchPerson':
      return {
        what: say('Person not found'),
        why: say('The site no longer knows this account.'),
        next: say('Search for the person again; they may have a new account.'),
      };
    case 'personInactive':
      return {
        what: say('Account inactive'),
        why: say('Access can only be given to an active account.'),
        next: say('Have the account reactivated first. Access can still be taken away.'),
      };
    case 'notAPerson':
      return {
        what: say('Not a person'),
        why: say('Apps and customer accounts can’t hold this access.'),
        next: say('Choose somebody with an Atlassian account.'),
      };
    case 'noSuchGroup':
      return {
        what: say('Group not found'),
        why: say('The site no longer has this group.'),
        next: say('Search for the group again; it may have been deleted.'),
      };
    case 'groupManagedElsewhere':
      return {
        what: say('Managed by an identity provider'),
        why: say('The group’s members are set there, and can’t be changed here.'),
        next: say('Ask your IT team to change it there.'),
      };
    case 'noSuchProject':
      return {
        what: say('Project not available'),
        why: say('The project was archived or deleted.'),
        next: say('Choose a role of another project.'),
      };
    case 'roleNotInProject':
      return {
        what: say('Role not found'),
        why: say('The project does not have this role.'),
        next: say('Choose a role that the project has.'),
      };
    case 'lastAdmin':
      return {
        what: say('Last administrator'),
        why: say('Nobody would be left to administer it.'),
        next: say(
          'Add another administrator who can act first: an active person, or a group with one.',
        ),
      };
    case 'adminsNotKnown':
      return {
        what: say('Not known who would be left'),
        why: say(
          'So many had to be looked at that it can’t be said whether anybody is left to administer it.',
        ),
        next: say('Try again, or have a site admin look and remove them by hand.'),
      };
    case 'mayBeLastAdmin':
      return {
        what: say('Would leave the group empty'),
        why: say(
          'Nobody who can act would be left in it, and some project may have no other administrator.',
        ),
        next: say(
          'Put somebody else into the group first, or have a site admin remove them by hand.',
        ),
      };
    case 'connectionAccount':
      return {
        what: say('The app acts as this account'),
        why: say('Without this group it could no longer do what is asked and approved.'),
        next: say('Have a Jira admin connect with another account first.'),
      };
  }
}

/** Why a step of a request was not done. The site's own words, where it gave any, stand beside. */
export function explainFailure(reason: FailureReason): Explanation {
  switch (reason) {
    case 'beyondApprovedPlan':
      return {
        what: say('Differs from what was approved'),
        why: say(
          'The site has changed since, and doing this now would be more than the approver saw.',
        ),
        next: say('Make a new request, so that it is decided on how things stand.'),
      };
    case 'approvalLapsed':
      return {
        what: say('Approval too old'),
        why: say('The approval allowed changes for a limited time, which was over.'),
        next: say('Make a new request for this.'),
      };
    case 'approverGains':
      return {
        what: say('Not approved by somebody else'),
        why: say(
          'By now it would give something to whoever approved it: to their account, their address or a group that they are in.',
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
        why: say('Atlassian limits how fast changes may come, and kept asking to wait.'),
        next: say('Wait a few minutes, then try again.'),
      };
    case 'recordRefused':
      return {
        what: say('No record of it can be kept'),
        why: say(
          'The app’s storage does not take the record of when this access ends, so that nothing would end it.',
        ),
        next: say(
          'Look on the site whether they have it, and take it away there. A Jira admin sees the record under “Needs a look”; once that is mended, try again.',
        ),
      };
    case 'recordLost':
      return {
        what: say('What became of it is not known'),
        why: say('The app’s record of this step could not be read, and an admin gave it up.'),
        next: say('Look on the site whether it was done. If not, ask for it again.'),
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
        why: say('The account or the group that this is about was not created.'),
        next: say('Its own step says why: once that is done, try this again.'),
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
      return explainPlanReason(reason);
  }
}
