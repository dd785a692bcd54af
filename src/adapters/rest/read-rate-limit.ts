import type { Instant } from '#domain/lib/time';
import { SECOND } from '#domain/lib/time';
import type { PaceScope } from '#ports/provisioner';

export interface Limit {
  /** Not before so many milliseconds; undefined where the site did not say. */
  readonly retryAfterMs: number | undefined;
  readonly scope: PaceScope;
}

/**
 * What a 429 says. Retry-After is in seconds or, as HTTP allows, a date; one variant lacks it, and
 * X-RateLimit-Reset may stand in (doc: Jira Cloud rate limiting).
 */
export function readRateLimit(headers: ReadonlyMap<string, string>, now: Instant): Limit {
  return {
    retryAfterMs:
      readRetryAfter(headers.get('retry-after'), now) ??
      readDate(headers.get('x-ratelimit-reset'), now),
    scope: readScope(headers.get('ratelimit-reason') ?? headers.get('x-ratelimit-reason')),
  };
}

function readRetryAfter(text = '', now: Instant): number | undefined {
  const seconds = /^\s*(\d+(?:\.\d+)?)\s*$/.exec(text)?.[1];
  return seconds === undefined ? readDate(text, now) : Number(seconds) * SECOND;
}

/** What has no time of day is no date, though `Date` takes nearly everything with a number for one. */
function readDate(text = '', now: Instant): number | undefined {
  const at = /\d:\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** A quota is the site's, a burst the endpoint's; without a reason, the whole site is spared. */
function readScope(reason: string | undefined): PaceScope {
  if (reason?.includes('burst')) return 'endpoint';
  if (reason?.includes('per-issue')) return 'issue';
  return 'site';
}
