import { describe, expect, test } from 'vitest';
import { AT, developers, frontend, grant, holding, subject } from '../../../tests/support/samples';
import type { ExistingEntitlement } from '../action/entitlement';
import { beginPass, endPass } from '../holding/pass';
import { DAY, MINUTE } from '../lib/time';
import { type Company, type Lane, lanesOf, nextLane } from './lanes-of';

const END = AT + DAY;

/** Somebody whose term is over, after so many passes of workers that died. */
function due(name: string, deaths = 0, entitlement: ExistingEntitlement = frontend) {
  let one = holding([grant({ endsAt: END })], {
    entitlement,
    subject: subject(name),
    work: { state: 'runs', dueAt: END },
  });
  for (let death = 0; death < deaths; death += 1) {
    one = beginPass(one, true, END + death * MINUTE, END + (death + 1) * MINUTE);
  }
  return one;
}

const stuck = (name: string) =>
  endPass(due(name, 1), { found: 'stuck', cause: 'siteRefused' }, END).holding;
const namesIn = ({ passes }: Lane) =>
  passes.map((pass) => pass.map((one) => 'displayName' in one.subject && one.subject.displayName));

describe('how much a lane is kept from others', () => {
  test.each<[number, Company]>([
    [0, 'any'],
    [1, 'unsuspected'],
    [2, 'none'],
    [3, 'none'],
  ])('after %d passes of workers that died', (deaths, company) => {
    expect(lanesOf([due('Ann'), due('Bob', deaths)])).toMatchObject([{ company }]);
  });

  test('a pass that came to an end has not died', () => {
    const again = endPass(due('Ann', 2), { found: 'again' }, END).holding;
    expect(lanesOf([again, stuck('Bob')])).toMatchObject([{ company: 'any' }]);
  });
});

describe('the passes of one group or role', () => {
  test('what is due for the first time is apart from what was tried, and before it', () => {
    const lanes = lanesOf([stuck('Ann'), due('Bob', 1), due('Cid'), due('Dan')]);
    expect(lanes.map(namesIn)).toEqual([[['Cid', 'Dan'], ['Ann'], ['Bob']]]);
  });

  test.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [3, 40],
    [7, 40],
  ])('of 40, after %d passes of workers that died, come to %d', (deaths, passes) => {
    const all = Array.from({ length: 40 }, (_, place) => due(`P${place}`, deaths));
    expect(lanesOf(all).map((lane) => lane.passes.length)).toEqual([passes]);
  });

  test('each of several groups and roles has its own', () => {
    expect(lanesOf([due('Ann'), due('Ann', 0, developers)])).toHaveLength(2);
  });
});

describe('what begins next', () => {
  const lane = (company: Company): Lane => ({ passes: [], company });

  test.each<[readonly Company[], readonly Company[], Company | undefined]>([
    [['any', 'unsuspected'], [], 'any'],
    [['unsuspected', 'any'], [], 'unsuspected'],
    // Of those that may have killed a worker, one at a time: beside it goes what has not.
    [['unsuspected', 'any'], ['unsuspected'], 'any'],
    [['unsuspected'], ['any', 'unsuspected'], undefined],
    // What has twice comes last, and alone.
    [['none', 'any', 'unsuspected'], [], 'any'],
    [['none', 'unsuspected'], ['unsuspected'], undefined],
    [['none'], ['any'], undefined],
    [['none', 'none'], [], 'none'],
    [['none'], ['none'], undefined],
    [[], [], undefined],
  ])('%j waiting beside %j: %s', (waiting, underWay, next) => {
    expect(nextLane(waiting.map(lane), underWay)?.company).toBe(next);
  });
});
