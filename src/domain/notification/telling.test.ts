import { expect, test } from 'vitest';
import { AT, LEAD, OTHER_LEAD } from '../lib/samples';
import { DAY, HOUR } from '../lib/time';
import {
  APPROVERS,
  approversTold,
  approversUntold,
  failedTry,
  noTelling,
  noteTold,
  type Told,
} from './telling';

const entry = (about: string, to = [LEAD], outcome?: Told['outcome']): Told => ({
  about,
  to,
  since: AT,
  outcome: outcome ?? { outcome: 'told', by: 'comment', at: AT },
});

test('what can’t be told is tried ever more rarely, and for a day', () => {
  let told: Told | undefined;
  let at = AT;
  const pauses: number[] = [];
  for (let tries = 1; tries < 100; tries += 1) {
    const { outcome, nextAt } = failedTry(told, 'unavailable', at);
    told = entry('x', [LEAD], outcome);
    if (nextAt === undefined) break;
    pauses.push(nextAt - at);
    at = nextAt;
  }
  expect(told?.outcome).toMatchObject({ outcome: 'givenUp', problem: 'unavailable' });
  expect(at - AT).toBeLessThanOrEqual(DAY);
  expect(pauses.length).toBeGreaterThan(10);
  pauses.forEach((pause, place) => {
    expect(pause).toBeGreaterThanOrEqual(pauses[place - 1] ?? 0);
    expect(pause).toBeLessThanOrEqual(2 * HOUR);
  });
});

test('only those of whom an answer said it were told, each once', () => {
  const failed = failedTry(undefined, 'refused', AT).outcome;
  const telling = [
    entry(`${APPROVERS}1`),
    entry(`${APPROVERS}2`, [LEAD, OTHER_LEAD]),
    entry(`${APPROVERS}3`, [{ accountId: 'x', displayName: 'X' }], failed),
    entry('completed:1', [{ accountId: 'y', displayName: 'Y' }]),
  ].reduce(noteTold, noTelling('r1'));
  expect(approversTold(telling)).toEqual([LEAD, OTHER_LEAD]);
  expect(approversUntold(telling)).toMatchObject({ problem: 'refused', isTriedAgain: true });
  expect(telling.revision).toBe(4);
});

test('keeps the latest twenty', () => {
  const many = Array.from({ length: 30 }, (_, place) => entry(`${APPROVERS}${place}`));
  expect(many.reduce(noteTold, noTelling('r1')).told).toHaveLength(20);
});
