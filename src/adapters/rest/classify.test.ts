import { describe, expect, it } from 'vitest';
import { readJson, type SiteAnswer } from './answer';
import { type Classified, classify } from './classify';
import { effectAnswerOf } from './effect-answer-of';
import { failureOf } from './failure-of';

const NOW = Date.parse('2026-11-25T10:00:00Z');

function answer(
  status: number,
  body: unknown = '',
  headers: Record<string, string> = {},
): SiteAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: new Map(Object.entries(headers)), text, json: readJson(text) };
}

const errors = (...errorMessages: string[]) => ({ errorMessages, errors: {} });

describe('classifying an answer', () => {
  const cases: [string, SiteAnswer, Classified][] = [
    ['JSON', answer(200, { values: [] }), { kind: 'success' }],
    ['nothing at all, as deletions answer', answer(204), { kind: 'success' }],
    ['a page instead of JSON', answer(200, '<html>Log in</html>'), { kind: 'nonsense' }],
    [
      'a rejected token',
      answer(401, { message: 'Client must be authenticated to access this resource.' }),
      {
        kind: 'credentialRejected',
        message: 'Client must be authenticated to access this resource.',
      },
    ],
    [
      'a rejected token where anonymous callers may read',
      answer(200, [], { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }),
      { kind: 'credentialRejected', message: '' },
    ],
    [
      'too many failed sign-ins',
      answer(403, '', { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' }),
      { kind: 'captchaRequired' },
    ],
    [
      'a missing scope, at the gateway',
      answer(401, { code: 401, message: 'Unauthorized; scope does not match' }),
      { kind: 'scopeMissing' },
    ],
    [
      'a missing scope, as a refusal',
      answer(403, { message: 'Scope does not match' }),
      { kind: 'scopeMissing' },
    ],
    [
      'words of a scope in any other answer',
      answer(400, { message: 'scope does not match' }),
      { kind: 'refused', message: 'scope does not match' },
    ],
    [
      'a missing permission',
      answer(403, errors('You are not an administrator.')),
      { kind: 'forbidden', message: 'You are not an administrator.' },
    ],
    [
      'an address that is not on the list',
      answer(403, errors('Your IP address is not allowed by the policy.')),
      { kind: 'ipNotAllowed', message: 'Your IP address is not allowed by the policy.' },
    ],
    [
      'the same on a page of the edge',
      answer(403, '<html>Your IP is not in an address range of Acme</html>'),
      { kind: 'ipNotAllowed', message: '' },
    ],
    [
      'a list of what is allowed, whatever is on it',
      answer(403, errors('Not on the allow list.')),
      { kind: 'ipNotAllowed', message: 'Not on the allow list.' },
    ],
    [
      'the same in one word',
      answer(403, errors('Not on the allowlist.')),
      { kind: 'ipNotAllowed', message: 'Not on the allowlist.' },
    ],
    [
      'an address of another kind',
      answer(403, errors('Ask for the IP. Your email address is hidden.')),
      { kind: 'forbidden', message: 'Ask for the IP. Your email address is hidden.' },
    ],
    [
      'a page of the edge that speaks of it far below',
      answer(403, `${'x'.repeat(4_000)} IP address`),
      { kind: 'forbidden', message: '' },
    ],
    [
      'not there',
      answer(404, errors('The group does not exist.')),
      { kind: 'notFound', message: 'The group does not exist.' },
    ],
    [
      'a limit with a time',
      answer(429, '', { 'retry-after': '7', 'ratelimit-reason': 'jira-burst-based' }),
      { kind: 'rateLimited', retryAfterMs: 7_000, scope: 'endpoint' },
    ],
    [
      'a limit without one',
      answer(429, 'Too Many Requests'),
      { kind: 'rateLimited', retryAfterMs: undefined, scope: 'site' },
    ],
    [
      'a redirect',
      answer(302, '', { location: 'https://elsewhere.example' }),
      { kind: 'redirected' },
    ],
    ['the first of the redirects', answer(300), { kind: 'redirected' }],
    ['the first that is the site’s own fault', answer(500), { kind: 'unavailable' }],
    ['the first that is not to its liking', answer(400), { kind: 'refused', message: '' }],
    ['blanks, as some deletions answer', answer(200, ' \n'), { kind: 'success' }],
    ['an outage', answer(503, '<html>We’ll be back</html>'), { kind: 'unavailable' }],
    [
      'a request that is not to its liking',
      answer(400, { errorMessages: [], errors: { user: 'is a member already' } }),
      { kind: 'refused', message: 'is a member already' },
    ],
  ];
  it.each(cases)('%s', (_name, given, expected) => {
    expect(classify(given, NOW)).toEqual(expected);
  });

  it('cuts what is too long to be kept with every step', () => {
    for (const [words, longest] of [
      ['x', 400],
      ['ж', 200],
      ['😀', 200],
    ] as const) {
      const classified = classify(answer(400, errors(words.repeat(5_000))), NOW);
      expect('message' in classified && classified.message.length).toBe(longest);
    }
  });
});

describe('an effect', () => {
  it.each([
    [answer(201, { name: 'g' }), 'done'],
    [answer(204), 'done'],
    [answer(200, '<html>Maintenance</html>'), 'unconfirmed'],
    [answer(400, errors('no')), 'maybeAlreadySo'],
    [answer(404, errors('no')), 'maybeAlreadySo'],
    [answer(403, errors('no')), 'refused'],
    [answer(401), 'credentialRejected'],
    [answer(429), 'slowDown'],
    [answer(500), 'unconfirmed'],
    [answer(504), 'unconfirmed'],
    [answer(307), 'refused'],
  ])('%o is %s', (given, expected) => {
    expect(effectAnswerOf(classify(given, NOW)).answer).toBe(expected);
  });
});

describe('a read', () => {
  it.each([
    [answer(401), 'credentialRejected', false],
    [answer(403), 'forbidden', false],
    [answer(429), 'rateLimited', true],
    [answer(502), 'siteUnavailable', true],
    [answer(302), 'siteUnavailable', false],
    [answer(400), 'unexpectedAnswer', false],
    [answer(200, 'hello'), 'unexpectedAnswer', true],
  ])('%o fails as %s, retryable: %s', (given, code, retryable) => {
    const classified = classify(given, NOW);
    if (classified.kind === 'success') throw new Error('It did not fail');
    expect(failureOf(classified, given.status, 'site')).toMatchObject({ code, retryable });
  });

  it.each(['host', 'organization'] as const)(
    'says nothing of the connection’s token where the %s rejects another credential',
    (by) => {
      for (const kind of ['credentialRejected', 'captchaRequired'] as const) {
        const failure = failureOf({ kind, message: 'Nobody signed in' }, 401, by);
        expect(failure).toMatchObject({ code: 'forbidden', retryable: false });
      }
    },
  );
});
