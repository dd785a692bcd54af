import { expect } from 'vitest';
import type { PlatformImage } from '../../local/platform';
import type { Reply, ReplyError } from '../../src/contract/reply';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { approve, ask } from '../support/ask-for';
import { type Actor, openWorld, value, type World } from '../support/open-world';
import { checkInvariants } from './check-invariants';
import { heldByAccount, watchEffects } from './effects';
import { everyone } from './everyone';
import type { Played } from './played';
import { type AskedRequest, GROUPS, type Schedule } from './schedule';
import { troubleOf } from './troubles';

/** A plan without a change. */
const NO_REQUEST = { code: 'request', refusal: { code: 'nothingToChange' } };

/** Plays a schedule, lets everything heal, and checks what must hold. Throws where it does not. */
export async function runSchedule(schedule: Schedule, replay: string): Promise<Played> {
  connected ??= await connectedWorld();
  const world = await openWorld({ from: connected });
  try {
    const played = await play(world, schedule);
    await heal(world, played);
    await checkInvariants(played);
    return played;
  } catch (problem) {
    throw new Error(`npm run schedules -- ${replay}\n${JSON.stringify(schedule)}`, {
      cause: problem,
    });
  } finally {
    await world.close();
  }
}

/** What every schedule begins with. */
let connected: PlatformImage | undefined;

async function connectedWorld(): Promise<PlatformImage> {
  const world = await openWorld();
  await world.connect();
  await world.allow(GROUPS);
  const image = world.platform.image();
  await world.close();
  return image;
}

async function play(world: World, schedule: Schedule): Promise<Played> {
  const { directory, faults } = world.platform.atlassian;
  const idOf = (person: string) => world.person(person).accountId;
  for (const group of GROUPS) {
    for (const accountId of directory.membersOf(world.groupId(group))) {
      directory.removeMember(world.groupId(group), accountId);
    }
  }
  for (const { group, person } of schedule.members) {
    directory.addMember(world.groupId(group), idOf(person));
  }
  const ofDecider = heldByAccount(world, 'Maya Lindqvist');
  const before = everyone(world);
  const watched = watchEffects(world);
  const touched = new Set<string>();
  let calls = 0;
  let killed = 0;
  const { forge } = world.platform;
  forge.faults.onWireCall = ({ functionKey }) => {
    if (functionKey !== 'work-consumer' && functionKey !== 'sweep') return 'go';
    calls += 1;
    if (schedule.trouble?.at === calls) troubleOf(schedule.trouble.name)?.atCall?.(world);
    for (const { at, does, group, person } of schedule.outside) {
      if (at !== calls) continue;
      if (does === 'add') directory.addMember(world.groupId(group), idOf(person));
      else directory.removeMember(world.groupId(group), idOf(person));
      touched.add(`${group} ${person}`);
      watched.look(group, person);
    }
    const how = schedule.kills.find(({ at }) => at === calls)?.how ?? 'go';
    if (how !== 'go') killed += 1;
    return how;
  };
  const noah = world.as('Noah Okafor');
  const requests: { id: string; asked: AskedRequest }[] = [];
  for (const asked of schedule.requests) {
    const { days, createGroup, ...rest } = asked;
    const wish = createGroup === undefined ? rest : { ...rest, createGroup };
    const term = days === undefined ? { kind: 'permanent' } : { kind: 'days', days };
    const made = await patiently(world, () =>
      ask(world, noah, { issue: 'WEB-1', ...wish, term: term as never }),
    );
    if (made.ok) requests.push({ id: made.value.id, asked });
    else expect(made.error).toMatchObject(NO_REQUEST);
  }
  for (const rule of schedule.faults) faults.add(rule);
  const trouble = troubleOf(schedule.trouble?.name);
  forge.faults.duplicateEvents = schedule.duplicateEvents;
  for (const { id } of requests) {
    forge.faults.loseNextPushes = schedule.lostPushes;
    const maya = world.as('Maya Lindqvist');
    const seen = await look(world, noah, id);
    value(await patiently(world, () => approve(maya, 'WEB-1', seen)));
    // While there is trouble, nobody can decide: who gains by it is not known.
    if (schedule.oneByOne && trouble === undefined) await world.settle();
  }
  trouble?.begin(world);
  await world.settle();
  await trouble?.linger?.(world);
  // Whoever takes over from a worker that was killed can be killed as well.
  for (let seen = 0; seen < killed; ) {
    seen = killed;
    await letTakeOver(world);
  }
  const gained = [...everyone(world)].filter((one) => !before.has(one));
  const { effects } = watched;
  return { schedule, world, ofDecider, gained, effects, requests, touched, calls };
}

/** Leases run out, and the sweep, which is due every five minutes, finds what was left. */
async function letTakeOver(world: World): Promise<void> {
  await world.pass(5 * MINUTE);
}

/** Asks again after a minute, as people do: until then the site may have asked not to be called. */
async function patiently<T>(world: World, run: () => Promise<Reply<T>>): Promise<Reply<T>> {
  for (let tried = 1; ; tried += 1) {
    const reply = await run();
    if (reply.ok || !mayPass(reply.error) || tried === 8) return reply;
    await world.platform.clock.advance(MINUTE);
  }
}

/** The site did not answer as it should: another time it may. */
function mayPass(error: ReplyError): boolean {
  if (error.code === 'platform') return true;
  return error.code === 'request' && error.refusal.code === 'wouldGain' && !error.refusal.known;
}

const look = async (world: World, actor: Actor, requestId: string) =>
  value(await patiently(world, () => actor.panel('request.get', 'WEB-1', { requestId })));

/** The trouble is over: time passes, the sweep runs, and the requester tries again what failed. */
async function heal(world: World, { requests, schedule }: Played): Promise<void> {
  troubleOf(schedule.trouble?.name)?.end?.(world);
  const { forge, atlassian } = world.platform;
  forge.faults.onWireCall = undefined;
  forge.faults.duplicateEvents = false;
  forge.faults.loseNextPushes = 0;
  atlassian.faults.clear();
  // Nobody is as fast as time that stands still lets them be.
  atlassian.limits.set({});
  const noah = world.as('Noah Okafor');
  for (let round = 0; round < 8; round += 1) {
    await letTakeOver(world);
    const states = await Promise.all(requests.map(({ id }) => look(world, noah, id)));
    for (const { id, verbs } of states) {
      if (verbs.retry.allowed) await noah.panel('request.retry', 'WEB-1', { requestId: id });
    }
    await world.settle();
    if (states.every(({ state, verbs }) => isOver(state) && !verbs.retry.allowed)) break;
  }
  // Whatever was given for days is over by then. With every step of time, the sweep is due.
  const days = Math.max(0, ...schedule.requests.map((asked) => asked.days ?? 0));
  for (let day = 0; day <= days; day += 1) await world.pass(DAY);
  atlassian.limits.set({});
}

const isOver = (state: string) => state === 'completed' || state === 'needsAttention';
