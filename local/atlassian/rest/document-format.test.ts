import { expect, it } from 'vitest';
import { plainText } from './document-format';

const read = (...content: object[]) => plainText({ type: 'doc', version: 1, content });
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const list = (...texts: string[]) => ({
  type: 'bulletList',
  content: texts.map((text) => ({ type: 'listItem', content: [paragraph(text)] })),
});

it('shows in notifications and emails where each item of a list begins', () => {
  expect(read(paragraph('To do:'), list('one', 'two'), paragraph('Thanks'))).toBe(
    'To do:\n- one\n- two\nThanks',
  );
});

it('finds no words in a list of empty items, so that a comment of them is empty', () => {
  expect(read(list('', ''))).toBe('');
});
