import type { MadeThings } from './made-things';
import type { Answered, RealSite } from './real-site';

/** What became of a rule at a site. `saw`: the site's own words, where the ledger does not claim them exactly. */
export type Finding =
  | { readonly kind: 'asClaimed'; readonly saw?: string | undefined }
  | { readonly kind: 'differs'; readonly how: string }
  | { readonly kind: 'notTried'; readonly why: string };

interface Named {
  /** How the row of docs/local-fidelity.md begins that is held against the site. */
  readonly row: string;
  /** What of it is tried. */
  readonly tries: string;
}

/** Changes nothing. */
export interface ReadingRule extends Named {
  readonly check: (site: RealSite) => Promise<Finding>;
}

/** Changes what was made for it, and nothing else. */
export interface WritingRule extends Named {
  readonly check: (site: RealSite, made: MadeThings) => Promise<Finding>;
}

export const notTried = (why: string): Finding => ({ kind: 'notTried', why });

/** As claimed, where nothing is named that isn't so. */
export function unless(...differences: readonly (string | undefined)[]): Finding {
  const named = differences.filter((one) => one !== undefined);
  return named.length === 0 ? { kind: 'asClaimed' } : { kind: 'differs', how: named.join('; ') };
}

export const seen = (finding: Finding, saw: string): Finding =>
  finding.kind === 'asClaimed' ? { ...finding, saw } : finding;

export const otherStatus = (
  what: string,
  { status, text }: Answered,
  expected: number,
): string | undefined =>
  status === expected ? undefined : `${what}: ${status} in place of ${expected}${excerpt(text)}`;

export const lacksWords = (what: string, { text }: Answered, words: string): string | undefined =>
  text.includes(words) ? undefined : `${what} does not say "${words}"${excerpt(text)}`;

export const lacksHeader = (
  what: string,
  { headers }: Answered,
  name: string,
  value: string,
): string | undefined => {
  const found = headers.get(name);
  return found?.includes(value) === true
    ? undefined
    : `${what}: the header ${name} is ${found === null ? 'not there' : `"${found}"`}`;
};

export const isNot = (what: string, holds: boolean): string | undefined =>
  holds ? undefined : what;

const EXCERPT = 160;

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  return `, with ${line.length > EXCERPT ? `${line.slice(0, EXCERPT)}…` : line}`;
}
