import { z } from 'zod';
import { type AttributeType, type Entity, isOfType, typeOf } from './entities';
import { badRequest, KvsError } from './kvs-error';
import { CONDITIONS_MAX } from './limits';

const OPERATORS = [
  'BEGINS_WITH',
  'BETWEEN',
  'CONTAINS',
  'NOT_CONTAINS',
  'EQUAL_TO',
  'NOT_EQUAL_TO',
  'EXISTS',
  'NOT_EXISTS',
  'GREATER_THAN',
  'GREATER_THAN_EQUAL_TO',
  'LESS_THAN',
  'LESS_THAN_EQUAL_TO',
] as const;
type Operator = (typeof OPERATORS)[number];

export interface Clause {
  readonly condition: Operator;
  readonly values: readonly unknown[];
}

export interface Conditions {
  readonly operator: 'and' | 'or';
  readonly list: readonly (Clause & { readonly property: string })[];
}

const clauseSchema = z.object({ condition: z.enum(OPERATORS), values: z.array(z.unknown()) });
const TEXT_ONLY: readonly Operator[] = ['BEGINS_WITH', 'CONTAINS', 'NOT_CONTAINS'];

/** `{and: […]}` or `{or: […]}`, checked against the entity's attributes. */
export function readConditions(entity: Entity, body: unknown): Conditions {
  if (typeof body !== 'object' || body === null) throw badRequest('conditions');
  const operators = Object.keys(body);
  const [operator] = operators;
  if (operators.length > 1) {
    throw new KvsError(
      'INVALID_FILTER_OPERATORS_COMBINATION',
      'Conditions are joined by "and" or by "or", not by both.',
    );
  }
  if (operator !== 'and' && operator !== 'or') throw badRequest('conditions');
  const list: unknown = (body as Record<string, unknown>)[operator];
  if (!Array.isArray(list)) throw badRequest('conditions');
  if (list.length === 0) {
    throw new KvsError('EMPTY_FILTER_OPERATOR', `There is nothing in "${operator}".`);
  }
  if (list.length > CONDITIONS_MAX) throw badRequest(`more than ${CONDITIONS_MAX} conditions`);
  return {
    operator,
    list: list.map((one) => {
      const property = String((one as { property?: unknown } | null)?.property);
      return { property, ...readClause(one, typeOf(entity, property)) };
    }),
  };
}

/** One condition on a value of that type. */
export function readClause(body: unknown, type: AttributeType): Clause {
  const parsed = clauseSchema.safeParse(body);
  if (!parsed.success) throw new KvsError('INVALID_FILTER_CONDITION', parsed.error.message);
  const { condition, values } = parsed.data;
  if (condition === 'EXISTS' || condition === 'NOT_EXISTS') return parsed.data;
  if (values.length < (condition === 'BETWEEN' ? 2 : 1)) {
    throw new KvsError('INSUFFICIENT_FILTER_VALUES', `${condition} needs more values.`);
  }
  const isOfText = type === 'string' || type === 'any';
  if (TEXT_ONLY.includes(condition) && !isOfText) {
    throw new KvsError('INVALID_FILTER_CONDITION', `${condition} is no condition on ${type}.`);
  }
  if (!values.every((value) => isOfType(value, type))) {
    throw new KvsError('INVALID_FILTER_VALUES', `${condition} takes values of type ${type}.`);
  }
  return parsed.data;
}

/** Whether a record (undefined: there is none) meets the conditions. */
export function meets(record: unknown, { operator, list }: Conditions): boolean {
  const attributes = (record ?? {}) as Readonly<Record<string, unknown>>;
  const holds = ({ property, ...clause }: Conditions['list'][number]) =>
    meetsOne(attributes[property], clause);
  return operator === 'and' ? list.every(holds) : list.some(holds);
}

function meetsOne(value: unknown, { condition, values }: Clause): boolean {
  const [first, second] = values;
  switch (condition) {
    case 'EXISTS':
      return value !== undefined;
    case 'NOT_EXISTS':
      return value === undefined;
    case 'EQUAL_TO':
      return value === first;
    case 'NOT_EQUAL_TO':
      return value !== undefined && value !== first;
    case 'BEGINS_WITH':
      return typeof value === 'string' && value.startsWith(String(first));
    case 'CONTAINS':
      return contains(value, first);
    case 'NOT_CONTAINS':
      return value !== undefined && !contains(value, first);
    case 'BETWEEN':
      return inOrder(value, first, (order) => order >= 0) && inOrder(value, second, isAtMost);
    case 'GREATER_THAN':
      return inOrder(value, first, (order) => order > 0);
    case 'GREATER_THAN_EQUAL_TO':
      return inOrder(value, first, (order) => order >= 0);
    case 'LESS_THAN':
      return inOrder(value, first, (order) => order < 0);
    case 'LESS_THAN_EQUAL_TO':
      return inOrder(value, first, isAtMost);
  }
}

const isAtMost = (order: number): boolean => order <= 0;

function contains(value: unknown, part: unknown): boolean {
  if (typeof value === 'string') return value.includes(String(part));
  return Array.isArray(value) && value.includes(part);
}

/** Texts by their bytes, as the index has them. Values of different types are in no order. */
function inOrder(value: unknown, other: unknown, test: (order: number) => boolean): boolean {
  if (typeof value === 'number' && typeof other === 'number') return test(value - other);
  if (typeof value === 'string' && typeof other === 'string') {
    return test(Buffer.compare(Buffer.from(value), Buffer.from(other)));
  }
  return false;
}
