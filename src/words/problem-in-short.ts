import type { CredentialProblem } from '#domain/connection/connection';
import { say } from './say';

const short = (): Readonly<Record<CredentialProblem['code'], string>> => ({
  wrongEmailOrToken: say('the site does not accept the email and the API token'),
  tokenExpiredOrRevoked: say('the API token has expired or was revoked'),
  organizationKey: say('it is an organization API key'),
  scopesMissing: say('the API token lacks scopes'),
  notAdministrator: say('the account is not an administrator any more'),
  captchaRequired: say('the site asks for a CAPTCHA'),
  ipNotAllowed: say('the site’s IP allowlist blocks the app'),
  siteSuspended: say('the site is suspended'),
  noSuchSite: say('the site is gone'),
  otherSite: say('another site is at its address'),
  siteMoved: say('the site has a new address'),
  rateLimited: say('the site asks the app to slow down'),
  networkFailure: say('the site did not answer'),
  unexpectedAnswer: say('the site gave an answer that was not expected'),
});

/** Why a credential does not serve, within a sentence, by the code that the audit keeps of it. */
export function problemInShort(code: string): string {
  return Object.hasOwn(short(), code) ? short()[code as CredentialProblem['code']] : code;
}
