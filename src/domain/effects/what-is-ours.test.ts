import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT } from '../../../tests/support/samples';
import { MINUTE } from '../lib/time';
import { type Origin, originOf, PROVED_WITHIN, type Proof, wasSo } from './what-is-ours';

type Of = Proof['of'];
type Before = Proof['before'];

const soon = AT + MINUTE;
const late = AT + PROVED_WITHIN + 1;
const none: Proof['call'] = { call: 'none' };
const answered: Proof['call'] = { call: 'answered' };
const lost = (seenAt: number, missed = false): Proof['call'] => ({
  call: 'unanswered',
  at: AT,
  seenAt,
  ...(missed ? { missed: true } : {}),
});

/** What came before, what was sent and what became of it; then for a place, a group and an account. */
const rows: [string, Before, Proof['call'], Record<Of, Origin>][] = [
  ['nothing sent', 'notSo', none, { existing: 'found', newGroup: 'found', account: 'found' }],
  ['nothing sent', 'so', none, { existing: 'found', newGroup: 'found', account: 'found' }],
  ['nothing sent', 'notKnown', none, { existing: 'found', newGroup: 'found', account: 'found' }],
  ['answered', 'notSo', answered, { existing: 'ours', newGroup: 'ours', account: 'ours' }],
  ['answered', 'so', answered, { existing: 'found', newGroup: 'found', account: 'found' }],
  [
    'answered',
    'notKnown',
    answered,
    { existing: 'unproved', newGroup: 'unproved', account: 'unproved' },
  ],
  [
    'lost, seen soon',
    'notSo',
    lost(soon),
    { existing: 'ours', newGroup: 'unproved', account: 'ours' },
  ],
  [
    'lost, seen at the last moment',
    'notSo',
    lost(AT + PROVED_WITHIN),
    { existing: 'ours', newGroup: 'unproved', account: 'ours' },
  ],
  [
    'lost, seen late',
    'notSo',
    lost(late),
    { existing: 'unproved', newGroup: 'unproved', account: 'unproved' },
  ],
  [
    'lost, not seen at first',
    'notSo',
    lost(soon, true),
    { existing: 'unproved', newGroup: 'unproved', account: 'unproved' },
  ],
  [
    'lost, not seen at first, seen late',
    'notSo',
    lost(late, true),
    { existing: 'unproved', newGroup: 'unproved', account: 'unproved' },
  ],
  ['lost, seen soon', 'so', lost(soon), { existing: 'found', newGroup: 'found', account: 'found' }],
  [
    'lost, seen soon',
    'notKnown',
    lost(soon),
    { existing: 'unproved', newGroup: 'unproved', account: 'unproved' },
  ],
];

describe.each(['existing', 'newGroup', 'account'] as const)('a %s', (of) => {
  test.each(rows)('%s, before it was %s', (_, before, call, expected) => {
    expect(originOf({ of, before, call })).toBe(expected[of]);
  });
});

const PRODUCTS = [
  ['none', 'so', none, 'found'],
  ['answered', 'so', answered, 'foundAndGiven'],
  ['lost', 'so', lost(soon), 'foundAndGiven'],
  ['lost long ago', 'so', lost(late, true), 'foundAndGiven'],
  ['answered', 'notSo', answered, 'ours'],
  ['answered', 'notKnown', answered, 'unproved'],
] as const;

test.each(PRODUCTS)('an account with products: %s, before it was %s', (_, before, call, origin) => {
  expect(originOf({ of: 'account', givesProducts: true, before, call })).toBe(origin);
});

test('nothing is ours that was there before, or that no call of ours can have done', () => {
  const call = fc.oneof(
    fc.constant(none),
    fc.constant(answered),
    fc
      .record({ after: fc.nat(), missed: fc.boolean() })
      .map(({ after, missed }) => lost(AT + after, missed)),
  );
  const proof = fc.record({
    of: fc.constantFrom<Of>('existing', 'newGroup', 'account'),
    before: fc.constantFrom<Before>('so', 'notSo', 'notKnown'),
    call,
  });
  fc.assert(
    fc.property(proof, (one) => {
      if (originOf(one) !== 'ours') return;
      expect(one.before).toBe('notSo');
      expect(one.call.call).not.toBe('none');
      if (one.call.call !== 'unanswered') return;
      expect(one.of).not.toBe('newGroup');
      expect(one.call.missed).toBeUndefined();
      expect(one.call.seenAt - one.call.at).toBeLessThanOrEqual(PROVED_WITHIN);
    }),
  );
});

test.each([
  ['add', 'held', 'so'],
  ['add', 'notHeld', 'notSo'],
  ['remove', 'held', 'notSo'],
  ['remove', 'notHeld', 'so'],
] as const)('before %s, %s is %s', (verb, before, expected) => {
  expect(wasSo(verb, before)).toBe(expected);
});
