import { expect, test } from 'vitest';
import { person } from '../lib/samples';
import { isSamePolicy } from './is-same-policy';
import { FIRST_POLICY } from './policy';

const [one, other] = [person('Sam'), { ...person('Sam'), accountId: 'sam-2' }];
const policy = { ...FIRST_POLICY, fallbackApprovers: [one, other] };

test.each([
  ['another person of the same name', { fallbackApprovers: [other] }],
  ['another order of approvers', { fallbackApprovers: [other, one] }],
  ['a longest term', { longestTermDays: 7 }],
])('%s is another policy', (_, change) => {
  expect(isSamePolicy(policy, { ...policy, ...change })).toBe(false);
});

test('another version of the same is the same', () => {
  expect(isSamePolicy(policy, { ...policy, version: 9 })).toBe(true);
});
