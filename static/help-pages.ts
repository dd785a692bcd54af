import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

/** Builds the project's help, written in `folder`, into pages beside the screen: `help/NAME.html`. */
export function helpPages(folder: string, styles: string): Plugin {
  return {
    name: 'help-pages',
    apply: 'build',
    generateBundle() {
      const emit = (fileName: string, source: string) =>
        this.emitFile({ type: 'asset', fileName: `help/${fileName}`, source });
      this.addWatchFile(styles);
      emit('help.css', readFileSync(styles, 'utf8'));
      for (const file of readdirSync(folder)) {
        if (!file.endsWith('.md')) continue;
        this.addWatchFile(join(folder, file));
        const text = readFileSync(join(folder, file), 'utf8');
        emit(`${basename(file, '.md')}.html`, writePage(text));
      }
    },
  };
}

function writePage(markdown: string): string {
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? 'Help';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${inline(title)} – Multiplier</title>
<link rel="stylesheet" href="./help.css" />
</head>
<body>
<main>
${writeBlocks(markdown)}
</main>
</body>
</html>
`;
}

/** The part of Markdown that the help is written in: headings and links to them, paragraphs, lists, tables, bold, code. */
export function writeBlocks(markdown: string): string {
  return markdown
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(writeBlock)
    .join('\n');
}

function writeBlock(block: string): string {
  const heading = /^(#{1,4}) (.+)$/.exec(block);
  if (heading?.[1] !== undefined && heading[2] !== undefined) {
    const level = heading[1].length;
    return `<h${level} id="${slug(heading[2])}">${inline(heading[2])}</h${level}>`;
  }
  if (block.startsWith('|')) return writeTable(block.split('\n'));
  if (/^(- |\d+\. )/.test(block)) return writeList(block.split('\n'));
  return `<p>${inline(block)}</p>`;
}

function writeTable([head = '', , ...rows]: string[]): string {
  const cells = (row: string, tag: 'th' | 'td') =>
    row
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => `<${tag}>${inline(cell.trim())}</${tag}>`)
      .join('');
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
  return `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

/** Lines that are indented belong to the item before: a text that goes on, or a list of its own. */
function writeList(lines: string[]): string {
  const tag = /^\d/.test(lines[0] ?? '') ? 'ol' : 'ul';
  const items: string[][] = [];
  for (const line of lines) {
    const item = /^(?:- |\d+\. )(.*)$/.exec(line)?.[1];
    if (item === undefined) items[items.length - 1]?.push(line.replace(/^ {2,3}/, ''));
    else items.push([item]);
  }
  return `<${tag}>${items.map((item) => `<li>${writeItem(item)}</li>`).join('\n')}</${tag}>`;
}

function writeItem(lines: string[]): string {
  const nested = lines.findIndex((line) => /^(- |\d+\. )/.test(line));
  if (nested < 1) return inline(lines.join(' '));
  return `${inline(lines.slice(0, nested).join(' '))}${writeList(lines.slice(nested))}`;
}

/** As in a link to a heading: `#who-decides`. */
const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\d\s-]/gu, '')
    .replace(/\s/g, '-');

function inline(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\(#([\w-]+)\)/g, '<a href="#$2">$1</a>');
}
