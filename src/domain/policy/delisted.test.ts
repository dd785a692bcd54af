import { expect, test } from 'vitest';
import { AT, LISTED } from '../../../tests/support/samples';
import { DAY } from '../lib/time';
import { DELISTED_MAX, delistedBy, isDelisted } from './delisted';
import type { Policy } from './policy';

const listing = (...ids: string[]): Policy => ({
  ...LISTED,
  requestableGroups: ids.map((groupId) => ({
    kind: 'group',
    groupId,
    name: groupId,
    unlockedFor: [],
  })),
});

test('a group is delisted for 32 days, by whatever is saved since, until it is listed again', () => {
  const off = { ...listing('a'), ...delistedBy(listing('a', 'b'), listing('a'), AT) };
  expect(off.delisted).toEqual([{ groupId: 'b', at: AT }]);
  expect([isDelisted(off, 'a'), isDelisted(off, 'b')]).toEqual([false, true]);
  expect(delistedBy(off, listing('a'), AT + 32 * DAY - 1)).toEqual({ delisted: off.delisted });
  expect(delistedBy(off, listing('a'), AT + 32 * DAY)).toEqual({});
  expect(delistedBy(off, listing('a', 'b'), AT + 1)).toEqual({});
  const again = { ...listing('b'), delisted: off.delisted ?? [] };
  expect(delistedBy(again, listing(), AT + DAY)).toEqual({
    delisted: [{ groupId: 'b', at: AT + DAY }],
  });
});

test('of thousands, so many are kept, and every group may have been one of them', () => {
  const many = Array.from({ length: DELISTED_MAX + 1 }, (_, place) => `group ${place}`);
  const few = { ...listing('a'), ...delistedBy(listing(...many.slice(2)), listing('a'), AT) };
  expect([few.delisted?.length, isDelisted(few, 'group 0')]).toEqual([DELISTED_MAX - 1, false]);
  const full = { ...listing('a'), ...delistedBy(listing(...many), listing('a'), AT) };
  expect(full.delisted?.length).toBe(DELISTED_MAX);
  expect(['group 0', 'a'].map((id) => isDelisted(full, id))).toEqual([true, true]);
});
