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
        what: 'The site did not accept this e-mail and API token.',
        why: 'One of them is mistyped, the token belongs to another account, or it was revoked.',
        next: 'Check that the e-mail is the one of the account that made the token. Copy the token again, or create a new one.',
      };
    case 'tokenExpiredOrRevoked':
      return {
        what: 'The API token has expired or was revoked.',
        why: 'API tokens last a year at most, and their owner or an admin can revoke them at any time.',
        next: 'Create a new API token and enter it here.',
      };
    case 'organizationKey':
      return {
        what: 'This is an organization API key, not a personal API token.',
        why: 'Keys made at admin.atlassian.com belong to the organization and can’t be used here.',
        next: 'Create a personal API token: your account’s Security page, Create API token.',
      };
    case 'scopesMissing':
      return {
        what: 'The API token may not do everything that is needed.',
        why: `It is a token with scopes, and lacks ${listNames(problem.scopes, 'and', 20)}.`,
        next: 'Create an API token with these scopes added, or one without scopes.',
      };
    case 'notAdministrator':
      return {
        what: `${problem.displayName} is not an administrator of this site.`,
        why: 'Adding people to groups and roles takes an account with site administration.',
        next: 'Use a token of an administrator’s account, or have this account made one.',
      };
    case 'captchaRequired':
      return {
        what: 'The site asks for a CAPTCHA before it accepts this account again.',
        why: 'There were too many failed sign-ins.',
        next: 'Sign in to the site in a browser with this account, solve the CAPTCHA, then try again.',
      };
    case 'ipNotAllowed':
      return {
        what: 'The site only accepts calls from listed IP addresses.',
        why: 'Its IP allowlist does not include Atlassian Forge, where this app runs.',
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
        what: `There is no site at ${problem.host}.`,
        why: 'The name is mistyped, or the site was renamed or deleted.',
        next: 'Copy the address from a browser tab in which your Jira is open.',
      };
    case 'rateLimited':
      return {
        what: 'Atlassian asks to wait before the next try.',
        why: 'There were too many calls in a short time.',
        next:
          problem.retryAfterSeconds === undefined
            ? 'Try again in a few minutes. What you typed stays here.'
            : `Try again in ${wait(problem.retryAfterSeconds)}. What you typed stays here.`,
      };
    case 'networkFailure':
      return {
        what: 'The site did not answer.',
        why: 'It could not be reached from Atlassian Forge: the network or the site is down.',
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
      return 'instanceUrl';
    case 'captchaRequired':
    case 'ipNotAllowed':
    case 'rateLimited':
    case 'networkFailure':
    case 'unexpectedAnswer':
      return undefined;
  }
}

const SHORT: Readonly<Record<CredentialProblem['code'], string>> = {
  wrongEmailOrToken: 'the site does not accept the e-mail and the API token',
  tokenExpiredOrRevoked: 'the API token has expired or was revoked',
  organizationKey: 'it is an organization API key',
  scopesMissing: 'the API token lacks scopes',
  notAdministrator: 'the account is not an administrator any more',
  captchaRequired: 'the site asks for a CAPTCHA',
  ipNotAllowed: 'the site’s IP allowlist shuts the app out',
  siteSuspended: 'the site is suspended',
  noSuchSite: 'the site is gone',
  rateLimited: 'the site asks to wait',
  networkFailure: 'the site did not answer',
  unexpectedAnswer: 'the site gave an answer that was not expected',
};

/** The problem within a sentence, by the code that the audit keeps of it. */
export function credentialInShort(code: string): string {
  return Object.hasOwn(SHORT, code) ? SHORT[code as CredentialProblem['code']] : code;
}
