import type { Connection } from '#domain/connection/connection';
import type { ConnectionStore } from '#ports/connection-store';

/** Everything secret that belongs to a connection that is no more. */
export async function forgetSecrets(
  connections: ConnectionStore,
  { id, organization }: Connection,
): Promise<void> {
  await Promise.all([
    connections.forgetToken(id),
    organization === undefined ? undefined : connections.forgetOrganizationKey(organization.id),
  ]);
}
