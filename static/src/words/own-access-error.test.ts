import { expect, test } from 'vitest';
import { STUCK_CAUSES } from '#domain/grant/stuck-cause';
import type { ReturnRefusal } from '#domain/holding/return-refusal';
import { explainOwnAccessError, explainReturn } from './own-access-error';

const refusals: { readonly [Code in ReturnRefusal['code']]: ReturnRefusal & { code: Code } } = {
  notYours: { code: 'notYours' },
  notInForce: { code: 'notInForce' },
  unproved: { code: 'unproved' },
  ends: { code: 'ends' },
  cannotEnd: { code: 'cannotEnd', cause: 'lastAdmin' },
};
const causes = STUCK_CAUSES.map((cause) => ({ code: 'cannotEnd' as const, cause }));

test.each([...Object.values(refusals), ...causes])(
  'says what was not done, why, and what to do next: %j',
  (refusal) => {
    const { what, why, next } = explainReturn(refusal);
    for (const sentence of [what, why, next]) expect(sentence).toMatch(/^\p{Lu}.*[.]$/su);
    expect(explainOwnAccessError({ code: 'return', refusal })).toEqual({ what, why, next });
  },
);

test('each has words of its own, and what is not of this page is explained as everywhere', () => {
  const whats = Object.values(refusals).map((refusal) => explainReturn(refusal).what);
  expect(new Set(whats).size).toBe(whats.length);
  expect(explainOwnAccessError({ code: 'notSignedIn' }).what).toBe('You are not signed in.');
});
