import type { AuditFact } from '#domain/audit/audit-event';
import type { Connection, ConnectionHealth } from '#domain/connection/connection';
import {
  type Evidence,
  type HealthChange,
  healthAfter,
} from '#domain/connection/connection-health';
import { type AdminNotice, workingNotice } from '#domain/delivery/admin-notice';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { ConnectionStore } from '#ports/connection-store';
import type { IdSource } from '#ports/id-source';
import { APP, makeRecord } from '../audit/make-record';
import { promiseAdminNotice } from '../outbox/promise-admin-notice';
import { pushPromised } from '../outbox/push-promised';
import { type WakePorts, wakePaused } from '../outbox/wake-paused';

export interface EvidencePorts extends WakePorts {
  readonly connections: ConnectionStore;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** The connection, and the token that something was learned of. */
export type Credential = Pick<Connection, 'id' | 'credentialId'>;

/** Somebody else may write the connection meanwhile: then the evidence is held against that. */
const TRIES = 4;

/**
 * Keeps what was learned of a credential as the connection's health: written only where it changes
 * something, told in the audit and to admins once as it fails and once as it is well again. Evidence of a token that
 * was replaced meanwhile says nothing. What waited for the connection goes on as soon as it is well.
 * Answers the connection as it stands; undefined where that credential is no more.
 */
export async function noteEvidence(
  ports: EvidencePorts,
  { id, credentialId }: Credential,
  evidence: Evidence,
): Promise<Connection | undefined> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await ports.connections.of(id);
    if (before?.credentialId !== credentialId) return undefined;
    const at = ports.clock.now();
    const change = healthAfter(before.health, evidence, at);
    if (change === undefined) return before;
    const { health, fact, notice } = newsOf(ports.ids, before, change);
    const promised = notice === undefined ? [] : [promiseAdminNotice(ports.ids, at, notice)];
    const after = { ...before, revision: before.revision + 1, health };
    const written = await ports.commit({
      connection: after,
      ...(fact === undefined ? {} : { audit: [makeRecord(ports.ids, at, APP, {}, [fact])] }),
      outbox: promised,
    });
    if (written === 'conflict') continue;
    await pushPromised(ports, promised);
    // A mere doubt that a look has cleared wakes nobody: where one kind of call is rejected for ever, and
    // everything else is taken, whoever waits would be woken by their own run.
    if (health.state === 'working' && before.health.state === 'failing') await wakePaused(ports);
    return after;
  }
  return ports.connections.of(id);
}

/** What the audit and admins are told of the change; a failure has a name, by which it is told of once. */
function newsOf(
  ids: IdSource,
  { instanceUrl, health: before }: Connection,
  { health, news }: HealthChange,
): {
  readonly health: ConnectionHealth;
  readonly fact?: AuditFact;
  readonly notice?: AdminNotice;
} {
  if (news === 'failing' && health.state === 'failing') {
    const failure = ids.next();
    return {
      health: { ...health, failure },
      fact: { kind: 'connection.failing', instanceUrl, problem: health.problem.code },
      notice: { about: 'connectionFailing', failure },
    };
  }
  if (news === 'working' && before.state === 'failing') {
    const notice = workingNotice(before);
    return {
      health,
      fact: { kind: 'connection.working', instanceUrl, failedSince: before.since },
      ...(notice === undefined ? {} : { notice }),
    };
  }
  return { health };
}
