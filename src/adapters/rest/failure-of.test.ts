import { describe, expect, it } from 'vitest';
import { allOf } from './all-of';
import type { Classified } from './classify';
import { cutOff, failureOf, noAnswer, notAllTold, tooManyPeople } from './failure-of';

type Failed = Exclude<Classified, { kind: 'success' }>;

const SIGN_IN = 'The site asks the owner of the API token to sign in in a browser first.';
const KEY_GONE =
  'The organization does not accept its API key: it has expired or was revoked. A Jira admin can replace it.';
const NONSENSE = 'The answer makes no sense.';

/** Who answers, and what the caller is told: only the site speaks of the connection's token. */
const TOLD: Readonly<
  Record<Failed['kind'], Readonly<Record<'site' | 'host' | 'organization', [string, string]>>>
> = {
  credentialRejected: {
    site: ['credentialRejected', 'The site does not accept the API token.'],
    host: ['forbidden', 'Jira does not allow it.'],
    organization: ['forbidden', KEY_GONE],
  },
  captchaRequired: {
    site: ['credentialRejected', SIGN_IN],
    host: ['forbidden', SIGN_IN],
    organization: ['forbidden', SIGN_IN],
  },
  scopeMissing: {
    site: ['forbidden', 'The API token lacks a scope.'],
    host: ['forbidden', 'The app has not been given the permission that this takes.'],
    organization: ['forbidden', 'The API key lacks a scope.'],
  },
  forbidden: {
    site: ['forbidden', 'The site does not allow it.'],
    host: ['forbidden', 'Jira does not allow it.'],
    organization: ['forbidden', 'The organization does not allow it.'],
  },
  ipNotAllowed: {
    site: ['forbidden', 'The site does not allow it.'],
    host: ['forbidden', 'Jira does not allow it.'],
    organization: ['forbidden', 'The organization does not allow it.'],
  },
  rateLimited: {
    site: ['rateLimited', 'The site asks to slow down.'],
    host: ['rateLimited', 'Jira asks to slow down.'],
    organization: ['rateLimited', 'The organization asks to slow down.'],
  },
  unavailable: {
    site: ['siteUnavailable', 'The site is not available.'],
    host: ['siteUnavailable', 'Jira is not available.'],
    organization: ['siteUnavailable', 'The organization is not available.'],
  },
  redirected: {
    site: ['siteUnavailable', 'The site refers to another address, which is not followed.'],
    host: ['siteUnavailable', 'Jira refers to another address, which is not followed.'],
    organization: [
      'siteUnavailable',
      'The organization refers to another address, which is not followed.',
    ],
  },
  notFound: {
    site: ['unexpectedAnswer', 'The site has no such thing.'],
    host: ['unexpectedAnswer', 'Jira has no such thing.'],
    organization: ['unexpectedAnswer', 'The organization has no such thing.'],
  },
  refused: {
    site: ['unexpectedAnswer', 'The site did not take the request.'],
    host: ['unexpectedAnswer', 'Jira did not take the request.'],
    organization: ['unexpectedAnswer', 'The organization did not take the request.'],
  },
  nonsense: {
    site: ['unexpectedAnswer', NONSENSE],
    host: ['unexpectedAnswer', NONSENSE],
    organization: ['unexpectedAnswer', NONSENSE],
  },
};
/** What may pass by itself; nothing else is tried again. */
const MAY_PASS: readonly string[] = ['rateLimited', 'unavailable', 'nonsense'];
/** What is told in the answer's own words, where it has some. */
const OWN_WORDS: readonly string[] = ['forbidden', 'ipNotAllowed', 'notFound', 'refused'];

const failed = (kind: Failed['kind'], message = ''): Failed =>
  ({ kind, message, retryAfterMs: 7_000, scope: 'site' }) as Failed;

describe.each(Object.entries(TOLD) as [Failed['kind'], (typeof TOLD)['nonsense']][])(
  'an answer that is %s',
  (kind, told) => {
    it.each(['site', 'host', 'organization'] as const)('is told of the %s', (by) => {
      const { code, message, retryable, status, retryAfterMs } = failureOf(failed(kind), 418, by);
      expect([code, message]).toEqual(told[by]);
      expect(retryable).toBe(MAY_PASS.includes(kind));
      expect(status).toBe(418);
      expect(retryAfterMs).toBe(kind === 'rateLimited' ? 7_000 : undefined);
    });

    it.each(['site', 'host', 'organization'] as const)('of the %s, in its words', (by) => {
      const speaks = OWN_WORDS.includes(kind) || (kind === 'credentialRejected' && by === 'site');
      const { message } = failureOf(failed(kind, 'The policy says no.'), 418, by);
      expect(message).toBe(speaks ? 'The policy says no.' : told[by][1]);
    });
  },
);

it('takes what was cut off for an answer that makes no sense, and may come whole', () => {
  expect(cutOff()).toMatchObject({ code: 'unexpectedAnswer', retryable: true, status: 200 });
});

it('takes more people than a search shows for what no other try would change', () => {
  expect(tooManyPeople()).toMatchObject({ code: 'callsUsedUp', retryable: false });
  expect(tooManyPeople().message).toMatch(/^More people have a name/);
});

it.each([
  ['site', 'The site gave'],
  ['host', 'Jira gave'],
  ['organization', 'The organization gave'],
] as const)('a list of the %s of which one entry can’t be read is not all', (by, words) => {
  const list = { items: [1, 2], unreadable: 0 };
  expect(allOf(list, by)).toEqual([1, 2]);
  expect(() => allOf({ ...list, unreadable: 1 }, by)).toThrow(
    `${words} a list of which not every entry can be read.`,
  );
  expect(notAllTold(by)).toMatchObject({
    code: 'unexpectedAnswer',
    retryable: false,
    status: 200,
  });
});

it.each([true, false])('no answer may come another time: %s', (mayCome) => {
  const cause = new Error('reset');
  const failure = noAnswer('host', mayCome, cause);
  expect(failure).toMatchObject({ code: 'networkFailure', retryable: mayCome, cause });
  expect(failure.message).toBe('Jira did not answer.');
  expect(failure.status).toBeUndefined();
});
