import type { Site } from '../site/site';
import { isDocument, plainText } from './document-format';

/**
 * Versions of the API, each below /rest/api; `latest` is the second. In it, texts are wiki markup where the third
 * has documents (doc: version 3 of the Jira Cloud platform REST API); of that markup, mentions are understood here.
 */
export const VERSIONS = ['3', '2', 'latest'] as const;
export type Version = (typeof VERSIONS)[number];

const TEXTS = new Set(['body', 'description']);
/** What people store is theirs, whatever it looks like. */
const STORED = new Set(['properties', 'value']);
const MENTION = /\[~accountid:([^\]\s]+)\]/g;

/** An answer of version 3, as version 2 has it. */
export function asVersion2(site: Pick<Site, 'siteUrl'>, answer: unknown): unknown {
  const address = `${site.siteUrl}/rest/api/3/`;
  const read = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.startsWith(address)
        ? `${site.siteUrl}/rest/api/2/${value.slice(address.length)}`
        : value;
    if (Array.isArray(value)) return value.map(read);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => {
        if (STORED.has(key)) return [key, one];
        return [key, TEXTS.has(key) && isDocument(one) ? wikiText(one) : read(one)];
      }),
    );
  };
  return read(answer);
}

/** What is sent by version 2, as version 3 takes it: the text of a comment as a document. */
export function ofVersion2(site: Pick<Site, 'people'>, path: string, body: unknown): unknown {
  if (!path.includes('/comment') || typeof body !== 'object' || body === null) return body;
  const { body: text } = body as { readonly body?: unknown };
  return typeof text === 'string' && text !== '' ? { ...body, body: documentOf(site, text) } : body;
}

const wikiText = (document: unknown) => plainText(document, (id) => `[~accountid:${id}]`);

function documentOf(site: Pick<Site, 'people'>, text: string) {
  const content = text.split('\n').map((line) => ({
    type: 'paragraph',
    content: line.split(MENTION).flatMap((part, index): readonly object[] => {
      // Every second part is what the expression has caught.
      if (index % 2 === 0) return part === '' ? [] : [{ type: 'text', text: part }];
      const name = site.people.byId(part)?.displayName ?? part;
      return [{ type: 'mention', attrs: { id: part, text: `@${name}` } }];
    }),
  }));
  return { type: 'doc', version: 1, content };
}
