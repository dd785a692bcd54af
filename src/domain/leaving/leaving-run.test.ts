import { expect, test } from 'vitest';
import {
  afterPage,
  beginLeaving,
  LEAVING_PARTS,
  type LeavingPage,
  type LeavingRun,
  TURNS_AT_MOST,
} from './leaving-run';

const NOTHING: LeavingPage = { ended: 0, closed: 0, failed: 0, unreadable: 0, cursor: undefined };
const by = { accountId: 'olivia', displayName: 'Olivia' };
const begin = (closesRequests = true) =>
  beginLeaving({ beganAt: 1, connectionId: 'one', by, closesRequests });

/** Goes through to its end; answers how it ended, and where each page was. */
function through(run: LeavingRun, pageAt: (turn: number, part: string) => Partial<LeavingPage>) {
  const pages: string[] = [];
  let now = run;
  while (now.at !== undefined) {
    const { turn, part } = now.at;
    pages.push(`${turn} ${part}`);
    now = afterPage(now, { ...NOTHING, ...pageAt(turn, part) }, 9);
  }
  return { over: now, pages };
}

test('goes through all of it twice where nothing is there: what moves as it goes may be passed over once', () => {
  const { over, pages } = through(begin(), () => ({}));
  expect(pages).toEqual([1, 2].flatMap((turn) => LEAVING_PARTS.map((part) => `${turn} ${part}`)));
  expect(over).toMatchObject({ ended: 0, closed: 0, failed: 0, endedAt: 9 });
  expect(over).not.toHaveProperty('by');
});

test.each([{ ended: 1 }, { closed: 1 }])('takes another turn after one with %o', (page) => {
  const { over, pages } = through(begin(), (turn) => (turn <= 2 ? page : {}));
  expect(pages.at(-1)).toBe('3 stuck');
  expect(over.ended + over.closed).toBe(2 * LEAVING_PARTS.length);
});

test('takes no other turn for what failed, and counts it once, however often it was tried', () => {
  const { over, pages } = through(begin(), (_, part) => (part === 'runs' ? { failed: 3 } : {}));
  expect(pages.at(-1)).toBe('2 stuck');
  expect(over.failed).toBe(3);
});

test('counts what can’t be read as it is found, which no other turn comes to', () => {
  const { over, pages } = through(begin(), (turn, part) =>
    turn === 1 && part === 'requests' ? { unreadable: 2 } : {},
  );
  expect(pages.at(-1)).toBe('2 stuck');
  expect(over).toMatchObject({ failed: 0, unreadable: 2 });
});

test('is over at last where there is always more to end', () => {
  const { over, pages } = through(begin(), () => ({ ended: 1 }));
  expect(pages).toHaveLength(TURNS_AT_MOST * LEAVING_PARTS.length);
  expect(over).toMatchObject({ ended: pages.length, endedAt: 9 });
});

test('leaves requests alone in each turn where they are to stay', () => {
  const { pages } = through(begin(false), () => ({}));
  expect(pages).toEqual(
    [1, 2].flatMap((turn) => ['runs', 'settling', 'stuck'].map((part) => `${turn} ${part}`)),
  );
});

test('goes on in its part while there are pages', () => {
  const next = afterPage(begin(), { ...NOTHING, closed: 1, cursor: 'here' }, 9);
  expect(next).toMatchObject({ at: { turn: 1, part: 'requests', cursor: 'here' }, closed: 1, by });
});

test('one that is over stays so', () => {
  const { over } = through(begin(), () => ({}));
  expect(afterPage(over, { ...NOTHING, ended: 1 }, 20)).toEqual(over);
});
