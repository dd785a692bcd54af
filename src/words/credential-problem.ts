import type { CredentialProblem } from '#domain/connection/connection';
import type { Explanation } from './explanation';
import { listNames } from './listing';
import { say } from './say';
import { tryAgainAfter } from './try-again-after';

/** Where the fault most likely sits, so that the form can point there. */
export type FaultyField = 'instanceUrl' | 'email' | 'token' | undefined;

export function explainCredential(problem: CredentialProblem): Explanation {
  switch (problem.code) {
    case 'wrongEmailOrToken':
      return {
        what: say('Email or token is wrong.'),
        why: say(
          'The site does not accept them together: one is mistyped, the token is another account’s, or it has expired or was revoked.',
        ),
        next: say(
          'Check that the email is the token owner’s, and under Manage account > Security that the token is still active. Copy it again, without spaces, or create a new one.',
        ),
      };
    case 'tokenExpiredOrRevoked':
      return {
        what: say('The token has expired or was revoked.'),
        why: say(
          'API tokens last a year at most, and their owner or an admin can revoke them at any time.',
        ),
        next: say('Create a new API token, choose Replace token, and enter it.'),
      };
    case 'organizationKey':
      return {
        what: say('That is an organization API key.'),
        why: say(
          'Keys made at admin.atlassian.com belong to the organization, and Jira does not accept them.',
        ),
        next: say('Create a personal API token: Manage account > Security > Create API token.'),
      };
    case 'scopesMissing':
      return {
        what: say('The token lacks scopes.'),
        why: say('It is a token with scopes, but without {names}.', {
          names: listNames(problem.scopes, 'and', 20),
        }),
        next: say('Create an API token with these scopes added, or one without scopes.'),
      };
    case 'notAdministrator':
      return {
        what: say('This account isn’t an administrator ({problem}).', {
          problem: problem.displayName,
        }),
        why: say('The token works, but its owner may not change groups.'),
        next: say(
          'Use the token of a site admin, or have this account made one at admin.atlassian.com.',
        ),
      };
    case 'captchaRequired':
      return {
        what: say('Log in once in the browser.'),
        why: say('There were too many failed logins, and Atlassian asks for a CAPTCHA.'),
        next: say('Log in to the site as that account, solve the CAPTCHA, then try again.'),
      };
    case 'ipNotAllowed':
      return {
        what: say('Blocked by the site’s IP allowlist.'),
        why: say(
          'The site admits listed networks only, and Atlassian Forge, where this app runs, is not listed.',
        ),
        next: say('Ask your organization admin to add Forge’s addresses to the IP allowlist.'),
      };
    case 'siteSuspended':
      return {
        what: say('The site is suspended.'),
        why: say('Atlassian suspends sites that are inactive, unpaid or being deleted.'),
        next: say('Reactivate it at admin.atlassian.com, then try again.'),
      };
    case 'noSuchSite':
      return {
        what: say('There is no site at this address ({host}).', { host: problem.host }),
        why: say('The name is mistyped, or the site was renamed or deleted.'),
        next: say('Copy the address from a browser tab in which your Jira is open.'),
      };
    case 'otherSite':
      return {
        what: say('Another site is at this address now ({host}).', { host: problem.host }),
        why: say(
          'Its cloud ID is not the one of the site that was connected: that site was deleted or renamed, and somebody else took the name. Nothing is sent there.',
        ),
        next: say(
          'Connect the address that your site has now. If you mean the site that is here, disconnect first.',
        ),
      };
    case 'siteMoved':
      return {
        what: say('The site has a new address.'),
        why: say(
          'It was renamed, and is at {to} now. The token is not sent to an address that nobody connected.',
          { to: problem.to },
        ),
        next: say('Connect it again at {to}: requests and access that is due to end stay.', {
          to: problem.to,
        }),
      };
    case 'rateLimited':
      return {
        what: say('Too many requests.'),
        why: say('The site limits how many calls it takes in a short time.'),
        next: tryAgainAfter(problem.retryAfterSeconds),
      };
    case 'networkFailure':
      return {
        what: say('The site could not be reached.'),
        why: say('The network between Atlassian Forge and the site failed, or the site is down.'),
        next: say(
          'See status.atlassian.com and try again in a few minutes. What you typed stays here.',
        ),
      };
    case 'unexpectedAnswer':
      return {
        what: say('The site gave an answer that was not expected (status {status}).', {
          status: problem.status,
        }),
        why: say(
          'Something between the app and Jira may have answered in its place, or the site has a fault.',
        ),
        next: say(
          'Try again in a few minutes. If that does not help, tell our support team the status.',
        ),
      };
  }
}

export function faultyField(problem: CredentialProblem): FaultyField {
  switch (problem.code) {
    case 'wrongEmailOrToken':
    case 'tokenExpiredOrRevoked':
    case 'organizationKey':
    case 'scopesMissing':
      return 'token';
    case 'notAdministrator':
      return 'email';
    case 'noSuchSite':
    case 'siteSuspended':
    case 'otherSite':
    case 'siteMoved':
      return 'instanceUrl';
    case 'captchaRequired':
    case 'ipNotAllowed':
    case 'rateLimited':
    case 'networkFailure':
    case 'unexpectedAnswer':
      return undefined;
  }
}
