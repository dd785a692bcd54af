import { expect, test } from 'vitest';
import { letsNobodyIn } from './lets-nobody-in';

const emma = { accountId: 'emma', displayName: 'Emma Fischer' };

test.each([
  ['off', { limited: false, number: '24' }, [], undefined],
  [
    'nobody named',
    { limited: true, number: '24' },
    [],
    'Nobody would decide as well: name fallback approvers first.',
  ],
  ['before the request closes', { limited: true, number: '47' }, [emma], undefined],
  [
    'as the request closes',
    { limited: true, number: '48' },
    [emma],
    'Nobody would decide as well: a request is closed after 2 days, before these hours are over.',
  ],
  ['nothing typed', { limited: true, number: '' }, [emma], undefined],
])('%s', (_, typed, fallbackApprovers, words) => {
  expect(letsNobodyIn(typed, { fallbackApprovers, decideWithinDays: '2' })).toBe(words);
});
