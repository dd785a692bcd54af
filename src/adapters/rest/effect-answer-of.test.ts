import { expect, it } from 'vitest';
import type { Classified } from './classify';
import { effectAnswerOf } from './effect-answer-of';

const OWN = 'The policy says no.';

/** What a run is told where the answer has no words, and where it has some. */
it.each<[Classified, object, object?]>([
  [{ kind: 'success' }, { answer: 'done' }],
  [
    { kind: 'credentialRejected', message: '' },
    { answer: 'credentialRejected', message: 'The site does not accept the API token.' },
    { answer: 'credentialRejected', message: OWN },
  ],
  [
    { kind: 'captchaRequired' },
    {
      answer: 'credentialRejected',
      message: 'The site asks the owner of the API token to sign in in a browser first.',
    },
  ],
  [
    { kind: 'scopeMissing' },
    { answer: 'refused', message: 'The API token lacks a scope.', retryable: false },
  ],
  [
    { kind: 'forbidden', message: '' },
    { answer: 'refused', message: 'The site does not allow it.', retryable: false },
    { answer: 'refused', message: OWN, retryable: false },
  ],
  [
    { kind: 'ipNotAllowed', message: '' },
    { answer: 'refused', message: 'The site does not allow it.', retryable: false },
    { answer: 'refused', message: OWN, retryable: false },
  ],
  [
    { kind: 'rateLimited', retryAfterMs: 7_000, scope: 'issue' },
    { answer: 'slowDown', retryAfterMs: 7_000, scope: 'issue' },
  ],
  // Behind these may hide that it is so already: the site's state decides.
  [
    { kind: 'refused', message: '' },
    { answer: 'maybeAlreadySo', message: 'The site did not take the request.' },
    { answer: 'maybeAlreadySo', message: OWN },
  ],
  [
    { kind: 'notFound', message: '' },
    { answer: 'maybeAlreadySo', message: 'The site did not take the request.' },
    { answer: 'maybeAlreadySo', message: OWN },
  ],
  [
    { kind: 'redirected' },
    {
      answer: 'refused',
      message: 'The site refers to another address, which is not followed.',
      retryable: true,
    },
  ],
  // It may have happened, and an answer came: nothing is known to be lost.
  [
    { kind: 'unavailable' },
    { answer: 'unconfirmed', message: 'The site is not available.', lost: false },
  ],
  [
    { kind: 'nonsense' },
    { answer: 'unconfirmed', message: 'The answer makes no sense.', lost: false },
  ],
])('%o', (classified, silent, speaking = silent) => {
  expect(effectAnswerOf(classified)).toEqual(silent);
  const withWords = 'message' in classified ? { ...classified, message: OWN } : classified;
  expect(effectAnswerOf(withWords)).toEqual(speaking);
});
