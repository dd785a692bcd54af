import { expect, test } from 'vitest';
import { AT, LEAD } from '../../../tests/support/samples';
import { FIRST_POLICY, type Policy } from './policy';
import { restored } from './restored';
import { LEAD_DECIDES } from './stage-rule';

const policy: Policy = {
  ...FIRST_POLICY,
  version: 7,
  fallbackApprovers: [LEAD],
  rules: [
    {
      id: 'r1',
      name: 'Reading',
      what: { groups: 'all', roles: true, accounts: false, newGroups: false },
      askers: { who: 'everybody' },
      projects: 'all',
      stages: LEAD_DECIDES,
      byPolicy: true,
      longestTermDays: 7,
      usualTermDays: undefined,
      ticket: false,
    },
  ],
};

test.each([true, false])(
  'whoever restores it enables nobody to break the glass: %s',
  (isNewest) => {
    const breakGlass = { people: [LEAD], groups: [], roles: 'none' } as const;
    expect(restored({ ...policy, breakGlass }, { isNewest, at: AT }).breakGlass).toBeUndefined();
  },
);

test.each([
  ['goes on deciding where no later version was saved', true, true],
  ['has people decide where one was: it may have been closed there', false, undefined],
])('a policy that is restored %s', (_, isNewest, byPolicy) => {
  const [rule] = restored(policy, { isNewest, at: AT }).rules;
  expect(rule?.byPolicy).toBe(byPolicy);
  expect(rule).toMatchObject({ id: 'r1', stages: LEAD_DECIDES, longestTermDays: 7 });
});
