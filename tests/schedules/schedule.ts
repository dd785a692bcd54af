import type { FaultRule } from '../../local/atlassian/atlassian';
import type { AskedRequest } from './asked-request';
import { GROUPS, NEW_GROUPS, NEW_PEOPLE, PEOPLE, REQUESTERS, ROLES } from './cast';
import { type Dice, openDice } from './dice';
import { SIZES, type Size, type SizeName, sizeFor } from './sizes';
import type { Trouble } from './trouble';
import { PLAYED, type TroubleName, troubleOf } from './troubles';

/** What people ask, and how it is before. */
export interface Asks {
  /** The trouble that prepares the site. */
  readonly prepared?: TroubleName;
  readonly members: readonly { readonly group: string; readonly person: string }[];
  readonly requests: readonly AskedRequest[];
}

/** What people ask, what goes wrong meanwhile, and when: everything that a seed decides. */
export interface Schedule extends Asks {
  readonly seed: number;
  readonly size: SizeName;
  /** Nothing is wrong yet as it is decided. */
  readonly decidedInPeace: boolean;
  /** Where calls of workers are counted from. */
  readonly countedFrom: 'approval' | 'end' | 'newLead';
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

/** So many seeds beside each other are about the same asks, which are then played once for all of them. */
export const SAME_ASKS = 8;

/**
 * `turn`: whose turn it is among the troubles, where it is not told by the seed; whether it is then played is,
 * unless it always is.
 */
export function makeSchedule(
  seed: number,
  { turn, isAlways = false }: { readonly turn?: TroubleName; readonly isAlways?: boolean } = {},
): Schedule {
  const set = Math.floor(seed / SAME_ASKS);
  // Dice of their own: what a set asks is not what its first seed does with it.
  const common = openDice(set + 1_000_000_007);
  const size = sizeFor(common.next());
  // They take turns, so that some hundreds of seeds have each of them.
  const name = turn ?? PLAYED[set % PLAYED.length];
  const asks = asksOf(SIZES[size], common, troubleOf(name)?.shape);
  const isPrepared = name !== undefined && troubleOf(name)?.prepare !== undefined;
  const prepared = isPrepared ? { prepared: name } : {};
  const dice = openDice(seed);
  const isPlayed = isAlways || seed % 2 === 0;
  const { calls } = SIZES[size];
  const trouble =
    name !== undefined && isPlayed ? { trouble: { name, at: 1 + dice.below(calls) } } : {};
  const course = courseOf(SIZES[size], dice);
  const waits = course.lostPushes > 0 || (course.oneByOne && asks.requests.length > 1);
  const isPeaceful = troubleOf(trouble.trouble?.name)?.beforeDecision === undefined && !waits;
  const decidedInPeace = dice.chance(0.7) && isPeaceful;
  const countedFrom = 'approval' as const;
  return { seed, size, countedFrom, ...prepared, ...asks, ...course, ...trouble, decidedInPeace };
}

function asksOf(size: Size, dice: Dice, shape: Trouble['shape']): Asks {
  const first = dice.below(REQUESTERS.length);
  const members = GROUPS.flatMap((group) =>
    PEOPLE.filter(() => dice.chance(0.35)).map((person) => ({ group, person })),
  );
  const requests = Array.from({ length: dice.pick(size.requests) }, (_, place) => {
    const asked = askedRequest(size, dice);
    const shaped = place === 0 && shape !== undefined ? shape(asked) : asked;
    return { ...shaped, by: REQUESTERS[(first + place) % REQUESTERS.length] ?? REQUESTERS[0] };
  });
  return { members, requests };
}

function courseOf(size: Size, dice: Dice) {
  const many = <T>(numbers: readonly number[], one: () => T): T[] =>
    Array.from({ length: dice.pick(numbers) }, one);
  return {
    kills: many(size.kills, () => ({
      at: 1 + dice.below(size.calls),
      how: dice.pick(['kill', 'killAfter'] as const),
    })),
    outside: many(size.outside, () => ({
      at: 1 + dice.below(size.calls),
      does: dice.pick(['add', 'remove'] as const),
      group: dice.pick(GROUPS),
      person: dice.pick(PEOPLE),
    })),
    faults: many(size.faults, () => fault(dice)),
    duplicateEvents: dice.chance(0.25),
    lostPushes: dice.chance(0.2) ? 1 : 0,
    oneByOne: dice.chance(0.5),
  };
}

function askedRequest(size: Size, dice: Dice): AskedRequest {
  const days = dice.chance(0.3) ? dice.pick(size.days) : undefined;
  const some = (from: readonly string[], least = 0) => {
    const wanted = dice.pick(size.people) - (dice.chance(0.3) ? 1 : 0);
    return dice.some(from, Math.max(least, wanted), Math.max(least, wanted));
  };
  const nobodyNew = { by: REQUESTERS[0], invite: [], groups: [], createGroup: undefined, days };
  switch (dice.pick(['creation', 'roles', 'usual', 'usual', 'usual'] as const)) {
    case 'creation': {
      const invite = some(NEW_PEOPLE);
      const createGroup =
        invite.length === 0 || dice.chance(0.5) ? dice.pick(NEW_GROUPS) : undefined;
      const { add } = dice.chance(0.3) ? { add: [] } : things(size, dice, [...GROUPS, ...ROLES]);
      const people = some(PEOPLE, invite.length === 0 ? 1 : 0);
      return { by: REQUESTERS[0], people, invite, groups: [], createGroup, add, remove: [], days };
    }
    case 'roles':
      return {
        ...nobodyNew,
        groups: some(GROUPS, 1),
        people: some(PEOPLE),
        ...things(size, dice, ROLES),
      };
    case 'usual':
      return {
        ...nobodyNew,
        people: some(PEOPLE, 1),
        ...things(size, dice, [...GROUPS, ...ROLES]),
      };
  }
}

/** At least one of them, most of them to be given. */
function things(
  size: Size,
  dice: Dice,
  from: readonly string[],
): Pick<AskedRequest, 'add' | 'remove'> {
  const wanted = dice.pick(size.things);
  const all = dice.some(from, wanted, wanted);
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
