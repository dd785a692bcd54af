import { HOUR, type Instant, MINUTE } from '../lib/time';
import type { ConnectionHealth, CredentialProblem } from './connection';

/** What is learned of a connection, one at a time. */
export type Evidence =
  /** A call that nobody but the token's owner may make was taken. */
  | { readonly evidence: 'accepted' }
  /** A call was answered 401, or as if nobody had signed in. */
  | { readonly evidence: 'rejected' }
  /** A look for just this was made; `problem` undefined: all is well. */
  | { readonly evidence: 'looked'; readonly problem: CredentialProblem | undefined };

export interface HealthChange {
  readonly health: ConnectionHealth;
  /** Admins are told of these, once each: by email, in the audit, and on their page. */
  readonly news?: 'failing' | 'working';
}

const FIRST_PAUSE = MINUTE;
const LONGEST_PAUSE = HOUR;

/** The health after one piece of evidence; undefined where nothing changes, and nothing is written. */
export function healthAfter(
  before: ConnectionHealth,
  seen: Evidence,
  at: Instant,
): HealthChange | undefined {
  switch (seen.evidence) {
    case 'accepted':
      return before.state === 'working' || !PROBLEMS[before.problem.code].isDisproved
        ? undefined
        : well(before, at);
    case 'rejected':
      return before.state === 'working' ? { health: suspect(at) } : undefined;
    case 'looked':
      return afterLook(before, seen.problem, at);
  }
}

interface AboutProblem {
  /** Says nothing of the credential and the site that was connected, and is over by itself. */
  readonly passes: boolean;
  /** One call that is taken shows that it is over. On another site a call may be taken as well. */
  readonly isDisproved: boolean;
}
const PASSES = { passes: true, isDisproved: true };
const OF_ACCESS = { passes: false, isDisproved: true };
const OF_WHAT_IS_CONNECTED = { passes: false, isDisproved: false };

const PROBLEMS: Readonly<Record<CredentialProblem['code'], AboutProblem>> = {
  rateLimited: PASSES,
  networkFailure: PASSES,
  unexpectedAnswer: PASSES,
  wrongEmailOrToken: OF_ACCESS,
  tokenExpiredOrRevoked: OF_ACCESS,
  organizationKey: OF_ACCESS,
  captchaRequired: OF_ACCESS,
  ipNotAllowed: OF_ACCESS,
  siteSuspended: OF_ACCESS,
  noSuchSite: OF_ACCESS,
  otherSite: OF_WHAT_IS_CONNECTED,
  siteMoved: OF_WHAT_IS_CONNECTED,
  notAdministrator: OF_WHAT_IS_CONNECTED,
  scopesMissing: OF_WHAT_IS_CONNECTED,
};

/** Whether a problem passes by itself: it never makes a connection failing. */
export function isPassing({ code }: CredentialProblem): boolean {
  return PROBLEMS[code].passes;
}

/** Whether it is time for the app to look by itself. */
export function isLookDue(health: ConnectionHealth, at: Instant): boolean {
  return health.state !== 'working' && at >= health.nextLookAt;
}

function well(before: ConnectionHealth, at: Instant): HealthChange {
  const health = { state: 'working', checkedAt: at } as const;
  return before.state === 'failing' ? { health, news: 'working' } : { health };
}

function suspect(at: Instant): ConnectionHealth {
  return {
    state: 'suspect',
    since: at,
    checkedAt: at,
    problem: { code: 'tokenExpiredOrRevoked' },
    looks: 0,
    nextLookAt: at,
  };
}

function afterLook(
  before: ConnectionHealth,
  problem: CredentialProblem | undefined,
  at: Instant,
): HealthChange | undefined {
  if (problem === undefined) return well(before, at);
  const passing = isPassing(problem);
  if (before.state === 'working') {
    return passing ? undefined : { health: failing(at, at, problem, 1), news: 'failing' };
  }
  const looks = before.looks + 1;
  const nextLookAt = nextLook(at, looks);
  if (passing) return { health: { ...before, checkedAt: at, looks, nextLookAt } };
  if (before.state === 'failing') {
    return { health: { ...before, checkedAt: at, problem, looks, nextLookAt } };
  }
  return { health: failing(before.since, at, problem, looks), news: 'failing' };
}

function failing(
  since: Instant,
  at: Instant,
  problem: CredentialProblem,
  looks: number,
): ConnectionHealth {
  return {
    state: 'failing',
    since,
    checkedAt: at,
    problem,
    looks,
    nextLookAt: nextLook(at, looks),
  };
}

/** 1, 2, 4 … minutes, up to an hour. */
function nextLook(at: Instant, looks: number): Instant {
  return at + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(looks - 1, 10));
}
