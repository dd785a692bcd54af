import type { PanelView } from '#contract/views';
import { findAdminsNotReached } from '#operations/notification/find-admins-not-reached';
import { UnreadableRecord } from '#ports/unreadable-record';
import type { Ports } from '../compose';

/** How the connection stands for those who ask and decide; what can't be read hides nothing else. */
export async function panelConnection(
  ports: Pick<Ports, 'connections' | 'deliveries'>,
): Promise<PanelView['connection']> {
  try {
    const connection = await ports.connections.chosen();
    if (connection === undefined) return { ready: false, why: 'notConnected' };
    const { health } = connection;
    if (health.state !== 'failing') return { ready: true };
    return {
      ready: false,
      why: 'failing',
      since: health.since,
      problem: health.problem.code,
      adminsNotReached: (await findAdminsNotReached(ports, health, NOTHING_LATE)).length > 0,
    };
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    return { ready: false, why: 'unreadable' };
  }
}

/** Whoever asks is told of the connection alone. */
const NOTHING_LATE = { overdue: [], missing: [] };
