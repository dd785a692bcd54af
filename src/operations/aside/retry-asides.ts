import { type Aside, isToTell } from '#domain/aside/aside';
import { pauseAfter } from '#domain/lib/growing-pause';
import { HOUR, type Instant } from '#domain/lib/time';
import type { Asides } from '#ports/asides';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import { promiseAdminNotice } from '../outbox/promise-admin-notice';
import { pushPromised } from '../outbox/push-promised';
import { type WakeFailedPorts, wakeFailed } from '../outbox/wake-failed';
import { eachAlone } from '../sweep/each-alone';

const AT_ONCE = 50;
/** What has not failed for so long, fails no more. */
const QUIET = 12 * HOUR;

export interface RetryAsidesPorts extends WakeFailedPorts {
  readonly asides: Asides;
  readonly commit: Commit;
  readonly ids: IdSource;
}

/**
 * Looks again at what was set aside, at growing pauses: a later version of the app may read it. What has
 * failed for it is then done at once. Answers how many are in use again.
 */
export async function retryAsides(ports: RetryAsidesPorts): Promise<number> {
  const at = ports.clock.now();
  const keys = await ports.asides.due(at, AT_ONCE);
  let isAnyMended = false;
  let isAnyToTell = false;
  const done = await eachAlone(ports, keys, async (key) => {
    const aside = await ports.asides.get(key);
    if (aside === undefined) {
      await ports.asides.forget(key);
      return false;
    }
    if (aside.trouble.trouble === 'failing') return forgetQuiet(ports, aside, at);
    const looked = await ports.asides.lookAgain(aside);
    isAnyMended ||= looked === 'mended';
    if (looked !== 'unreadable') return true;
    isAnyToTell ||= isToTell(aside, at);
    await ports.asides.postpone(aside, at + pauseAfter(aside.since, at));
    return false;
  });
  if (isAnyMended) await wakeFailed(ports);
  if (isAnyToTell) await tellAdmins(ports, at);
  return done;
}

async function tellAdmins(ports: RetryAsidesPorts, at: Instant): Promise<void> {
  const entry = promiseAdminNotice(ports.ids, at, { about: 'needsALook' });
  if ((await ports.commit({ outbox: [entry] })) === 'committed') await pushPromised(ports, [entry]);
}

async function forgetQuiet(
  { asides }: RetryAsidesPorts,
  aside: Aside,
  at: Instant,
): Promise<boolean> {
  // What the store does not take may never have been there.
  const isGone =
    aside.kind !== 'holding' && (await asides.raw(aside.kind, aside.key)) === undefined;
  if (isGone || at > aside.nextAt + QUIET) await asides.forget(aside.key);
  else await asides.postpone(aside, aside.nextAt + QUIET);
  return isGone;
}
