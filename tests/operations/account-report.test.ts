import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { accountReport } from '../../src/adapters/forge/account-report';
import { systemClock } from '../../src/adapters/forge/system-clock';
import { DAY, SECOND } from '../../src/domain/lib/time';
import { openBench, runInForge } from '../support/run-in-forge';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const report = (...accountIds: readonly string[]) =>
  runInForge(platform, () =>
    accountReport(systemClock).report(accountIds.map((accountId) => ({ accountId, updatedAt: 0 }))),
  );

function answers(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  platform.atlassian.faults.add({
    path: /report-accounts/,
    effect: { kind: 'answer', status, headers, body: JSON.stringify(body) },
  });
}

test('an answer counts only for accounts that were asked about, and by what it is known to mean', async () => {
  answers(200, {
    accounts: [
      { accountId: 'a', status: 'closed' },
      { accountId: 'b', status: 'updated' },
      { accountId: 'c', status: 'merged' },
      { accountId: 'other', status: 'closed' },
      { status: 'closed' },
      null,
    ],
  });
  expect(await report('a', 'b', 'c', 'd')).toEqual({
    closed: new Set(['a']),
    updated: new Set(['b']),
    cycle: undefined,
  });
});

test('says how long the cycle is, where the answer does', async () => {
  answers(204, undefined, { 'Cycle-Period': 'P14D' });
  expect(await report('a')).toEqual({
    closed: new Set(),
    updated: new Set(),
    cycle: 14 * DAY,
  });
});

test.each([
  ['429 with its pause', 429, { code: 'rateLimited', retryAfterMs: 30 * SECOND }],
  ['400 as no outage', 400, { code: 'unexpectedAnswer', retryable: false, status: 400 }],
  ['503 as one', 503, { code: 'siteUnavailable', retryable: true }],
  ['a success that is no answer', 200, { code: 'unexpectedAnswer', retryable: true }],
])('passes on %s', async (_, status, failure) => {
  answers(status, { errorType: 'string', errorMessage: 'string' }, { 'Retry-After': '30' });
  await expect(report('a')).rejects.toMatchObject(failure);
});
