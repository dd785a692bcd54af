import { isolated } from '#domain/lib/isolated';
import { asPartOfLine } from '#domain/lib/readable-text';
import type { Message, MessagePart } from '#domain/notification/message';

/** The message in Atlassian Document Format, where a person becomes a mention that notifies them. */
export function asDocument({ paragraphs }: Message) {
  return {
    type: 'doc',
    version: 1,
    content: paragraphs.map((parts) => ({
      type: 'paragraph',
      // The format allows no empty text.
      content: parts.filter((part) => wordsOf(part) !== '').map(nodeOf),
    })),
  };
}

function nodeOf(part: MessagePart) {
  if (typeof part === 'string') return { type: 'text', text: wordsOf(part) };
  return { type: 'mention', attrs: { id: part.mention.accountId, text: `@${wordsOf(part)}` } };
}

export function asText({ paragraphs }: Message): string {
  return paragraphs.map((parts) => parts.map(wordsOf).join('')).join('\n\n');
}

export function asHtml({ paragraphs }: Message): string {
  return paragraphs.map((parts) => `<p>${escapeHtml(parts.map(wordsOf).join(''))}</p>`).join('');
}

/** Whatever a text or a name is made of, a paragraph is one line: nobody writes lines of a message by it. */
const wordsOf = (part: MessagePart): string =>
  asPartOfLine(typeof part === 'string' ? part : isolated(part.mention.displayName));

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
