import type { Connection } from '#domain/connection/connection';
import { isLookDue } from '#domain/connection/connection-health';
import type { LookPorts } from './look-at-connection';
import { type Credential, noteEvidence } from './note-evidence';

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
