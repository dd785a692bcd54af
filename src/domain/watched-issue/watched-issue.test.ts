import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../lib/time';
import {
  afterLook,
  endingOf,
  isToLook,
  LONGEST_BETWEEN_LOOKS,
  overFor,
  unlessPast,
  type WatchedIssue,
  watchFor,
  withoutEnded,
} from './watched-issue';

const AT = 1_700_000_000_000;
const request = (requestId: string, until = AT + 30 * DAY) => ({ requestId, until });
const watched = (...ids: string[]): WatchedIssue =>
  ids.reduce<WatchedIssue | undefined>(
    (current, id) => watchFor(current, '10001', request(id), AT) ?? current,
    undefined,
  ) as WatchedIssue;

describe('a work item with which access is to end', () => {
  test('is watched once for each request, and looked at soon', () => {
    const both = watched('r1', 'r2', 'r1');
    expect(both.requests.map(({ requestId }) => requestId)).toEqual(['r1', 'r2']);
    expect([both.revision, both.nextLookAt]).toEqual([2, AT + 5 * MINUTE]);
  });

  test.each(['open', 'notKnown'] as const)(
    '%s: nothing is over, and the pauses get longer, to an hour',
    (found) => {
      let one = watched('r1');
      const pauses: number[] = [];
      for (let look = 0; look < 7; look += 1) {
        one = afterLook(one, found, one.nextLookAt);
        pauses.push(one.nextLookAt);
        expect(endingOf(one)).toEqual([]);
      }
      const between = pauses.slice(1).map((next, place) => next - (pauses[place] ?? 0));
      expect(between.every((pause, place) => pause >= (between[place - 1] ?? 0))).toBe(true);
      expect(between.at(-1)).toBe(LONGEST_BETWEEN_LOOKS);
    },
  );

  test('once it is over for a request it stays so, whatever it looks like later', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('open', 'done', 'deleted', 'notKnown')), (founds) => {
        let one = watched('r1');
        let over: string | undefined;
        for (const found of founds) {
          one = afterLook(one, found as never, AT + MINUTE);
          if (found === 'done' || found === 'deleted') over ??= found;
          expect(overFor(one, 'r1')).toBe(over);
        }
      }),
    );
  });

  test('is not over for what is asked for once it is open again', () => {
    const over = afterLook(watched('r1'), 'done', AT + MINUTE);
    const again = watchFor(over, '10001', request('r2'), AT + HOUR) as WatchedIssue;
    expect([overFor(again, 'r1'), overFor(again, 'r2')]).toEqual(['done', undefined]);
    expect(isToLook(over)).toBe(false);
    expect(isToLook(again)).toBe(true);
  });

  test('is seen to again soon as long as more may have to end, and then only remembered', () => {
    const over = afterLook(watched('r1'), 'done', AT);
    expect(over.nextLookAt).toBe(AT + 5 * MINUTE);
    const ended = withoutEnded(over, new Set(['r1']), AT);
    expect([endingOf(ended), overFor(ended, 'r1')]).toEqual([[], 'done']);
    expect(ended.nextLookAt).toBe(AT + 30 * DAY);
  });

  test('is let go of where nothing waits for it, or its latest end has passed', () => {
    const free = withoutEnded(watched('r1'), new Set(['r1']), AT);
    expect(unlessPast(free, AT)).toBeUndefined();
    expect(unlessPast(watched('r1'), AT + 30 * DAY)).toBeUndefined();
    expect(unlessPast(watched('r1'), AT + 30 * DAY - 1)).toEqual(watched('r1'));
  });
});
