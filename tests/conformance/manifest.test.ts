import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { STATE_PROPERTY } from '../../src/adapters/jira/issue-states';
import { SHOWN_STATES } from '../../src/domain/issue-state/issue-state';

interface Module {
  readonly key: string;
  readonly resource?: string;
  readonly target?: { readonly resource?: string };
  readonly function?: string;
  readonly render?: string;
}

const { modules } = parse(readFileSync('manifest.yml', 'utf8')) as {
  readonly modules: Readonly<Record<string, readonly Module[]>>;
};
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

describe('the manifest', () => {
  // doc: UI Kit 1 modules name a function that draws them; Custom UI names a resource. These are no pages.
  const isNoPage = new Set(['jira:projectPermission', 'jira:entityProperty']);
  const pages = Object.entries(modules).filter(
    ([type]) => type.startsWith('jira') && !isNoPage.has(type),
  );

  test('has no module of UI Kit 1, which the platform has removed', () => {
    expect(pages.length).toBeGreaterThan(1);
    for (const [type, listed] of pages) {
      for (const one of listed) {
        // doc: jira:command names its resource within its target.
        expect([type, one.key, one.resource ?? one.target?.resource]).not.toContain(undefined);
        expect([type, one.key, one.function, one.render]).toEqual([
          type,
          one.key,
          undefined,
          undefined,
        ]);
      }
    }
    expect(Object.keys(dependencies)).not.toContain('@forge/ui');
  });
});

describe('what Jira’s search finds work items by', () => {
  const [property, ...others] = modules['jira:entityProperty'] ?? [];

  test('is the property that the app writes, with all that it writes into it', () => {
    expect(others).toEqual([]);
    expect(property).toEqual({
      key: 'multiplier-access-state',
      entityType: 'issue',
      propertyKey: STATE_PROPERTY,
      // doc: Jira entity property: an alias has no dots.
      values: [
        { path: 'state', type: 'string', searchAlias: 'accessState' },
        { path: 'approver', type: 'user', searchAlias: 'accessApprover' },
        { path: 'requester', type: 'user', searchAlias: 'accessRequester' },
        { path: 'ends', type: 'date', searchAlias: 'accessEnds' },
        { path: 'overdue', type: 'date', searchAlias: 'accessOverdue' },
      ],
    });
  });

  test.each(SHOWN_STATES)('says in the help what %s means', (state) => {
    expect(readFileSync('docs/help/admins.md', 'utf8')).toContain(`| \`${state}\` |`);
  });
});
