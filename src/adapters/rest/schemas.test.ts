import { describe, expect, it } from 'vitest';
import * as schemas from './schemas';

describe('whether a page was the last', () => {
  const page = (count: number, isLast: boolean | undefined, total: number | undefined) => ({
    values: { items: Array.from({ length: count }, () => ({})), unreadable: 0 },
    isLast,
    total,
  });
  it.each([
    ['says so', page(3, true, undefined), 0, true],
    ['says so and has all', page(3, true, 53), 50, true],
    ['has all by its count', page(3, undefined, 3), 0, true],
    ['is empty, and so is the whole', page(0, undefined, 0), 0, true],
    ['is empty behind the end', page(0, true, 45), 50, true],
    ['says it is not', page(50, false, undefined), 0, false],
    ['has not all by its count', page(50, undefined, 120), 50, false],
    ['says nothing of it', page(50, undefined, undefined), 0, undefined],
    ['says nothing, and is empty', page(0, undefined, undefined), 0, undefined],
    ['is empty, and not the last', page(0, false, undefined), 50, undefined],
    ['is empty, and there are more', page(0, undefined, 120), 50, undefined],
    ['says it is the last, and there are more', page(50, true, 120), 0, undefined],
  ])('%s', (_, given, from, expected) => {
    expect(schemas.isLastPage(given, from)).toBe(expected);
  });

  it('begins where it was asked to, where it says so', () => {
    expect(schemas.isLastPage({ ...page(50, true, 100), startAt: 50 }, 50)).toBe(true);
    // The first page again, from a site that overlooks where it was asked to begin.
    expect(schemas.isLastPage({ ...page(50, true, 100), startAt: 0 }, 50)).toBeUndefined();
  });
});

it('counts what can’t be read as well: positions go by that', () => {
  expect(schemas.sizeOf({ items: ['a', 'b'], unreadable: 3 })).toBe(5);
});

it.each(['ENQUEUED', 'RUNNING', 'COMPLETE', 'FAILED', 'CANCEL_REQUESTED', 'CANCELLED', 'DEAD'])(
  'a task can be %s',
  (status) => {
    expect(schemas.taskSchema.parse({ status })).toMatchObject({ status });
  },
);
