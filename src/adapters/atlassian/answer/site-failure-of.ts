import { SiteFailure } from '#ports/site-failure';
import type { Classified } from './classify';

type Failed = Exclude<Classified, { kind: 'success' }>;

/** What the callers of a read are told of an answer that is not one. */
export function siteFailureOf(classified: Failed, status: number): SiteFailure {
  const words =
    'message' in classified && classified.message !== '' ? classified.message : undefined;
  switch (classified.kind) {
    case 'credentialRejected':
      return new SiteFailure(
        'credentialRejected',
        words ?? 'The site does not accept the API token.',
        false,
        status,
      );
    case 'captchaRequired':
      return new SiteFailure(
        'credentialRejected',
        'The site asks the owner of the API token to sign in in a browser first.',
        false,
        status,
      );
    case 'scopeMissing':
      return new SiteFailure('forbidden', 'The API token lacks a scope.', false, status);
    case 'forbidden':
    case 'ipNotAllowed':
      return new SiteFailure('forbidden', words ?? 'The site does not allow it.', false, status);
    case 'rateLimited':
      return new SiteFailure(
        'rateLimited',
        'The site asks to slow down.',
        true,
        status,
        classified.retryAfterMs,
      );
    case 'unavailable':
      return new SiteFailure('siteUnavailable', 'The site is not available.', true, status);
    case 'redirected':
      return new SiteFailure(
        'siteUnavailable',
        'The site refers to another address, which is not followed.',
        false,
        status,
      );
    case 'notFound':
      return new SiteFailure(
        'unexpectedAnswer',
        words ?? 'The site has no such thing.',
        false,
        status,
      );
    case 'refused':
      return new SiteFailure(
        'unexpectedAnswer',
        words ?? 'The site did not take the request.',
        false,
        status,
      );
    case 'nonsense':
      return new SiteFailure('unexpectedAnswer', 'The answer makes no sense.', true, status);
  }
}
