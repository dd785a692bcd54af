import type { GroupsAnswer } from '#domain/protection/administering';
import { SiteFailure } from '#ports/site-failure';
import { type Group, groupPageSchema, isLastPage } from '../../rest/schemas';
import type { SiteCall, SiteClient } from '../client/site-client';

const PAGE = 50;
/** No site has so many groups that administer; one that says so is not believed. */
const PAGES_AT_MOST = 10;
/** Up to 10,000 groups are read; on a larger site it is not known which there are. */
const PAGES_OF_SITE = 200;
/** While somebody waits: up to 3,000, beside the other calls that an invocation of theirs may make. */
const PAGES_FOR_SOMEBODY = 60;
/** Pages that are read beside each other, once the first one has said how many there are. */
const AT_ONCE = 10;

/**
 * Every group of a paged answer; undefined where the site refuses, makes no sense of one of them, does not
 * show that this was all, or says that there are more than are read: then no more is asked. Throws SiteFailure where the
 * site as a whole can't be asked now.
 */
export async function readAllGroups(
  client: SiteClient,
  call: SiteCall,
  pagesAtMost = PAGES_AT_MOST,
): Promise<GroupsAnswer> {
  const groups: Group[] = [];
  const read = async (startAt: number) => {
    const query = { ...call.query, startAt, maxResults: PAGE };
    const page = () => client.readIfThere({ ...call, query }, groupPageSchema);
    return { startAt, answer: await unlessRefused(page) };
  };
  let starts = [0];
  for (let pages = 0; pages < pagesAtMost; ) {
    let size = 0;
    let total: number | undefined;
    for (const { startAt, answer } of await Promise.all(starts.map(read))) {
      // The one before was of another size: what lies between is asked for in the next round.
      if (startAt !== groups.length) break;
      if (answer === undefined || answer.values.unreadable > 0) return undefined;
      const isLast = isLastPage(answer, startAt);
      groups.push(...answer.values.items);
      if (isLast === undefined) return undefined;
      if (isLast) return groups;
      size = answer.values.items.length;
      total = answer.total;
    }
    pages += starts.length;
    const left = total === undefined ? 1 : Math.max(1, Math.ceil((total - groups.length) / size));
    if (left > pagesAtMost - pages) return undefined;
    starts = Array.from(
      { length: Math.min(left, AT_ONCE) },
      (_, place) => groups.length + place * size,
    );
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
export type EveryGroup = () => Promise<GroupsAnswer>;

export function readEveryGroup(client: SiteClient): Promise<GroupsAnswer> {
  return readAllGroups(client, { method: 'GET', path: '/group/bulk' }, PAGES_OF_SITE);
}

/** The same while somebody waits: read once, whatever asks for it. */
export function everyGroupForSomebody(client: SiteClient): EveryGroup {
  let reading: Promise<GroupsAnswer> | undefined;
  return () => {
    reading ??= readAllGroups(client, { method: 'GET', path: '/group/bulk' }, PAGES_FOR_SOMEBODY);
    return reading;
  };
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
