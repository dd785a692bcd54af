/**
 * Holds what no other check sees, and prints the place of each that breaks it:
 * - a bound in the contract has a name, and a limit that crosses the bridge is written once;
 * - no module keeps state of its own, but for those that are named here;
 * - an error is passed on, or its end is named here (docs/decisions/0016-where-errors-end.md);
 * - what a page shows is said by a message (src/words/say.ts), and not written into it, nor a list with commas;
 * - nothing that a page loads calls as another surface does;
 * - no folders import each other in a circle;
 * - a file or a heading that the documentation names is there, and it names every folder of the domain and of the project.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** Of the machine or of a page: there is one of it. */
const STATEFUL = [
  'local/machine/clock.ts',
  'local/forge/runtime/capture-console.ts',
  'local/host/browser/app-events.ts',
  'local/host/browser/context-status.ts',
  'local/host/browser/live-regions.ts',
  'local/host/pages/local-faults.ts',
  'local/start.mts',
  // Of a page: its reader's language.
  'src/words/say.ts',
  // Of a page: what was typed, where the browser keeps nothing for the app.
  'static/src/api/draft.ts',
];

/** Where whatever was thrown comes to its end, and how often in that file. */
const ENDS = {
  'src/entry/define.ts': 1,
  'src/entry/consumers/work.ts': 1,
  'src/entry/schedules/sweep.ts': 1,
  'src/operations/sweep/each-alone.ts': 1,
  'src/operations/personal/go-round.ts': 1,
  'src/operations/ends/end-due.ts': 1,
  'src/operations/ends/send-end.ts': 1,
  'src/operations/holding/promise-ends.ts': 2,
  'src/operations/outbox/push-promised.ts': 1,
  'src/operations/projections/project-first.ts': 1,
  'src/operations/run/carry-out-request.ts': 2,
  'src/operations/effects/send-change.ts': 1,
  'src/operations/effects/send-effect.ts': 1,
  'src/operations/effects/verify-applied.ts': 1,
  'src/operations/effects/watch.ts': 1,
  'src/adapters/rest/answer.ts': 1,
  'src/adapters/atlassian/client/site-client.ts': 2,
  'src/adapters/storage/read-rows.ts': 1,
  'src/adapters/storage/read-stored.ts': 1,
  'static/src/api/bridge.ts': 1,
  'static/src/api/call.ts': 1,
  'static/src/api/draft.ts': 3,
  'static/src/forms/list/decode-file.ts': 1,
  'static/src/forms/list/read-workbook.ts': 1,
};

/** How a page calls, beside the function that has its name: `callPanel` is that of `panel.tsx`. */
const CALLS_TOO = { access: ['callForm'], panel: ['callForm'], 'request-form': ['callForm'] };
const CALLERS = 'static/src/api/callers.ts';

/** What people read or hear of an element; an address is the same in every language. */
const READ =
  /^(aria-label|title|placeholder|label|help|alt|yes|no|doing|send|sending|waiting|unit|about|busy|disabledReason|error)$/;

/** What is on their left can be shown, too. */
const OF_EITHER = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Whose paths have one base. */
const DOMAIN = { page: 'docs/domain.md', folder: 'src/domain' };

const isWords = (text) => /\p{L}/u.test(text);
const ADDRESS = /^[\w.-]+\.com$/;

const problems = [];
const isTest = (path) => /\.test\.tsx?$|\/hostile-/.test(path);
const files = globSync('{src,static/src,local}/**/*.{ts,tsx,mts}')
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !isTest(path))
  .sort();
const sources = new Map(files.map((path) => [path, parse(path)]));
const limits = new Map(
  ['src/domain/term/term.ts', 'src/contract/limits.ts'].flatMap((path) => [
    ...limitsOf(sources.get(path)),
  ]),
);
const ends = new Map();
for (const [path, source] of sources) look(path, source);
for (const path of new Set([...Object.keys(ENDS), ...ends.keys()])) {
  const found = ends.get(path) ?? [];
  const named = ENDS[path] ?? 0;
  if (found.length > named) {
    for (const line of found)
      problems.push(
        `${path}:${line} ends an error: pass on what it does not name, or name it in ENDS.`,
      );
  }
  if (found.length < named)
    problems.push(`${path} ends ${found.length} errors: ENDS says ${named}.`);
}
lookForCallers();
lookForCircles();
lookIntoDocs();
lookForFolders();
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

