import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeBlocks } from './help-pages';

describe('writeBlocks', () => {
  it('writes headings, paragraphs, bold and code', () => {
    expect(writeBlocks('# Help\n\nClick **Connect** at `https://x`\nand wait.')).toBe(
      '<h1 id="help">Help</h1>\n<p>Click <strong>Connect</strong> at <code>https://x</code>\nand wait.</p>',
    );
  });

  it('writes lists, with lines that go on and lists within', () => {
    expect(writeBlocks('1. Enter\n   both:\n   - **A**,\n   - B\n     or C.\n2. Click.')).toBe(
      '<ol><li>Enter both:<ul><li><strong>A</strong>,</li>\n<li>B or C.</li></ul></li>\n<li>Click.</li></ol>',
    );
  });

  it('writes tables', () => {
    expect(writeBlocks('| a | b |\n|---|---|\n| `x` | y |')).toBe(
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td><code>x</code></td><td>y</td></tr>\n</tbody></table>',
    );
  });

  it('lets no markup through', () => {
    expect(writeBlocks('Apps > Manage & <script>')).toBe(
      '<p>Apps &gt; Manage &amp; &lt;script&gt;</p>',
    );
  });
});

describe('the help', () => {
  it.each(readdirSync('docs/help').filter((file) => file.endsWith('.md')))(
    '%s has no Markdown left, and each link in it leads to a heading',
    (file) => {
      const page = writeBlocks(readFileSync(`docs/help/${file}`, 'utf8'));
      expect(page.match(/\]\(|\*\*|`|^#/gm)).toBeNull();
      const headings = [...page.matchAll(/<h\d id="([^"]+)"/g)].map(([, id]) => id);
      for (const [, to] of page.matchAll(/<a href="#([^"]+)"/g)) expect(headings).toContain(to);
    },
  );
});
