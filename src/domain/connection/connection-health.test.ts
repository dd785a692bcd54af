import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../lib/time';
import type { ConnectionHealth, CredentialProblem } from './connection';
import { type Evidence, healthAfter, isLookDue } from './connection-health';

const AT = Date.UTC(2026, 0, 5, 9, 0);
const EXPIRED: CredentialProblem = { code: 'tokenExpiredOrRevoked' };
const BUSY: CredentialProblem = { code: 'rateLimited', retryAfterSeconds: 3 };
const LASTING: readonly CredentialProblem[] = [
  EXPIRED,
  { code: 'wrongEmailOrToken' },
  { code: 'organizationKey' },
  { code: 'scopesMissing', scopes: ['read:jira-user'] },
  { code: 'notAdministrator', displayName: 'Olivia' },
  { code: 'captchaRequired' },
  { code: 'ipNotAllowed' },
  { code: 'siteSuspended' },
  { code: 'noSuchSite', host: 'acme.atlassian.net' },
  { code: 'otherSite', host: 'acme.atlassian.net' },
  { code: 'siteMoved', to: 'https://acme-new.atlassian.net' },
];
const PASSING: readonly CredentialProblem[] = [
  BUSY,
  { code: 'networkFailure' },
  { code: 'unexpectedAnswer', status: 503 },
];

const working: ConnectionHealth = { state: 'working', checkedAt: AT - HOUR };
const doubtful = (state: 'suspect' | 'failing'): ConnectionHealth => ({
  state,
  since: AT - HOUR,
  checkedAt: AT - HOUR,
  problem: EXPIRED,
  looks: 1,
  nextLookAt: AT,
});
const BEFORE = { working, suspect: doubtful('suspect'), failing: doubtful('failing') };

describe('the health of a connection', () => {
  const accepted: Evidence = { evidence: 'accepted' };
  const rejected: Evidence = { evidence: 'rejected' };
  const looked = (problem?: CredentialProblem): Evidence => ({ evidence: 'looked', problem });
  type Row = readonly [
    keyof typeof BEFORE,
    Evidence,
    ConnectionHealth['state'] | 'as before',
    ('failing' | 'working')?,
  ];
  const rows: readonly Row[] = [
    ['working', accepted, 'as before'],
    ['suspect', accepted, 'working'],
    ['failing', accepted, 'working', 'working'],
    ['working', rejected, 'suspect'],
    ['suspect', rejected, 'as before'],
    ['failing', rejected, 'as before'],
    ['working', looked(), 'working'],
    ['suspect', looked(), 'working'],
    ['failing', looked(), 'working', 'working'],
    ...LASTING.flatMap((problem): Row[] => [
      ['working', looked(problem), 'failing', 'failing'],
      ['suspect', looked(problem), 'failing', 'failing'],
      ['failing', looked(problem), 'failing'],
    ]),
    ...PASSING.flatMap((problem): Row[] => [
      ['working', looked(problem), 'as before'],
      ['suspect', looked(problem), 'suspect'],
      ['failing', looked(problem), 'failing'],
    ]),
  ];
  it.each(rows.map(([state, evidence, expected, news]) => ({ state, evidence, expected, news })))(
    '$state, and $evidence: $expected, told: $news',
    ({ state, evidence, expected, news }) => {
      const after = healthAfter(BEFORE[state], evidence, AT);
      expect(after?.health.state ?? 'as before').toBe(expected);
      expect(after?.news).toBe(news);
    },
  );

  it.each([
    [{ code: 'otherSite', host: 'acme.atlassian.net' }],
    [{ code: 'siteMoved', to: 'https://acme-new.atlassian.net' }],
    [{ code: 'notAdministrator', displayName: 'Olivia' }],
    [{ code: 'scopesMissing', scopes: ['read:jira-user'] }],
  ] as const)('one accepted call does not disprove %j', (problem) => {
    const failing = { ...doubtful('failing'), problem } as ConnectionHealth;
    expect(healthAfter(failing, accepted, AT)).toBeUndefined();
  });

  it.each([
    ...PASSING,
    { code: 'wrongEmailOrToken' },
    { code: 'tokenExpiredOrRevoked' },
    { code: 'organizationKey' },
    { code: 'captchaRequired' },
    { code: 'ipNotAllowed' },
    { code: 'siteSuspended' },
    { code: 'noSuchSite', host: 'acme.atlassian.net' },
  ] as const)('one accepted call disproves %j', (problem) => {
    const failing = { ...doubtful('failing'), problem } as ConnectionHealth;
    expect(healthAfter(failing, accepted, AT)).toEqual({
      health: { state: 'working', checkedAt: AT },
      news: 'working',
    });
  });

  it('one rejected call makes it suspect of its token, to be looked at right away', () => {
    expect(healthAfter(working, rejected, AT)).toEqual({
      health: {
        state: 'suspect',
        since: AT,
        checkedAt: AT,
        problem: { code: 'tokenExpiredOrRevoked' },
        looks: 0,
        nextLookAt: AT,
      },
    });
  });

  it('looks again with pauses that grow up to an hour, and keeps since when', () => {
    let health: ConnectionHealth = working;
    const pauses: number[] = [];
    for (let at = AT, looks = 0; looks < 9; looks += 1) {
      health = healthAfter(health, looked(EXPIRED), at)?.health ?? health;
      if (health.state === 'working') throw new Error('It does not work');
      pauses.push((health.nextLookAt - at) / MINUTE);
      expect(isLookDue(health, health.nextLookAt - 1)).toBe(false);
      expect(isLookDue(health, health.nextLookAt)).toBe(true);
      expect(health.since).toBe(AT);
      at = health.nextLookAt;
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('a problem that passes keeps the cause that was found', () => {
    const after = healthAfter(BEFORE.failing, looked(BUSY), AT)?.health;
    expect(after).toMatchObject({ state: 'failing', problem: EXPIRED, checkedAt: AT });
  });

  it('keeps the name of a failure, whatever a look finds, until it is well', () => {
    const named = { ...doubtful('failing'), failure: 'f1' } as ConnectionHealth;
    for (const problem of [...LASTING, ...PASSING]) {
      expect(healthAfter(named, looked(problem), AT)?.health).toMatchObject({ failure: 'f1' });
    }
    expect(healthAfter(named, looked(), AT)?.health).not.toHaveProperty('failure');
  });

  it('is never stuck: whatever came before, one good look makes it well; and news alternate', () => {
    const evidence = fc.oneof(
      fc.constant(accepted),
      fc.constant(rejected),
      fc.constantFrom(...LASTING, ...PASSING, undefined).map(looked),
    );
    fc.assert(
      fc.property(fc.array(evidence), (all) => {
        let health: ConnectionHealth = working;
        const told: string[] = [];
        for (const [place, one] of all.entries()) {
          const after = healthAfter(health, one, AT + place);
          if (after?.news !== undefined) told.push(after.news);
          health = after?.health ?? health;
        }
        expect(told).toEqual(told.map((_, place) => (place % 2 === 0 ? 'failing' : 'working')));
        expect(healthAfter(health, looked(), AT + HOUR)?.health.state).toBe('working');
      }),
    );
  });
});
