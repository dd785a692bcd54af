import { MINUTE } from '../../src/domain/lib/time';
import type { World } from '../support/open-world';
import { endsIn, isAnyDue } from './holdings-in';

/** Behind an end: in time, when it is told that it is late, and when whoever approved is told. */
const BEHIND = [0.5, 12, 20].map((minutes) => minutes * MINUTE);

/** So much time passes, in small steps where access ends. */
export async function passEnds(world: World, milliseconds: number): Promise<void> {
  const now = () => world.platform.clock.now();
  const until = now() + milliseconds;
  // Whoever asks again after a minute may have come behind an end.
  if (isAnyDue(world)) await passEnd(world, now());
  for (let [end] = endsIn(world); end !== undefined && end < until; [end] = endsIn(world))
    await passEnd(world, end);
  if (until > now()) await world.pass(until - now());
}

/** Until shortly before the next end of all; false where nothing is to end. */
export async function passToEnd(world: World): Promise<boolean> {
  // What was given by a run that was killed is only known once another has taken over.
  for (let round = 0; round < 3; round += 1) await world.pass(5 * MINUTE);
  const [end] = endsIn(world);
  if (end === undefined) return false;
  await world.pass(Math.max(0, end - MINUTE - world.platform.clock.now()));
  return true;
}

async function passEnd(world: World, end: number): Promise<void> {
  for (const behind of BEHIND) {
    const left = end + behind - world.platform.clock.now();
    if (left > 0) await world.pass(left);
  }
}
