import { existsSync } from 'node:fs';
import { unpackBrowser } from './unpack-browser';

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
 * A browser as people have it: what `CHROME_PATH` names, else an installed Chromium or Chrome, else the
 * one that comes as a package.
 */
export async function findBrowser(): Promise<FoundBrowser> {
  return named() ?? installed() ?? packaged() ?? nowhere();
}

/**
 * The browser that tests drive: what `CHROME_PATH` names, else the one that comes as a package, which is
 * of one version everywhere and, having no window at all, takes half the time of an installed one.
 */
export function findTestBrowser(): FoundBrowser {
  return named() ?? packaged() ?? installed() ?? nowhere();
}

function named(): FoundBrowser | undefined {
  const { CHROME_PATH } = process.env;
  return CHROME_PATH === undefined ? undefined : firstOf([CHROME_PATH]);
}

const installed = () => firstOf(INSTALLED);

function firstOf(paths: readonly string[]): FoundBrowser | undefined {
  const executablePath = paths.find((path) => existsSync(path));
  return executablePath === undefined ? undefined : { executablePath, args: ['--no-sandbox'] };
}

function packaged(): FoundBrowser | undefined {
  const unpacked = unpackBrowser();
  // None of the arguments that the package recommends: they switch off what the tests are about.
  return unpacked && { ...unpacked, args: ['--no-sandbox', '--no-zygote', '--disable-gpu'] };
}

function nowhere(): never {
  throw new Error('No Chromium or Chrome was found: name one in CHROME_PATH.');
}
