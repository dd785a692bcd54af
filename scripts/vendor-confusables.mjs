// Makes src/domain/look-alike/confusables.ts of Unicode's list of characters that look alike:
//   node scripts/vendor-confusables.mjs confusables.txt
// The list is at https://www.unicode.org/Public/security/latest/confusables.txt
import { readFileSync, writeFileSync } from 'node:fs';

const TARGET = 'src/domain/look-alike/confusables.ts';
const text = readFileSync(process.argv[2] ?? 'confusables.txt', 'utf8');
const version = /# Version: (\S+)/.exec(text)?.[1];

const plain = (characters) =>
  characters
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{P}\p{S}\p{Z}]/gu, '');
const read = (codes) =>
  String.fromCodePoint(
    ...codes
      .trim()
      .split(/\s+/)
      .map((code) => Number.parseInt(code, 16)),
  );

/** By what they look like, in ASCII; without those that Unicode's own normalization makes so. */
const sources = new Map();
for (const line of text.split('\n')) {
  const [from, to] = line.replace(/#.*/, '').split(';');
  if (to === undefined) continue;
  const source = read(from);
  const target = plain(read(to));
  if (!/^[a-z0-9]{1,4}$/.test(target) || [...source].length !== 1) continue;
  if (/^[ -~]$/.test(source) || plain(source) === target) continue;
  sources.set(target, [...(sources.get(target) ?? []), source]);
}

const escaped = (character) => `\\u{${character.codePointAt(0).toString(16)}}`;
const lines = [...sources]
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([target, all]) => `  ['${target}', '${all.map(escaped).join('')}'],`);
writeFileSync(
  TARGET,
  `/**
 * Characters that look like letters and digits of ASCII, by what they look like. Made by
 * scripts/vendor-confusables.mjs of confusables.txt, version ${version}, of Unicode's Security Mechanisms
 * (UTS 39). © Unicode, Inc., Unicode License V3: https://www.unicode.org/license.txt
 */
export const CONFUSABLES: readonly (readonly [looksLike: string, characters: string])[] = [
${lines.join('\n')}
];
`,
);
