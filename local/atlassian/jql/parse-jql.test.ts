import { describe, expect, test } from 'vitest';
import { JqlError } from './jql-tokens';
import { parseJql } from './parse-jql';

const refusal = (jql: string) => {
  try {
    parseJql(jql);
  } catch (error) {
    if (error instanceof JqlError) return error.message;
    throw error;
  }
  return undefined;
};

describe('a query is read', () => {
  test('with AND before OR, NOT before both, and lists', () => {
    const { where } = parseJql('a = 1 OR NOT b != "x y" AND c not in (1, me(), empty)');
    expect(where).toEqual({
      is: 'or',
      clauses: [
        { is: 'term', field: 'a', operator: '=', operands: [{ kind: 'value', value: '1' }] },
        {
          is: 'and',
          clauses: [
            {
              is: 'not',
              clause: {
                is: 'term',
                field: 'b',
                operator: '!=',
                operands: [{ kind: 'value', value: 'x y' }],
              },
            },
            {
              is: 'term',
              field: 'c',
              operator: 'not in',
              operands: [
                { kind: 'value', value: '1' },
                { kind: 'function', name: 'me', arguments: [] },
                { kind: 'empty' },
              ],
            },
          ],
        },
      ],
    });
  });

  test('with parentheses, properties and an order', () => {
    expect(parseJql('(a is not EMPTY) order by issue.property["m.a"].x.y DESC, key')).toEqual({
      where: { is: 'term', field: 'a', operator: 'is not', operands: [{ kind: 'empty' }] },
      orderBy: [
        { field: 'issue.property[m.a].x.y', descending: true },
        { field: 'key', descending: false },
      ],
    });
    expect(parseJql('  ')).toEqual({ where: undefined, orderBy: [] });
  });

  test.each([
    // spec: Parse JQL query, the errors of its example.
    [
      'invalid query',
      "Error in the JQL Query: Expecting operator but got 'query'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'. (line 1, character 9)",
    ],
    [
      'summary in test',
      "Operator 'in' does not support the non-list value 'test' for field 'summary'.",
    ],
    [
      'a = 1 b',
      "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'b'. (line 1, character 7)",
    ],
    [
      'a =',
      'Error in the JQL Query: Expecting either a value, list or function before the end of the query.',
    ],
    ['(a = 1', "Error in the JQL Query: Expecting ')' before the end of the query."],
    ['a = 1 AND', 'Error in the JQL Query: Expecting a field name before the end of the query.'],
    ['a = (1, 2)', "Operator '=' does not support the list value '(1, 2)' for field 'a'."],
    [
      'a = "1',
      "Error in the JQL Query: The quoted string '1' has not been completed. (line 1, character 4)",
    ],
    [
      'a\n= = 1',
      "Error in the JQL Query: Expecting either a value, list or function but got '='. (line 2, character 3)",
    ],
  ])('and %j is refused in Jira’s words', (jql, message) => {
    expect(refusal(jql)).toBe(message);
  });
});
