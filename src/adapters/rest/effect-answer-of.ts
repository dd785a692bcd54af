import type { EffectAnswer } from '#ports/provisioner';
import type { Classified } from './classify';

/**
 * What a run is told of an effect. `maybeAlreadySo` marks the refusals behind which "it is so already" can
 * hide: the site's words for that are not documented, so its state is what decides.
 */
export function effectAnswerOf(
  classified: Classified,
): EffectAnswer | { readonly answer: 'maybeAlreadySo'; readonly message: string } {
  switch (classified.kind) {
    case 'success':
      return { answer: 'done' };
    case 'credentialRejected':
      return {
        answer: 'credentialRejected',
        message: classified.message || 'The site does not accept the API token.',
      };
    case 'captchaRequired':
      return {
        answer: 'credentialRejected',
        message: 'The site asks the owner of the API token to sign in in a browser first.',
      };
    case 'scopeMissing':
      return { answer: 'refused', message: 'The API token lacks a scope.', retryable: false };
    case 'forbidden':
    case 'ipNotAllowed':
      return {
        answer: 'refused',
        message: classified.message || 'The site does not allow it.',
        retryable: false,
      };
    case 'rateLimited':
      return {
        answer: 'slowDown',
        retryAfterMs: classified.retryAfterMs,
        scope: classified.scope,
      };
    case 'refused':
    case 'notFound':
      return {
        answer: 'maybeAlreadySo',
        message: classified.message || 'The site did not take the request.',
      };
    case 'redirected':
      return {
        answer: 'refused',
        message: 'The site refers to another address, which is not followed.',
        retryable: true,
      };
    case 'unavailable':
      return { answer: 'unconfirmed', message: 'The site is not available.', lost: false };
    case 'nonsense':
      return { answer: 'unconfirmed', message: 'The answer makes no sense.', lost: false };
  }
}