function parse(path) {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true, kind);
}

function look(path, source) {
  const inApp = !path.startsWith('local/');
  const lineOf = (node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const say = (node, what) => problems.push(`${path}:${lineOf(node)} ${what}`);
  const kept = new Set();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const isConst = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (isConst && !isCollection(initializer)) continue;
      if (!isConst && !STATEFUL.includes(path))
        say(statement, 'a module keeps state in a variable.');
      if (ts.isIdentifier(name)) kept.add(name.text);
    }
  }
  const visit = (node) => {
    if (isWrittenIntoPage(node)) say(node, 'is written into the page: say it (src/words/say.ts).');
    if (isWrittenList(node, path)) say(node, 'writes a list: src/words/listing.ts says one.');
    if (ts.isNumericLiteral(node) && inApp) lookAtNumber(node, say, path, source);
    if (!STATEFUL.includes(path) && changes(node, kept))
      say(node, 'a module keeps state in a collection.');
    if (inApp && ts.isCatchClause(node) && !passesOn(node)) {
      ends.set(path, [...(ends.get(path) ?? []), lineOf(node)]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** In the contract every bound is named; in the screens no number is one of the contract's limits. */
function lookAtNumber(node, say, path, source) {
  const value = Number(node.text);
  const text = node.getText(source);
  if (path.startsWith('src/contract/') && value > 1 && ts.isCallExpression(node.parent)) {
    say(node, `${text}: a bound has a name, in contract/limits.ts or in the domain.`);
  }
  const declared = ts.findAncestor(node, ts.isVariableDeclaration)?.name.getText(source) ?? '';
  const isNamed = /^[A-Z][A-Z_]*$/.test(declared) && !declared.endsWith('_MAX');
  if (
    path.startsWith('static/src/forms/') &&
    value > 50 &&
    limits.has(value) &&
    !isNamed &&
    !text.startsWith('0x')
  ) {
    say(node, `${text}: ${limits.get(value)} is that much; import it, or name this.`);
  }
}

function isWrittenIntoPage(node) {
  if (ts.isJsxText(node)) return isWords(node.text) && !ADDRESS.test(node.text.trim());
  if (ts.isJsxAttribute(node)) {
    return READ.test(node.name.getText()) && textsOf(node.initializer).some(isWords);
  }
  return (
    ts.isJsxExpression(node) &&
    !ts.isJsxAttribute(node.parent) &&
    textsOf(node.expression).some(isWords)
  );
}

/** Which signs part a list, and what stands before its last, is the language's to say. */
function isWrittenList(node, path) {
  if (!/^(src\/words|static\/src)\//.test(path) || !ts.isCallExpression(node)) return false;
  const { expression, arguments: given } = node;
  const isJoin = ts.isPropertyAccessExpression(expression) && expression.name.text === 'join';
  return isJoin && given.some((one) => ts.isStringLiteralLike(one) && /[,;] /.test(one.text));
}

/** What is written out in an expression, whichever way it goes. */
function textsOf(node) {
  if (node === undefined) return [];
  if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node))
    return textsOf(node.expression);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  if (ts.isConditionalExpression(node))
    return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (!ts.isBinaryExpression(node)) return [];
  const { kind } = node.operatorToken;
  const left = OF_EITHER.has(kind) ? textsOf(node.left) : [];
  return OF_EITHER.has(kind) || kind === ts.SyntaxKind.AmpersandAmpersandToken
    ? [...left, ...textsOf(node.right)]
    : [];
}

function limitsOf(source) {
  const found = new Map();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer && ts.isNumericLiteral(initializer))
        found.set(Number(initializer.text), name.getText(source));
    }
  }
  return found;
}

