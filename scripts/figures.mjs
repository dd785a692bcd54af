// `npm run figures`: how large the source is, as a table that can be laid beside an earlier one. The panel's
// bytes are those of the build that is there (`npm run build`).
import { existsSync, globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';

const PARTS = ['src', 'static', 'local', 'tests', 'bench', 'scripts'];
const rows = [
  ['', 'files', 'lines', 'median file', 'longest file', 'median function', 'longest function'],
];
for (const part of PARTS) {
  const all = globSync(`${part}/**/*.{ts,tsx,mts,mjs}`)
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('static/dist/'));
  const own = part === 'tests' ? all : all.filter((path) => !/\.test\.tsx?$/.test(path));
  rows.push(rowOf(part, own));
  const beside = all.filter((path) => !own.includes(path));
  if (beside.length > 0) rows.push(rowOf(`${part}, tests beside`, beside));
}
const [head, ...body] = rows;
console.log(line(head));
console.log(line(head.map(() => '---')));
for (const row of body) console.log(line(row));
console.log(`\n${line(['panel, first view', 'bytes', 'gzip'])}\n${line(['---', '---', '---'])}`);
console.log(line(['all that its page names', ...bytesOfFirstView()]));
console.log(`\nTest files: ${globSync('{src,static,local,tests}/**/*.test.{ts,tsx}').length}`);

function rowOf(name, paths) {
  const files = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const sized = files.map(({ path, text }) => ({ name: path, size: text.split('\n').length - 1 }));
  const functions = files.flatMap(({ path, text }) => functionsOf(path, text));
  const lines = sized.reduce((sum, { size }) => sum + size, 0);
  return [
    name,
    files.length,
    lines,
    median(sized),
    longest(sized),
    median(functions),
    longest(functions),
  ];
}

/** Every function with a body of its own; those within another count for both. */
function functionsOf(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line;
  const found = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body !== undefined && ts.isBlock(node.body)) {
      const name =
        node.name?.getText(source) ?? node.parent?.name?.getText?.(source) ?? 'of no name';
      const size = lineOf(node.end) - lineOf(node.getStart(source)) + 1;
      found.push({ name: `${path} ${name}`, size });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function median(sized) {
  return (
    sized.map(({ size }) => size).sort((one, other) => one - other)[Math.floor(sized.length / 2)] ??
    0
  );
}

function longest(sized) {
  const most = sized.reduce((one, other) => (other.size > one.size ? other : one), {
    name: '',
    size: 0,
  });
  return `${most.size} (${most.name})`;
}

function bytesOfFirstView() {
  const folder = 'static/dist/panel';
  if (!existsSync(`${folder}/index.html`)) return ['not built', ''];
  const page = readFileSync(`${folder}/index.html`, 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(
    ([, name]) => `${folder}/${name}`,
  );
  const parts = [`${folder}/index.html`, ...named].map((path) => readFileSync(path));
  const sum = (sizes) => sizes.reduce((one, other) => one + other, 0);
  return [sum(parts.map(({ length }) => length)), sum(parts.map((part) => gzipSync(part).length))];
}

function line(cells) {
  return `| ${cells.join(' | ')} |`;
}
