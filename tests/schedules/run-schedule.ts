import { expect } from 'vitest';
import { MINUTE } from '../../src/domain/lib/time';
import { isRead } from '../support/kill-after';
import type { World } from '../support/open-world';
import type { AskedRequest } from './asked-request';
import { decide, submit } from './asking';
import { type Beginning, begin } from './begin';
import { GROUPS, NEW_LEAD } from './cast';
import { withChance } from './chance';
import { checkInvariants } from './check-invariants';
import { watchEffects } from './effects';
import { heal, letTakeOver } from './heal';
import { isAnyDue } from './holdings-in';
import { passToEnd } from './pass-ends';
import type { CallMade, Played } from './played';
import type { Schedule } from './schedule';
import type { Stage, Undo } from './trouble';
import { troubleOf } from './troubles';
import { type WatchedGains, watchGains } from './watch-gains';

/** Plays a schedule, lets everything heal, and checks what must hold. Throws where it does not. */
export async function runSchedule(schedule: Schedule, replay: string): Promise<Played> {
  let opened: World | undefined;
  try {
    const { world: begun, ...beginning } = await begin(schedule);
    opened = begun;
    const world = letCallsLand(begun, schedule);
    return await withChance(schedule.seed, async () => {
      const { played, gains, undo } = await play(world, schedule, beginning);
      gains.bar(undefined);
      await heal(world, played, async () => {
        for (const one of undo) await one();
      });
      await checkInvariants(played);
      return played;
    });
  } catch (problem) {
    throw new Error(`npm run schedules -- ${replay}\n${JSON.stringify(schedule)}`, {
      cause: problem,
    });
  } finally {
    await opened?.close();
  }
}

/**
 * A call that is on its way when its worker is killed arrives some real milliseconds later, and not after the
 * minutes that are made to pass meanwhile.
 */
function letCallsLand(world: World, { faults }: Schedule): World {
  const longest = Math.max(
    0,
    ...faults.map(({ effect }) => (effect.kind === 'delay' ? effect.milliseconds : 0)),
  );
  if (longest === 0) return world;
  return {
    ...world,
    async pass(milliseconds) {
      await new Promise((resolve) => setTimeout(resolve, 2 * longest));
      await world.pass(milliseconds);
    },
  };
}

interface Course {
  readonly played: Played;
  readonly gains: WatchedGains;
  readonly undo: readonly Undo[];
}

async function play(
  world: World,
  schedule: Schedule,
  { issue, ofDecider, requests: submitted }: Beginning,
): Promise<Course> {
  const { directory, faults } = world.platform.atlassian;
  const idOf = (person: string) => world.person(person).accountId;
  const groupIds = new Map(GROUPS.map((name) => [name as string, world.groupId(name)]));
  const idOfGroup = (name: string) => groupIds.get(name) ?? world.groupId(name);
  const watched = watchEffects(world);
  const extra: { readonly at: number; readonly run: Parameters<Stage['onCall']>[1] }[] = [];
  const touched = new Set<string>();
  let isCounting = schedule.countedFrom === 'approval';
  const calls: CallMade[] = [];
  let killed = 0;
  const gains = watchGains(world, () => calls.length, schedule.requests.length);
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
  forge.faults.onWireCall = ({ functionKey, target }) => {
    if (functionKey !== 'work-consumer' && functionKey !== 'sweep') return 'go';
    if (!isCounting) return 'go';
    calls.push({ isRead: isRead({ target }) });
    const call = calls.length;
    if (isAtCall && schedule.trouble?.at === call) happen(call);
    for (const { at, does, group, person } of schedule.outside) {
      if (at !== call) continue;
      byOthers(() => {
        if (does === 'add') directory.addMember(idOfGroup(group), idOf(person));
        else directory.removeMember(idOfGroup(group), idOf(person));
      });
      touched.add(`${group} ${person}`);
    }
    const planned = schedule.kills.find(({ at }) => at === call)?.how ?? 'go';
    const hows = extra.filter(({ at }) => at === call).map(({ run }) => run());
    const how = hows.find((one) => one !== 'go') ?? planned;
    if (how !== 'go') killed += 1;
    return how;
  };
  const requests: { id: string; asked: AskedRequest }[] = submitted.map(({ id, asked }) => ({
    id,
    asked,
  }));
  const decideOn = async (id: string, asked: AskedRequest, by?: string): Promise<void> => {
    const approver = by ?? (await decide(world, issue, id));
    expect(trouble?.notByThem ?? []).not.toContain(approver);
    gains.permit({ asked, approvedBy: idOf(approver) });
  };
  // Whoever takes over from a worker that was killed can be killed as well.
  const letAllTakeOver = async () => {
    for (let seen = 0; seen < killed; ) {
      seen = killed;
      await letTakeOver(world);
    }
  };
  if (schedule.countedFrom === 'newLead') {
    await world.settle();
    byOthers(() => directory.setLead('WEB', idOf(NEW_LEAD)));
    isCounting = true;
    await letTakeOver(world);
    await letAllTakeOver();
    isCounting = false;
  }
  await trouble?.beforeDecision?.(world);
  for (const rule of schedule.faults) faults.add(rule);
  forge.faults.duplicateEvents = schedule.duplicateEvents;
  for (const { id, asked, approvedBy } of submitted) {
    forge.faults.loseNextPushes = schedule.lostPushes;
    await decideOn(id, asked, approvedBy);
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
      const id = await submit(world, asked);
      if (id !== undefined) more.set(id, asked);
      return id;
    },
    async approve(id) {
      const asked = more.get(id);
      if (asked === undefined) throw new Error(`${id} was not asked`);
      requests.push({ id, asked });
      await decideOn(id, asked);
    },
    onCall: (at, run) => void extra.push({ at: calls.length + at, run }),
  });
  if (way !== undefined) undo.push(async () => byOthers(() => void way()));
  if (schedule.countedFrom === 'end') {
    expect(await passToEnd(world)).toBe(true);
    isCounting = true;
    await world.pass(1.5 * MINUTE);
    for (let round = 0; round < 6 && isAnyDue(world); round += 1) await letTakeOver(world);
  }
  await letAllTakeOver();
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
