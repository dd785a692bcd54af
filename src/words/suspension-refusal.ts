import type { SuspensionRefusal } from '#domain/organization/suspension';
import type { Explanation } from './explanation';
import { say } from './say';

export function explainSuspension(refusal: SuspensionRefusal): Explanation {
  switch (refusal.code) {
    case 'noOrganizationKey':
      return {
        what: say('There is no organization API key.'),
        why: say('Suspending and restoring access takes a key of the organization.'),
        next: say('Add one: Integrations > Atlassian Cloud > Organization API key.'),
      };
    case 'reasonMissing':
      return {
        what: say('The reason is missing.'),
        why: say('It is kept in the audit, for whoever looks it up later.'),
        next: say('Say in a sentence why.'),
      };
    case 'yourself':
      return {
        what: say('You can’t suspend yourself.'),
        why: say('You would be locked out of what you are doing.'),
        next: say('Ask another admin.'),
      };
    case 'connectionAccount':
      return {
        what: say('Multiplier acts as this account.'),
        why: say(
          'Its token would stop working, and with it everything that is approved or due to end.',
        ),
        next: say('Replace the token with one of another account first.'),
      };
    case 'lastSiteAdmin':
      return {
        what: say('They are the last active member of {group}.', { group: refusal.group }),
        why: say('That group administers the site, and nobody would be left to do it.'),
        next: say('Add somebody else to the group first.'),
      };
    case 'takesSiteAdministrator':
      return {
        what: say('They administer the site.'),
        why: say('Only somebody who administers the site too can suspend or restore them.'),
        next: say('Ask a site admin to do it.'),
      };
    case 'administratorsNotKnown':
      return {
        what: say('It can’t be known now who administers the site.'),
        why: say(
          'The site does not tell which groups administer it, so nobody is suspended or restored.',
        ),
        next: say('Try again later, or do it at admin.atlassian.com > Directory > Users.'),
      };
    case 'notAPerson':
      return {
        what: say('This isn’t a person of your organization.'),
        why: say(
          'Apps, customers and accounts outside the organization’s directory have no access that it could suspend.',
        ),
        next: say('Remove them from groups and roles instead.'),
      };
    case 'alreadySuspended':
      return {
        what: say('Their access is suspended already.'),
        why: say('Somebody did it before, here or at admin.atlassian.com.'),
        next: say('To give it back, restore it.'),
      };
    case 'notSuspended':
      return {
        what: say('Their access isn’t suspended.'),
        why: say('They have it now.'),
        next: say('Nothing is left to restore.'),
      };
    case 'deactivated':
      return {
        what: say('The account is deactivated.'),
        why: say('That is more than a suspension: the account itself can’t be used.'),
        next: say('An organization admin can reactivate it at admin.atlassian.com.'),
      };
    case 'notDone':
      return {
        what: say('Atlassian did not do it.'),
        why: say('It said: “{message}”', { message: refusal.message }),
        next: refusal.retryable
          ? say('Try again in a moment.')
          : say('An organization admin can do it at admin.atlassian.com > Directory > Users.'),
      };
    case 'unconfirmed':
      return {
        what: say('It is not known whether it was done.'),
        why: say('It was sent, and then: “{message}”', { message: refusal.message }),
        next: say('Look at the person again in a moment, and repeat it if it was not done.'),
      };
  }
}
