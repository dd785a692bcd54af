import type { Connection, CredentialProblem } from '#domain/connection/connection';
import { isPassing } from '#domain/connection/connection-health';
import { ok, type Result, refuse } from '#domain/lib/result';
import { type LookPorts, lookAtAll } from './look-at-connection';

export type CheckRefusal =
  | { readonly code: 'notConnected' | 'changedMeanwhile' }
  /** The check itself could not be made: it says nothing of the connection. */
  | { readonly code: 'credential'; readonly problem: CredentialProblem };

/** Tries the stored token now, and keeps what came of it as the connection's health. */
export async function checkConnection(ports: LookPorts): Promise<Result<Connection, CheckRefusal>> {
  const before = await ports.connections.chosen();
  if (before === undefined) return refuse({ code: 'notConnected' });
  const { connection, looked } = await lookAtAll(ports, before);
  if (connection === undefined) return refuse({ code: 'changedMeanwhile' });
  return !looked.ok && isPassing(looked.error)
    ? refuse({ code: 'credential', problem: looked.error })
    : ok(connection);
}
