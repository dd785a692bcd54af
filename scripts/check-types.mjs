/**
 * Finds what the compiler finds, and of the same program what it lets pass unseen: an `any` in src and static/src,
 * and one inside of something (`Map<any, any>` is what `condition ? new Map() : …` becomes). A wrong name of a
 * property passes there. A configuration that is named is the only one that is looked at.
 */
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const HELD = [
  { config: 'tsconfig.json', folder: '/src/' },
  { config: 'static/tsconfig.json', folder: '/static/src/' },
];

const [, , named] = process.argv;
const FORMAT = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => '\n',
};

const EXPRESSIONS = [
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.ElementAccessExpression,
];
const HOLDERS = ['Array', 'ReadonlyArray', 'Map', 'ReadonlyMap', 'Set', 'ReadonlySet', 'Promise'];

const found = HELD.filter(({ config }) => named === undefined || config === named).flatMap(
  ({ config, folder }) => {
    const program = programOf(config);
    const wrong = ts.getPreEmitDiagnostics(program);
    const root = `${process.cwd()}${folder}`;
    const checker = program.getTypeChecker();
    return [
      ...wrong.map((one) => ts.formatDiagnostic(one, FORMAT).trimEnd()),
      ...program
        .getSourceFiles()
        .filter(({ fileName }) => fileName.startsWith(root) && !fileName.includes('.test.'))
        .flatMap((file) => anyIn(file, checker)),
    ];
  },
);

for (const one of found) console.error(one);
if (found.length > 0) process.exitCode = 1;

function programOf(config) {
  const { config: read } = ts.readConfigFile(config, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    read,
    ts.sys,
    join(process.cwd(), dirname(config)),
  );
  return ts.createProgram(fileNames, { ...options, noEmit: true });
}

function anyIn(file, checker) {
  const lines = new Map();
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (hasValue(node) && isUnseen(node, checker)) {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      const text = node.getText(file).split('\n')[0];
      const where = `${relative('.', file.fileName)}:${line}`;
      lines.set(
        line,
        `${where} ${text} is of type any: give it a type, or unknown and look at it.`,
      );
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
