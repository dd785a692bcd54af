import fc from 'fast-check';
import { expect, test } from 'vitest';
import { developers, frontend, subject } from '../../../tests/support/samples';
import { type Ask, actionsOf } from './ask';
import { narrowAsk } from './narrow-ask';

const asks: fc.Arbitrary<Ask> = fc
  .record({
    people: fc.integer({ min: 1, max: 6 }),
    changes: fc.array(
      fc.record({
        verb: fc.constantFrom('add' as const, 'remove' as const),
        entitlement: fc.constantFrom(frontend, developers),
        keep: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ people, changes }) => ({
    subjects: Array.from({ length: people }, (_, place) => subject(`P${place}`)),
    changes: changes.map(({ verb, entitlement, keep }) => ({
      verb,
      entitlement,
      subjects: [...keep.keys()].filter((place) => place < people && keep[place]),
    })),
  }));

test('what is left of an ask are the actions that pass, in their order, and no more', () => {
  fc.assert(
    fc.property(asks, fc.infiniteStream(fc.boolean()), (ask, coins) => {
      const passes = actionsOf(ask).map(() => coins.next().value === true);
      const left = narrowAsk(ask, (action) => passes[action] === true);
      expect(actionsOf(left)).toEqual(actionsOf(ask).filter((_, action) => passes[action]));
      const used = new Set(left.changes.flatMap((change) => change.subjects));
      expect(used.size).toBe(left.subjects.length);
      expect(left.changes.every((change) => change.subjects.length > 0)).toBe(true);
    }),
  );
});
