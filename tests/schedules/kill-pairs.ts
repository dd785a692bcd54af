import type { AskedRequest } from './asked-request';
import type { CallMade } from './played';
import type { Schedule } from './schedule';

/** What is under way while workers are killed. */
export interface Path {
  readonly name: string;
  readonly schedule: Schedule;
}

export type Kill = Schedule['kills'][number];

/**
 * Every way to be killed at a call behind that one. To be killed before a read or after it is the same:
 * nothing is changed by it, and what was read dies with the worker.
 */
export function killsBehind(calls: readonly CallMade[], behind: number): readonly Kill[] {
  return calls.slice(behind).flatMap(({ isRead }, place): Kill[] => {
    const at = behind + place + 1;
    return isRead
      ? [{ at, how: 'kill' }]
      : [
          { at, how: 'kill' },
          { at, how: 'killAfter' },
        ];
  });
}

/** A pair in one word, and the pair of a word: `memberships/12.kill/40.killAfter`. */
export function nameOfPair({ name }: Path, kills: readonly Kill[]): string {
  return [name, ...kills.map(({ at, how }) => `${at}.${how}`)].join('/');
}

export function pairNamed(word: string): {
  readonly path: string;
  readonly kills: readonly Kill[];
} {
  const [path = '', ...kills] = word.split('/');
  return {
    path,
    kills: kills.map((kill) => {
      const [at, how] = kill.split('.');
      if (how !== 'kill' && how !== 'killAfter') throw new Error(`${kill} is no kill`);
      return { at: Number(at), how };
    }),
  };
}

const asking = (asked: AskedRequest, more: Partial<Schedule> = {}): Schedule => ({
  seed: 0,
  size: 'small',
  decidedInPeace: true,
  countedFrom: 'approval',
  members: [{ group: 'frontend', person: 'Daniel Novák' }],
  requests: [asked],
  kills: [],
  outside: [],
  faults: [],
  duplicateEvents: false,
  lostPushes: 0,
  oneByOne: true,
  ...more,
});

const membershipsFor = (days: number): AskedRequest => ({
  by: 'Noah Okafor',
  people: ['Priya Raman', 'Daniel Novák'],
  invite: [],
  groups: [],
  createGroup: undefined,
  add: ['frontend', 'WEB/Developers'],
  remove: [],
  days,
});

export const PATHS: readonly Path[] = [
  { name: 'memberships', schedule: asking(membershipsFor(2)) },
  {
    name: 'creation',
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
  { name: 'ends', schedule: asking(membershipsFor(1), { countedFrom: 'end' }) },
  {
    name: 'reroutes',
    schedule: asking(membershipsFor(1), { countedFrom: 'newLead', decidedInPeace: false }),
  },
];
