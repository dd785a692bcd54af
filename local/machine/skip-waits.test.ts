import { afterEach, beforeEach, expect, it } from 'vitest';
import { machineNow, openClock } from './clock';
import { skipWaits } from './skip-waits';

let goOn: () => void;
beforeEach(() => {
  openClock();
  goOn = skipWaits();
});
afterEach(() => goOn());

const rest = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

it('lets time leap to what is waited for, in order', async () => {
  const begun = Date.now();
  const machineBegun = machineNow();
  const passed: [string, number][] = [];
  const note = (name: string) => passed.push([name, Math.round((Date.now() - begun) / 100) * 100]);
  await Promise.all([
    rest(900_000).then(() => note('last')),
    rest(60_000)
      .then(() => rest(1_000))
      .then(() => note('second')),
    rest(3_000).then(() => note('first')),
  ]);
  expect(passed).toEqual([
    ['first', 3_000],
    ['second', 61_000],
    ['last', 900_000],
  ]);
  expect(machineNow() - machineBegun).toBeLessThan(10_000);
});

it('lets whoever is at work finish first', async () => {
  let isLate = false;
  setTimeout(() => {
    isLate = true;
  }, 1);
  for (let turn = 0; turn < 1_000; turn += 1) await Promise.resolve();
  expect(isLate).toBe(false);
  await rest(2);
  expect(isLate).toBe(true);
});

it('knows what is called off', async () => {
  let wasRun = false;
  clearTimeout(
    setTimeout(() => {
      wasRun = true;
    }, 10),
  );
  await rest(1_000);
  expect(wasRun).toBe(false);
});

it('goes on from where it was', async () => {
  await rest(86_400_000);
  const before = Date.now();
  goOn();
  expect(Date.now() - before).toBeLessThan(10_000);
  expect(Date.now()).toBeGreaterThanOrEqual(before - 1);
  goOn = () => {};
});

it('does not let come at once what is months ahead', async () => {
  let isRun = false;
  const waiting = setTimeout(() => {
    isRun = true;
  }, 60 * 86_400_000);
  goOn();
  goOn = () => {};
  await rest(30);
  expect(isRun).toBe(false);
  clearTimeout(waiting);
});
