import type { OutlivingLine } from '#contract/views';
import { existingIds } from '#domain/action/entitlement';
import type { Subject } from '#domain/action/subject';
import { wordsOf } from '#words/entitlement-words';
import { whyItStays } from '../../words/outliving-words';
import { type CsvColumn, csvHead, csvLine } from './csv-file';

/** A column for each fact, with names of columns and states in English whoever reads it: a file is for whoever opens it. */
const COLUMNS: readonly CsvColumn<OutlivingLine>[] = [
  ['Who', ({ subject }) => subject.displayName],
  ['Who (ID)', ({ subject }) => idOf(subject)],
  ['Kind', ({ subject }) => subject.kind],
  ['Access', ({ entitlement }) => wordsOf(entitlement).title()],
  ['Kind of access', ({ entitlement }) => entitlement.kind],
  ['Project', ({ entitlement }) => (entitlement.kind === 'role' ? entitlement.projectKey : '')],
  ['Access (ID)', ({ entitlement }) => accessId(entitlement)],
  ['Until (UTC)', ({ endsAt }) => (endsAt === undefined ? '' : new Date(endsAt).toISOString())],
  ['Until the work item is done', ({ workItem }) => workItem ?? ''],
  ['Asked for in', ({ issueKey }) => issueKey],
  ['State', ({ standing }) => standing],
  ['Stays because', ({ keptBy, cause }) => keptBy ?? cause ?? ''],
  ['Why', (line) => whyItStays(line)?.why ?? ''],
  ['Who can mend it', (line) => whyItStays(line)?.remedy ?? ''],
  ['Words of the site', ({ siteMessage }) => siteMessage ?? ''],
];

function idOf(subject: Subject): string {
  switch (subject.kind) {
    case 'person':
      return subject.accountId;
    case 'group':
      return subject.groupId;
    case 'newPerson':
    case 'newGroup':
      return '';
  }
}

function accessId(entitlement: OutlivingLine['entitlement']): string {
  const ids = existingIds(entitlement);
  return ids.kind === 'group' ? ids.groupId : `${ids.projectId}/${ids.roleId}`;
}

/** By parts, the names of the columns first. */
export const outlivingCsv = (lines: readonly OutlivingLine[]): readonly string[] => [
  csvHead(COLUMNS),
  ...lines.map((line) => csvLine(COLUMNS, line)),
];
