import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

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
  // doc: UI Kit 1 modules name a function that draws them; Custom UI names a resource. A permission is no page.
  const pages = Object.entries(modules).filter(
    ([type]) => type.startsWith('jira') && type !== 'jira:projectPermission',
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
