import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { helpPages } from './help-pages';
import { tokensCss } from './tokens-css';

/** A part of the bridge that bridge/view.ts does not have would be `undefined` on the page. */
const missingIsAnError = (): Plugin => ({
  name: 'missing-is-an-error',
  onLog(_level, log) {
    if (log.code === 'IMPORT_IS_UNDEFINED') this.error(log);
  },
});

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One resource of the manifest per build, named by the mode, which the page takes its script from: `vite build -c static/vite.config.ts --mode panel`. */
export default defineConfig(({ mode: screen }) => {
  return {
    root: here('.'),
    // Forge serves a resource from a path that is not known beforehand.
    base: './',
    publicDir: false,
    resolve: { alias: { '@forge/bridge': here('bridge/parts.ts') } },
    plugins: [
      missingIsAnError(),
      tokensCss(here('src')),
      helpPages(here('../docs/help'), here('help.css')),
    ],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      // The usual one refuses a rule of charts.css that browsers leave out.
      cssMinify: 'esbuild',
      outDir: here(`dist/${screen}`),
      emptyOutDir: true,
      target: 'es2022',
      // Forge's content security policy has no data: for styles and fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: true,
      // Loading a part of the bridge does nothing by itself: what a screen does not call, it does not get.
      rollupOptions: {
        treeshake: { moduleSideEffects: (id) => !/@forge\/bridge\/out\//.test(id) },
      },
    },
  };
});
