import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Contender } from './contender';

const ATLASKIT = 'tools/bench-atlaskit';
const BARE = 'bench/panel/bare-script';
/** Of a page that follows no theme: the least of them that every component reads. */
const THEMES = ['atlassian-light', 'atlassian-shape', 'atlassian-spacing', 'atlassian-typography'];

/** Pages that stand in the panel's place; `resourcePath` is where the manifest has the panel. */
export async function buildPeers(
  folder: string,
  resourcePath: string,
): Promise<readonly Contender[]> {
  await rm(folder, { recursive: true, force: true });
  const bare = join(folder, 'bare');
  const bareAssets = join(bare, resourcePath, 'assets');
  await mkdir(bareAssets, { recursive: true });
  await cp(join(BARE, 'index.html'), join(bare, resourcePath, 'index.html'));
  await cp(join(BARE, 'bare.js'), join(bareAssets, 'bare.js'));

  const atlaskit = join(folder, 'atlaskit');
  await build({
    entryPoints: [join(ATLASKIT, 'page.jsx')],
    outdir: join(atlaskit, resourcePath, 'assets'),
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
    plugins: [tokensCss],
    logLevel: 'error',
  });
  await cp(join(ATLASKIT, 'index.html'), join(atlaskit, resourcePath, 'index.html'));
  return [
    { name: 'bare Atlaskit', staticRoot: atlaskit, useful: '#useful' },
    { name: 'bare script', staticRoot: bare, useful: '#useful' },
  ];
}

/** Forge's policy refuses the style elements that `setGlobalTheme` writes: the tokens as a stylesheet. */
const tokensCss: Plugin = {
  name: 'tokens-css',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^tokens\.css$/ }, ({ path }) => ({ path, namespace: 'tokens' }));
    onLoad({ filter: /.*/, namespace: 'tokens' }, async () => {
      const themes = resolve(ATLASKIT, 'node_modules/@atlaskit/tokens/dist/esm/artifacts/themes');
      const texts = THEMES.map(async (name) => {
        const source = await readFile(join(themes, `${name}.js`), 'utf8');
        const [, text] = /^export default (".*");$/m.exec(source) ?? [];
        if (text === undefined) throw new Error(`Not a theme as it used to be: ${name}`);
        return JSON.parse(text) as string;
      });
      return { contents: (await Promise.all(texts)).join('\n'), loader: 'css' };
    });
  },
};
