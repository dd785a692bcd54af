import { describe, expect, test } from 'vitest';
import type { Grant } from '#domain/grant/grant';
import { OVERDUE_AFTER } from '#domain/holding/overdue';
import { asReturned } from '#domain/holding/returned';
import { DAY } from '#domain/lib/time';
import { AT, grant as grantOf, holding } from '../../../tests/support/samples';
import { grantView } from './grant-view';

const grant = (requestId: string, endsAt: number | undefined, grantedAt = AT): Grant =>
  grantOf({ requestId, endsAt, grantedAt });

describe('only an end that takes something away is shown as one', () => {
  const short = grant('short', AT + DAY);
  const long = grant('long', AT + 9 * DAY, AT + 5);
  const stays = grant('stays', undefined, AT + 5);
  const view = (one: Grant, all: readonly Grant[], now: number) =>
    grantView({ grant: one, holding: holding(all) }, now);
  const superseded = { state: 'superseded', at: AT + 5 };

  test.each<[string, Grant, readonly Grant[], number, unknown]>([
    ['alone, before', short, [short], AT, { state: 'active', at: AT + DAY }],
    ['alone, then', short, [short], AT + DAY, { state: 'ending', at: AT + DAY }],
    [
      'returned, then',
      asReturned(stays, AT + DAY),
      [asReturned(stays, AT + DAY)],
      AT + DAY,
      { state: 'ending', at: AT + DAY, returned: true },
    ],
    ['beside a longer one, before', short, [short, long], AT, superseded],
    ['beside a longer one, then', short, [short, long], AT + DAY, superseded],
    ['beside one that stays, then', short, [stays, short], AT + DAY, superseded],
    ['beside one that stays, for ever', short, [stays, short], AT + 99 * DAY, superseded],
    ['the longer one', long, [short, long], AT + DAY, { state: 'active', at: AT + 9 * DAY }],
    ['the one that stays', stays, [stays, short], AT + DAY, undefined],
    [
      'of the same end',
      short,
      [short, grant('same', AT + DAY)],
      AT + DAY,
      { state: 'ending', at: AT + DAY },
    ],
    [
      'beside a longer one, overdue',
      short,
      [short, long],
      AT + 9 * DAY + OVERDUE_AFTER,
      { state: 'overdue', at: AT + 9 * DAY },
    ],
  ])('%s', (_, one, all, now, expected) => {
    expect(view(one, all, now)).toEqual(expected);
  });
});
