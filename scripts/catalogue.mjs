/**
 * Writes the catalogue, locales/en-US.json: every message of the code, by itself. With `--check` it says what
 * is behind instead, of the catalogue and of each language that is made from it.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';
import { root } from './prepare.mjs';

/** What takes a message as its first argument. */
const SAYS = new Set(['say', 'sayWithElements', 'paragraph', 'sayInParts']);
export const CATALOGUE = 'locales/en-US.json';

/** Each message and where it stands; of one that is not written out where it is said, its place alone. */
export function messagesOf(path, source) {
  const found = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && SAYS.has(node.expression.getText(source))) {
      const [message] = node.arguments;
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      const text = message && ts.isStringLiteralLike(message) ? message.text : undefined;
      found.push({ text, place: `${path}:${line}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `{count, plural, one {# step} other {# steps}}`: the words of each case are no names. */
const CASES = /(\{\w+, plural,)((?:[^{}]*\{[^{}]*\})+)/g;

/** `{name}` and `{count}`: what a message needs, whatever its language and its cases. */
const namesIn = (message) =>
  [...message.replace(CASES, '$1').matchAll(/\{(\w+)(?=[},])/g)]
    .map(([, name]) => name)
    .filter((name, place, all) => all.indexOf(name) === place)
    .sort()
    .join(' ');

/** Titles in the manifest are messages too: Jira shows them. */
function inManifest() {
  const { modules } = parse(readFileSync(join(root, 'manifest.yml'), 'utf8'));
  const found = [];
  const visit = (value) => {
    if (typeof value?.i18n === 'string') found.push(value.i18n);
    else if (value instanceof Object) Object.values(value).forEach(visit);
  };
  visit(modules);
  return found;
}

export function readCatalogue() {
  const paths = globSync('{src/words,static/src}/**/*.{ts,tsx}', { cwd: root }).filter(
    (path) =>
      !/\.test\.tsx?$|^src\/words\/(say|paragraph)\.ts$|\/say-with-elements\.tsx$/.test(path),
  );
  const all = paths.flatMap((path) => {
    const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    const text = readFileSync(join(root, path), 'utf8');
    return messagesOf(path, ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind));
  });
  const unwritten = all.filter(({ text }) => text === undefined);
  const texts = [...new Set([...inManifest(), ...all.flatMap(({ text }) => text ?? [])])].sort();
  return { all, unwritten, texts };
}

/** Whether each number finds its case: `other` is there, and every case is one that the language has. */
function hasCasesOf(locale, message) {
  const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
  return [...message.matchAll(CASES)].every(([, , cases]) => {
    const named = [...cases.matchAll(/([^\s{}]+) \{[^{}]*\}/g)].map(([, name]) => name);
    return named.includes('other') && named.every((name) => pluralCategories.includes(name));
  });
}

/** What is wrong with the catalogue and the languages, each in a line. */
function problemsOfLanguages() {
  const { texts, unwritten } = readCatalogue();
  const problems = unwritten.map(({ place }) => `${place} says what is not written out there.`);
  for (const path of globSync('locales/*.json', { cwd: root })) {
    const file = JSON.parse(readFileSync(join(root, path), 'utf8'));
    for (const text of texts) {
      const said = file[text];
      if (typeof said !== 'string' || said === '') problems.push(`${path} lacks “${text}”.`);
      else if (namesIn(said) !== namesIn(text))
        problems.push(`${path}: “${said}” does not have the values of “${text}”.`);
      else if (!hasCasesOf(basename(path, '.json'), said))
        problems.push(`${path}: “${said}” does not have the cases of the language, or no other.`);
    }
    for (const text of Object.keys(file)) {
      if (!texts.includes(text)) problems.push(`${path} has “${text}”, which nothing says.`);
    }
  }
  return problems;
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--check')) {
    const problems = problemsOfLanguages();
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) process.exitCode = 1;
  } else {
    const { texts } = readCatalogue();
    const file = Object.fromEntries(texts.map((text) => [text, text]));
    writeFileSync(join(root, CATALOGUE), `${JSON.stringify(file, undefined, 2)}\n`);
    console.log(`${texts.length} messages in ${CATALOGUE}.`);
  }
}
