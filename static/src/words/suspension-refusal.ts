import type { SuspensionRefusal } from '#domain/organization/suspension';
import type { Explanation } from './explanation';

export function explainSuspension(refusal: SuspensionRefusal): Explanation {
  switch (refusal.code) {
    case 'noOrganizationKey':
      return {
        what: 'There is no organization API key.',
        why: 'Suspending and restoring access takes a key of the organization.',
        next: 'Add one: Integrations > Atlassian Cloud > Organization API key.',
      };
    case 'reasonMissing':
      return {
        what: 'The reason is missing.',
        why: 'It is kept in the audit, for whoever looks it up later.',
        next: 'Say in a sentence why.',
      };
    case 'yourself':
      return {
        what: 'You can’t suspend yourself.',
        why: 'You would be locked out of what you are doing.',
        next: 'Ask another admin.',
      };
    case 'connectionAccount':
      return {
        what: 'Multiplier acts as this account.',
        why: 'Its token would stop working, and with it everything that is approved or due to end.',
        next: 'Replace the token by one of another account first.',
      };
    case 'lastSiteAdmin':
      return {
        what: `They are the last active member of ${refusal.group}.`,
        why: 'That group administers the site, and nobody would be left to do it.',
        next: 'Add somebody else to the group first.',
      };
    case 'takesSiteAdministrator':
      return {
        what: 'They administer the site.',
        why: 'Only somebody who administers the site too can suspend or restore them.',
        next: 'Ask a site administrator to do it.',
      };
    case 'administratorsNotKnown':
      return {
        what: 'It can’t be known now who administers the site.',
        why: 'The site does not tell which groups administer it, so nobody is suspended or restored.',
        next: 'Try again later, or do it at admin.atlassian.com > Directory > Users.',
      };
    case 'notAPerson':
      return {
        what: 'This isn’t a person of your organization.',
        why: 'Apps, customers and accounts outside the organization’s directory have no access that it could suspend.',
        next: 'Remove them from groups and roles instead.',
      };
    case 'alreadySuspended':
      return {
        what: 'Their access is suspended already.',
        why: 'Somebody did it before, here or at admin.atlassian.com.',
        next: 'To give it back, restore it.',
      };
    case 'notSuspended':
      return {
        what: 'Their access isn’t suspended.',
        why: 'They have it now.',
        next: 'Nothing is left to restore.',
      };
    case 'deactivated':
      return {
        what: 'The account is deactivated.',
        why: 'That is more than a suspension: the account itself can’t be used.',
        next: 'An organization admin can reactivate it at admin.atlassian.com.',
      };
    case 'notDone':
      return {
        what: 'Atlassian did not do it.',
        why: `It said: “${refusal.message}”`,
        next: refusal.retryable
          ? 'Try again in a moment.'
          : 'An organization admin can do it at admin.atlassian.com > Directory > Users.',
      };
    case 'unconfirmed':
      return {
        what: 'Nobody knows whether it was done.',
        why: `It was sent, and then: “${refusal.message}”`,
        next: 'Look at the person again in a moment, and repeat it if it was not done.',
      };
  }
}
