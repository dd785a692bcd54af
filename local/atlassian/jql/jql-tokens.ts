/** A query that can’t be read or answered, in Jira’s words. */
export class JqlError extends Error {
  override readonly name = 'JqlError';
}

export interface Token {
  readonly kind: 'word' | 'text' | 'sign' | 'end';
  readonly text: string;
  /** `(line 1, character 9)`, as Jira names it. */
  readonly at: string;
}

const TOKEN =
  /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(!=|!~|<=|>=|[=<>~!(),[\]])|([^\s"'=<>~!(),[\]]+))/gsy;

/** Words, quoted texts and signs, with where each begins. */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  const all = query.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < all.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(all);
    if (found === null) throw new JqlError(unclosed(all, from));
    const [whole, quoted, sign, word = ''] = found;
    const begins = from + whole.length - whole.trimStart().length;
    const at = placeOf(all, begins);
    if (quoted !== undefined) tokens.push({ kind: 'text', text: unquoted(quoted), at });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at });
    else tokens.push({ kind: 'word', text: word, at });
  }
  return [...tokens, { kind: 'end', text: '', at: placeOf(all, all.length) }];
}

const unclosed = (query: string, from: number) =>
  `Error in the JQL Query: The quoted string '${query.slice(from).trim().slice(1)}' has not been completed. ${placeOf(query, from)}`;

const unquoted = (quoted: string) => quoted.slice(1, -1).replace(/\\(.)/gs, '$1');

function placeOf(query: string, position: number): string {
  const lines = query.slice(0, position).split('\n');
  return `(line ${lines.length}, character ${(lines.at(-1)?.length ?? 0) + 1})`;
}
