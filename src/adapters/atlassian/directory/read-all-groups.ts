import type { GroupsAnswer } from '#domain/protection/administering';
import { SiteFailure } from '#ports/site-failure';
import { type Group, groupSchema, isLastPage, pageSchema } from '../../rest/schemas';
import type { SiteCall, SiteClient } from '../client/site-client';

const PAGE = 50;
/** No site has so many groups that administer; one that says so is not believed. */
const PAGES_AT_MOST = 10;

/**
 * Every group of a paged answer; undefined where the site refuses, makes no sense, or does not show
 * that this was all. Throws SiteFailure where the site as a whole can't be asked now.
 */
export async function readAllGroups(client: SiteClient, call: SiteCall): Promise<GroupsAnswer> {
  const groups: Group[] = [];
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const query = { ...call.query, startAt: groups.length, maxResults: PAGE };
    const answer = await unlessRefused(() =>
      client.readIfThere({ ...call, query }, pageSchema(groupSchema)),
    );
    if (answer === undefined) return undefined;
    const isLast = isLastPage(answer, groups.length);
    groups.push(...answer.values);
    if (isLast === undefined) return undefined;
    if (isLast) return groups;
  }
  return undefined;
}

/** Undefined for an answer that is none: what speaks of this one question, not of the whole site. */
export async function unlessRefused<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    if (error.code === 'forbidden' || error.code === 'unexpectedAnswer') return undefined;
    throw error;
  }
}
