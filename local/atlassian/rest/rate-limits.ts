import { timerNow } from '../../machine/clock';
import type { LimitSettings, SiteLimits } from '../atlassian';
import type { Operation } from './operation';

export const USUAL_LIMITS: LimitSettings = {
  perSecond: { GET: 100, POST: 100, PUT: 50, DELETE: 50 },
  perIssue: [
    { writes: 20, milliseconds: 2_000 },
    { writes: 100, milliseconds: 30_000 },
  ],
};

export interface RateLimits extends SiteLimits {
  /** Counts one call; the 429 to answer where it was one too many. */
  count(operation: Operation, issue: string | undefined): Response | undefined;
  headers(operation: Operation): Record<string, string>;
}

interface Bucket {
  left: number;
  filledAt: number;
}

/** The shape of a refusal for speed (doc: rate limiting; reasons as listed there). */
function tooManyRequests(
  reason: 'jira-burst-based' | 'jira-per-issue-on-write' | 'jira-quota-tenant-based',
  retryAfterSeconds: number | undefined,
  limit: number,
): Response {
  const headers: Record<string, string> = {
    'ratelimit-reason': reason,
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': '0',
  };
  if (retryAfterSeconds !== undefined) {
    headers['retry-after'] = String(retryAfterSeconds);
    headers['x-ratelimit-reset'] = new Date(timerNow() + retryAfterSeconds * 1000).toISOString();
  }
  return Response.json(
    { errorMessages: ['Rate limit exceeded.'], errors: {} },
    { status: 429, headers },
  );
}

/**
 * Token buckets of the site, one for each endpoint and method, whoever calls ("One tenant, one
 * endpoint, one HTTP method", doc: Build an app that respects rate limits). They fill in the time of
 * timers: moving the platform's clock does not fill them.
 */
export function openRateLimits(
  initial: LimitSettings = USUAL_LIMITS,
  time: () => number = timerNow,
): RateLimits {
  let settings = initial;
  const buckets = new Map<string, Bucket>();
  const issueWrites = new Map<string, number[]>();

  const bucketOf = (operation: Operation): Bucket => {
    const key = `${operation.method} ${operation.path}`;
    const limit = settings.perSecond[operation.method];
    const now = time();
    const bucket = buckets.get(key) ?? { left: limit, filledAt: now };
    bucket.left = Math.min(limit, bucket.left + ((now - bucket.filledAt) / 1000) * limit);
    bucket.filledAt = now;
    buckets.set(key, bucket);
    return bucket;
  };

  const countIssueWrite = (issue: string): Response | undefined => {
    const now = time();
    const longest = Math.max(0, ...settings.perIssue.map((rule) => rule.milliseconds));
    const recent = (issueWrites.get(issue) ?? []).filter((at) => now - at < longest);
    for (const { writes, milliseconds } of settings.perIssue) {
      const within = recent.filter((at) => now - at < milliseconds);
      const oldest = within.at(-writes);
      if (within.length < writes || oldest === undefined) continue;
      issueWrites.set(issue, recent);
      const wait = Math.max(1, Math.ceil((oldest + milliseconds - now) / 1000));
      return tooManyRequests('jira-per-issue-on-write', wait, writes);
    }
    issueWrites.set(issue, [...recent, now]);
    return undefined;
  };

  return {
    settings: () => settings,
    set(changed) {
      settings = { ...settings, ...changed };
      buckets.clear();
      issueWrites.clear();
    },
    count(operation, issue) {
      const bucket = bucketOf(operation);
      const limit = settings.perSecond[operation.method];
      if (bucket.left < 1) return tooManyRequests('jira-burst-based', 1, limit);
      bucket.left -= 1;
      return issue !== undefined && operation.method !== 'GET'
        ? countIssueWrite(issue.toUpperCase())
        : undefined;
    },
    headers(operation) {
      const limit = settings.perSecond[operation.method];
      const left = Math.floor(bucketOf(operation).left);
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(left),
        // "less than 20% of any limit remains" (doc: rate limiting).
        ...(left < limit * 0.2 ? { 'x-ratelimit-nearlimit': 'true' } : {}),
      };
    },
  };
}
