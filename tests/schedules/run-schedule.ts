import { expect } from 'vitest';
import type { PlatformImage } from '../../local/platform';
import type { Reply, ReplyError } from '../../src/contract/reply';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask } from '../support/ask-for';
import { type Actor, openWorld, value, type World } from '../support/open-world';
import type { AskedRequest } from './asked-request';
import { FALLBACKS, GROUPS, ISSUE, LEAD } from './cast';
import { checkInvariants } from './check-invariants';
import { heldByAccount, watchEffects } from './effects';
import { passEnds } from './pass-ends';
import type { Played } from './played';
import type { Schedule } from './schedule';
import type { Stage, Undo } from './trouble';
import { troubleOf } from './troubles';
import { type WatchedGains, watchGains } from './watch-gains';

/** A plan without a change. */
const NO_REQUEST = { code: 'request', refusal: { code: 'nothingToChange' } };

/** Plays a schedule, lets everything heal, and checks what must hold. Throws where it does not. */
export async function runSchedule(schedule: Schedule, replay: string): Promise<Played> {
  connected ??= await connectedWorld();
  const world = await openWorld({ from: connected });
  try {
    const { played, gains, undo } = await play(world, schedule);
    gains.bar(undefined);
    await heal(world, played, async () => {
      for (const one of undo) await one();
    });
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
  await world.allow(GROUPS, { fallbackApprovers: FALLBACKS });
  const image = world.platform.image();
  await world.close();
  return image;
}

interface Course {
  readonly played: Played;
  readonly gains: WatchedGains;
  readonly undo: readonly Undo[];
}

async function play(world: World, schedule: Schedule): Promise<Course> {
  const { directory, faults } = world.platform.atlassian;
  const idOf = (person: string) => world.person(person).accountId;
  const groupIds = new Map(GROUPS.map((name) => [name as string, world.groupId(name)]));
  const idOfGroup = (name: string) => groupIds.get(name) ?? world.groupId(name);
  for (const group of GROUPS) {
    for (const accountId of directory.membersOf(world.groupId(group))) {
      directory.removeMember(world.groupId(group), accountId);
    }
  }
  for (const { group, person } of schedule.members) {
    directory.addMember(world.groupId(group), idOf(person));
  }
  const ofDecider = heldByAccount(world, LEAD);
  const issue = directory.issue(ISSUE)?.id;
  if (issue === undefined) throw new Error(`There is no issue ${ISSUE}`);
  const watched = watchEffects(world);
  const extra: { readonly at: number; readonly run: Parameters<Stage['onCall']>[1] }[] = [];
  const touched = new Set<string>();
  let calls = 0;
  let killed = 0;
  const gains = watchGains(world, () => calls);
  const byOthers = (change: () => void) =>
    gains.byOthers(() => {
      for (const key of watched.byOthers(change)) touched.add(key.replace('|', ' '));
    });
  const trouble = troubleOf(schedule.trouble?.name);
  const isAtCall = (schedule.trouble?.at ?? 0) % 2 === 1;
  const undo: Undo[] = [];
  const happening: Promise<void>[] = [];
  const happen = (at: number) => {
    let move: ReturnType<NonNullable<NonNullable<typeof trouble>['atCall']>>;
    byOthers(() => {
      move = trouble?.atCall?.(world, at);
    });
    const done = (way: Undo | undefined) => {
      if (way !== undefined) undo.push(() => byOthers(() => void way()));
      gains.bar(trouble?.bars?.(world));
    };
    if (move instanceof Promise) happening.push(move.then(done));
    else done(move);
  };
  const { forge } = world.platform;
  forge.faults.onWireCall = ({ functionKey }) => {
    if (functionKey !== 'work-consumer' && functionKey !== 'sweep') return 'go';
    calls += 1;
    if (isAtCall && schedule.trouble?.at === calls) happen(calls);
    for (const { at, does, group, person } of schedule.outside) {
      if (at !== calls) continue;
      byOthers(() => {
        if (does === 'add') directory.addMember(idOfGroup(group), idOf(person));
        else directory.removeMember(idOfGroup(group), idOf(person));
      });
      touched.add(`${group} ${person}`);
    }
    const planned = schedule.kills.find(({ at }) => at === calls)?.how ?? 'go';
    const hows = extra.filter(({ at }) => at === calls).map(({ run }) => run());
    const how = hows.find((one) => one !== 'go') ?? planned;
    if (how !== 'go') killed += 1;
    return how;
  };
  const requests: { id: string; asked: AskedRequest }[] = [];
  const submit = async (asked: AskedRequest): Promise<string | undefined> => {
    const { by, days, createGroup, ...rest } = asked;
    const named = createGroup === undefined ? rest : { ...rest, createGroup };
    const term = days === undefined ? { kind: 'permanent' } : { kind: 'days', days };
    const made = await patiently(world, () =>
      ask(world, world.as(by), { issue: ISSUE, ...named, term: term as never }),
    );
    if (made.ok) return made.value.id;
    expect(made.error).toMatchObject(NO_REQUEST);
    return undefined;
  };
  const decideOn = async (id: string, asked: AskedRequest): Promise<void> => {
    const approver = await decide(world, issue, id);
    expect(trouble?.notByThem ?? []).not.toContain(approver);
    gains.permit({ asked, approvedBy: idOf(approver) });
  };
  for (const asked of schedule.requests) {
    const id = await submit(asked);
    if (id !== undefined) requests.push({ id, asked });
  }
  await trouble?.beforeDecision?.(world);
  for (const rule of schedule.faults) faults.add(rule);
  forge.faults.duplicateEvents = schedule.duplicateEvents;
  for (const { id, asked } of requests) {
    forge.faults.loseNextPushes = schedule.lostPushes;
    await decideOn(id, asked);
    // While there is trouble, nobody can decide: who gains by it is not known.
    if (schedule.oneByOne && trouble === undefined) await world.settle();
  }
  trouble?.begin(world);
  if (trouble?.atCall !== undefined && !isAtCall) happen(schedule.trouble?.at ?? 0);
  await Promise.all(happening);
  await world.settle();
  await Promise.all(happening);
  const more = new Map<string, AskedRequest>();
  const way = await trouble?.linger?.(world, {
    byOthers,
    at: schedule.trouble?.at ?? 0,
    asked: requests.map(({ asked }) => asked),
    async ask(asked) {
      const id = await submit(asked);
      if (id !== undefined) more.set(id, asked);
      return id;
    },
    async approve(id) {
      const asked = more.get(id);
      if (asked === undefined) throw new Error(`${id} was not asked`);
      requests.push({ id, asked });
      await decideOn(id, asked);
    },
    onCall: (at, run) => void extra.push({ at: calls + at, run }),
  });
  if (way !== undefined) undo.push(async () => byOthers(() => void way()));
  // Whoever takes over from a worker that was killed can be killed as well.
  for (let seen = 0; seen < killed; ) {
    seen = killed;
    await letTakeOver(world);
  }
  const { effects } = watched;
  const { unlicensed } = gains;
  const where = directory.issue(issue) === undefined ? undefined : issue;
  const played = {
    schedule,
    world,
    issue: where,
    ofDecider,
    unlicensed,
    effects,
    requests,
    touched,
  };
  return { played: { ...played, calls }, gains, undo };
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

const look = async (world: World, actor: Actor, issue: string, requestId: string) =>
  value(await patiently(world, () => actor.panel('request.get', issue, { requestId })));

/** Whoever may: the lead, and where the lead would gain by it, a fallback approver. */
async function decide(world: World, issue: string, id: string): Promise<string> {
  const refusals: ReplyError[] = [];
  for (const name of [LEAD, ...FALLBACKS]) {
    const actor = world.as(name);
    const seen = await look(world, actor, issue, id);
    const reply = await patiently(world, () => approve(actor, issue, seen));
    if (reply.ok) return name;
    refusals.push(reply.error);
  }
  throw new Error(`Nobody can decide: ${JSON.stringify(refusals)}`);
}

/** The trouble is over: time passes, the sweep runs, and the requester tries again what failed. */
async function heal(
  world: World,
  { requests, schedule, issue }: Played,
  undo: () => Promise<void>,
): Promise<void> {
  const { forge, atlassian } = world.platform;
  forge.faults.onWireCall = undefined;
  forge.faults.duplicateEvents = false;
  forge.faults.loseNextPushes = 0;
  atlassian.faults.clear();
  // Nobody is as fast as time that stands still lets them be.
  atlassian.limits.set({});
  await undo();
  await troubleOf(schedule.trouble?.name)?.end?.(world);
  for (let round = 0; round < 8; round += 1) {
    await letTakeOver(world);
    // Without the issue, nobody sees what was asked in it, and nobody tries again.
    if (issue === undefined) continue;
    const states = await Promise.all(
      requests.map(async ({ id, asked }) => {
        const requester = world.as(asked.by);
        const { state, verbs } = await look(world, requester, issue, id);
        const mayRetry = verbs.retry.allowed;
        if (mayRetry) await requester.panel('request.retry', issue, { requestId: id });
        return { state, mayRetry };
      }),
    );
    await world.settle();
    if (states.every(({ state, mayRetry }) => isOver(state) && !mayRetry)) break;
  }
  // Whatever was given for days is over by then. With every step of time, the sweep is due.
  const days = Math.max(0, ...requests.map(({ asked }) => asked.days ?? 0));
  await passEnds(world, (days + 1) * DAY);
  // An hour of good weather.
  for (let gone = 0; gone < HOUR; gone += 10 * MINUTE) await world.pass(10 * MINUTE);
  atlassian.limits.set({});
}

const isOver = (state: string) => state === 'completed' || state === 'needsAttention';
