import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT, addToFrontend, frontend, subject } from '../lib/samples';
import { DAY, HOUR, MINUTE } from '../lib/time';
import type { StepState } from '../provisioning/step';
import type { Step, StepBlock } from '../provisioning/step-block';
import { beginEnding, endGrants, isDue } from './end-grants';
import { endingsOf } from './endings-of';
import { giveGrants } from './give-grants';
import { type Grant, type GrantBlock, nextEnd } from './grant';
import { isTryDue } from './is-try-due';

const grant = (name: string, over: Partial<Grant> = {}): Grant => ({
  subject: subject(name),
  grantedAt: AT,
  endsAt: AT + DAY,
  status: { state: 'active' },
  ...over,
});
const block = (...grants: Grant[]): GrantBlock => ({
  id: 'r1:0',
  revision: 1,
  requestId: 'r1',
  connectionId: 'site',
  entitlement: frontend,
  grants,
});

describe('Invariant 3: access that existed before is nobody’s grant', () => {
  const outcomes: StepState[] = [
    { state: 'applied', before: 'notHeld', at: AT },
    { state: 'unchanged', at: AT },
    { state: 'unchanged', at: AT, prolonged: true },
    { state: 'failed', reason: 'siteRefused', retryable: true, at: AT },
    { state: 'manual', by: subject('Lena'), at: AT },
    { state: 'pending' },
  ];
  test('only what was applied, or prolongs a grant, gives one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...outcomes), { minLength: 1, maxLength: 8 }),
        (picked) => {
          const ask = addToFrontend(...picked.map((_, place) => `P${place}`));
          const steps = picked.map(
            (outcome, place): Step => ({ subject: place, planned: { verdict: 'change' }, outcome }),
          );
          const of: StepBlock = { requestId: 'r1', block: 0, revision: 1, change: 0, steps };
          const given = giveGrants(
            { requestId: 'r1', connectionId: 'site', ask, term: { kind: 'days', days: 1 } },
            of,
            steps,
            undefined,
          );
          const expected = picked.flatMap((outcome, place) =>
            outcome.state === 'applied' || (outcome.state === 'unchanged' && outcome.prolonged)
              ? [`p${place}`]
              : [],
          );
          expect(
            given?.grants.map((one) => one.subject.kind === 'person' && one.subject.accountId) ??
              [],
          ).toEqual(expected);
          expect(given?.grants.every(({ endsAt }) => endsAt === AT + DAY) ?? true).toBe(true);
        },
      ),
    );
  });
});

describe('grants', () => {
  test('end next when the first open one with an end does', () => {
    expect(nextEnd(block(grant('A'), grant('B', { endsAt: AT + HOUR })))).toBe(AT + HOUR);
    expect(nextEnd(block(grant('A', { endsAt: undefined })))).toBeUndefined();
    const ended = grant('B', { endsAt: AT, status: { state: 'ended', why: 'expired', at: AT } });
    expect(nextEnd(block(grant('A'), ended))).toBe(AT + DAY);
  });

  test('the latest of a subject’s grants counts, and one that stays outlasts them all', () => {
    const endings = endingsOf([
      block(grant('A'), grant('B')),
      block(grant('A', { endsAt: AT + 2 * DAY }), grant('B', { endsAt: undefined })),
    ]);
    expect([...endings]).toEqual([['person:a', AT + 2 * DAY]]);
  });
});

describe('Invariant 8: what is due to end is ended, and lateness is told', () => {
  test.each([
    [AT + DAY, undefined],
    [AT + DAY + MINUTE, undefined],
    [AT + DAY + HOUR, HOUR],
  ])('ended at %d it is late by %s', (at, lateBy) => {
    const ended = endGrants(block(grant('A')), () => 'expired', at);
    expect(ended?.facts).toEqual([
      {
        kind: 'grant.ended',
        subject: subject('A'),
        entitlement: frontend,
        why: 'expired',
        ...(lateBy ? { lateBy } : {}),
      },
    ]);
    expect(ended?.block.revision).toBe(2);
  });

  test('is tried at once, then ever more seldom, but for ever', () => {
    let one = grant('A');
    expect(isTryDue(one, AT + DAY - 1)).toBe(false);
    let at = AT + DAY;
    let longest = 0;
    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect(isTryDue(one, at)).toBe(true);
      const [after] = beginEnding(block(one), [one.subject], at).grants;
      if (after === undefined) throw new Error('no grant');
      one = after;
      expect(isTryDue(one, at)).toBe(false);
      const from = at;
      while (!isTryDue(one, at)) at += 5 * MINUTE;
      longest = Math.max(longest, at - from);
    }
    expect(longest).toBeLessThanOrEqual(6 * HOUR);
    expect(isDue(one, at)).toBe(true);
  });
});
