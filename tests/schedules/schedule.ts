import type { FaultRule } from '../../local/atlassian/atlassian';
import type { AskedRequest } from './asked-request';
import { GROUPS, NEW_GROUPS, NEW_PEOPLE, PEOPLE, REQUESTERS, ROLES } from './cast';
import { type Dice, openDice } from './dice';
import { PLAYED, type TroubleName, troubleOf } from './troubles';

/** What people ask, what goes wrong meanwhile, and when: everything that a seed decides. */
export interface Schedule {
  readonly seed: number;
  /** Who is in which group before anything is asked. */
  readonly members: readonly { readonly group: string; readonly person: string }[];
  readonly requests: readonly AskedRequest[];
  /** Calls of workers at which they are killed, counted over all of them. */
  readonly kills: readonly { readonly at: number; readonly how: 'kill' | 'killAfter' }[];
  /** Changes by somebody else, before the call of that number. */
  readonly outside: readonly {
    readonly at: number;
    readonly does: 'add' | 'remove';
    readonly group: string;
    readonly person: string;
  }[];
  readonly faults: readonly FaultRule[];
  readonly duplicateEvents: boolean;
  readonly lostPushes: number;
  /** What else goes wrong meanwhile, and the call of a worker at which; an even one: before the first. */
  readonly trouble?: { readonly name: TroubleName; readonly at: number };
  /** Whether the second request waits for the first to be carried out. */
  readonly oneByOne: boolean;
}

export function makeSchedule(seed: number, forced?: TroubleName): Schedule {
  const dice = openDice(seed);
  // Dice of their own: what a seed decides besides stays as it was.
  const more = openDice(seed + 1_000_000_007);
  // They take turns, so that some tens of seeds have each of them.
  const turn = PLAYED[Math.floor(seed / 2) % PLAYED.length];
  const name = forced ?? (seed % 2 === 0 ? turn : undefined);
  const trouble = name === undefined ? {} : { trouble: { name, at: 1 + more.below(50) } };
  const first = more.below(REQUESTERS.length);
  const schedule = scheduleOf(seed, dice);
  const shape = troubleOf(name)?.shape;
  return {
    ...schedule,
    requests: schedule.requests.map((asked, place) => ({
      ...(place === 0 && shape !== undefined ? shape(asked) : asked),
      by: REQUESTERS[(first + place) % REQUESTERS.length] ?? REQUESTERS[0],
    })),
    ...trouble,
  };
}

function scheduleOf(seed: number, dice: Dice): Omit<Schedule, 'trouble'> {
  return {
    seed,
    members: GROUPS.flatMap((group) =>
      PEOPLE.filter(() => dice.chance(0.35)).map((person) => ({ group, person })),
    ),
    requests: Array.from({ length: 1 + dice.below(3) }, () => askedRequest(dice)),
    kills: Array.from({ length: dice.below(4) }, () => ({
      at: 1 + dice.below(70),
      how: dice.pick(['kill', 'killAfter'] as const),
    })),
    outside: Array.from({ length: dice.below(3) }, () => ({
      at: 1 + dice.below(60),
      does: dice.pick(['add', 'remove'] as const),
      group: dice.pick(GROUPS),
      person: dice.pick(PEOPLE),
    })),
    faults: Array.from({ length: dice.below(5) }, () => fault(dice)),
    duplicateEvents: dice.chance(0.25),
    lostPushes: dice.chance(0.2) ? 1 : 0,
    oneByOne: dice.chance(0.5),
  };
}

function askedRequest(dice: Dice): AskedRequest {
  const days = dice.chance(0.3) ? 1 + dice.below(3) : undefined;
  const nobodyNew = { by: REQUESTERS[0], invite: [], groups: [], createGroup: undefined, days };
  switch (dice.pick(['creation', 'roles', 'usual', 'usual', 'usual'] as const)) {
    case 'creation': {
      const invite = dice.some(NEW_PEOPLE, 0, 2);
      const createGroup =
        invite.length === 0 || dice.chance(0.5) ? dice.pick(NEW_GROUPS) : undefined;
      const add = dice.some([...GROUPS, ...ROLES], 0, 3);
      const people = dice.some(PEOPLE, invite.length === 0 ? 1 : 0, 2);
      return { by: REQUESTERS[0], people, invite, groups: [], createGroup, add, remove: [], days };
    }
    case 'roles': {
      const groups = dice.some(GROUPS, 1, 2);
      return { ...nobodyNew, groups, people: dice.some(PEOPLE, 0, 2), ...things(dice, ROLES) };
    }
    case 'usual':
      return {
        ...nobodyNew,
        people: dice.some(PEOPLE, 1, 3),
        ...things(dice, [...GROUPS, ...ROLES]),
      };
  }
}

/** At least one of them, most of them to be given. */
function things(dice: Dice, from: readonly string[]): Pick<AskedRequest, 'add' | 'remove'> {
  const all = dice.some(from, 1, 3);
  const taken = new Set(all.filter(() => dice.chance(0.3)));
  return { add: all.filter((thing) => !taken.has(thing)), remove: [...taken] };
}

function fault(dice: Dice): FaultRule {
  const json = { 'content-type': 'application/json' };
  const words = JSON.stringify({ errorMessages: ['Trouble.'], errors: {} });
  const answer = (status: number, headers: Record<string, string> = json, body = words) =>
    ({ kind: 'answer', status, headers, body }) as const;
  return {
    via: 'token',
    method: dice.pick(['GET', 'POST', 'DELETE']),
    path: dice.pick([
      /^\/group\/user/,
      /^\/group\/member/,
      /^\/project\/[^/]+\/role/,
      /^\/(user|group)$/,
      /./,
    ]),
    times: 1 + dice.below(4),
    effect: dice.pick([
      answer(503),
      answer(502, { 'content-type': 'text/html' }, '<html>Bad gateway</html>'),
      answer(200, { 'content-type': 'text/html' }, '<html>Maintenance</html>'),
      answer(429, { ...json, 'retry-after': '2', 'ratelimit-reason': 'jira-burst-based' }),
      answer(429),
      { kind: 'reset', when: 'before' },
      { kind: 'reset', when: 'after' },
      { kind: 'delay', milliseconds: 5 },
    ] as const),
  };
}
