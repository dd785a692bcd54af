/** doc: Retrieve my Atlassian site's Cloud ID: a UUID. Nothing else goes into a path, or names a record. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Undefined for what is no cloud id, whoever says so. */
export function parseCloudId(said: unknown): string | undefined {
  if (typeof said !== 'string') return undefined;
  const id = said.toLowerCase();
  return UUID.test(id) ? id : undefined;
}
