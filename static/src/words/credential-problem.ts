import type { CredentialProblem } from '#domain/connection/connection';
import type { Explanation } from './explanation';
import { listNames } from './listing';
import { wait } from './time';

/** Where the fault most likely sits, so that the form can point there. */
export type FaultyField = 'instanceUrl' | 'email' | 'token' | undefined;

export function explainCredential(problem: CredentialProblem): Explanation {
  switch (problem.code) {
    case 'wrongEmailOrToken':
      return {
        what: 'Email or token is wrong.',
        why: 'The site does not accept them together: one is mistyped, the token is another account’s, or it has expired or was revoked.',
        next: 'Check that the email is the token owner’s, and under Manage account > Security that the token is still active. Copy it again, without spaces, or create a new one.',
      };
    case 'tokenExpiredOrRevoked':
      return {
        what: 'The token has expired or was revoked.',
        why: 'API tokens last a year at most, and their owner or an admin can revoke them at any time.',
        next: 'Create a new API token, choose Replace token, and enter it.',
      };
    case 'organizationKey':
      return {
        what: 'That is an organization API key.',
        why: 'Keys made at admin.atlassian.com belong to the organization, and Jira does not accept them.',
        next: 'Create a personal API token: Manage account > Security > Create API token.',
      };
    case 'scopesMissing':
      return {
        what: 'The token lacks scopes.',
        why: `It is a token with scopes, but without ${listNames(problem.scopes, 'and', 20)}.`,
        next: 'Create an API token with these scopes added, or one without scopes.',
      };
    case 'notAdministrator':
      return {
        what: `This account isn’t an administrator (${problem.displayName}).`,
        why: 'The token works, but its owner may not change groups.',
        next: 'Use the token of a site administrator, or have this account made one at admin.atlassian.com.',
      };
    case 'captchaRequired':
      return {
        what: 'Log in once in the browser.',
        why: 'There were too many failed logins, and Atlassian asks for a CAPTCHA.',
        next: 'Log in to the site as that account, solve the CAPTCHA, then try again.',
      };
    case 'ipNotAllowed':
      return {
        what: 'Blocked by the site’s IP allowlist.',
        why: 'The site admits listed networks only, and Atlassian Forge, where this app runs, is not listed.',
        next: 'Ask your organization admin to add Forge’s addresses to the IP allowlist.',
      };
    case 'siteSuspended':
      return {
        what: 'The site is suspended.',
        why: 'Atlassian suspends sites that are inactive, unpaid or being deleted.',
        next: 'Reactivate it at admin.atlassian.com, then try again.',
      };
    case 'noSuchSite':
      return {
        what: `There is no site at this address (${problem.host}).`,
        why: 'The name is mistyped, or the site was renamed or deleted.',
        next: 'Copy the address from a browser tab in which your Jira is open.',
      };
    case 'otherSite':
      return {
        what: `Another site is at this address now (${problem.host}).`,
        why: 'Its cloud ID is not the one of the site that was connected: that site was deleted or renamed, and somebody else took the name. Nothing is sent there.',
        next: 'Connect the address that your site has now. If you mean the site that is here, disconnect first.',
      };
    case 'siteMoved':
      return {
        what: 'The site has a new address.',
        why: `It was renamed, and is at ${problem.to} now. The token is not sent to an address that nobody connected.`,
        next: `Connect it again at ${problem.to}: requests and access that is due to end stay.`,
      };
    case 'rateLimited':
      return {
        what: 'Too many requests.',
        why: 'The site limits how many calls it takes in a short time.',
        next:
          problem.retryAfterSeconds === undefined
            ? 'Try again in a few minutes. What you typed stays here.'
            : `Try again in ${wait(problem.retryAfterSeconds)}. What you typed stays here.`,
      };
    case 'networkFailure':
      return {
        what: 'The site could not be reached.',
        why: 'The network between Atlassian Forge and the site failed, or the site is down.',
        next: 'See status.atlassian.com and try again in a few minutes. What you typed stays here.',
      };
    case 'unexpectedAnswer':
      return {
        what: `The site gave an answer that was not expected (status ${problem.status}).`,
        why: 'Something between the app and Jira may have answered in its place, or the site has a fault.',
        next: 'Try again in a few minutes. If it stays so, tell our support team the status.',
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
