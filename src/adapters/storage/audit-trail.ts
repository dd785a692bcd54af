import { Filter, FilterConditions, kvs, Sort } from '@forge/kvs';
import type { AuditRecord } from '#domain/audit/audit-event';
import type { AuditQuery, AuditTrail } from '#ports/audit-trail';
import { AUDIT_FORMAT } from './formats';
import { ENTITY } from './keys';
import { unpackRecord } from './pack-record';
import { pageFrom } from './page-from';
import { tryRead } from './read-stored';
import { type AuditRow, JOURNAL, word } from './rows';
import { setAside } from './set-aside';
import { readBody } from './stored-body';

/** Rows read at a time: even 10 records of 500 effects each fit into one answer to the page (5 MB). */
const PAGE = 10;
/** Enough events for one screen. */
const ENOUGH = 50;
/** A filter that matches little reads on this far before it answers with what it has and a cursor. */
const PAGES = 50;

export const auditTrail: AuditTrail = {
  async search(query) {
    const records: AuditRecord[] = [];
    let { cursor } = query;
    let unreadable = 0;
    for (let page = 0, events = 0; page < PAGES && events < ENOUGH; page += 1) {
      const { results, nextCursor } = await readPage(query, cursor);
      for (const { key, value } of results) {
        const read = tryRead(() => unpackRecord(readBody(AUDIT_FORMAT, value.body)));
        if (read.stored === 'unreadable') {
          unreadable += 1;
          await setAside(ENTITY.audit, key, { ...value }, read.why);
          continue;
        }
        records.push(read.value);
        events += read.value.events.length;
      }
      cursor = nextCursor;
      if (cursor === undefined) break;
    }
    return { records, unreadable, cursor };
  },
};

const readPage = (query: AuditQuery, cursor: string | undefined) =>
  pageFrom(cursor, (from) => {
    const listing = listingOf(query);
    return (from === undefined ? listing : listing.cursor(from)).getMany();
  });

function listingOf(query: AuditQuery) {
  const entity = kvs.entity<AuditRow>(ENTITY.audit).query();
  const listing = (
    query.issueKey === undefined
      ? entity.index('by-time', { partition: [JOURNAL] })
      : entity.index('by-issue', { partition: [query.issueKey] })
  )
    .sort(Sort.DESC)
    .limit(PAGE);
  const filter = filterOf(query);
  return filter === undefined ? listing : listing.filters(filter);
}

function filterOf({ accountId, kind }: AuditQuery) {
  const person = accountId && FilterConditions.contains(word(accountId));
  const ofKind = kind && FilterConditions.contains(word(kind));
  if (person && ofKind) {
    return new Filter<AuditRow>().and('people', person).and('kinds', ofKind);
  }
  if (person) return new Filter<AuditRow>().and('people', person);
  return ofKind ? new Filter<AuditRow>().and('kinds', ofKind) : undefined;
}
