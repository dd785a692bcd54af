import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

export interface UnpackedBrowser {
  readonly executablePath: string;
  /** All that the process needs, for machines without fonts or libraries of their own. */
  readonly env: Record<string, string>;
}

/** The package unpacks into the folder for temporary files, its libraries only on AWS Lambda. */
const UNPACK = `
import chromium from '@sparticuz/chromium';
chromium.setGraphicsMode = false;
await chromium.executablePath();`;
const ON_LAMBDA = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };

/**
 * Chromium out of `@sparticuz/chromium`, unpacked once for each version of it; `undefined` where it does
 * not run. It has no window at all (`chrome-headless-shell`).
 */
export function unpackBrowser(): UnpackedBrowser | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(join(dirname(main), '../../package.json'), 'utf8'));
  const folder = resolve(`build/browser-${version}`);
  if (!existsSync(folder)) unpackInto(folder);

  const executablePath = join(folder, 'chromium');
  const plain = definedEnvironment();
  if (!existsSync('/etc/fonts/fonts.conf')) plain.FONTCONFIG_FILE = join(folder, 'fonts.conf');
  const withLibraries = { ...plain, LD_LIBRARY_PATH: join(folder, 'al2023/lib') };
  const env = [plain, withLibraries].find(
    (each) => spawnSync(executablePath, ['--version'], { env: each }).status === 0,
  );
  return env && { executablePath, env };
}

/** At once for everybody else: another process may be at it, and this one may be ended. */
function unpackInto(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  execFileSync(process.execPath, ['--input-type=module', '--eval', UNPACK], {
    env: { ...process.env, ...ON_LAMBDA, TMPDIR: unfinished },
  });
  // Its own names folders of Lambda's.
  writeFileSync(
    join(unfinished, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">fonts-cache</cachedir>
</fontconfig>
`,
  );
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