function isCollection(node) {
  if (node === undefined) return false;
  if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) return true;
  return ts.isNewExpression(node) && /^(Weak)?(Map|Set)$/.test(node.expression.getText());
}

/** `X.set(…)`, `X.push(…)`, `X.a = …` of a collection of the module. */
function changes(node, kept) {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    return (
      kept.has(expression.getText()) &&
      /^(set|add|delete|clear|push|pop|shift|unshift|splice|sort)$/.test(name.text)
    );
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return false;
  const { left } = node;
  const isMember = ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left);
  return isMember && kept.has(left.expression.getText());
}

/** Throws, of its own and not of a function in it. */
function passesOn(clause) {
  let found = false;
  const visit = (node) => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isThrowStatement(node)) found = true;
    ts.forEachChild(node, visit);
  };
  visit(clause.block);
  return found;
}

/** However far down: a form that another surface has, too, calls as either may. */
function lookForCallers() {
  for (const page of globSync('static/src/*.tsx').map((path) => path.replaceAll('\\', '/'))) {
    const surface = page.slice('static/src/'.length, -'.tsx'.length);
    const own = `call-${surface}`.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    const may = [own, ...(CALLS_TOO[surface] ?? [])];
    for (const [path, name] of callersFrom(page)) {
      if (!may.includes(name)) problems.push(`${path}: ${page} loads it, and may not ${name}.`);
    }
  }
}

/** Each file that a page reaches and a function that it calls by, in pairs. */
function callersFrom(page) {
  const seen = new Set([page]);
  const found = [];
  for (const path of seen) {
    for (const statement of sources.get(path)?.statements ?? []) {
      const specifier = statement.moduleSpecifier?.text;
      if (specifier === undefined || !specifier.startsWith('.')) continue;
      const to = normalize(join(dirname(path), specifier)).replaceAll('\\', '/');
      const file = [`${to}.ts`, `${to}.tsx`].find((one) => sources.has(one));
      if (file === undefined) continue;
      seen.add(file);
      if (file !== CALLERS) continue;
      const names = statement.importClause?.namedBindings?.elements;
      if (names === undefined) problems.push(`${path} imports callers by no name.`);
      for (const { propertyName, name } of names ?? []) {
        found.push([path, (propertyName ?? name).text]);
      }
    }
  }
  return found;
}

function lookForCircles() {
  const imports = new Map();
  for (const [path, source] of sources) {
    if (!path.startsWith('src/') && !path.startsWith('static/src/') && !path.startsWith('local/'))
      continue;
    const from = dirname(path);
    for (const statement of source.statements) {
      const specifier = statement.moduleSpecifier?.text;
      const to = specifier === undefined ? undefined : folderOf(specifier, from);
      if (to === undefined || to === from) continue;
      if (!imports.has(from)) imports.set(from, new Set());
      imports.get(from).add(to);
    }
  }
  const found = circlesOf(imports);
  for (const circle of found) {
    problems.push(`Folders import each other in a circle: ${circle.sort().join(' ')}`);
  }
}

function folderOf(specifier, from) {
  if (specifier.startsWith('#')) return dirname(`src/${specifier.slice(1)}`);
  if (!specifier.startsWith('.')) return undefined;
  const to = normalize(join(from, dirname(specifier))).replaceAll('\\', '/');
  const name = specifier.split('/').at(-1);
  return name === '..' ? dirname(to) : to;
}

/** Tarjan: the folders that reach each other. */
function circlesOf(imports) {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const circles = [];
  const connect = (one) => {
    index.set(one, index.size);
    low.set(one, index.get(one));
    stack.push(one);
    for (const other of imports.get(one) ?? []) {
      if (!index.has(other)) connect(other);
      if (stack.includes(other)) low.set(one, Math.min(low.get(one), low.get(other)));
    }
    if (low.get(one) !== index.get(one)) return;
    const circle = stack.splice(stack.indexOf(one));
    if (circle.length > 1) circles.push(circle);
  };
  for (const one of imports.keys()) if (!index.has(one)) connect(one);
  return circles;
}

