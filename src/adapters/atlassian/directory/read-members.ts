import type { GroupEntitlement } from '#domain/action/entitlement';
import type { SurveyAnswer } from '#ports/survey-store';
import { cutOff } from '../../rest/failure-of';
import { isLastPage, pageSchema, userSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';
import { findGroupsOf } from './find-groups-of';
import type { Survey } from './survey';

/** The most that a page of members holds (doc: Get users from group). */
export const PAGE = 50;

export interface MemberPage {
  readonly ids: readonly string[];
  /** How many the page has, and how many there are on all pages. */
  readonly size: number;
  readonly total: number;
}

/** The two ways to find out who is in which group, call by call. */
export interface MemberReader {
  /**
   * Members from the position `from`, the inactive too: they hold it all the same. Throws SiteFailure for a
   * page that was cut off; an empty one is behind the last.
   */
  page(group: GroupEntitlement, from: number): Promise<MemberPage>;
  /** The groups of one person, by id; none where the site doesn't know them. */
  groupsOf(accountId: string): Promise<ReadonlySet<string>>;
}

export function memberReader(client: SiteClient): MemberReader {
  return {
    async page({ groupId }, from) {
      const query = { groupId, includeInactiveUsers: true, startAt: from, maxResults: PAGE };
      const page = await client.readIfThere(
        { method: 'GET', path: '/group/member', query },
        pageSchema(userSchema),
      );
      if (page === undefined) return { ids: [], size: 0, total: 0 };
      const ids = page.values.map(({ accountId }) => accountId);
      const isLast = isLastPage(page, from);
      const total = page.total ?? (isLast === true ? from + ids.length : undefined);
      // Whoever is on a page that did not come is not known to be out.
      if (isLast === undefined || total === undefined) throw cutOff();
      return { ids, size: ids.length, total };
    },
    groupsOf: (accountId) => readGroupsOf(client, accountId),
  };
}

export async function readGroupsOf(
  client: SiteClient,
  accountId: string,
): Promise<ReadonlySet<string>> {
  return new Set((await findGroupsOf(client, accountId)).map(({ groupId }) => groupId));
}

/** Asks only what the survey doesn't know, and knows afterwards of those groups and people alone. */
export function surveyedReader(
  reader: MemberReader,
  survey: Survey,
  groups: readonly GroupEntitlement[],
  people: readonly string[],
): MemberReader {
  const groupIds = groups.map(({ groupId }) => groupId);
  return {
    async page(group, from) {
      const { found, size, total } = await survey.ask(`${group.groupId} ${from}`, async () => {
        const page = await reader.page(group, from);
        return answerOf(people, new Set(page.ids), page);
      });
      return { ids: found.flatMap((place) => people[place] ?? []), size, total };
    },
    async groupsOf(accountId) {
      const { found } = await survey.ask(accountId, async () => {
        const ids = await reader.groupsOf(accountId);
        return answerOf(groupIds, ids, { size: ids.size, total: ids.size });
      });
      return new Set(found.flatMap((place) => groupIds[place] ?? []));
    },
  };
}

function answerOf(
  wanted: readonly string[],
  ids: ReadonlySet<string>,
  { size, total }: { readonly size: number; readonly total: number },
): SurveyAnswer {
  const found = wanted.flatMap((id, place) => (ids.has(id) ? [place] : []));
  return { found, size, total };
}

export async function isListed(
  reader: MemberReader,
  group: GroupEntitlement,
  accountId: string,
): Promise<boolean> {
  for (let from = 0; ; ) {
    const { ids, size, total } = await reader.page(group, from);
    if (ids.includes(accountId)) return true;
    from += size;
    if (from >= total) return false;
  }
}

/** doc: Get users from group: 404 where there is no such group. */
export async function isGroupGone(client: SiteClient, groupId: string): Promise<boolean> {
  const page = await client.readIfThere(
    { method: 'GET', path: '/group/member', query: { groupId, maxResults: 1 } },
    pageSchema(userSchema),
  );
  return page === undefined;
}
