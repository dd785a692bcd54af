import type { GroupsAnswer } from '#domain/protection/administering';
import { SiteFailure } from '#ports/site-failure';
import { type Group, groupPageSchema, isLastPage } from '../../rest/schemas';
import type { SiteCall, SiteClient } from '../client/site-client';

const PAGE = 50;
/** No site has so many groups that administer; one that says so is not believed. */
const PAGES_AT_MOST = 10;
/** Up to 10,000 groups are read; on a larger site it is not known which there are. */
const PAGES_OF_SITE = 200;

/**
 * Every group of a paged answer; undefined where the site refuses, makes no sense of one of them, or does not
 * show that this was all. Throws SiteFailure where the site as a whole can't be asked now.
 */
export async function readAllGroups(
  client: SiteClient,
  call: SiteCall,
  pagesAtMost = PAGES_AT_MOST,
): Promise<GroupsAnswer> {
  const groups: Group[] = [];
  for (let page = 0; page < pagesAtMost; page += 1) {
    const query = { ...call.query, startAt: groups.length, maxResults: PAGE };
    const answer = await unlessRefused(() =>
      client.readIfThere({ ...call, query }, groupPageSchema),
    );
    if (answer === undefined || answer.values.unreadable > 0) return undefined;
    const isLast = isLastPage(answer, groups.length);
    groups.push(...answer.values.items);
    if (isLast === undefined) return undefined;
    if (isLast) return groups;
  }
  return undefined;
}

/**
 * The ids of all groups on the site; undefined where they can't be known. The connection's own account is in
 * some group, as it could not change groups otherwise: a list with none of its groups is not whole.
 */
export async function readGroupIds(
  client: SiteClient,
  own: GroupsAnswer,
): Promise<ReadonlySet<string> | undefined> {
  const all = await readEveryGroup(client);
  const groupIds = new Set(all?.map(({ groupId }) => groupId));
  return own?.some(({ groupId }) => groupIds.has(groupId)) === true ? groupIds : undefined;
}

/** Every group of the site; undefined where it has more than are read, or they can't be known. */
export function readEveryGroup(client: SiteClient): Promise<GroupsAnswer> {
  return readAllGroups(client, { method: 'GET', path: '/group/bulk' }, PAGES_OF_SITE);
}

/** Undefined where the site refuses this one question. A failure of the whole site is thrown. */
export async function unlessRefused<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    if (error.code === 'forbidden' || error.code === 'unexpectedAnswer') return undefined;
    throw error;
  }
}
