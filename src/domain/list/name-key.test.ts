import { expect, test } from 'vitest';
import { nameKey } from './name-key';

test.each([
  ['José  MARÍ', 'jose mari'],
  [' Jose\u0301 Mari\u0301\t', 'jose mari'],
  ['Ｊｏｓｅ\u00a0Mari', 'jose mari'],
  ['Nguyễn Văn A', 'nguyen van a'],
  ['Ann Lee', 'ann lee'],
  ['AnnLee', 'annlee'],
  ['Miriam O’Brien-Lee', "miriam o'brien-lee"],
  ['Miriam OʼBrien\u2011Lee', "miriam o'brien-lee"],
  ['علی\u200cرضا', 'علیرضا'],
  ['مُحَمَّد', 'محمد'],
  ['Андрей', 'андреи'],
  ['가영', '가영'],
  ['', ''],
])('%j is the name %j', (name, key) => {
  expect(nameKey(name)).toBe(key);
});

test.each([
  ['राम', 'रमा'],
  ['ดี', 'ดา'],
  ['たかし', 'だかし'],
  ['ශ්‍රී', 'ශරී'],
])('%j and %j are two names', (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other));
});
