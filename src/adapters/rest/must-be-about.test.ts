import { expect, test } from 'vitest';
import { mustBeAbout } from './must-be-about';

test.each([
  ['the same', '10000', { id: '10000' }],
  ['the same, as a number', '10000', { id: 10_000 }],
  ['what was asked for by its key', 'WEB-1', { id: '10000' }],
  ['what was asked for by a key with digits', '1WEB-1', { id: '10000' }],
  ['nothing', '10000', undefined],
] as const)('an answer about %s is one', (_, asked, answered) => {
  expect(mustBeAbout(asked, answered)).toBe(answered);
});

test.each([{ id: '10001' }, { id: 10_001 }, { id: '' }, { id: '010000' }])(
  'an answer about something else is none: %j',
  (answered) => {
    expect(() => mustBeAbout('10000', answered)).toThrow(
      expect.objectContaining({
        code: 'unexpectedAnswer',
        message: 'The answer is about something else.',
        retryable: false,
      }),
    );
  },
);
