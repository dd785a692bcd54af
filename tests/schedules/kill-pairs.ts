import type { Schedule } from './schedule';

/** More than the core path makes, so that every one of its calls is met. */
const CALLS = 45;
const HOW = ['kill', 'killAfter'] as const;

/** The core path, with a worker killed at one call and its successor at another: every such pair. */
export function killPairs(): readonly (readonly [Schedule, string])[] {
  const pairs: [Schedule, string][] = [];
  for (let first = 1; first <= CALLS; first += 1) {
    for (let second = first + 1; second <= CALLS; second += 1) {
      for (const how of HOW) {
        for (const then of HOW) {
          const kills = [
            { at: first, how },
            { at: second, how: then },
          ];
          pairs.push([{ ...CORE, kills }, `--pairs 1 (${how} at ${first}, ${then} at ${second})`]);
        }
      }
    }
  }
  return pairs;
}

const CORE: Schedule = {
  seed: 0,
  members: [{ group: 'frontend', person: 'Daniel Novák' }],
  requests: [
    {
      people: ['Priya Raman', 'Daniel Novák'],
      add: ['frontend', 'WEB/Developers'],
      remove: [],
      days: 2,
    },
  ],
  kills: [],
  outside: [],
  faults: [],
  duplicateEvents: false,
  lostPushes: 0,
  oneByOne: true,
};
