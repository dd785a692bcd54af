import { describe, expect, it } from 'vitest';
import { adfToHtml } from './adf-to-html';

const SITE = 'https://acme-local.atlassian.net';
const shown = async (...content: object[]) =>
  String(await adfToHtml({ type: 'doc', version: 1, content }, SITE));
const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks });

describe('adfToHtml', () => {
  it.each([
    ['a paragraph', { type: 'paragraph', content: [text('Hello')] }, '<p>Hello</p>'],
    ['marks', text('now', { type: 'strong' }, { type: 'em' }), '<em><strong>now</strong></em>'],
    [
      'a mention',
      { type: 'mention', attrs: { id: 'a1', text: '@Maya' } },
      '<a class="mention" href="/jira/people/a1">@Maya</a>',
    ],
    [
      'a list',
      { type: 'bulletList', content: [{ type: 'listItem', content: [text('one')] }] },
      '<ul><li>one</li></ul>',
    ],
    [
      'a link of the site',
      text('WEB-1', { type: 'link', attrs: { href: `${SITE}/browse/WEB-1` } }),
      '<a href="/browse/WEB-1">WEB-1</a>',
    ],
    ['what it does not know', { type: 'layoutSection', content: [text('inside')] }, 'inside'],
  ])('draws %s', async (_what, node, expected) => {
    expect(await shown(node)).toBe(expected);
  });

  it('lets no markup and no script through', async () => {
    const words = await shown(text('<img src=x onerror=alert(1)>'));
    expect(words).toBe('&lt;img src=x onerror=alert(1)&gt;');
    const link = await shown(text('go', { type: 'link', attrs: { href: 'javascript:alert(1)' } }));
    expect(link).toBe('<a href="#">go</a>');
  });
});
