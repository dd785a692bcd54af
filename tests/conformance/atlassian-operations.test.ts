import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../local/atlassian/rest/operations';
import { apiDocument, problemsOf } from '../support/openapi-document';

const sorted = (scopes: readonly string[] | undefined) => [...(scopes ?? [])].sort();

const named = OPERATIONS.map((operation) => ({
  operation,
  name: `${operation.method} ${operation.path}`,
  documented:
    apiDocument.paths[`/rest/api/3${operation.path.replace(/:(\w+)/g, '{$1}')}`]?.[
      operation.method.toLowerCase()
    ],
}));

describe('every operation that is answered', () => {
  it.each(named)('$name is documented', ({ documented }) => {
    expect(documented).toBeDefined();
  });

  it.each(named)('$name needs the scopes that the document names', ({ operation, documented }) => {
    const scopes = documented?.['x-atlassian-oauth2-scopes'];
    const [classic, granular] = scopes ?? [];
    expect(operation.scopes === undefined).toBe(scopes === undefined);
    expect(sorted(operation.scopes?.classic)).toEqual(sorted(classic?.scopes));
    expect(sorted(operation.scopes?.granular)).toEqual(sorted(granular?.scopes));
  });

  it.each(named)('$name lets in whom the document lets in', ({ operation, documented }) => {
    const open = (documented?.security ?? []).some((way) => Object.keys(way).length === 0);
    expect(operation.anonymous).toBe(open);
  });

  it('is all that the document keeps', () => {
    const documented = Object.entries(apiDocument.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const answered = OPERATIONS.map(
      ({ method, path }) => `${method} /rest/api/3${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(answered.toSorted()).toEqual(documented.toSorted());
  });
});

describe('the document', () => {
  const exchange = {
    at: 0,
    via: 'token',
    as: undefined,
    method: 'POST',
    url: 'https://acme-local.atlassian.net/rest/api/3/group/user?groupId=1',
    requestBody: '{"accountId":"1"}',
    status: 201,
    responseHeaders: {},
    responseBody: '{"name":"qa"}',
    faulty: false,
  } as const;

  it('has nothing against what follows it', () => {
    expect(problemsOf(exchange)).toEqual([]);
  });

  it.each([
    ['an unknown operation', { method: 'PATCH' }],
    ['an unknown parameter', { url: `${exchange.url}&colour=red` }],
    ['a wrong body', { requestBody: '{"accountId":1}' }],
    ['an undocumented status', { status: 202 }],
    ['an unknown field', { responseBody: '{"name":"qa","colour":"red"}' }],
    ['an empty answer', { responseBody: '' }],
    ['no JSON', { responseBody: '<html>' }],
  ])('speaks up about %s', (_, change) => {
    expect(problemsOf({ ...exchange, ...change })).toHaveLength(1);
  });
});
