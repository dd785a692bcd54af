import type { Clock } from '#ports/clock';
import { serverInfoSchema } from '../../rest/schemas';
import type { SiteAccess } from '../client/site-access';
import { tryRequest } from './try-request';

/** What Jira calls itself until somebody names the site. */
const UNNAMED = 'Jira';

/** What the site calls itself; the first part of its address where it doesn't. */
export async function readSiteName(
  clock: Clock,
  access: SiteAccess,
  instanceUrl: string,
): Promise<string> {
  const tried = await tryRequest(clock, `${access.baseUrl}/rest/api/3/serverInfo`, access);
  const parsed =
    tried.kind === 'answered' && tried.is.kind === 'success'
      ? serverInfoSchema.safeParse(tried.answer.json)
      : undefined;
  const title = parsed?.data?.serverTitle?.trim();
  const label = new URL(instanceUrl).hostname.split('.')[0] ?? instanceUrl;
  return title === undefined || title === '' || title === UNNAMED ? label : title;
}
