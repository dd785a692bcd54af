import { expect, test } from 'vitest';
import { ownPath } from './own-path';

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  '/\n/elsewhere.example',
  '/\r\n/elsewhere.example',
  '/\t\\elsewhere.example',
  '/.//elsewhere.example',
  '/a/..//elsewhere.example',
  'elsewhere.example',
  'javascript:alert(1)',
  '\t//elsewhere.example',
  '',
  undefined,
  7,
])('%j leads to the start page', (asked) => expect(ownPath(asked)).toBe('/'));

test.each(['/', '/browse/WEB-1', '/browse/WEB-1?tab=a#b'])('%s stays', (asked) => {
  expect(ownPath(asked)).toBe(asked);
});
