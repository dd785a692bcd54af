// The app, loaded before time stands still: what loads meanwhile is not waited for.
import '../../src/index';
import type { PlatformImage } from '../../local/platform/platform';
import { openWorld, type World } from '../support/open-world';
import type { AskedRequest } from './asked-request';
import { decide, submit } from './asking';
import { FALLBACKS, GROUPS, ISSUE, LEAD } from './cast';
import { withChance } from './chance';
import { heldByAccount } from './effects';
import type { Asks, Schedule } from './schedule';
import { type TroubleName, troubleOf } from './troubles';

/** How a schedule begins, before anything goes wrong. */
export interface Beginning {
  /** The id of the issue. */
  readonly issue: string;
  /** What the lead has before anything is asked. */
  readonly ofDecider: readonly string[];
  readonly requests: readonly Submitted[];
}

export interface Submitted {
  readonly id: string;
  readonly asked: AskedRequest;
  /** Who approved it already. */
  readonly approvedBy: string | undefined;
}

/** A world in which it is asked, and decided where nothing is wrong by then. */
export async function begin(schedule: Schedule): Promise<Beginning & { readonly world: World }> {
  const { from, ...beginning } = schedule.decidedInPeace
    ? await decidedOnce(schedule)
    : await askedOnce(schedule);
  return { ...beginning, world: await openWorld({ from }) };
}

interface Snapshot extends Beginning {
  readonly from: PlatformImage;
}

/** Another for every text (FNV-1a). */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** Keeps the answer for the asks of the last call: many schedules beside each other have the same. */
function once(
  what: string,
  make: (asks: Asks) => Promise<Snapshot>,
): (asks: Asks) => Promise<Snapshot> {
  let last: { readonly of: string; readonly made: Promise<Snapshot> } | undefined;
  return ({ prepared, members, requests }) => {
    const asks = { ...(prepared === undefined ? {} : { prepared }), members, requests };
    const of = JSON.stringify(asks);
    if (last?.of !== of) last = { of, made: withChance(seedOf(what + of), () => make(asks)) };
    return last.made;
  };
}

/** What every schedule begins with: usually, and as a trouble prepares it. */
const connected = new Map<TroubleName | undefined, PlatformImage>();
/** Wherever the machine's time is, as long as it is before. */
const START = Date.UTC(2040, 0, 2, 9);

async function connectedSite(prepared: TroubleName | undefined): Promise<PlatformImage> {
  const known = connected.get(prepared);
  if (known !== undefined) return known;
  const image = await withChance(1, () => connectSite(prepared));
  connected.set(prepared, image);
  return image;
}

async function connectSite(prepared: TroubleName | undefined): Promise<PlatformImage> {
  const world = await openWorld({ startsAt: START });
  await world.connect();
  await world.allow(GROUPS, { fallbackApprovers: FALLBACKS });
  await troubleOf(prepared)?.prepare?.(world);
  return leave(world);
}

const askedOnce = once('asked', async ({ prepared, members, requests }) => {
  const world = await openWorld({ from: await connectedSite(prepared) });
  const { directory } = world.platform.atlassian;
  for (const group of GROUPS) {
    const groupId = world.groupId(group);
    for (const accountId of directory.membersOf(groupId))
      directory.removeMember(groupId, accountId);
  }
  for (const { group, person } of members)
    directory.addMember(world.groupId(group), world.person(person).accountId);
  const ofDecider = heldByAccount(world, LEAD);
  const issue = directory.issue(ISSUE)?.id;
  if (issue === undefined) throw new Error(`There is no issue ${ISSUE}`);
  const submitted: Submitted[] = [];
  for (const asked of requests) {
    const id = await submit(world, asked);
    if (id !== undefined) submitted.push({ id, asked, approvedBy: undefined });
  }
  return { issue, ofDecider, requests: submitted, from: await leave(world) };
});

const decidedOnce = once('decided', async (asks) => {
  const { from, ...beginning } = await askedOnce(asks);
  const world = await openWorld({ from });
  const requests: Submitted[] = [];
  for (const one of beginning.requests)
    requests.push({ ...one, approvedBy: await decide(world, beginning.issue, one.id) });
  return { ...beginning, requests, from: await leave(world) };
});

async function leave(world: World): Promise<PlatformImage> {
  const image = world.platform.image();
  await world.close();
  return image;
}
