import type { Exchange } from '../../local/atlassian/atlassian';
import { isDocumented, problemsOf } from '../support/openapi-document';
import { type LedgerRow, ofTheSite, readLedger, rowOf } from './ledger';
import { CannotMake, type MadeThings, openMadeThings } from './made-things';
import { type Answered, type Asked, type RealSite, reasonOf } from './real-site';
import { type Finding, isNot, notTried, type ReadingRule, unless, type WritingRule } from './rule';
import { CHANGING } from './rules/changing';
import { GROUPS } from './rules/groups';
import { LOGGING_IN } from './rules/logging-in';
import { PEOPLE } from './rules/people';
import { PROJECTS } from './rules/projects';
import { UNTRIED } from './untried';

export const READING: readonly ReadingRule[] = [...LOGGING_IN, ...PEOPLE, ...GROUPS, ...PROJECTS];
/** Held against every answer of a run. */
export const DOCUMENT_ROW = 'Paths, parameters, fields, success statuses';

export interface Line {
  readonly row: LedgerRow;
  readonly tries: string;
  readonly finding: Finding;
}

export interface Report {
  /** In the order of the ledger. */
  readonly lines: readonly Line[];
  /** What was made and is still there, and why. */
  readonly leftBehind: readonly string[];
}

export interface RunOptions {
  readonly writes: boolean;
  /** What is under way comes to its end, and what was made is taken away. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, all: number) => void;
}

export async function runRules(site: RealSite, options: RunOptions): Promise<Report> {
  const ledger = ofTheSite(readLedger());
  const watched = watch(site);
  const made = openMadeThings(watched.site);
  const lines: Line[] = [];
  const all = READING.length + CHANGING.length;
  const note = (beginning: string, tries: string, finding: Finding) =>
    lines.push({ row: rowOf(ledger, beginning), tries, finding });

  let leftBehind: readonly string[] = [];
  try {
    for (const { row, tries, check } of READING) {
      note(row, tries, await alone(options, () => check(watched.site)));
      options.onProgress?.(lines.length, all);
    }
    for (const rule of CHANGING) {
      note(rule.row, rule.tries, await change(watched.site, made, rule, options));
      options.onProgress?.(lines.length, all);
    }
  } finally {
    leftBehind = await made.takeAway();
  }
  const problems = watched.problems();
  note(
    DOCUMENT_ROW,
    `each of the ${watched.count()} calls of this run, against Atlassian’s own document`,
    unless(isNot(problems.join('; '), problems.length === 0)),
  );
  for (const { why, rows } of UNTRIED) for (const row of rows) note(row, '', notTried(why));
  lines.sort((one, other) => ledger.indexOf(one.row) - ledger.indexOf(other.row));
  return { lines, leftBehind };
}

async function change(
  site: RealSite,
  made: MadeThings,
  { check }: WritingRule,
  options: RunOptions,
): Promise<Finding> {
  if (!options.writes) return notTried('it changes something: run it with --write');
  return alone(options, () => check(site, made));
}

/** Whatever happens to one of them, the others are tried. */
async function alone({ signal }: RunOptions, check: () => Promise<Finding>): Promise<Finding> {
  if (signal?.aborted === true) return notTried('it was stopped before');
  try {
    return await check();
  } catch (error) {
    if (error instanceof CannotMake) return notTried(error.message);
    return notTried(`the site could not be asked: ${reasonOf(error)}`);
  }
}

/** Holds each call that is made against the document. */
function watch(site: RealSite) {
  const problems = new Set<string>();
  let count = 0;
  const hold = (asked: Asked, answer: Answered) => {
    const { method = 'GET', path, as = 'own' } = asked;
    const full = path.startsWith('/rest') ? path : `/rest/api/3${path}`;
    if (!isDocumented(full)) return;
    count += 1;
    const query = new URLSearchParams(
      Object.entries(asked.query ?? {}).map(([name, value]) => [name, String(value)]),
    );
    const exchange: Exchange = {
      at: 0,
      via: 'token',
      as: as === 'own' ? site.me.accountId : undefined,
      method,
      // The document knows sites by this one.
      url: `https://acme-local.atlassian.net${full}?${query}`,
      requestBody: asked.body === undefined ? '' : JSON.stringify(asked.body),
      status: answer.status,
      responseHeaders: Object.fromEntries(answer.headers),
      responseBody: answer.text,
      faulty: false,
    };
    for (const problem of problemsOf(exchange)) problems.add(`${method} ${full}: ${problem}`);
  };
  const watched: RealSite = {
    ...site,
    async ask(asked) {
      const answer = await site.ask(asked);
      hold(asked, answer);
      return answer;
    },
  };
  return { site: watched, problems: () => [...problems], count: () => count };
}
