/**
 * Finds what the compiler lets pass unseen: an `any` in src and static/src, and one inside of something
 * (`Map<any, any>` is what `condition ? new Map() : …` becomes). A wrong name of a property passes there.
 */
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const HELD = [
  { config: 'tsconfig.json', folder: '/src/' },
  { config: 'static/tsconfig.json', folder: '/static/src/' },
];

const EXPRESSIONS = [
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.ElementAccessExpression,
];
const HOLDERS = ['Array', 'ReadonlyArray', 'Map', 'ReadonlyMap', 'Set', 'ReadonlySet', 'Promise'];

const found = HELD.flatMap(({ config, folder }) => {
  const { config: read } = ts.readConfigFile(config, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    read,
    ts.sys,
    join(process.cwd(), dirname(config)),
  );
  const root = `${process.cwd()}${folder}`;
  const held = fileNames.filter((name) => name.startsWith(root) || name.endsWith('.d.ts'));
  const program = ts.createProgram(held, options);
  const checker = program.getTypeChecker();
  return program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(root) && !fileName.includes('.test.'))
    .flatMap((file) => anyIn(file, checker));
});

for (const one of found) console.error(one);
if (found.length > 0) {
  console.error(`${found.length} of type any: give each a type, or unknown and look at it.`);
  process.exitCode = 1;
}

function anyIn(file, checker) {
  const lines = new Map();
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (hasValue(node) && isUnseen(node, checker)) {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      const text = node.getText(file).split('\n')[0];
      lines.set(line, `${relative('.', file.fileName)}:${line} ${text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...lines.values()];
}

/** Neither the name of an element of the page, nor of a property beside its value. */
function hasValue(node) {
  if (EXPRESSIONS.includes(node.kind)) return true;
  const { parent } = node;
  return (
    ts.isIdentifier(node) &&
    !ts.isJsxOpeningLikeElement(parent) &&
    !ts.isJsxClosingElement(parent) &&
    !(ts.isBindingElement(parent) && parent.propertyName === node) &&
    !(ts.isPropertyAccessExpression(parent) && parent.name === node) &&
    !(ts.isPropertyAssignment(parent) && parent.name === node)
  );
}

/** Where a type is expected, that one counts: for any itself `unknown`, or one that is named with `as`. */
function isUnseen(node, checker) {
  const type = checker.getTypeAtLocation(node);
  if (!hasAny(type, checker)) return false;
  const expected = ts.isIdentifier(node) ? undefined : checker.getContextualType(node);
  if (ts.isAsExpression(node.parent)) return false;
  if (expected === undefined) return true;
  return type.flags & ts.TypeFlags.Any
    ? !(expected.flags & ts.TypeFlags.Unknown)
    : hasAny(expected, checker);
}

/** Any itself, or any in what a map, a list or a promise holds. */
function hasAny(type, checker) {
  if (type.flags & ts.TypeFlags.Any) return true;
  if (type.isUnionOrIntersection()) return type.types.some((one) => hasAny(one, checker));
  const isReference = type.objectFlags & ts.ObjectFlags.Reference;
  if (!isReference || !HOLDERS.includes(type.symbol?.name)) return false;
  return checker.getTypeArguments(type).some((one) => hasAny(one, checker));
}
