import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { isTooDeep } from './is-too-deep';
import { type FileSettings, POLICY_SHAPE } from './policy-shape';
import type { Shape } from './shape';

/** A thousand groups with five owners each are half of it. */
export const LARGEST_FILE = 600_000;

/** `alias`: one part stands for another, or says of itself what it is. The file is what is read. */
type FaultOfPart = 'alias' | 'noSuchField' | 'fieldTwice' | 'fieldMissing' | 'notThis';

/** Why a file is no policy: where, in which line, and what is wrong there. */
export type FileFault =
  | { readonly fault: 'tooLarge' | 'tooDeep' | 'empty' }
  | { readonly fault: 'notYaml'; readonly line: number | undefined }
  | {
      readonly fault: FaultOfPart;
      readonly path: string;
      readonly line: number | undefined;
    }
  | {
      readonly fault: 'tooMany';
      readonly path: string;
      readonly most: number;
      readonly line: number | undefined;
    };

export type FileRead =
  | { readonly read: true; readonly settings: FileSettings }
  | { readonly read: false; readonly why: FileFault };

class Refused extends Error {
  constructor(readonly why: FileFault) {
    super(why.fault);
  }
}

/**
 * The policy that a file says. Each part is looked for by the names that there are, so that whatever else it names is refused
 * by its name, and nothing of the file becomes a name in the app. Whether it can be saved is asked of the app then.
 */
export function readPolicy(text: string): FileRead {
  if (text.length > LARGEST_FILE) return refused({ fault: 'tooLarge' });
  if (isTooDeep(text)) return refused({ fault: 'tooDeep' });
  try {
    const lines = new LineCounter();
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      lineCounter: lines,
      // Of thousands of keys it would compare each with each; they are looked at below.
      uniqueKeys: false,
    });
    const [error] = [...document.errors, ...document.warnings];
    if (error !== undefined) return refused({ fault: 'notYaml', line: error.linePos?.[0].line });
    if (document.contents === null) return refused({ fault: 'empty' });
    const lineOf = (node: unknown) =>
      isNode(node) && node.range ? lines.linePos(node.range[0]).line : undefined;
    const { format: _, ...settings } = new Reader(lineOf).read(
      document.contents,
      POLICY_SHAPE,
      '',
    ) as FileSettings & { readonly format: string };
    return { read: true, settings };
  } catch (error) {
    if (error instanceof Refused) return refused(error.why);
    throw error;
  }
}

const refused = (why: FileFault): FileRead => ({ read: false, why });

class Reader {
  constructor(private readonly lineOf: (node: unknown) => number | undefined) {}

  read(node: unknown, shape: Shape, path: string): unknown {
    if (isAlias(node)) throw this.fault('alias', node, path);
    if (!isNode(node)) throw this.fault('notThis', node, path);
    if (isMarked(node)) throw this.fault('alias', node, path);
    switch (shape.is) {
      case 'fields':
        return this.readFields(node, shape.fields, path);
      case 'kinds': {
        const of = isMap(node) ? this.pairs(node, path).get('kind') : undefined;
        const kind = isScalar(of) && typeof of.value === 'string' ? of.value : '';
        const fields = Object.hasOwn(shape.kinds, kind) ? shape.kinds[kind] : undefined;
        if (fields === undefined) throw this.fault('notThis', node, at(path, 'kind'));
        return this.readFields(node, fields.fields, path);
      }
      case 'list':
        return this.readList(node, shape.of, shape.most, path);
      case 'either': {
        const isOne = shape.one.is === 'null' ? isNull(node) : isWord(node, shape.one);
        return this.read(node, isOne ? shape.one : shape.other, path);
      }
      case 'optional':
        return this.read(node, shape.of, path);
      case 'null':
        return null;
      case 'text':
      case 'whole':
      case 'flag':
      case 'word':
        if (!isScalar(node) || !fits(node.value, shape)) throw this.fault('notThis', node, path);
        return node.value;
    }
  }

  private readFields(node: Node, fields: Readonly<Record<string, Shape>>, path: string) {
    if (!isMap(node)) throw this.fault('notThis', node, path);
    const pairs = this.pairs(node, path);
    for (const [name, value] of pairs) {
      if (!Object.hasOwn(fields, name))
        throw this.fault('noSuchField', value ?? node, at(path, name));
    }
    return Object.fromEntries(
      Object.entries(fields).flatMap(([name, shape]) => {
        const there = at(path, name);
        if (pairs.has(name)) return [[name, this.read(pairs.get(name), shape, there)]];
        if (shape.is === 'optional') return [];
        throw this.fault('fieldMissing', node, there);
      }),
    );
  }

  private readList(node: Node, of: Shape, most: number, path: string) {
    if (!isSeq(node)) throw this.fault('notThis', node, path);
    const { items }: YAMLSeq = node;
    if (items.length > most) {
      throw new Refused({ fault: 'tooMany', path, most, line: this.lineOf(node) });
    }
    return items.map((item, place) => this.read(item, of, `${path}[${place + 1}]`));
  }

  /** By their names, each once. */
  private pairs({ items }: YAMLMap, path: string): ReadonlyMap<string, unknown> {
    const pairs = new Map<string, unknown>();
    for (const { key, value } of items) {
      const name = isScalar(key) && !isMarked(key) ? key.value : undefined;
      if (typeof name !== 'string') throw this.fault('notThis', key, path);
      if (pairs.has(name)) throw this.fault('fieldTwice', key, at(path, name));
      pairs.set(name, value);
    }
    return pairs;
  }

  private fault(fault: FaultOfPart, node: unknown, path: string): Refused {
    return new Refused({ fault, path, line: this.lineOf(node) });
  }
}

const at = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

/** Something else could stand for it, or it is of another kind than it looks. */
const isMarked = (node: Node): boolean =>
  ('anchor' in node && node.anchor !== undefined) || node.tag !== undefined;

const isNull = (node: Node): boolean => isScalar(node) && node.value === null;

const isWord = (node: Node, shape: Shape): boolean =>
  isScalar(node) && shape.is === 'word' && fits(node.value, shape);

function fits(value: unknown, shape: Shape): boolean {
  switch (shape.is) {
    case 'text':
      return typeof value === 'string' && value.length >= shape.least && value.length <= shape.most;
    case 'whole':
      return (
        typeof value === 'number' &&
        Number.isInteger(value) &&
        value >= shape.least &&
        value <= shape.most
      );
    case 'flag':
      return typeof value === 'boolean';
    case 'word':
      return typeof value === 'string' && shape.words.includes(value);
    case 'list':
    case 'fields':
    case 'kinds':
    case 'either':
    case 'null':
    case 'optional':
      return false;
  }
}
