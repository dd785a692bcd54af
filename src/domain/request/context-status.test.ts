import { describe, expect, test } from 'vitest';
import { type ContextStatusLabel, contextStatusLabel } from '#words/context-status-label';
import { DAY } from '../lib/time';
import type { AccessRequest } from './access-request';
import { contextStatusOf } from './context-status';

const NOW = Date.UTC(2026, 11, 1, 12);
/** Only what is read of a request. */
const request = (part: object) => part as AccessRequest;
const waiting = request({ state: 'awaitingApproval' });
const failed = request({ state: 'needsAttention', progress: { applied: 0 } });
const atWork = request({ state: 'applying', progress: { applied: 0 } });
const declined = request({ state: 'declined' });
const given = (days: number, over: object = {}) =>
  request({
    state: 'completed',
    progress: { applied: 1 },
    ask: { changes: [{ verb: 'create' }, { verb: 'add' }] },
    term: { kind: 'days', days },
    approvedAt: NOW - DAY,
    ...over,
  });
const ENDED = ['completed', 'declined', 'withdrawn', 'timedOut'] as const;
const labelOf = (requests: readonly AccessRequest[], isWhole = true) =>
  contextStatusLabel(contextStatusOf(requests, isWhole, NOW, undefined)).label;

describe('how the access asked for in an issue stands', () => {
  test.each<
    [string, readonly AccessRequest[], ContextStatusLabel['label'], ContextStatusLabel['type']]
  >([
    ['nobody has asked', [], 'No requests', 'default'],
    ['two wait', [waiting, waiting, declined], '2 waiting', 'inprogress'],
    ['what failed comes before what waits', [waiting, failed], '1 failed', 'moved'],
    ['what waits comes before what is at work', [atWork, waiting], '1 waiting', 'inprogress'],
    ['it is being done', [atWork, given(3)], '1 in progress', 'inprogress'],
    ['it is about to be', [request({ state: 'approved' })], '1 in progress', 'inprogress'],
    ['the earliest end counts', [given(9), given(3), declined], 'Ends 3 Dec', 'success'],
    ['an end that is past is none', [given(1)], 'Decided', 'default'],
    ['what stays has none', [given(3, { term: { kind: 'permanent' } })], 'Decided', 'default'],
    ['nothing was given', [given(3, { progress: { applied: 0 } })], 'Decided', 'default'],
    [
      'something was taken',
      [given(3, { ask: { changes: [{ verb: 'remove' }] } })],
      'Decided',
      'default',
    ],
    ['all came to nothing', ENDED.map((state) => request({ state })), 'Decided', 'default'],
  ])('%s', (_, requests, label, type) => {
    expect(contextStatusLabel(contextStatusOf(requests, true, NOW, undefined))).toEqual({
      label,
      type,
    });
  });

  test.each([
    ['overdue', [given(1)], 'Access overdue'],
    ['missing', [given(9)], 'Access missing'],
    ['overdue', [given(1), waiting, atWork], 'Access overdue'],
    ['missing', [given(9), failed], '1 failed'],
  ] as const)('access that is %s comes before all but what failed', (late, requests, label) => {
    for (const isWhole of [true, false]) {
      const status = contextStatusOf(requests, isWhole, NOW, late);
      expect(contextStatusLabel(status).label).toBe(
        isWhole || status.kind !== 'needsAttention' ? label : '1+ failed',
      );
    }
  });

  test('of requests that were not all looked at, only what holds of all is said', () => {
    expect(labelOf([waiting], false)).toBe('1+ waiting');
    expect(labelOf([given(3)], false)).toBe('Decided');
    expect(labelOf([], false)).toBe('Decided');
  });
});
