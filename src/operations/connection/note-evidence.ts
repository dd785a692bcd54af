import type { Connection } from '#domain/connection/connection';
import { type Evidence, healthAfter } from '#domain/connection/connection-health';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { ConnectionStore } from '#ports/connection-store';
import type { IdSource } from '#ports/id-source';
import { APP, makeRecord } from '../audit/make-record';
import { type WakePorts, wakePaused } from '../outbox/wake-paused';

export interface EvidencePorts extends WakePorts {
  readonly connections: ConnectionStore;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Somebody else may write the connection meanwhile: then the evidence is held against that. */
const TRIES = 4;

/**
 * Keeps what was learned of a credential as the connection's health: written only where it changes
 * something, told in the audit once as it fails and once as it is well again. Evidence of a token that
 * was replaced meanwhile says nothing. What waited for the connection goes on as soon as it is well.
 * Answers the connection as it stands; undefined where that credential is no more.
 */
export async function noteEvidence(
  ports: EvidencePorts,
  credentialId: string,
  evidence: Evidence,
): Promise<Connection | undefined> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await ports.connections.current();
    if (before?.credentialId !== credentialId) return undefined;
    const at = ports.clock.now();
    const change = healthAfter(before.health, evidence, at);
    if (change === undefined) return before;
    const { health, news } = change;
    const after = { ...before, revision: before.revision + 1, health };
    const { instanceUrl } = before;
    const fact =
      news === 'failing' && health.state === 'failing'
        ? { kind: 'connection.failing' as const, instanceUrl, problem: health.problem.code }
        : news === 'working' && before.health.state === 'failing'
          ? { kind: 'connection.working' as const, instanceUrl, failedSince: before.health.since }
          : undefined;
    const written = await ports.commit({
      connection: after,
      ...(fact === undefined ? {} : { audit: [makeRecord(ports.ids, at, APP, {}, [fact])] }),
    });
    if (written === 'conflict') continue;
    // A mere doubt that a look has cleared wakes nobody: where one kind of call is rejected for ever, and
    // everything else is taken, whoever waits would be woken by their own run.
    if (health.state === 'working' && before.health.state === 'failing') await wakePaused(ports);
    return after;
  }
  return ports.connections.current();
}
