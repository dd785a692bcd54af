import { expect, test } from 'vitest';
import { AT } from '../../../tests/support/samples';
import type { EndedGrant, Grant } from '../grant/grant';
import { DAY } from '../lib/time';
import { type AccessOfRequest, accessOfRequest } from './access-of-request';
import type { Holding } from './holding';

const grant = (over: Partial<Grant> = {}): Grant => ({
  requestId: 'r1',
  block: 0,
  issueKey: 'WEB-1',
  size: 1,
  grantedAt: AT - DAY,
  endsAt: AT + DAY,
  ...over,
});
const ended = (why: EndedGrant['why'], endedAt: number, over: Partial<Grant> = {}): EndedGrant => ({
  ...grant(over),
  why,
  endedAt,
});
const holding = (grants: readonly Grant[], over: readonly EndedGrant[] = []) =>
  ({ grants, ended: over }) as unknown as Holding;
const other = { requestId: 'r2', endsAt: undefined };

test.each<[string, readonly Holding[], AccessOfRequest | undefined]>([
  ['nothing is on record', [], undefined],
  ['another request alone gave something', [holding([grant(other)])], undefined],
  ['it runs', [holding([grant()])], { state: 'active', until: AT + DAY }],
  [
    'the last of it counts, and not what another gives',
    [holding([grant(), grant(other)]), holding([grant({ endsAt: AT + 2 * DAY })])],
    { state: 'active', until: AT + 2 * DAY },
  ],
  [
    'some of it stays',
    [holding([grant()]), holding([grant({ endsAt: undefined })])],
    { state: 'active', until: undefined },
  ],
  [
    'some of it is over, and some runs',
    [holding([], [ended('expired', AT - 1)]), holding([grant()])],
    { state: 'active', until: AT + DAY },
  ],
  ['its end has come', [holding([grant({ endsAt: AT })])], { state: 'ending' }],
  [
    'what nothing proves to be ours has no end: no end takes it away',
    [holding([grant({ unproved: true })])],
    { state: 'active', until: undefined },
  ],
  [
    'that is so once its time is over, as well',
    [holding([grant({ unproved: true, endsAt: AT })])],
    { state: 'active', until: undefined },
  ],
  [
    'what was returned is taken back, proved or not',
    [holding([grant({ unproved: true, returned: true })])],
    { state: 'ending' },
  ],
  [
    'it was returned, by a clock that was ahead',
    [holding([grant({ returned: true })])],
    { state: 'ending' },
  ],
  [
    'all of it has ended, the last counts',
    [holding([], [ended('expired', AT - 9)]), holding([], [ended('returned', AT - 5)])],
    { state: 'ended', at: AT - 5 },
  ],
  [
    'what goes on under another is not its end',
    [holding([grant(other)], [ended('superseded', AT - 1)])],
    { state: 'goesOn' },
  ],
  ...(['outlasted', 'notProlonged'] as const).map(
    (why): [string, readonly Holding[], AccessOfRequest] => [
      `nor what was ${why}`,
      [holding([grant(other)], [ended(why, AT - 1)])],
      { state: 'goesOn' },
    ],
  ),
  [
    'what another gave that has ended is not its end',
    [holding([], [ended('expired', AT - 1, other)])],
    undefined,
  ],
  [
    'some goes on under another, some has ended',
    [
      holding([grant(other)], [ended('superseded', AT - 1)]),
      holding([], [ended('expired', AT - 7)]),
    ],
    { state: 'ended', at: AT - 7 },
  ],
])('%s', (_, holdings, expected) => {
  expect(accessOfRequest('r1', holdings, true, AT)).toEqual(expected);
  // Of some of its holdings only that something is in force is known.
  const isKnown = expected?.state === 'active';
  expect(accessOfRequest('r1', holdings, false, AT)).toEqual(isKnown ? expected : undefined);
});
