import type { Entitlement } from '#domain/action/entitlement';
import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { IsAwaited, LockPorts } from '../lock/hold-alone';
import { type Allowance, isUsedUp } from './allowance';
import { type Held, removeAlone } from './remove-alone';

/** As long as a pass over an end needs where the site takes its time to answer. */
const WAITS_FOR_AN_END = MINUTE;

/** In so many turns room is made before anything is sent. Later ones send a handful each, however many ends come. */
const MADE_FIRST = 3;
const ASKED_EVERY = 2 * SECOND;

/**
 * Removes as `removeAlone` does, and makes room for an end that waits: not only once all are removed, which takes minutes
 * beside a slow site. `remove` stops where it has made room, and is asked again for the rest once the end had its turn.
 */
export async function removeInTurns(
  ports: LockPorts,
  entitlement: Entitlement,
  allowance: Allowance,
  remove: (until: Instant, room: Room) => Promise<void>,
): Promise<void> {
  let goesOn = true;
  for (let turn = 0; goesOn && (turn === 0 || !isUsedUp(allowance, ports.clock)); turn += 1) {
    const held = turn === 0 ? {} : { waitsFor: WAITS_FOR_AN_END };
    const take = async (until: Instant, isAwaited: IsAwaited) => {
      const room = new Room(turn < MADE_FIRST, held, isAwaited);
      await remove(until, room);
      return room.isMade;
    };
    goesOn = await removeAlone(ports, entitlement, (until, _, asked) => take(until, asked), held);
  }
}

/** Room for an end that waits: once it is made, nothing more is sent. */
export class Room {
  isMade = false;
  private readonly asked: IsAwaited[];

  constructor(
    private readonly isMadeFirst: boolean,
    /** How others are waited for that have to be waited for besides. */
    readonly held: Held,
    isAwaited: IsAwaited,
  ) {
    this.asked = [isAwaited];
  }

  /** For those as well who wait for this. */
  madeFor(isAwaited: IsAwaited): void {
    this.asked.push(isAwaited);
  }

  /**
   * What a look finds before anything was sent; undefined where room is made before. A look at hundreds of people, or at a group of
   * thousands, takes half a minute and more beside a slow site: an end does not wait until it is over.
   */
  async unlessMadeFirst<T>(clock: Clock, look: Promise<T>): Promise<T | undefined> {
    const looking = look.then((found) => ({ found }));
    for (;;) {
      const over = await Promise.race([looking, clock.sleep(ASKED_EVERY).then(() => undefined)]);
      if (await this.isToBeMadeFirst()) return undefined;
      if (over !== undefined) return over.found;
    }
  }

  private async isToBeMadeFirst(): Promise<boolean> {
    return this.isMadeFirst && (await this.isToBeMade());
  }

  async isToBeMade(): Promise<boolean> {
    for (const isAwaited of this.asked) this.isMade ||= await isAwaited();
    return this.isMade;
  }
}
