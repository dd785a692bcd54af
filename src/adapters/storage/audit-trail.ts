import { Filter, FilterConditions, kvs, Sort, WhereConditions } from '@forge/kvs';
import type { AuditKind, AuditRecord } from '#domain/audit/audit-event';
import type { AuditQuery, AuditTrail } from '#ports/audit-trail';
import { callStorage } from './call-storage';
import { AUDIT_FORMAT } from './formats';
import { ENTITY } from './keys';
import { unpackRecord } from './pack-record';
import { pageFrom } from './page-from';
import { tryRead } from './read-stored';
import { type AuditRow, JOURNAL, NEVER, NONE, word } from './rows';
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

  async hasBeginningOf(requestId) {
    const { results } = await callStorage(() =>
      kvs
        .entity<AuditRow>(ENTITY.audit)
        .query()
        .index('by-request', { partition: [requestId] })
        .sort(Sort.ASC)
        .limit(1)
        .getMany(),
    );
    return results[0]?.value.kinds.includes(word(BEGINNING)) === true;
  },
};

const BEGINNING: AuditKind = 'request.submitted';

const readPage = (query: AuditQuery, cursor: string | undefined) =>
  pageFrom(cursor, (from) => {
    const listing = listingOf(query);
    return (from === undefined ? listing : listing.cursor(from)).getMany();
  });

function listingOf(query: AuditQuery) {
  const { index, partition } = partOf(query.of);
  const { since, until } = query;
  const entity = kvs.entity<AuditRow>(ENTITY.audit).query().index(index, { partition });
  const listing = (
    since === undefined && until === undefined
      ? entity
      : entity.where(WhereConditions.between<number>(since ?? 0, until ?? NEVER))
  )
    .sort(Sort.DESC)
    .limit(PAGE);
  const filter = filterOf(query);
  return filter === undefined ? listing : listing.filters(filter);
}

function partOf(part: AuditQuery['of']): { readonly index: string; readonly partition: string[] } {
  if (part === undefined) return { index: 'by-time', partition: [JOURNAL] };
  if (part === 'noWorkItem') return { index: 'by-issue', partition: [NONE] };
  if (part === 'noRequest') return { index: 'by-request', partition: [NONE] };
  return 'issueKey' in part
    ? { index: 'by-issue', partition: [part.issueKey] }
    : { index: 'by-request', partition: [part.requestId] };
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
