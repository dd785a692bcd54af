import { expect, it } from 'vitest';
import { readLimit } from './read-limit';

const NOW = Date.parse('2026-11-25T10:00:00Z');

it.each([
  [{ 'retry-after': '3' }, 3_000],
  [{ 'retry-after': ' 0 ' }, 0],
  [{ 'retry-after': 'Wed, 25 Nov 2026 10:00:05 GMT' }, 5_000],
  [{ 'retry-after': 'Wed, 25 Nov 2026 09:59:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'x-ratelimit-reset': '2026-11-25T10:00:09Z' }, 9_000],
  [{ 'retry-after': '1', 'x-ratelimit-reset': '2026-11-25T10:00:09Z' }, 1_000],
  [{}, undefined],
])('%o asks to wait for %s ms', (headers, expected) => {
  expect(readLimit(new Map(Object.entries(headers)), NOW).retryAfterMs).toBe(expected);
});

it.each([
  ['jira-quota-global-based', 'site'],
  ['jira-quota-tenant-based', 'site'],
  ['jira-burst-based', 'endpoint'],
  ['jira-per-issue-on-write', 'issue'],
  ['something new', 'site'],
])('%s speaks of the %s', (reason, scope) => {
  expect(readLimit(new Map([['ratelimit-reason', reason]]), NOW).scope).toBe(scope);
});
