import { expect, test } from 'vitest';
import { AT, LISTED } from '../../../tests/support/samples';
import { DAY } from '../lib/time';
import { delistedBy, isDelisted } from './delisted';
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

test('a group is delisted for eight days, by whatever is saved since, until it is listed again', () => {
  const off = { ...listing('a'), ...delistedBy(listing('a', 'b'), listing('a'), AT) };
  expect(off.delisted).toEqual([{ groupId: 'b', at: AT }]);
  expect([isDelisted(off, 'a'), isDelisted(off, 'b')]).toEqual([false, true]);
  expect(delistedBy(off, listing('a'), AT + 8 * DAY - 1)).toEqual({ delisted: off.delisted });
  expect(delistedBy(off, listing('a'), AT + 8 * DAY)).toEqual({});
  expect(delistedBy(off, listing('a', 'b'), AT + 1)).toEqual({});
  const again = { ...listing('b'), delisted: off.delisted ?? [] };
  expect(delistedBy(again, listing(), AT + DAY)).toEqual({
    delisted: [{ groupId: 'b', at: AT + DAY }],
  });
});
