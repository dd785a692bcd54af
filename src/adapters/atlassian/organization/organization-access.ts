import type { Connection } from '#domain/connection/connection';

/** Which organization to ask, and with what. Lives only as long as the call that needs it. */
export interface OrganizationAccess {
  readonly organizationId: string;
  readonly key: string;
}

/** The organization whose key was added to the connection; undefined where none was. */
export function openOrganization({
  current,
  keyOf,
}: {
  readonly current: () => Promise<Connection | undefined>;
  readonly keyOf: (organizationId: string) => Promise<string | undefined>;
}): () => Promise<OrganizationAccess | undefined> {
  return async () => {
    const organizationId = (await current())?.organization?.id;
    const key = organizationId === undefined ? undefined : await keyOf(organizationId);
    return organizationId === undefined || key === undefined ? undefined : { organizationId, key };
  };
}
