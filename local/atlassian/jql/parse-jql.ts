import { JqlError, type Token, tokensOf } from './jql-tokens';

export type Operand =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'function'; readonly name: string; readonly arguments: readonly string[] };

export const OPERATORS = [
  '=',
  '!=',
  '<',
  '>',
  '<=',
  '>=',
  '~',
  '!~',
  'in',
  'not in',
  'is',
  'is not',
] as const;
export type Operator = (typeof OPERATORS)[number];

export type Clause =
  | { readonly is: 'and' | 'or'; readonly clauses: readonly Clause[] }
  | { readonly is: 'not'; readonly clause: Clause }
  | {
      readonly is: 'term';
      readonly field: string;
      readonly operator: Operator;
      readonly operands: readonly Operand[];
    };

export interface Query {
  /** Undefined: no restriction. */
  readonly where: Clause | undefined;
  readonly orderBy: readonly { readonly field: string; readonly descending: boolean }[];
}

const VALID =
  "The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.";
const SIGNS: ReadonlySet<string> = new Set(OPERATORS.filter((one) => /^\W+$/.test(one)));

/** The part of JQL that is answered here: see docs/local-fidelity.md. */
export function parseJql(text: string): Query {
  const tokens = tokensOf(text);
  let place = 0;
  const now = (): Token => tokens[place] ?? { kind: 'end', text: '', at: '' };
  const isWord = (word: string) => now().kind === 'word' && now().text.toLowerCase() === word;
  const isSign = (sign: string) => now().kind === 'sign' && now().text === sign;
  const take = (): Token => {
    const token = now();
    place += 1;
    return token;
  };
  const skip = (found: boolean): boolean => {
    if (found) place += 1;
    return found;
  };
  const refuse = (expected: string, more = ''): never => {
    const { kind, text: got, at } = now();
    throw new JqlError(
      kind === 'end'
        ? `Error in the JQL Query: Expecting ${expected} before the end of the query.`
        : `Error in the JQL Query: Expecting ${expected} but got '${got}'.${more} ${at}`,
    );
  };
  const need = (sign: string) => (isSign(sign) ? take() : refuse(`'${sign}'`));

  const where = now().kind === 'end' || isWord('order') ? undefined : either();
  const orderBy = skip(isWord('order')) ? order() : [];
  if (now().kind !== 'end') refuse("either 'OR' or 'AND'");
  return { where, orderBy };

  function either(): Clause {
    const clauses = [both()];
    while (skip(isWord('or'))) clauses.push(both());
    return clauses.length === 1 && clauses[0] !== undefined ? clauses[0] : { is: 'or', clauses };
  }

  function both(): Clause {
    const clauses = [one()];
    while (skip(isWord('and'))) clauses.push(one());
    return clauses.length === 1 && clauses[0] !== undefined ? clauses[0] : { is: 'and', clauses };
  }

  function one(): Clause {
    if (skip(isWord('not') || isSign('!'))) return { is: 'not', clause: one() };
    if (!skip(isSign('('))) return term();
    const inner = either();
    need(')');
    return inner;
  }

  function term(): Clause {
    const field = fieldName();
    const operator = operatorOf();
    return { is: 'term', field, operator, operands: operandsOf(field, operator) };
  }

  /** With `issue.property[key].path`, as one name. */
  function fieldName(): string {
    if (now().kind !== 'word' && now().kind !== 'text') refuse('a field name');
    const { text: name } = take();
    if (!skip(isSign('['))) return name;
    const { text: key } = take();
    need(']');
    const path = now().kind === 'word' && now().text.startsWith('.') ? take().text : '';
    return `${name}[${key}]${path}`;
  }

  function operatorOf(): Operator {
    if (now().kind === 'sign' && SIGNS.has(now().text)) return take().text as Operator;
    if (skip(isWord('in'))) return 'in';
    if (skip(isWord('is'))) return skip(isWord('not')) ? 'is not' : 'is';
    if (isWord('not') && tokens[place + 1]?.text.toLowerCase() === 'in') {
      place += 2;
      return 'not in';
    }
    return refuse('operator', ` ${VALID}`);
  }

  function operandsOf(field: string, operator: Operator): readonly Operand[] {
    const takesList = operator === 'in' || operator === 'not in';
    if (!isSign('(')) {
      const operand = operandOf();
      if (takesList && operand.kind !== 'function')
        throw new JqlError(
          `Operator '${operator}' does not support the non-list value '${written(operand)}' for field '${field}'.`,
        );
      return [operand];
    }
    need('(');
    const operands = [operandOf()];
    while (skip(isSign(','))) operands.push(operandOf());
    need(')');
    if (!takesList)
      throw new JqlError(
        `Operator '${operator}' does not support the list value '(${operands.map(written).join(', ')})' for field '${field}'.`,
      );
    return operands;
  }

  function operandOf(): Operand {
    if (now().kind === 'text') return { kind: 'value', value: take().text };
    if (now().kind !== 'word') refuse('either a value, list or function');
    if (skip(isWord('empty') || isWord('null'))) return { kind: 'empty' };
    const { text: value } = take();
    if (!skip(isSign('('))) return { kind: 'value', value };
    const given: string[] = [];
    while (!isSign(')')) {
      if (now().kind === 'end') refuse("')'");
      given.push(take().text);
      skip(isSign(','));
    }
    need(')');
    return { kind: 'function', name: value, arguments: given };
  }

  function order() {
    if (!skip(isWord('by'))) refuse("'BY'");
    const fields = [];
    do {
      const field = fieldName();
      const descending = isWord('desc');
      skip(descending || isWord('asc'));
      fields.push({ field, descending });
    } while (skip(isSign(',')));
    return fields;
  }
}

const written = (operand: Operand): string => {
  switch (operand.kind) {
    case 'value':
      return operand.value;
    case 'empty':
      return 'EMPTY';
    case 'function':
      return `${operand.name}(${operand.arguments.join(', ')})`;
  }
};
