import { accountOf, type Caller } from '../site/caller';
import type { Site } from '../site/site';
import type { StoredIssue } from '../store/issues';
import { instantOf } from './jql-dates';
import { type Field, fieldOf, OPERATORS_OF } from './jql-fields';
import { JqlError } from './jql-tokens';
import { type Clause, type Operand, type Operator, parseJql } from './parse-jql';

type Value = string | number;
type Matches = (issue: StoredIssue) => boolean;

/**
 * The issues that a query finds, of those that the caller may see. Throws JqlError. `bounded`: one without a restriction is
 * refused.
 */
export function searchIssues(
  site: Site,
  caller: Caller,
  jql: string,
  { bounded = false }: { readonly bounded?: boolean } = {},
): readonly StoredIssue[] {
  const { where, orderBy } = parseJql(jql);
  if (bounded && where === undefined)
    throw new JqlError(
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  const matches = where === undefined ? () => true : matching(site, caller, where);
  const order = orderBy.map(({ field, descending }) => {
    const { valuesOf } = fieldOf(site, field);
    return { valuesOf, sign: descending ? -1 : 1 };
  });
  return site.projects
    .all()
    .filter((project) => site.access.hasInProject(caller, project, 'BROWSE_PROJECTS'))
    .flatMap(({ id }) => site.issues.ofProject(id))
    .filter(matches)
    .toSorted((one, other) => {
      for (const { valuesOf, sign } of order) {
        const by = compared(valuesOf(one)[0], valuesOf(other)[0]);
        if (by !== 0) return by * sign;
      }
      return 0;
    });
}

/** What is empty comes last. */
function compared(one: Value | undefined, other: Value | undefined): number {
  if (one === other) return 0;
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  return one < other ? -1 : 1;
}

function matching(site: Site, caller: Caller, clause: Clause): Matches {
  switch (clause.is) {
    case 'and': {
      const all = clause.clauses.map((one) => matching(site, caller, one));
      return (issue) => all.every((one) => one(issue));
    }
    case 'or': {
      const any = clause.clauses.map((one) => matching(site, caller, one));
      return (issue) => any.some((one) => one(issue));
    }
    case 'not': {
      const inner = matching(site, caller, clause.clause);
      return (issue) => !inner(issue);
    }
    case 'term': {
      const field = fieldOf(site, clause.field);
      requireOperator(field, clause.operator, clause.field);
      return holds(field, clause.operator, operandsOf(site, caller, field, clause));
    }
  }
}

function requireOperator({ type }: Field, operator: Operator, name: string): void {
  if (OPERATORS_OF[type].includes(operator)) return;
  throw new JqlError(`The operator '${operator}' is not supported by the '${name}' field.`);
}

/** The values that are compared with; undefined for EMPTY. */
function operandsOf(
  site: Site,
  caller: Caller,
  field: Field,
  { field: name, operands, operator }: Extract<Clause, { is: 'term' }>,
): readonly (Value | undefined)[] {
  const isOfEmpty = operator === 'is' || operator === 'is not';
  return operands.map((operand) => {
    if (operand.kind === 'empty') return undefined;
    if (isOfEmpty)
      throw new JqlError(
        `The operator '${operator}' only supports EMPTY or NULL, for the field '${name}'.`,
      );
    return namedValue(site, caller, field, name, operand);
  });
}

function namedValue(
  site: Site,
  caller: Caller,
  { type, named = (value) => value }: Field,
  name: string,
  operand: Exclude<Operand, { kind: 'empty' }>,
): Value {
  if (type === 'date') return instantOf(operand, name, site.clock.now());
  if (operand.kind === 'function') {
    const isMe = type === 'user' && operand.name.toLowerCase() === 'currentuser';
    // Nobody is signed in: nobody is found.
    if (isMe) return accountOf(caller) ?? '';
    throw new JqlError(
      `Unable to find JQL function '${operand.name}(${operand.arguments.join(', ')})'.`,
    );
  }
  const { value } = operand;
  if (type === 'number') {
    if (Number.isNaN(Number(value)))
      throw new JqlError(`The value '${value}' for the field '${name}' is not a number.`);
    return Number(value);
  }
  const known = type === 'user' ? userNamed(site, value) : named(value);
  if (known === undefined)
    throw new JqlError(`The value '${value}' does not exist for the field '${name}'.`);
  return known;
}

/** By account id, or by what they are called. */
function userNamed(site: Site, value: string): string | undefined {
  return (site.people.byId(value) ?? site.people.byName(value))?.accountId;
}

/** doc: JQL operators: `!=` and `NOT IN` find nothing that is empty. */
function holds(
  { type, valuesOf }: Field,
  operator: Operator,
  operands: readonly (Value | undefined)[],
): Matches {
  const isAmong = (values: readonly Value[]) =>
    operands.some((operand) =>
      operand === undefined
        ? values.length === 0
        : values.some((value) => isEqual(type, value, operand)),
    );
  const [first] = operands;
  const some = (test: (value: Value, operand: Value) => boolean): Matches =>
    first === undefined ? () => false : (issue) => valuesOf(issue).some((one) => test(one, first));
  switch (operator) {
    case '=':
    case 'in':
    case 'is':
      return (issue) => isAmong(valuesOf(issue));
    case '!=':
    case 'not in':
    case 'is not':
      return (issue) => valuesOf(issue).length > 0 && !isAmong(valuesOf(issue));
    case '<':
      return some((one, other) => one < other);
    case '<=':
      return some((one, other) => one <= other);
    case '>':
      return some((one, other) => one > other);
    case '>=':
      return some((one, other) => one >= other);
    case '~':
      return some(hasWords);
    case '!~':
      return some((one, other) => !hasWords(one, other));
  }
}

/** Dates to the minute, as a query names them. */
const isEqual = (type: Field['type'], value: Value, operand: Value) =>
  type === 'date'
    ? Math.floor(Number(value) / 60_000) === Math.floor(Number(operand) / 60_000)
    : value === operand;

const wordsOf = (text: Value) =>
  String(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

function hasWords(text: Value, asked: Value): boolean {
  const words = new Set(wordsOf(text));
  return wordsOf(asked).every((word) => words.has(word));
}
