import { html, raw } from 'hono/html';
import { localLink } from './local-link';

interface Node {
  readonly type?: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly Node[];
  readonly content?: readonly Node[];
}

const BLOCKS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  codeBlock: 'pre',
  table: 'table',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
};
const MARKS: Readonly<Record<string, string>> = {
  strong: 'strong',
  em: 'em',
  code: 'code',
  strike: 's',
  underline: 'u',
};

type Html = ReturnType<typeof html>;

/** Atlassian Document Format as HTML: what comments use; of the rest, the text. */
export function adfToHtml(document: unknown, siteUrl: string): Html {
  return draw((document ?? {}) as Node);

  function draw(node: Node): Html {
    const text = (name: string) => String(node.attrs?.[name] ?? '');
    const inner = html`${(node.content ?? []).map(draw)}`;
    const block = BLOCKS[node.type ?? ''];
    if (block !== undefined) return wrap(block, inner);
    switch (node.type) {
      case 'text':
        return (node.marks ?? []).reduce(mark, html`${node.text ?? ''}`);
      case 'heading':
        // Under the page's own headings.
        return html`<p><strong>${inner}</strong></p>`;
      case 'mention':
        return html`<a class="mention" href="/jira/people/${text('id')}">${text('text') || '@…'}</a>`;
      case 'hardBreak':
        return html`<br>`;
      case 'rule':
        return html`<hr>`;
      case 'emoji':
        return html`${text('text') || text('shortName')}`;
      case 'status':
        return html`<span class="lozenge">${text('text')}</span>`;
      case 'date':
        return html`${new Date(Number(text('timestamp'))).toISOString().slice(0, 10)}`;
      case 'inlineCard':
        return html`<a href="${localLink(text('url'), siteUrl)}">${text('url')}</a>`;
      case 'panel':
        return html`<div class="note">${inner}</div>`;
      default:
        return inner;
    }
  }

  function mark(inner: Html, { type, attrs }: Node): Html {
    if (type === 'link') {
      return html`<a href="${localLink(String(attrs?.href ?? ''), siteUrl)}">${inner}</a>`;
    }
    const tag = MARKS[type ?? ''];
    return tag === undefined ? inner : wrap(tag, inner);
  }
}

const wrap = (tag: string, inner: Html) => html`${raw(`<${tag}>`)}${inner}${raw(`</${tag}>`)}`;
