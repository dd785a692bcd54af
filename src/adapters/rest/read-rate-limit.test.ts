import { expect, it } from 'vitest';
import { readRateLimit } from './read-rate-limit';

const NOW = Date.parse('2026-11-25T10:00:00Z');

it.each([
  [{ 'retry-after': '3' }, 3_000],
  [{ 'retry-after': ' 0 ' }, 0],
  [{ 'retry-after': '120' }, 120_000],
  [{ 'retry-after': '1.25' }, 1_250],
  // What makes no sense asks for nothing: the app's own pauses grow, and none is taken for "at once".
  [{ 'retry-after': '7 seconds' }, undefined],
  [{ 'retry-after': 'in 7' }, undefined],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': '7, 8' }, undefined],
  [{ 'retry-after': '1.x' }, undefined],
  [{ 'x-ratelimit-reset': '7' }, undefined],
  [{ 'retry-after': 'Sunday, 29-Nov-26 10:00:00 GMT' }, 4 * 86_400_000],
  [{ 'x-ratelimit-reset': '2026-11-25T10:01Z' }, 60_000],
  [{ 'retry-after': 'Wed, 25 Nov 2026 10:00:05 GMT' }, 5_000],
  [{ 'retry-after': 'Wed, 25 Nov 2026 09:59:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'x-ratelimit-reset': '2026-11-25T10:00:09Z' }, 9_000],
  [{ 'retry-after': '1', 'x-ratelimit-reset': '2026-11-25T10:00:09Z' }, 1_000],
  [{}, undefined],
])('%o asks to wait for %s ms', (headers, expected) => {
  expect(readRateLimit(new Map(Object.entries(headers)), NOW).retryAfterMs).toBe(expected);
});

it.each([
  ['jira-quota-global-based', 'site'],
  ['jira-quota-tenant-based', 'site'],
  ['jira-burst-based', 'endpoint'],
  ['jira-per-issue-on-write', 'issue'],
  ['something new', 'site'],
])('%s speaks of the %s', (reason, scope) => {
  for (const name of ['ratelimit-reason', 'x-ratelimit-reason'])
    expect(readRateLimit(new Map([[name, reason]]), NOW).scope).toBe(scope);
});
