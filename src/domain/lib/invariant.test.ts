import { expect, test } from 'vitest';
import { InvariantViolation, invariant, unreachable } from './invariant';

const thrownBy = (run: () => void): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
};

test('what holds goes on', () => {
  expect(thrownBy(() => invariant(true, 'a step about nobody'))).toBeUndefined();
});

test.each([
  ['what does not hold', () => invariant(undefined, 'a step about nobody'), 'a step about nobody'],
  [
    'a case that nobody thought of',
    () => unreachable({ kind: 'other' } as never),
    'Unexpected value: {"kind":"other"}',
  ],
])('%s is a bug that the log names', (_, run, message) => {
  const error = thrownBy(run);
  expect(error).toBeInstanceOf(InvariantViolation);
  expect(error).toMatchObject({ name: 'InvariantViolation', message });
});
