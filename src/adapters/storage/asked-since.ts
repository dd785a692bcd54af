import { kvs, Sort, WhereConditions } from '@forge/kvs';
import type { AccessRequest } from '#domain/request/access-request';
import type { RequestStore } from '#ports/request-store';
import { callStorage } from './call-storage';
import { REQUEST_FORMAT } from './formats';
import { ENTITY } from './keys';
import { readStored } from './read-stored';
import type { AnyRow } from './unchanged-since-read';

/** doc: Forge KVS limits: a query answers at most 100. */
const PAGE = 100;

/** As the index has them, without a read of each: nothing is decided by them, and one that makes no sense is counted. */
export const askedSince: RequestStore['askedSince'] = async (standing, since, limit) => {
  const requests: AccessRequest[] = [];
  let unreadable = 0;
  let cursor: string | undefined;
  do {
    const query = kvs
      .entity<AnyRow>(ENTITY.request)
      .query()
      .index('by-standing-created', { partition: [standing] })
      .where(WhereConditions.greaterThanEqualTo(since))
      .sort(Sort.DESC)
      .limit(Math.min(PAGE, limit - requests.length - unreadable));
    const page = await callStorage(() => (cursor ? query.cursor(cursor) : query).getMany());
    for (const { key, value } of page.results) {
      const read = readStored(REQUEST_FORMAT, key, value);
      if (read.stored === 'found') requests.push(read.value);
      else unreadable += 1;
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined && requests.length + unreadable < limit);
  return { requests, unreadable, more: cursor !== undefined };
};
