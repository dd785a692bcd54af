import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface FoundBrowser {
  readonly executablePath: string;
  readonly args: string[];
  readonly env?: Record<string, string>;
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser that tests drive: what `CHROME_PATH` names, else an installed Chromium or Chrome, else the
 * one that comes as a package.
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const named = process.env.CHROME_PATH;
  const executablePath = [...(named === undefined ? [] : [named]), ...INSTALLED].find((path) =>
    existsSync(path),
  );
  if (executablePath !== undefined) return { executablePath, args: ['--no-sandbox'] };
  return findPackaged();
}

/**
 * `@sparticuz/chromium`, without the arguments that it recommends: they switch off what the tests are
 * about (origins, web security). It carries the NSS libraries that it links, for machines that have
 * none, and unpacks them where it believes itself on AWS Lambda, which these variables say.
 */
export async function findPackaged(): Promise<FoundBrowser> {
  const lacksLibraries = !hasNss();
  if (lacksLibraries) {
    process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
    process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  }
  const { default: chromium } = await import('@sparticuz/chromium');
  chromium.setGraphicsMode = false;
  const executablePath = await chromium.executablePath();
  const args = ['--no-sandbox', '--no-zygote', '--disable-gpu'];
  const { LD_LIBRARY_PATH } = process.env;
  if (!lacksLibraries || LD_LIBRARY_PATH === undefined) return { executablePath, args };
  return { executablePath, args, env: { ...definedEnv(), LD_LIBRARY_PATH } };
}

function hasNss(): boolean {
  try {
    const known = execFileSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' });
    return known.includes('libnss3.so');
  } catch {
    // No such program: not a Linux of the kind that could lack them.
    return true;
  }
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
