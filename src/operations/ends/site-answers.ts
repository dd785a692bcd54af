import type { Directory } from '#ports/directory';
import { SiteFailure } from '#ports/site-failure';

/** Groups and roles that fail say nothing of the others: only the site itself does. */
export async function siteAnswers(ports: { readonly directory: Directory }): Promise<boolean> {
  try {
    return (await ports.directory.ownAccount(true)) !== undefined;
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    return false;
  }
}
