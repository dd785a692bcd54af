import { expect, it } from 'vitest';
import type { RequestView } from '#contract/views';
import type { Decision } from '#domain/approval/approval';
import { overtakenBy } from './overtaken-by';

const by = (displayName: string, at: number): Decision => ({
  decision: 'approved',
  by: { accountId: displayName, displayName },
  at,
});
const notTheirs = { allowed: false, why: { code: 'notYourTurn', approvers: [] } };
const request = (state: RequestView['state'], ...decisions: readonly Decision[]) =>
  ({
    verbs: { decline: { allowed: true } },
    state,
    since: 0,
    requester: { accountId: 'noah', displayName: 'Noah' },
    approvals: [{ decisions }],
  }) as unknown as RequestView;
const shown = request('awaitingApproval', by('Maya', 1));

it('names who was faster, and when', () => {
  expect(overtakenBy(shown, request('approved', by('Maya', 1), by('Ann', 2)))).toMatch(
    /^Approved by \u2068?Ann\u2069?, .*1970/,
  );
  expect(overtakenBy(shown, request('withdrawn'))).toMatch(/^Withdrawn by \u2068?Noah\u2069?, /);
  expect(overtakenBy(shown, request('awaitingApproval', by('Ann', 2), by('Maya', 1)))).toMatch(
    /^\u2068?Ann\u2069? approved it, .*others have to decide, too/,
  );
});

it('names nobody for what nobody decided', () => {
  expect(overtakenBy(shown, shown)).toBe('It has changed since you saw it.');
});

it('says so where others are to decide by now', () => {
  const rerouted = { ...shown, verbs: { decline: notTheirs } } as unknown as RequestView;
  expect(overtakenBy(shown, rerouted)).toBe(
    'Who decides has changed since you saw it: you don’t any more.',
  );
});
