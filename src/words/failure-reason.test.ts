import { describe, expect, it } from 'vitest';
import type { FailureReason, StepState } from '#domain/effects/step';
import { IMPOSSIBLE_REASONS, REFUSED_REASONS } from '#domain/plan/plan';
import { explainFailure } from './failure-reason';
import type { explainPlanReason } from './plan-reason';
import { outcomeWords } from './step-outcome';
import { verdictWords } from './verdict';

const runOnly: Readonly<
  Record<Exclude<FailureReason, Parameters<typeof explainPlanReason>[0]>, true>
> = {
  beyondApprovedPlan: true,
  approvalLapsed: true,
  approverGains: true,
  takenAwaySince: true,
  givenSince: true,
  siteRefused: true,
  connectionMissing: true,
  credentialRejected: true,
  rateLimited: true,
  siteUnavailable: true,
  recordRefused: true,
  recordLost: true,
  unconfirmed: true,
  creationUnproved: true,
};
const FOR_GOOD = { kind: 'permanent' } as const;
const planReasons = [...REFUSED_REASONS, ...IMPOSSIBLE_REASONS];
const reasons = [...planReasons, ...(Object.keys(runOnly) as (keyof typeof runOnly)[])];

describe('explainFailure', () => {
  it.each(reasons)('%s: a name, the cause and the way on', (reason) => {
    const { what, why, next } = explainFailure(reason);
    expect(what).toMatch(/^[A-Z].*[^.]$/);
    expect(why).toMatch(/\.$/);
    expect(next).toMatch(/\.$/);
  });

  it('tells each reason from the others', () => {
    expect(new Set(reasons.map((reason) => explainFailure(reason).what)).size).toBe(reasons.length);
  });
});

describe('verdictWords', () => {
  it('tells adding from removing, and what is there from what is not', () => {
    expect(verdictWords('add', { verdict: 'change' }, FOR_GOOD).label).toBe('Will be added');
    expect(verdictWords('remove', { verdict: 'change' }, FOR_GOOD).label).toBe('Will be removed');
    expect(verdictWords('add', { verdict: 'alreadySo' }, FOR_GOOD).detail).toContain(
      'Has it already',
    );
    expect(verdictWords('remove', { verdict: 'alreadySo' }, FOR_GOOD).detail).toContain(
      'Does not have it',
    );
  });

  it('says until when access is there that would be prolonged, and how long then', () => {
    const prolongs = { verdict: 'change', prolongs: Date.UTC(2026, 11, 9, 12) } as const;
    const words = verdictWords('add', prolongs, { kind: 'days', days: 30 });
    expect(words.label).toBe('Will be prolonged');
    expect(words.detail).toBe('Has it until 9 Dec 2026; once this is done, for 30 days from then.');
    expect(verdictWords('add', prolongs, FOR_GOOD).detail).toContain(
      'once this is done, permanently.',
    );
  });

  it('gives the reason of what is left out', () => {
    const words = verdictWords(
      'add',
      { verdict: 'impossible', reason: 'groupManagedElsewhere' },
      FOR_GOOD,
    );
    expect(words.label).toBe('Not possible');
    expect(words.detail).toContain('identity provider');
    expect(
      verdictWords('add', { verdict: 'refused', reason: 'groupProtected' }, FOR_GOOD).label,
    ).toBe('Not allowed');
  });
});

describe('outcomeWords', () => {
  const by = { accountId: 'maya', displayName: 'Maya Lindqvist' };
  const outcomes: readonly (readonly [StepState, string])[] = [
    [{ state: 'pending' }, 'To do'],
    [{ state: 'begun', before: 'notHeld', at: 0 }, 'In progress'],
    [{ state: 'applied', before: 'notHeld', at: 0 }, 'Added'],
    [{ state: 'unchanged', at: 0 }, 'Unchanged'],
    [{ state: 'unchanged', at: 0, prolonged: true }, 'Prolonged'],
    [{ state: 'failed', reason: 'siteRefused', retryable: true, at: 0 }, 'Failed'],
    [{ state: 'manual', by, at: 0 }, 'Done by hand'],
  ];

  it.each(outcomes)('%j', (outcome, label) => {
    expect(outcomeWords('add', outcome).label).toBe(label);
  });

  it('gives the reason of a failure, and who did by hand', () => {
    const failed = { state: 'failed', reason: 'siteRefused', retryable: true, at: 0 } as const;
    expect(outcomeWords('add', failed).detail).toContain('try again');
    expect(outcomeWords('add', { state: 'manual', by, at: 0 }).detail).toContain('Maya Lindqvist');
  });
});
