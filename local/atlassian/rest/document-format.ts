/** A node of the Atlassian Document Format, as far as comments are read here. */
interface Node {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly Node[];
}

/** Whether it is a document at all; Jira refuses anything else as a comment's body. */
export const isDocument = (body: unknown): boolean => {
  const node = body as Node | null | undefined;
  return (
    typeof body === 'object' &&
    node?.type === 'doc' &&
    (body as { version?: unknown }).version === 1 &&
    Array.isArray(node.content)
  );
};

const BLOCKS = new Set(['paragraph', 'heading', 'listItem', 'panel', 'blockquote', 'codeBlock']);

/** The words of a document: blocks on lines of their own, items of a list behind a dash, mentions as they are written. */
export function plainText(
  body: unknown,
  mentioned: (accountId: string, text: string) => string = (_, text) => text,
): string {
  const read = (node: Node): string => {
    const inner = (node.content ?? []).map(read).join('');
    if (node.type === 'text') return String(node.text ?? '');
    if (node.type === 'mention') return mentioned(String(node.attrs?.id ?? ''), mentionText(node));
    if (node.type === 'hardBreak') return '\n';
    if (node.type === 'listItem' && inner.trim() !== '') return `- ${endLine(inner)}`;
    return BLOCKS.has(String(node.type)) ? endLine(inner) : inner;
  };
  return read((body ?? {}) as Node).trim();
}

const endLine = (text: string) => (text.endsWith('\n') ? text : `${text}\n`);

const mentionText = (node: Node): string => {
  const text = String(node.attrs?.text ?? node.attrs?.id ?? '');
  return text.startsWith('@') ? text : `@${text}`;
};

/** Account ids that the document mentions, each once. */
export function mentionsOf(body: unknown): readonly string[] {
  const found = new Set<string>();
  const walk = (node: Node): void => {
    if (node.type === 'mention' && typeof node.attrs?.id === 'string') found.add(node.attrs.id);
    for (const child of node.content ?? []) walk(child);
  };
  walk((body ?? {}) as Node);
  return [...found];
}
