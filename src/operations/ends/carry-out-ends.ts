import { LONGEST_PASS } from '#domain/holding/pass';
import { SECOND } from '#domain/lib/time';
import type { Claimed, Outbox } from '#ports/outbox';
import type { Allowance } from '../effects/allowance';
import { promisedFor, promiseEnds, promiseWokenEnds, slotEnd } from '../holding/promise-ends';
import { hasClaim } from '../outbox/has-claim';
import { endDue } from './end-due';
import type { SettlePorts } from './settle-ports';

export interface CarryOutEndsPorts extends Omit<SettlePorts, 'noticesPromised'> {
  readonly outbox: Outbox;
}

const LOOK_AGAIN_AFTER = 30 * SECOND;
/** Of what was left once nothing else is due: the next slot is mostly soon enough to be in time. */
const LEFT_AGAIN_AFTER = 15 * SECOND;
/** Of what was left by one pass, while others go on. */
const SOON = 5 * SECOND;

export interface EndsWork extends Claimed {
  readonly woken: boolean;
  readonly allowance: Allowance;
}

/** Ends what is due, and goes on in another event where this one has no time left for all of it. */
export async function carryOutEnds(ports: CarryOutEndsPorts, work: EndsWork): Promise<void> {
  const { outboxId } = work;
  // The queue is early, or this worker's clock is late: nothing is due yet, and the promise must not be done for it.
  const early = promisedFor(outboxId) - ports.clock.now();
  const goOn = async (delaySeconds?: number) => {
    // Another takes the promise of a run that is thought dead: what becomes of it is that one's to say by then.
    if (!(await hasClaim(ports.outbox, work))) return;
    const now = ports.clock.now();
    await ports.outbox.defer(work, now, now + LOOK_AGAIN_AFTER);
    await ports.queue.push(
      [{ outboxId, item: { kind: 'endDue' } }],
      delaySeconds === undefined ? {} : { delaySeconds },
    );
  };
  if (early > 0) return goOn(Math.ceil(Math.min(early, LOOK_AGAIN_AFTER) / SECOND));
  let isHandedOn = false;
  const handOn = async () => {
    if (isHandedOn) return;
    isHandedOn = true;
    await goOn();
  };
  let promisedUntil = 0;
  const lookAgain = async () => {
    const at = ports.clock.now() + SOON;
    if (at <= promisedUntil) return;
    promisedUntil = slotEnd(at);
    await promiseEnds(ports, at);
  };
  const noticesPromised = new Set<string>();
  const ended = await endDue({ ...ports, noticesPromised }, { ...work, handOn, lookAgain });
  // A run that was woken has looked at all of them already.
  if (ended.recovered && !work.woken) await promiseWokenEnds(ports);
  if (isHandedOn) {
    // The promise is another run's by now.
    if (ended.left) await lookAgain();
    return;
  }
  if (ended.more) return goOn();
  if (ended.left) {
    if (work.woken) return goOn(LOOK_AGAIN_AFTER / SECOND);
    // The same event for whoever leaves something: each sweep would else bring one more that goes on and on.
    await promiseEnds(ports, ports.clock.now() + LEFT_AGAIN_AFTER);
  }
  await lookAfterPasses(ports);
  if (await hasClaim(ports.outbox, work)) await ports.outbox.done(outboxId);
}

/** A pass of a run that has died is taken up as soon as it is over. */
async function lookAfterPasses(ports: CarryOutEndsPorts): Promise<void> {
  const now = ports.clock.now();
  const over = await ports.holdings.nextDue('settling', now, now + LONGEST_PASS);
  if (over !== undefined) await promiseEnds(ports, over);
}
