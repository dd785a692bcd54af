import { join } from 'node:path';
import { build } from 'esbuild';

export interface Scripts {
  /** Of the host's pages. */
  readonly page: string;
  /** First in each of the app's pages: `window.__bridge`. */
  readonly frame: string;
}

/** The host's few scripts, made anew at every start: some milliseconds. */
export async function bundleScripts(): Promise<Scripts> {
  const of = async (entry: string) => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, entry)],
      bundle: true,
      format: 'iife',
      target: 'es2022',
      write: false,
      logLevel: 'error',
    });
    return outputFiles[0]?.text ?? '';
  };
  const [page, frame] = await Promise.all([of('page.ts'), of('frame.ts')]);
  return { page, frame };
}
