import type { Connection } from '#domain/connection/connection';
import type { SecretName } from '#ports/connection-store';

/** Those that a connection names. */
export function secretsOf({ credentialId, organization }: Connection): readonly SecretName[] {
  return [
    { kind: 'token', id: credentialId },
    ...(organization === undefined
      ? []
      : [{ kind: 'organizationKey' as const, id: organization.keyId }]),
  ];
}
