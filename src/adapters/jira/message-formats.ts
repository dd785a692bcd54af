import { isolated } from '#domain/lib/isolated';
import { asPartOfLine } from '#domain/lib/readable-text';
import type { Message, MessageBlock, MessageLine, MessagePart } from '#domain/notification/message';

/**
 * The message in Atlassian Document Format, where a person becomes a mention that notifies them.
 * Source: Atlassian Document Format, nodes bulletList, listItem, mention, mark link.
 */
export function asDocument({ blocks }: Message) {
  return {
    type: 'doc',
    version: 1,
    content: blocks.map((block) =>
      isList(block)
        ? {
            type: 'bulletList',
            content: block.list.map((line) => ({ type: 'listItem', content: [paragraphOf(line)] })),
          }
        : paragraphOf(block),
    ),
  };
}

const paragraphOf = (line: MessageLine) => ({
  type: 'paragraph',
  // The format allows no empty text.
  content: line.filter((part) => wordsOf(part) !== '').map(nodeOf),
});

function nodeOf(part: MessagePart) {
  if (typeof part === 'string') return { type: 'text', text: wordsOf(part) };
  if ('link' in part) {
    const marks = [{ type: 'link', attrs: { href: part.link.to } }];
    return { type: 'text', text: wordsOf(part), marks };
  }
  return { type: 'mention', attrs: { id: part.mention.accountId, text: `@${wordsOf(part)}` } };
}

export function asText({ blocks }: Message): string {
  return blocks
    .map((block) =>
      isList(block) ? block.list.map((line) => `- ${textOf(line)}`).join('\n') : textOf(block),
    )
    .join('\n\n');
}

export function asHtml({ blocks }: Message): string {
  const html = (line: MessageLine) => line.map(htmlOf).join('');
  return blocks
    .map((block) =>
      isList(block)
        ? `<ul>${block.list.map((line) => `<li>${html(line)}</li>`).join('')}</ul>`
        : `<p>${html(block)}</p>`,
    )
    .join('');
}

const isList = (block: MessageBlock) => 'list' in block;
const textOf = (line: MessageLine) =>
  line
    .map((part) => (isLink(part) ? `${wordsOf(part)} (${part.link.to})` : wordsOf(part)))
    .join('');

const htmlOf = (part: MessagePart) =>
  isLink(part)
    ? `<a href="${escapeHtml(part.link.to)}">${escapeHtml(wordsOf(part))}</a>`
    : escapeHtml(wordsOf(part));

const isLink = (part: MessagePart) => typeof part !== 'string' && 'link' in part;

/** Whatever a text or a name is made of, a paragraph is one line: nobody writes lines of a message by it. */
const wordsOf = (part: MessagePart): string => asPartOfLine(plainOf(part));

function plainOf(part: MessagePart): string {
  if (typeof part === 'string') return part;
  return 'link' in part ? part.link.text : isolated(part.mention.displayName);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
