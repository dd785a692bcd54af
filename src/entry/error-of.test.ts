import { describe as about, expect, test } from 'vitest';
import type { Log } from '#ports/log';
import { MoreToRead } from '#ports/more-to-read';
import { PlatformFailure } from '#ports/platform-failure';
import { SiteFailure, type SiteFailureCode } from '#ports/site-failure';
import { UnreadableRecord } from '#ports/unreadable-record';
import { errorOf } from './error-of';

const lines: unknown[] = [];
const noted =
  (level: string): Log['info'] =>
  (message, fields) => {
    lines.push([level, message, fields]);
  };
const ports = {
  ids: { next: () => '0123456789abcdef' },
  log: { info: noted('info'), warn: noted('warn'), error: noted('error') },
};
const told = (error: unknown) => {
  lines.length = 0;
  return errorOf(ports, error);
};
const reference = '01234567';
const site = (code: SiteFailureCode, retryable = true, status?: number) =>
  new SiteFailure(code, 'Acme is down.', retryable, status);

about('what the page is told of something thrown', () => {
  test('that the same call goes on: nothing has failed, and nothing is logged', () => {
    expect(told(new MoreToRead(90, 400))).toEqual({ code: 'goOn', done: 90, total: 400 });
    expect(lines).toEqual([]);
  });

  test.each([
    ['credentialRejected', true, { code: 'connectionFailing' }],
    ['otherSite', false, { code: 'connectionFailing' }],
    ['callsUsedUp', false, { code: 'tooMuch', limit: 'what can be read of the site at once' }],
    ...(
      [
        ['callsUsedUp', true],
        ['forbidden', false],
        ['rateLimited', true],
        ['siteUnavailable', true],
        ['networkFailure', true],
        ['unexpectedAnswer', false],
      ] as const
    ).map(
      ([code, retryable]) =>
        [
          code,
          retryable,
          { code: 'platform', retryable, message: 'Acme is down.', reference },
        ] as const,
    ),
  ] as const)('of a site: %s, to be tried again %s', (code, retryable, error) => {
    expect(told(site(code, retryable))).toEqual(error);
    expect(lines).toEqual([['warn', 'A site failed', { reference, code, status: 0 }]]);
  });

  test('the log has the status of the site', () => {
    told(site('siteUnavailable', true, 503));
    expect(lines).toEqual([
      ['warn', 'A site failed', { reference, code: 'siteUnavailable', status: 503 }],
    ]);
  });

  test.each([
    ['MAX_SIZE', false, { code: 'tooMuch', limit: 'the size of one request' }],
    ...[true, false].map(
      (retryable) =>
        [
          'TOO_MANY_REQUESTS',
          retryable,
          {
            code: 'platform',
            retryable,
            message: 'Atlassian Forge, on which this app runs, did not answer as it should.',
            reference,
          },
        ] as const,
    ),
  ] as const)(
    'of Forge: %s, to be tried again %s; never its own words',
    (code, retryable, error) => {
      expect(told(new PlatformFailure(code, 'key x of app y', retryable))).toEqual(error);
      expect(lines).toEqual([
        ['warn', 'Forge failed', { reference, code, reason: 'key x of app y' }],
      ]);
    },
  );

  test('of a record that can’t be read: which kind it is, and not which one', () => {
    const error = new UnreadableRecord('grants', 'grants:r1', 'items.0');
    expect(told(error)).toEqual({ code: 'unreadable', record: 'grants', reference });
    expect(lines).toEqual([
      ['error', 'A record can’t be read', { reference, key: 'grants:r1', why: 'items.0' }],
    ]);
  });

  test.each([
    ['an error', new TypeError('x is not a function'), 'TypeError', 'x is not a function'],
    ['a text', 'no', 'string', 'no'],
    ['nothing', undefined, 'undefined', 'undefined'],
  ])('of a bug nothing but a reference: %s', (_, error, name, reason) => {
    expect(told(error)).toEqual({ code: 'bug', reference });
    const stack = error instanceof Error ? expect.stringContaining(reason) : '';
    expect(lines).toEqual([['error', 'A bug', { reference, name, reason, stack }]]);
  });

  test('no more of a stack is logged than a line can hold', () => {
    const error = new Error('deep');
    error.stack = 'x'.repeat(9_000);
    told(error);
    expect(lines).toMatchObject([['error', 'A bug', { stack: 'x'.repeat(2_000) }]]);
    delete error.stack;
    told(error);
    expect(lines).toMatchObject([['error', 'A bug', { stack: '' }]]);
  });
});
