import type { Connection } from '#domain/connection/connection';
import { isLookDue } from '#domain/connection/connection-health';
import type { SiteProbe } from '#ports/site-probe';
import { type Credential, type EvidencePorts, noteEvidence } from './note-evidence';

export interface LookPorts extends EvidencePorts {
  readonly probe: SiteProbe;
}

/**
 * A call was rejected. One such answer proves nothing, so that a second look, with the token as it is
 * stored now and beside all other calls, decides at once whether the connection fails.
 */
export async function noteRejected(
  ports: LookPorts,
  credential: Credential,
): Promise<Connection | undefined> {
  const suspected = await noteEvidence(ports, credential, { evidence: 'rejected' });
  if (suspected === undefined || suspected.health.state === 'working') return suspected;
  // Others look already, or have done so a moment ago.
  if (!isLookDue(suspected.health, ports.clock.now())) return suspected;
  const looked = await ports.probe.look(suspected);
  return noteEvidence(ports, credential, {
    evidence: 'looked',
    problem: looked.ok ? undefined : looked.error,
  });
}

/** Looks at connections that are in doubt, once their pause is over. Answers at how many it looked. */
export async function lookWhenDue(ports: LookPorts): Promise<number> {
  const all = await ports.connections.all();
  const due = all.filter(({ health }) => isLookDue(health, ports.clock.now()));
  for (const connection of due) await lookAtAll(ports, connection);
  return due.length;
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
  const after = await noteEvidence(ports, connection, {
    evidence: 'looked',
    problem: looked.ok ? undefined : looked.error,
  });
  return { connection: after, looked };
}
