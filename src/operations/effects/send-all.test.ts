import { expect, test } from 'vitest';
import { sendAll } from './send-all';

const never = () => false;
const rest = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

test('sends to everybody once, so many at a time, and tells each outcome once', async () => {
  let underWay = 0;
  let most = 0;
  const told: string[] = [];
  let tellings = 0;
  await sendAll(
    Array.from({ length: 50 }, (_, place) => place),
    7,
    async (place) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await rest(place % 3);
      underWay -= 1;
      return [`p${place}`, place] as const;
    },
    async (outcomes) => {
      tellings += 1;
      expect(tellings).toBe(1);
      await rest(2);
      told.push(...outcomes.keys());
      tellings -= 1;
    },
    never,
  );
  expect(most).toBe(7);
  expect(told.sort()).toEqual(Array.from({ length: 50 }, (_, place) => `p${place}`).sort());
});

test('ends early once an outcome says so, with everything told that was sent', async () => {
  const sent: number[] = [];
  const told: string[] = [];
  await sendAll(
    Array.from({ length: 50 }, (_, place) => place),
    2,
    async (place) => {
      sent.push(place);
      await rest(1);
      return [`p${place}`, place] as const;
    },
    async (outcomes) => {
      told.push(...outcomes.keys());
    },
    (place) => place === 9,
  );
  expect(sent.length).toBeLessThan(15);
  expect(told).toHaveLength(sent.length);
});

test('sends nothing more where telling fails, and says why', async () => {
  const sent: number[] = [];
  const run = sendAll(
    Array.from({ length: 50 }, (_, place) => place),
    2,
    async (place) => {
      sent.push(place);
      await rest(1);
      return [`p${place}`, place] as const;
    },
    () => Promise.reject(new Error('the lease is lost')),
    never,
  );
  await expect(run).rejects.toThrow('the lease is lost');
  expect(sent.length).toBeLessThan(10);
});

test('tells everything that was sent, and then why one could not be', async () => {
  const told: string[] = [];
  const run = sendAll(
    [0, 1, 2],
    3,
    async (place) => {
      if (place === 1) throw new Error('not so');
      await rest(1);
      return [`p${place}`, place] as const;
    },
    async (outcomes) => {
      told.push(...outcomes.keys());
    },
    never,
  );
  await expect(run).rejects.toThrow('not so');
  expect(told).toEqual(['p0', 'p2']);
});
