import type { Connection } from '#domain/connection/connection';
import type { ConnectionStore } from '#ports/connection-store';

/** Everything secret that belongs to a connection that is no more. */
export async function forgetSecrets(
  connections: ConnectionStore,
  { credentialId, organization }: Connection,
): Promise<void> {
  await Promise.all([
    connections.forgetToken(credentialId),
    organization === undefined ? undefined : connections.forgetOrganizationKey(organization.keyId),
  ]);
}
