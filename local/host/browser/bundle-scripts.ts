import { join } from 'node:path';
import { build } from 'esbuild';

export interface Scripts {
  /** Of the host's pages. */
  readonly page: string;
  /** First in each of the app's pages: `window.__bridge`. */
  readonly frame: string;
}

/** After that of the page, where pages follow what is built. */
export const followBuilds = (): Promise<string> => bundle('follow-builds.ts');

/** The host's few scripts, made anew at every start: some milliseconds. */
export async function bundleScripts(): Promise<Scripts> {
  const [page, frame] = await Promise.all([bundle('page.ts'), bundle('frame.ts')]);
  return { page, frame };
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, entry)],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
