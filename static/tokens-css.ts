import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dark from '@atlaskit/tokens/dist/esm/artifacts/themes/atlassian-dark-brand-refresh.js';
import light from '@atlaskit/tokens/dist/esm/artifacts/themes/atlassian-light-brand-refresh.js';
import shape from '@atlaskit/tokens/dist/esm/artifacts/themes/atlassian-shape.js';
import spacing from '@atlaskit/tokens/dist/esm/artifacts/themes/atlassian-spacing.js';
import typography from '@atlaskit/tokens/dist/esm/artifacts/themes/atlassian-typography-modernized.js';
import type { Plugin } from 'vite';

/**
 * Fills `tokens.css` under `sources` with Atlassian's design tokens in light and dark, only those that
 * a stylesheet there uses. The colour mode is the one that the host sets on `<html>`; until it has,
 * the reader's system decides.
 */
export function tokensCss(sources: string): Plugin {
  return {
    name: 'tokens-css',
    enforce: 'pre',
    load: (id) => (id === join(sources, 'tokens.css') ? writeTokens(tokensUsed(sources)) : null),
  };
}

function tokensUsed(sources: string): ReadonlySet<string> {
  const used = new Set<string>();
  for (const file of readdirSync(sources, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.css')) continue;
    const text = readFileSync(join(sources, file), 'utf8');
    for (const [token] of text.matchAll(/--ds-[\w-]+/g)) used.add(token);
  }
  return used;
}

function writeTokens(used: ReadonlySet<string>): string {
  const darkTokens = pick(dark, used);
  return [
    `:root{color-scheme:light;${pick(light, used)}${pick(shape + spacing + typography, used)}}`,
    `html[data-color-mode="dark"]{color-scheme:dark;${darkTokens}}`,
    `@media (prefers-color-scheme:dark){html:not([data-color-mode]),html[data-color-mode="auto"]{color-scheme:dark;${darkTokens}}}`,
  ].join('\n');
}

function pick(theme: string, used: ReadonlySet<string>): string {
  return [...theme.matchAll(/(--ds-[\w-]+):\s*([^;]+);/g)]
    .filter(([, token]) => token !== undefined && used.has(token))
    .map(([, token, value]) => `${token}:${value};`)
    .join('');
}
