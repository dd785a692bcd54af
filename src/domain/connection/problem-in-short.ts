import type { CredentialProblem } from './connection';

const SHORT: Readonly<Record<CredentialProblem['code'], string>> = {
  wrongEmailOrToken: 'the site does not accept the email and the API token',
  tokenExpiredOrRevoked: 'the API token has expired or was revoked',
  organizationKey: 'it is an organization API key',
  scopesMissing: 'the API token lacks scopes',
  notAdministrator: 'the account is not an administrator any more',
  captchaRequired: 'the site asks for a CAPTCHA',
  ipNotAllowed: 'the site’s IP allowlist shuts the app out',
  siteSuspended: 'the site is suspended',
  noSuchSite: 'the site is gone',
  otherSite: 'another site is at its address',
  siteMoved: 'the site has a new address',
  rateLimited: 'the site asks to wait',
  networkFailure: 'the site did not answer',
  unexpectedAnswer: 'the site gave an answer that was not expected',
};

/** Why a credential does not serve, within a sentence, by the code that the audit keeps of it. */
export function problemInShort(code: string): string {
  return Object.hasOwn(SHORT, code) ? SHORT[code as CredentialProblem['code']] : code;
}
