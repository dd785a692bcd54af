import { type Instant, MINUTE } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { ConnectionStore, SecretName } from '#ports/connection-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { secretsOf } from './secrets-of';

/** A secret is kept before the record that names it is written: so old, no write is under way any more. */
const MAY_BE_UNNAMED = 10 * MINUTE;

/**
 * Forgets secrets that no connection names: of a run that was killed between keeping one and writing the
 * record, or between writing a record and forgetting what it replaced. Answers how many. As long as a
 * connection can't be read nothing is forgotten: it may name them.
 */
export async function forgetUnnamedSecrets(
  ports: { readonly connections: ConnectionStore; readonly clock: Clock },
  keptUntil: Instant = ports.clock.now() - MAY_BE_UNNAMED,
): Promise<number> {
  const { connections } = ports;
  // In this order: a record that is written in between names its secret.
  const kept = await connections.keptSecrets();
  const all = await ifUnreadable(connections.all(), 'unreadable');
  if (all === 'unreadable') return 0;
  const named = all.flatMap(secretsOf);
  for (const secret of named.filter((one) => !kept.some((other) => isSame(one, other)))) {
    await connections.noteKept(secret);
  }
  const unnamed = kept.filter(
    (one) => one.keptAt <= keptUntil && !named.some((other) => isSame(one, other)),
  );
  for (const { kind, id } of unnamed) {
    await (kind === 'token' ? connections.forgetToken(id) : connections.forgetOrganizationKey(id));
  }
  return unnamed.length;
}

const isSame = (one: SecretName, other: SecretName) =>
  one.kind === other.kind && one.id === other.id;
