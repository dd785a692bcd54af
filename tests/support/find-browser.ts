import { existsSync } from 'node:fs';

export interface FoundBrowser {
  readonly executablePath: string;
  readonly args: string[];
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
  const { default: chromium } = await import('@sparticuz/chromium');
  return { executablePath: await chromium.executablePath(), args: chromium.args };
}
