import type { Connection } from '#domain/connection/connection';
import { isLookDue } from '#domain/connection/connection-health';
import type { SiteProbe } from '#ports/site-probe';
import { type EvidencePorts, noteEvidence } from './note-evidence';

export interface LookPorts extends EvidencePorts {
  readonly probe: SiteProbe;
}

/**
 * A call was rejected. One such answer proves nothing, so that a second look, with the token as it is
 * stored now and beside all other calls, decides at once whether the connection fails.
 */
export async function noteRejected(
  ports: LookPorts,
  credentialId: string,
): Promise<Connection | undefined> {
  const suspected = await noteEvidence(ports, credentialId, { evidence: 'rejected' });
  if (suspected === undefined || suspected.health.state === 'working') return suspected;
  // Others look already, or have done so a moment ago.
  if (!isLookDue(suspected.health, ports.clock.now())) return suspected;
  const looked = await ports.probe.look(suspected);
  return noteEvidence(ports, credentialId, {
    evidence: 'looked',
    problem: looked.ok ? undefined : looked.error,
  });
}

/** Looks at a connection that is in doubt, once its pause is over. Answers whether it looked. */
export async function lookWhenDue(ports: LookPorts): Promise<boolean> {
  const connection = await ports.connections.current();
  if (connection === undefined || !isLookDue(connection.health, ports.clock.now())) return false;
  await lookAtAll(ports, connection);
  return true;
}

/** Everything that is asked as a site is connected, asked again of the stored token. */
export async function lookAtAll(
  ports: LookPorts,
  connection: Connection,
): Promise<{
  readonly connection: Connection | undefined;
  readonly looked: Awaited<ReturnType<SiteProbe['probeStored']>>;
}> {
  const looked = await ports.probe.probeStored(connection);
  const after = await noteEvidence(ports, connection.credentialId, {
    evidence: 'looked',
    problem: looked.ok ? undefined : looked.error,
  });
  return { connection: after, looked };
}
