import { describe, expect, it } from 'vitest';
import type { CausePart, CauseView } from '#contract/views';
import { explainCause, retryLabel, showLabel } from './failure-cause';

const group = { kind: 'group', groupId: 'g', name: 'engineering' } as const;
const part = (over: Partial<CausePart> = {}): CausePart => ({
  verb: 'add',
  entitlement: group,
  count: 36,
  subject: { kind: 'person', accountId: 'p', displayName: 'Priya Raman' },
  kinds: ['person'],
  ...over,
});
const cause = (over: Partial<CauseView> = {}): CauseView => ({
  step: 0,
  reason: 'siteRefused',
  siteMessage: undefined,
  rule: undefined,
  wordsDiffer: false,
  count: 36,
  retryable: 36,
  parts: [part()],
  ...over,
});
const account = { kind: 'account', products: [] } as const;

describe('explainCause', () => {
  it.each<[string, readonly CausePart[]]>([
    ['36 people could not be added to the group engineering', [part()]],
    ['Priya Raman could not be added to the group engineering', [part({ count: 1 })]],
    [
      '2 groups could not be added to the group engineering',
      [part({ count: 2, kinds: ['group'] })],
    ],
    [
      '9 people and groups could not be removed from the group engineering',
      [part({ verb: 'remove', count: 9, kinds: ['person', 'group'] })],
    ],
    [
      '1,200 accounts could not be created',
      [part({ verb: 'create', entitlement: account, count: 1200, kinds: ['newPerson'] })],
    ],
    [
      '36 people could not be added to the group engineering, and 36 people could not be removed from the group engineering',
      [part(), part({ verb: 'remove' })],
    ],
    [
      '36 changes could not be made, about the group engineering, the group engineering and the group engineering',
      [part(), part(), part()],
    ],
  ])('%s', (what, parts) => {
    expect(explainCause(cause({ parts })).what).toBe(what);
  });

  it('says that trying again does not help where it does not, and only there', () => {
    const words = 'Trying again does not help.';
    expect(explainCause(cause()).next).not.toContain(words);
    expect(explainCause(cause({ retryable: 1 })).next).not.toContain(words);
    expect(explainCause(cause({ reason: 'personInactive', retryable: 0 })).next).toContain(words);
  });
});

it.each([
  [1, 1, 'Retry', 'Show the step'],
  [36, 36, 'Retry the 36', 'Show the 36'],
  [1200, 30, 'Retry 30 of the 1,200', 'Show the 1,200'],
])('%i failed, %i of them to be tried again: %s', (count, retryable, retry, show) => {
  expect(retryLabel(cause({ count, retryable }))).toBe(retry);
  expect(showLabel(cause({ count, retryable }))).toBe(show);
});
