import type { ReplyError } from '#contract/reply';
import { type Result, refuse } from '#domain/lib/result';
import type { Site } from '#ports/site';
import type { Ports } from '../compose';

export interface ChosenSite extends Site {
  readonly connectionId: string;
}

/** Runs what somebody asks anew on the connection that is chosen; refused where none is. */
export async function whenConnected<T>(
  ports: Pick<Ports, 'connections' | 'siteOf'>,
  run: (chosen: ChosenSite) => Promise<Result<T, ReplyError>>,
): Promise<Result<T, ReplyError>> {
  const connection = await ports.connections.chosen();
  if (connection === undefined) return refuse({ code: 'notConnected' });
  return run({ connectionId: connection.id, ...ports.siteOf(connection.id) });
}
