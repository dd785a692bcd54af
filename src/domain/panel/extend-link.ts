const WHICH = 'extendAccess';
/** Ids are ours: anything else in an address was written by somebody else. */
const ID = /^[\w-]{1,64}$/;

/** Opens the work item, and in its panel the form with what the request asked for. */
export function extendLink(siteUrl: string, issueKey: string, requestId: string): string {
  const address = new URL(`/browse/${encodeURIComponent(issueKey)}`, siteUrl);
  address.searchParams.set(WHICH, requestId);
  return address.href;
}

/** The request that the address of the page wants to have asked for again. */
export function requestToExtend(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const id = new URL(address).searchParams.get(WHICH) ?? '';
  return ID.test(id) ? id : undefined;
}
