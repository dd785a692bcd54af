import { entitlementKey } from '#domain/action/entitlement';
import { judgePass } from '#domain/ends/judge-pass';
import type { StuckCause } from '#domain/grant/stuck-cause';
import type { Holding } from '#domain/holding/holding';
import type { Clock } from '#ports/clock';
import type { ConnectionStore } from '#ports/connection-store';
import type { HoldingStore } from '#ports/holding-store';
import type { Sites } from '#ports/site';
import { findConnection } from '../connection/find-connection';
import { onSite } from '../connection/on-site';
import { readLiveState } from '../plan/read-live-state';

export interface FindObstaclesPorts extends Sites {
  readonly connections: ConnectionStore;
  readonly holdings: HoldingStore;
  readonly clock: Clock;
}

/**
 * What a pass would find that is to take these away now, as they would be written: for each what keeps it from its end, if
 * anything does. So whoever ends something early is told before anything is written.
 */
export async function findObstacles(
  ports: FindObstaclesPorts,
  connectionId: string,
  ending: readonly Holding[],
): Promise<readonly (StuckCause | undefined)[]> {
  const connection = await findConnection(ports.connections, connectionId);
  if (!connection.ok) {
    const cause = connection.error === 'none' ? 'notConnected' : 'otherSite';
    return ending.map(() => cause);
  }
  const of = [...ending.entries()];
  const changes = [...Map.groupBy(of, ([, one]) => entitlementKey(one.entitlement)).values()];
  const live = await readLiveState(
    onSite(ports, connectionId),
    connectionId,
    {
      subjects: ending.map(({ subject }) => subject),
      changes: changes.flatMap((all) => {
        const [first] = all;
        if (first === undefined) return [];
        const subjects = all.map(([place]) => place);
        return [{ verb: 'remove' as const, entitlement: first[1].entitlement, subjects }];
      }),
    },
    { afresh: true, proveGone: true, records: 'none' },
  );
  const wanted = ending.map((holding) => ({ holding, wanted: 'notHeld' as const }));
  return judgePass(wanted, live, ports.clock.now()).map((found) =>
    found.found === 'stuck' ? found.cause : undefined,
  );
}
