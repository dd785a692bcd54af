import type { Instant } from '#domain/lib/time';
import type { PaceScope } from '#ports/provisioner';
import type { SiteAnswer } from './answer';
import { readRateLimit } from './read-rate-limit';
import { siteMessage } from './words-of';

/** What an answer means, decided once for every call there is. */
export type Classified =
  | { readonly kind: 'success' }
  /** The token is not taken: wrong, expired, revoked, or tried on the wrong address. */
  | { readonly kind: 'credentialRejected'; readonly message: string }
  /** Too many failed sign-ins: nothing is taken until the owner signs in in a browser. */
  | { readonly kind: 'captchaRequired' }
  | { readonly kind: 'scopeMissing' }
  | { readonly kind: 'forbidden'; readonly message: string }
  | { readonly kind: 'ipNotAllowed'; readonly message: string }
  | { readonly kind: 'notFound'; readonly message: string }
  | {
      readonly kind: 'rateLimited';
      readonly retryAfterMs: number | undefined;
      readonly scope: PaceScope;
    }
  | { readonly kind: 'redirected' }
  | { readonly kind: 'unavailable' }
  /** The request itself was not to the site's liking. */
  | { readonly kind: 'refused'; readonly message: string }
  /** A success whose body is no JSON: something else than the API has answered. */
  | { readonly kind: 'nonsense' };

/** `now` for a Retry-After that is a date. */
export function classify(answer: SiteAnswer, now: Instant): Classified {
  const { status, headers } = answer;
  const message = siteMessage(answer);
  const loginReason = headers.get('x-seraph-loginreason') ?? '';
  // A resource that anonymous callers may read answers 200 to a rejected token, with nothing in it
  // (recorded: MrRefactoring/jira.js#418), so that the header counts more than the status.
  if (loginReason.includes('AUTHENTICATION_DENIED')) return { kind: 'captchaRequired' };
  if (status === 401 || status === 403) {
    if (/scope does not match/i.test(message)) return { kind: 'scopeMissing' };
  }
  if (status === 401 || loginReason.includes('AUTHENTICATED_FAILED')) {
    return { kind: 'credentialRejected', message };
  }
  if (status === 403) {
    return isAboutAddresses(answer, message)
      ? { kind: 'ipNotAllowed', message }
      : { kind: 'forbidden', message };
  }
  if (status === 404) return { kind: 'notFound', message };
  if (status === 429) return { kind: 'rateLimited', ...readRateLimit(headers, now) };
  if (status >= 300 && status < 400) return { kind: 'redirected' };
  if (status >= 500) return { kind: 'unavailable' };
  if (status >= 400) return { kind: 'refused', message };
  if (answer.text.trim() !== '' && answer.json === undefined) return { kind: 'nonsense' };
  return { kind: 'success' };
}

/** The exact words are not documented; what is known is that they name the policy. */
function isAboutAddresses({ text }: SiteAnswer, message: string): boolean {
  return /\bIP\b[^.]{0,60}(allow|address|polic)|allow-?\s?list/i.test(
    message || text.slice(0, 4_000),
  );
}
