import { expect, test } from 'vitest';
import { AT, grant, holding } from '../../../tests/support/samples';
import type { EndedGrant } from '../grant/grant';
import { DAY } from '../lib/time';
import { ofHolder, tellingGrant } from './of-holder';

const ended = (over: Partial<EndedGrant> = {}): EndedGrant => ({
  ...grant({ requestId: 'earlier' }),
  why: 'expired',
  endedAt: AT - DAY,
  ...over,
});
test.each([
  ['in force until the latest end', [grant(), grant({ endsAt: AT + 2 * DAY })], AT + 2 * DAY],
  [
    'in force for good where something has no end',
    [grant(), grant({ endsAt: undefined })],
    undefined,
  ],
])('what somebody has is %s', (_, grants, lastEnd) => {
  const before = { ended: [ended()] };
  expect(ofHolder(holding(grants, before))).toEqual({
    holder: 'person:sam',
    standing: 'inForce',
    lastEnd,
  });
});

test('what somebody had is over since it last ended', () => {
  const over = holding([], { ended: [ended(), ended({ endedAt: AT })] });
  expect(ofHolder(over)).toEqual({ holder: 'person:sam', standing: 'over', lastEnd: AT });
});

test('of what was never given there is nothing to find', () => {
  expect(ofHolder(holding([])).standing).toBe('nothing');
});

test('what a group has is the group’s, and nobody’s in it', () => {
  const subject = { kind: 'group', groupId: 'g2', displayName: 'design' } as const;
  expect(ofHolder(holding([grant()], { subject })).holder).toBe('group:g2');
});

test('where it is from is told by what goes on longest, else by what ended last', () => {
  const longest = grant({ requestId: 'r2', endsAt: AT + 3 * DAY });
  const before = { ended: [ended(), ended({ requestId: 'last' })] };
  expect(tellingGrant(holding([longest, grant()], before))?.requestId).toBe('r2');
  expect(tellingGrant(holding([], before))?.requestId).toBe('last');
  expect(tellingGrant(holding([]))).toBeUndefined();
});
