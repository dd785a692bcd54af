import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findBrowser } from '../../tests/support/find-browser';
import { connectDevtools, type Session } from './devtools';

export interface LaunchedBrowser {
  readonly session: Session;
  readonly version: string;
  close(): Promise<void>;
}

/** Chromium with a profile of its own, without a window. */
export async function launchBrowser(): Promise<LaunchedBrowser> {
  const found = await findBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'bench-browser-'));
  const child = spawn(
    found.executablePath,
    [
      ...found.args,
      '--headless=new',
      // The panel's frame in a process of its own, as for everybody's desktop browser.
      '--site-per-process',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-extensions',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = once(child, 'exit');
  const address = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, url] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The browser ended with ${code}.`)));
  });
  const session = await connectDevtools(await address);
  const { product } = await session.send('Browser.getVersion');
  return {
    session,
    version: String(product),
    async close() {
      // It goes before it answers.
      await session.send('Browser.close').catch(() => undefined);
      await exited;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
