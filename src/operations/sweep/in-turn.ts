import type { Log } from '#ports/log';
import { PlatformFailure } from '#ports/platform-failure';
import type { SweepCursors } from '#ports/sweep-cursors';
import { nameOf } from './each-alone';

/** Its name, and what it does: answers how much that was. */
export type Duty = readonly [string, () => Promise<number>];

const KEPT = 'duties';
const OVER = 'over';
const BEGUN = 'begun';

/**
 * One duty after the other. What a sweep dies of keeps none of the others from their turn: where the last one did not come to
 * its end, this one writes down at which duty it is, and what one has died of comes last in the next, until it is done.
 */
export async function inTurn(
  ports: { readonly sweepCursors: SweepCursors; readonly log: Log },
  duties: readonly Duty[],
  work: (duty: Duty) => Promise<void>,
): Promise<void> {
  const kept = asFarAsKept(ports);
  const last = (await kept((cursors) => cursors.read(KEPT))) ?? OVER;
  const write = (state: string) => kept((cursors) => cursors.write(KEPT, state));
  const isCareful = last !== OVER;
  let deadly = last.split(' ');
  const isDeadly = ([name]: Duty) => deadly.includes(name);
  const order = [...duties.filter((one) => !isDeadly(one)), ...duties.filter(isDeadly)];
  if (!isCareful) await write(BEGUN);
  for (const duty of order) {
    const [name] = duty;
    const others = deadly.filter((one) => one !== name);
    if (isCareful) await write([...others, name].join(' '));
    await work(duty);
    deadly = others;
  }
  await write(OVER);
}

/** In which order they come is a favour: without it they are done all the same. */
function asFarAsKept({
  sweepCursors,
  log,
}: {
  readonly sweepCursors: SweepCursors;
  readonly log: Log;
}) {
  return async <T>(use: (cursors: SweepCursors) => Promise<T>): Promise<T | undefined> => {
    try {
      return await use(sweepCursors);
    } catch (error) {
      if (!(error instanceof PlatformFailure)) throw error;
      log.warn('At which duty the sweep is could not be kept', { error: nameOf(error) });
      return undefined;
    }
  };
}
