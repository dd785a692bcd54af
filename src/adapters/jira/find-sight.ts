import { route } from '@forge/api';
import type { Sight } from '#domain/approval/sight';
import { SiteFailure } from '#ports/site-failure';
import { userListSchema } from '../rest/schemas';
import { mayBrowsePeople } from './may-browse-people';
import type { Jira } from './open-jira';

/** The widest range there is: people are taken from it before they are looked at (doc: the operation). */
const RANGE = '1000';

/**
 * Whether somebody sees an issue, asked as the app. Jira answers an app that may not browse people with
 * nobody, as if nobody saw it (doc: Find users with browse permission): that is not known, and neither
 * is what Jira refuses to say. Throws SiteFailure where asking again may help.
 */
export async function findSight(jira: Jira, issueKey: string, accountId: string): Promise<Sight> {
  try {
    const found = await isAmongReaders(jira, issueKey, accountId);
    if (found !== 'cannotSee') return found;
    if (!(await mayBrowsePeople(jira))) return 'unknown';
    // That they can't brings others in for them: one answer is no proof.
    return await isAmongReaders(jira, issueKey, accountId);
  } catch (error) {
    if (!(error instanceof SiteFailure) || error.retryable) throw error;
    return 'unknown';
  }
}

async function isAmongReaders(jira: Jira, issueKey: string, accountId: string): Promise<Sight> {
  const parameters = new URLSearchParams({ issueKey, accountId, maxResults: RANGE });
  const readers = await jira.read(
    { as: 'app', route: route`/rest/api/3/user/viewissue/search?${parameters}` },
    userListSchema,
  );
  if (readers === undefined) return 'unknown';
  if (readers.items.some((one) => one.accountId === accountId)) return 'sees';
  return readers.unreadable > 0 ? 'unknown' : 'cannotSee';
}
