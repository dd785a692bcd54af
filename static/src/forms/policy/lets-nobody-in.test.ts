import { expect, test } from 'vitest';
import { letsNobodyIn } from './lets-nobody-in';

const emma = { accountId: 'emma', displayName: 'Emma Fischer' };

test.each([
  ['off', { limited: false, number: '24' }, [], undefined],
  [
    'nobody named',
    { limited: true, number: '24' },
    [],
    'There is nobody to let in: name fallback approvers first.',
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

test.each(['', '0', '-1', '1.5', 'x'])('nothing is said beside %j days to decide', (days) => {
  const typed = { limited: true, number: '48' };
  expect(letsNobodyIn(typed, { fallbackApprovers: [emma], decideWithinDays: days })).toBe(
    undefined,
  );
});
