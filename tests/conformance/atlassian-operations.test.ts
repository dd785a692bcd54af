import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../local/atlassian/rest/operations';
import { apiDocument } from '../support/openapi-validator';

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
