import { expect, it } from 'vitest';
import type { AdminView } from '#contract/views';
import { delayedTitle } from './delayed';

const overdue = (ends: number, more = false) =>
  ({ items: Array(ends).fill({}), more }) as unknown as AdminView['overdue'];

type Ends = AdminView['overdue'];
type Row = [number, boolean, Ends, string, Ends?];

it.each<Row>([
  [0, false, overdue(0), ''],
  [12, false, overdue(3), '12 requests wait, 3 ends are overdue'],
  [1, false, overdue(1), '1 request waits, 1 end is overdue'],
  [100, true, overdue(100, true), 'More than 100 requests wait, more than 100 ends are overdue'],
  [7, true, overdue(0), 'At least 7 requests wait'],
  [0, false, overdue(2), '2 ends are overdue'],
  [0, false, overdue(0), '1 membership is missing', overdue(1)],
  [0, false, overdue(2), '2 ends are overdue, 3 memberships are missing', overdue(3)],
  [
    1,
    false,
    overdue(0),
    '1 request waits, more than 100 memberships are missing',
    overdue(100, true),
  ],
])('%i, more %s', (count, more, ends, title, missing = overdue(0)) => {
  expect(delayedTitle({ count, more }, ends, missing)).toBe(title);
});
