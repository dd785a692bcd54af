import { expect, test } from 'vitest';
import { grant, holding } from '../../../tests/support/samples';
import { HOLDING_FORMAT } from './formats';
import { readStored, tryRead } from './read-stored';
import { holdingRow } from './rows';

const stored = holding([grant()]);
const row = holdingRow(stored);
const KEY = HOLDING_FORMAT.keyOf?.(stored) ?? '';

test('a row says what is kept under its key', () => {
  expect(readStored(HOLDING_FORMAT, KEY, row)).toEqual({ stored: 'found', value: stored });
});

test('one that is kept under the key of another makes no sense', () => {
  expect(readStored(HOLDING_FORMAT, `${KEY}-other`, row)).toEqual({
    stored: 'unreadable',
    why: 'it is kept under the key of another holding',
  });
});

test.each([undefined, null, 'text', 7, {}, { body: undefined }])(
  'what is no row at all (%s) makes no sense, and nothing is thrown',
  (one) => {
    expect(readStored(HOLDING_FORMAT, KEY, one).stored).toBe('unreadable');
  },
);

test('an error that is not our own is not quoted: it may say what stood there', () => {
  const read = tryRead(() => {
    throw new TypeError('r@acme.example is no number');
  });
  expect(read).toEqual({ stored: 'unreadable', why: 'what was kept deflated is damaged' });
});
