import type { Connection } from '#domain/connection/connection';
import { isLookDue } from '#domain/connection/connection-health';
import type { SiteProbe } from '#ports/site-probe';
import { type EvidencePorts, noteEvidence } from './note-evidence';

export interface LookPorts extends EvidencePorts {
  readonly probe: SiteProbe;
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
