import { expect, test } from 'vitest';
import type { HeldStandingView } from '#contract/views';
import { nameTerm } from '#words/access-names';
import { heldUntil } from './held-words';

const at = Date.UTC(2026, 11, 3, 9);

test('until when somebody has something is said of every standing', () => {
  const each: { readonly [State in HeldStandingView['state']]: HeldStandingView } = {
    stays: { state: 'stays' },
    active: { state: 'active', at },
    ending: { state: 'ending', at },
    overdue: { state: 'overdue', at },
    missing: { state: 'missing', at },
    unproved: { state: 'unproved' },
    unconfirmed: { state: 'unconfirmed' },
    ended: { state: 'ended', at, why: 'returned' },
  };
  for (const standing of Object.values(each)) expect(heldUntil(standing)).toMatch(/\w/);
});

test('how long somebody has something is said as it was asked for', () => {
  expect(heldUntil({ state: 'stays' })).toBe(nameTerm({ kind: 'permanent' }));
  expect(heldUntil({ state: 'active', at })).toBe(nameTerm({ kind: 'until', at }));
  const [issueId, issueKey] = ['1', 'WEB-1'];
  expect(heldUntil({ state: 'active', at, workItem: { key: issueKey } })).toBe(
    nameTerm({ kind: 'workItem', issueId, issueKey, at }),
  );
  // Where Jira does not show it to them.
  expect(heldUntil({ state: 'active', at, workItem: { key: undefined } })).toMatch(
    /^Until the work item in which it was asked for is done, at the latest /,
  );
});

test('what somebody has returned is told so for as long as they have it', () => {
  const returned = { at, returned: true } as const;
  for (const standing of [
    { state: 'ending', ...returned },
    { state: 'overdue', ...returned },
    { state: 'overdue', ...returned, cause: 'lastAdmin' },
  ] as const) {
    expect(heldUntil(standing)).toMatch(/^You returned it on /);
    expect(heldUntil({ ...standing, returned: undefined } as never)).toMatch(/^It was due to end /);
  }
});
