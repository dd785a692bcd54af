import { expect, test } from 'vitest';
import { nameKey } from './name-key';

test.each([
  ['José  MARÍ', 'jose mari'],
  [' Jose\u0301 Mari\u0301\t', 'jose mari'],
  ['Ｊｏｓｅ\u00a0Mari', 'jose mari'],
  ['Nguyễn Văn A', 'nguyen van a'],
  ['Ann Lee', 'ann lee'],
  ['AnnLee', 'annlee'],
  ['', ''],
])('%j is the name %j', (name, key) => {
  expect(nameKey(name)).toBe(key);
});
