import type { AskedRequest } from './asked-request';
import type { Schedule } from './schedule';

/** What is asked for while workers are killed, and how many calls they make of it. */
export interface Path {
  readonly name: string;
  readonly schedule: Schedule;
  /** The most calls that workers make where none is killed; waiting for the site makes some more or fewer. */
  readonly calls: number;
  /** The most that they make after one was killed, the sweep that finds what was left included. */
  readonly callsAfter: number;
}

const HOW = ['kill', 'killAfter'] as const;

/** A worker killed at one call, and whoever takes over at another: every such pair of a path. */
export function killPairs({
  name,
  schedule,
  calls,
  callsAfter,
}: Path): readonly (readonly [Schedule, string])[] {
  const pairs: [Schedule, string][] = [];
  for (let first = 1; first <= calls; first += 1) {
    for (let second = first + 1; second <= first + callsAfter; second += 1) {
      for (const how of HOW) {
        for (const then of HOW) {
          const kills = [
            { at: first, how },
            { at: second, how: then },
          ];
          pairs.push([{ ...schedule, kills }, `--pair ${name}/${pairs.length}`]);
        }
      }
    }
  }
  return pairs;
}

const asking = (asked: AskedRequest): Schedule => ({
  seed: 0,
  size: 'small',
  decidedInPeace: true,
  members: [{ group: 'frontend', person: 'Daniel Novák' }],
  requests: [asked],
  kills: [],
  outside: [],
  faults: [],
  duplicateEvents: false,
  lostPushes: 0,
  oneByOne: true,
});

export const PATHS: readonly Path[] = [
  {
    name: 'memberships',
    calls: 80,
    callsAfter: 190,
    schedule: asking({
      by: 'Noah Okafor',
      people: ['Priya Raman', 'Daniel Novák'],
      invite: [],
      groups: [],
      createGroup: undefined,
      add: ['frontend', 'WEB/Developers'],
      remove: [],
      days: 2,
    }),
  },
  {
    name: 'creation',
    calls: 115,
    callsAfter: 240,
    schedule: asking({
      by: 'Noah Okafor',
      people: ['Priya Raman'],
      invite: ['sam.new@acme.example'],
      groups: [],
      createGroup: 'launch-crew',
      add: ['frontend'],
      remove: [],
      days: undefined,
    }),
  },
];
