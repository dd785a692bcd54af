import { pauseAfter } from '#domain/lib/growing-pause';
import { DAY, HOUR } from '#domain/lib/time';
import { eachAlone } from '../sweep/each-alone';
import { type ReroutePorts, reroute } from './reroute-requests';

/** The next sweep goes on with what is left. */
const IN_ONE_SWEEP = 100;
/** So many wait at once for what Jira says of them. */
const AT_ONCE = 10;
/** Where nobody may be let in just now, as they gain or don't see it, the round of `rerouteRequests` finds sooner that somebody may. */
const AGAIN_AFTER = DAY;

/**
 * Has fallback approvers decide as well, and tells them, where nobody has for as many hours as the policy in force says. Only those
 * requests are found that have waited for so long: of all that wait, the round of `rerouteRequests` sees to the same by and by.
 */
export async function letFallbackIn(
  ports: ReroutePorts,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const connection = await ports.connections.chosen();
  if (connection === undefined) return 0;
  const { fallbackAfterHours, fallbackApprovers } = await ports.policies.inForce(connection.id);
  if (fallbackAfterHours === undefined || fallbackApprovers.length === 0) return 0;
  const at = ports.clock.now();
  const since = at - fallbackAfterHours * HOUR;
  const putOff = (id: string, pause: number) =>
    ports.requests.postpone(id, since + pause, 'undecidedSince');
  return eachAlone(
    ports,
    await ports.requests.undecided(since, IN_ONE_SWEEP),
    async (id) => {
      if (!mayGoOn()) return false;
      if (await reroute(ports, id, at)) return true;
      await putOff(id, AGAIN_AFTER);
      return false;
    },
    // What can't be looked up now stands in nobody's way.
    (id) => putOff(id, pauseAfter(at, at)),
    AT_ONCE,
  );
}
