import type { PanelView } from '#contract/views';
import { UnreadableRecord } from '#ports/unreadable-record';
import type { Ports } from '../compose';

/** How the connection stands for those who ask and decide; what can't be read hides nothing else. */
export async function panelConnection({
  connections,
}: Pick<Ports, 'connections'>): Promise<PanelView['connection']> {
  try {
    const connection = await connections.current();
    if (connection === undefined) return { ready: false, why: 'notConnected' };
    const { health } = connection;
    return health.state === 'failing'
      ? { ready: false, why: 'failing', since: health.since, problem: health.problem.code }
      : { ready: true };
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    return { ready: false, why: 'unreadable' };
  }
}
