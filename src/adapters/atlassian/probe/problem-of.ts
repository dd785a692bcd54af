import type { CredentialProblem } from '#domain/connection/connection';
import { SECOND } from '#domain/lib/time';
import type { Tried } from './try-request';

/** What stands in the way whatever was asked for; undefined where it depends on that. */
export function problemOf(tried: Tried): CredentialProblem | undefined {
  if (tried.kind === 'noAnswer') return { code: 'networkFailure' };
  const { answer, is } = tried;
  switch (is.kind) {
    case 'captchaRequired':
      return { code: 'captchaRequired' };
    case 'ipNotAllowed':
      return { code: 'ipNotAllowed' };
    case 'rateLimited':
      return {
        code: 'rateLimited',
        retryAfterSeconds:
          is.retryAfterMs === undefined ? undefined : Math.ceil(is.retryAfterMs / SECOND),
      };
    case 'redirected':
    case 'unavailable':
      return isAboutSuspension(answer.text, answer.headers.get('location'))
        ? { code: 'siteSuspended' }
        : { code: 'unexpectedAnswer', status: answer.status };
    case 'nonsense':
    case 'refused':
      return { code: 'unexpectedAnswer', status: answer.status };
    default:
      return undefined;
  }
}

/** How a suspended site answers is not documented; that its page or address says so is likely. */
function isAboutSuspension(text: string, location = ''): boolean {
  return /suspend|deactivat|unavailable-site/i.test(`${location} ${text.slice(0, 10_000)}`);
}
