import type { ImpossibleReason } from '#domain/plan/plan';
import type { Explanation } from './explanation';
import { say } from './say';

/** Why the site could not do it, whoever asks. */
export function explainImpossible(reason: ImpossibleReason): Explanation {
  switch (reason) {
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
