import type { Finding } from './rule';
import type { Line, Report } from './run-rules';

const CELL = 110;

/** What came of a run, for people: a table for each part of the ledger, what is left behind, and how many. */
export function tableOf({ lines, leftBehind }: Report): string {
  const parts: string[] = [];
  for (const section of new Set(lines.map(({ row }) => row.section))) {
    const own = lines.filter(({ row }) => row.section === section);
    parts.push(
      [
        `## ${section}`,
        '',
        '| rule | tried | the ledger says | here |',
        '|---|---|---|---|',
        ...own.map(
          ({ row, tries, finding }) =>
            `| ${cell(row.rule)} | ${tries} | ${cell(row.fidelity)} | ${here(finding)} |`,
        ),
      ].join('\n'),
    );
  }
  if (leftBehind.length > 0)
    parts.push(
      ['Left behind, to take away by hand:', ...leftBehind.map((one) => `- ${one}`)].join('\n'),
    );
  parts.push(summaryOf(lines));
  return parts.join('\n\n');
}

export function summaryOf(lines: readonly Line[]): string {
  const count = (kind: Finding['kind']) =>
    lines.filter(({ finding }) => finding.kind === kind).length;
  const differs = count('differs');
  return `${count('asClaimed')} as claimed, ${differs} ${differs === 1 ? 'differs' : 'differ'}, ${count('notTried')} not tried`;
}

function here(finding: Finding): string {
  switch (finding.kind) {
    case 'asClaimed':
      return finding.saw === undefined ? 'as claimed' : `as claimed: ${bars(finding.saw)}`;
    case 'differs':
      return `**differs**: ${bars(finding.how)}`;
    case 'notTried':
      return `not tried: ${bars(finding.why)}`;
  }
}

const cell = (text: string) => (text.length > CELL ? `${text.slice(0, CELL)}…` : text);
const bars = (text: string) => text.replace(/(?<!\\)\|/g, '\\|').replace(/\s+/g, ' ');
