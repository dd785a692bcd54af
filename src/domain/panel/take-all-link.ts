const WHOSE = 'takeAllFrom';
/** What an account id may be made of: anything else in an address is none. */
const ACCOUNT_ID = /^[\w:.-]{1,128}$/;

/** Opens the work item, and in its panel the form with all that somebody has, to be taken away. */
export function takeAllLink(siteUrl: string, issueKey: string, accountId: string): string {
  const address = new URL(`/browse/${encodeURIComponent(issueKey)}`, siteUrl);
  address.searchParams.set(WHOSE, accountId);
  return address.href;
}

/** Whose access the address of the page wants to have taken away: it only opens the form. */
export function whoseToTake(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const id = new URL(address).searchParams.get(WHOSE) ?? '';
  return ACCOUNT_ID.test(id) ? id : undefined;
}
