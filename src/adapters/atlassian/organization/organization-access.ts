import type { Connection } from '#domain/connection/connection';

/** Which organization to ask, and with what. Lives only as long as the call that needs it. */
export interface OrganizationAccess {
  readonly organizationId: string;
  readonly key: string;
}

/** The organization whose key was added to the connection; undefined where none was, or that is not there. */
export function openOrganization({
  connection,
  keyOf,
}: {
  readonly connection: () => Promise<Connection | undefined>;
  readonly keyOf: (keyId: string) => Promise<string | undefined>;
}): () => Promise<OrganizationAccess | undefined> {
  return async () => {
    const organization = (await connection())?.organization;
    const key = organization && (await keyOf(organization.keyId));
    return organization === undefined || key === undefined
      ? undefined
      : { organizationId: organization.id, key };
  };
}
