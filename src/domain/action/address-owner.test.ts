import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AddressOwner,
  type FoundAt,
  mapOwner,
  mayBeOf,
  meantBy,
  ownerOf,
} from './address-owner';

const found = (over: Partial<FoundAt<string>>): FoundAt<string> => ({
  shown: undefined,
  hidden: [],
  cutOff: false,
  ...over,
});

const anyFound = fc.record({
  shown: fc.option(fc.constantFrom('ann', 'bob'), { nil: undefined }),
  hidden: fc.uniqueArray(fc.constantFrom('cat', 'dan', 'eve'), { maxLength: 3 }),
  cutOff: fc.boolean(),
});

describe('whose an address is', () => {
  const rows: readonly [string, Partial<FoundAt<string>>, AddressOwner<string>][] = [
    ['nobody is found', {}, { owner: 'nobody' }],
    ['the site shows it', { shown: 'ann' }, { owner: 'known', person: 'ann' }],
    [
      'the site shows it, and finds others who hide theirs',
      { shown: 'ann', hidden: ['bob', 'cat'], cutOff: true },
      { owner: 'known', person: 'ann' },
    ],
    [
      'one alone is found, who hides theirs',
      { hidden: ['ann'] },
      { owner: 'perhaps', person: 'ann' },
    ],
    [
      'several are found who hide theirs',
      { hidden: ['ann', 'bob'] },
      { owner: 'notKnown', why: 'several', people: ['ann', 'bob'] },
    ],
    [
      'the answer was cut off behind one',
      { hidden: ['ann'], cutOff: true },
      { owner: 'notKnown', why: 'cutOff', people: ['ann'] },
    ],
    [
      'the answer was cut off, and shows other addresses only',
      { cutOff: true },
      { owner: 'notKnown', why: 'cutOff', people: [] },
    ],
  ];
  test.each(rows)('%s', (_, what, owner) => {
    expect(ownerOf(found(what))).toEqual(owner);
  });

  test('whoever is found and hides theirs is never nobody, and never passed over', () => {
    fc.assert(
      fc.property(anyFound, (what) => {
        const owner = ownerOf(what);
        if (what.hidden.length > 0) expect(owner.owner).not.toBe('nobody');
        for (const one of what.shown === undefined ? what.hidden : []) {
          expect(mayBeOf(owner, one)).toBe(true);
        }
      }),
    );
  });

  test('it means one person only where nobody else is found or left out', () => {
    fc.assert(
      fc.property(anyFound, (what) => {
        const alone = !what.cutOff && what.hidden.length === 1 ? what.hidden[0] : undefined;
        expect(meantBy(ownerOf(what))).toBe(what.shown ?? alone);
      }),
    );
  });

  test('where the answer was cut off it may be of anybody who hides theirs', () => {
    fc.assert(
      fc.property(anyFound, ({ hidden }) => {
        expect(mayBeOf(ownerOf(found({ hidden, cutOff: true })), 'somebody else')).toBe(true);
      }),
    );
  });

  test('it is the same by whatever people are known', () => {
    fc.assert(
      fc.property(anyFound, (what) => {
        const there = mapOwner(ownerOf(what), (one) => ({ accountId: one }));
        expect(mapOwner(there, ({ accountId }) => accountId)).toEqual(ownerOf(what));
      }),
    );
  });
});