/** A page names a file by its path from the root, or by the end of it where that is clear: `plan/make-plan.ts`. */
function lookIntoDocs() {
  const isKept = (path) => !/(^|\/)(node_modules|dist|\.\w[\w-]*)\//.test(path);
  const all = globSync('{src,static,local,tests,scripts,bench,tools,docs,locales}/**/*.*')
    .concat(globSync('*.*'))
    .map((path) => path.replaceAll('\\', '/'))
    .filter(isKept);
  const ends = new Set(all.flatMap(endsOf));
  const folders = new Set(all.flatMap((path) => endsOf(dirname(path)).flatMap(beginningsOf)));
  const pages = all.filter((path) => path.endsWith('.md') && path !== 'CHANGELOG.md');
  for (const page of pages) {
    const lines = readFileSync(page, 'utf8').split('\n');
    for (const [at, line] of lines.entries()) {
      const say = (what) => problems.push(`${page}:${at + 1} ${what}`);
      for (const [, name] of line.matchAll(/`([\w@./-]+)`/g)) {
        if (!isThere(name, ends, folders)) say(`names ${name}, which is not there.`);
        else if (page === DOMAIN.page && !isOfDomain(name))
          say(`names ${name}, which is not below ${DOMAIN.folder}: begin it with src/.`);
      }
      for (const [, target] of line.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (!/^\w+:/.test(target) && !leadsSomewhere(page, target)) {
          say(`links to ${target}, which is not there.`);
        }
      }
    }
  }
  for (const [path, source] of sources) {
    for (const [name] of source.text.matchAll(/docs\/[\w/-]+\.md/g)) {
      if (!ends.has(name)) problems.push(`${path} names ${name}, which is not there.`);
    }
  }
}

/** A name without a folder stands beside the path before it. */
function isOfDomain(name) {
  const isPath = /^[\w-]+\/.*\.ts$/.test(name);
  return !isPath || [name, `${DOMAIN.folder}/${name}`].some((path) => existsSync(path));
}

/** Who looks for a folder finds it where the folders are told. */
function lookForFolders() {
  const told = [
    ['docs/architecture.md', 'src/domain/*/', (name) => `\`${name}\``],
    [
      'README.md',
      '{src,static,local,locales,tests,bench,scripts,tools,docs}/',
      (name) => `\n${name}/`,
    ],
    ['README.md', 'tests/*/', (name) => name],
  ];
  for (const [page, folders, as] of told) {
    const text = readFileSync(page, 'utf8');
    for (const folder of globSync(folders)) {
      const name = folder.split(/[\\/]/).filter(Boolean).at(-1);
      if (!text.includes(as(name))) problems.push(`${page} does not name ${folder}.`);
    }
  }
}

/** `a/b/c.ts`: itself, `b/c.ts` and `c.ts`. */
function endsOf(path) {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(at).join('/'));
}

/** `a/b`: itself and `a`. */
function beginningsOf(path) {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** What has the form of a path in this tree; an endpoint or a package has not, and NAME stands for yours. */
function isThere(name, ends, folders) {
  if (name.includes('NAME')) return true;
  if (/^\w[\w./-]*\.(ts|tsx|mts|mjs|cjs|css|md|yml|html)$/.test(name)) return ends.has(name);
  if (/^[a-z][\w-]*(\/[\w.-]+)*\/$/.test(name)) return folders.has(name.slice(0, -1));
  if (/^(src|static|local|tests|scripts|bench|docs)\/[a-z./-]+$/.test(name))
    return folders.has(name);
  return true;
}

function leadsSomewhere(page, target) {
  const [path, heading] = target.split('#');
  const file = path === '' ? page : normalize(join(dirname(page), path));
  if (!existsSync(file)) return false;
  if (heading === undefined) return true;
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].some(([, text]) => anchorOf(text) === heading);
}

/** As GitHub makes it. */
function anchorOf(text) {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
