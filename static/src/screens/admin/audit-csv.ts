import type { AuditLine } from '#contract/views';
import { auditSentence, nameActor, nameAuditKind } from '#words/audit/audit-sentence';
import { csvCell } from './csv-cell';

const COLUMNS = ['Time (UTC)', 'Actor', 'Kind', 'Work item', 'Request', 'What'];

/** As spreadsheets read it: comma-separated, quoted, with a byte order mark for the letters. */
export function auditCsv(lines: readonly AuditLine[]): string {
  const rows = lines.map(({ event, issueKey, requestId }) => [
    new Date(event.at).toISOString(),
    nameActor(event.actor),
    nameAuditKind(event.kind),
    issueKey ?? '',
    requestId ?? '',
    auditSentence(event),
  ]);
  return `\uFEFF${[COLUMNS, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
