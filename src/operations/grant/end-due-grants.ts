import { SiteFailure } from '#ports/site-failure';
import { type Allowance, isUsedUp } from '../provisioning/allowance';
import { type EndGrantsPorts, endGrantBlock } from './end-grant-block';

const AT_ONCE = 200;

/** Ends what is due to end, late if it must be. What can't be ended now is tried again by later sweeps. */
export async function endDueGrants(ports: EndGrantsPorts, allowance: Allowance): Promise<number> {
  let ended = 0;
  for (const id of await ports.grants.due(ports.clock.now(), AT_ONCE)) {
    if (isUsedUp(allowance, ports.clock)) break;
    try {
      ended += await endGrantBlock(ports, id, allowance);
    } catch (error) {
      // One entitlement that can't be reached must not keep the others.
      if (!(error instanceof SiteFailure)) throw error;
      ports.log.warn('Grants that are due could not be ended', { grants: id, code: error.code });
    }
  }
  return ended;
}
