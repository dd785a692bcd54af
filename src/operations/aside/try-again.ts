import { ok, type Result, refuse } from '#domain/lib/result';
import type { Asides } from '#ports/asides';
import { type WakeFailedPorts, wakeFailed } from '../outbox/wake-failed';

/**
 * Reads a record again that was set aside; true where nothing is wrong with it any more. What has failed for
 * it is done now.
 */
export async function tryAsideAgain(
  ports: WakeFailedPorts & { readonly asides: Asides },
  key: string,
): Promise<Result<boolean, { readonly code: 'noSuchRecord' }>> {
  const { asides } = ports;
  const aside = await asides.get(key);
  if (aside === undefined) return refuse({ code: 'noSuchRecord' });
  if (aside.trouble.trouble === 'failing') await asides.forget(key);
  else if ((await asides.lookAgain(aside)) === 'unreadable') return ok(false);
  await wakeFailed(ports);
  return ok(true);
}
