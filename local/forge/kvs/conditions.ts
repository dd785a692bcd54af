import { z } from 'zod';
import { KvsError } from './kvs-error';
import { CONDITIONS_MAX } from './limits';

export const conditionSchema = z.object({
  property: z.string(),
  condition: z.enum([
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
  ]),
  values: z.array(z.unknown()),
});
export type Condition = z.infer<typeof conditionSchema>;

export const conditionsSchema = z.union([
  z.strictObject({ and: z.array(conditionSchema) }),
  z.strictObject({ or: z.array(conditionSchema) }),
]);
export type Conditions = z.infer<typeof conditionsSchema>;

/** Whether a record (undefined: there is none) meets the conditions. */
export function meets(
  record: Readonly<Record<string, unknown>> | undefined,
  conditions: Conditions,
): boolean {
  const list = 'and' in conditions ? conditions.and : conditions.or;
  if (list.length > CONDITIONS_MAX) {
    throw new KvsError('INVALID_FILTER_VALUES', `At most ${CONDITIONS_MAX} conditions.`);
  }
  const holds = (condition: Condition) => meetsOne(record?.[condition.property], condition);
  return 'and' in conditions ? list.every(holds) : list.some(holds);
}

export function meetsOne(value: unknown, { condition, values }: Condition): boolean {
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
      return (
        compare(value, first, (order) => order >= 0) &&
        compare(value, second, (order) => order <= 0)
      );
    case 'GREATER_THAN':
      return compare(value, first, (order) => order > 0);
    case 'GREATER_THAN_EQUAL_TO':
      return compare(value, first, (order) => order >= 0);
    case 'LESS_THAN':
      return compare(value, first, (order) => order < 0);
    case 'LESS_THAN_EQUAL_TO':
      return compare(value, first, (order) => order <= 0);
  }
}

function contains(value: unknown, part: unknown): boolean {
  if (typeof value === 'string') return value.includes(String(part));
  return Array.isArray(value) && value.includes(part);
}

/** Values of different types are in no order: nothing is smaller or greater than them. */
function compare(value: unknown, other: unknown, test: (order: number) => boolean): boolean {
  if (typeof value === 'number' && typeof other === 'number') return test(value - other);
  if (typeof value === 'string' && typeof other === 'string') {
    return test(value < other ? -1 : value > other ? 1 : 0);
  }
  return false;
}
