import { describe, expect, test } from 'vitest';
import { standingLabel } from '#words/standing-label';
import { DAY } from '../lib/time';
import type { AccessRequest } from './access-request';
import { standingOf } from './issue-standing';

const NOW = Date.UTC(2026, 11, 1, 12);
/** Only what is read of a request. */
const request = (part: object) => part as AccessRequest;
const waiting = request({ state: 'awaitingApproval' });
const failed = request({ state: 'needsAttention', progress: { applied: 0 } });
const atWork = request({ state: 'applying', progress: { applied: 0 } });
const declined = request({ state: 'declined' });
const given = (days: number) =>
  request({
    state: 'completed',
    progress: { applied: 1 },
    ask: { changes: [{ verb: 'add' }] },
    term: { kind: 'days', days },
    approvedAt: NOW - DAY,
  });
const labelOf = (requests: readonly AccessRequest[], isWhole = true) =>
  standingLabel(standingOf(requests, isWhole, NOW)).label;

describe('how the access asked for in an issue stands', () => {
  test.each([
    ['nobody has asked', [], 'Nothing asked'],
    ['two wait', [waiting, waiting, declined], '2 waiting'],
    ['what failed comes before what waits', [waiting, failed], '1 failed'],
    ['what waits comes before what is at work', [atWork, waiting], '1 waiting'],
    ['it is being done', [atWork, given(3)], '1 at work'],
    ['the earliest end counts', [given(9), given(3)], 'Ends 3 Dec'],
    ['an end that is past is none', [given(1)], 'Decided'],
    ['nothing was given', [declined], 'Decided'],
  ])('%s', (_, requests, label) => {
    expect(labelOf(requests)).toBe(label);
  });

  test('of requests that were not all looked at, only what holds of all is said', () => {
    expect(labelOf([waiting], false)).toBe('1+ waiting');
    expect(labelOf([given(3)], false)).toBe('Decided');
    expect(labelOf([], false)).toBe('Decided');
  });
});
