import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

/** Everything that `npm run dev` starts from, with what was built of it. */
const COPIED = [
  ...[
    'src',
    'static',
    'local',
    'scripts',
    'docs/help',
    'docs/tour.yml',
    'build/app',
    'build/built',
  ],
  ...['manifest.yml', 'package.json', 'package-lock.json', 'tsconfig.json'],
];

const PANEL = 'multiplier-access';
const LOCAL = /http:\/\/localhost:\d+/;

let folder: string;
let dev: ChildProcess;
let output = '';
let url: string;
let cookie: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dev-'));
  for (const path of COPIED.filter((one) => existsSync(one))) {
    cpSync(path, join(folder, path), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'junction');
  dev = spawn(process.execPath, ['scripts/dev.mjs', '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [dev.stdout, dev.stderr]) stream?.on('data', (text) => (output += text));
  await vi.waitFor(() => {
    expect(output).toContain('is built anew');
    expect(output).toMatch(LOCAL);
  }, 200_000);
  url = LOCAL.exec(output)?.[0] ?? '';
  cookie = await signIn();
  await addPanel();
}, 240_000);

afterAll(async () => {
  const ended = new Promise((resolve) => dev.on('close', resolve));
  dev.kill();
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

async function signIn(): Promise<string> {
  const list = await (await fetch(`${url}/sign-in?next=%2F`)).text();
  const accountId = /name="accountId" value="([^"]+)"/.exec(list)?.[1] ?? '';
  const body = new URLSearchParams({ accountId, next: '/' });
  const answer = await fetch(`${url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** As the app's button under Apps does. */
async function addPanel(): Promise<void> {
  await fetch(`${url}/browse/WEB-1/panels/${PANEL}`, {
    method: 'POST',
    headers: { cookie, origin: url },
    body: new URLSearchParams({ show: 'yes' }),
  });
}

/** An attribute of the frame of the panel in an issue. */
async function frameAttribute(name: string): Promise<string> {
  const page = await (await fetch(`${url}/browse/WEB-1`, { headers: { cookie } })).text();
  const [frame = ''] = new RegExp(`<iframe[^>]*data-module="${PANEL}"[^>]*>`).exec(page) ?? [];
  return new RegExp(`data-${name}="([^"]+)"`).exec(frame)?.[1] ?? '';
}

function edit(path: string, change: (text: string) => string): void {
  const file = join(folder, path);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

describe('npm run dev', () => {
  it('runs a changed backend at the next call', async () => {
    const surface = await frameAttribute('surface');
    const call = async () => {
      const answer = await fetch(`${url}/bridge/invoke`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ surface, functionKey: 'panel.none', payload: {} }),
      });
      return answer.text();
    };
    expect(await call()).not.toContain('a changed backend');
    edit('src/index.ts', (text) =>
      text.replace(
        "export { panel } from './entry/resolvers/panel';",
        "export const panel = async () => 'a changed backend';",
      ),
    );
    await expect.poll(call, { timeout: 60_000 }).toContain('a changed backend');
  }, 120_000);

  it('tells open pages of a changed screen, which they find when they load again', async () => {
    const builds = await fetch(`${url}/local/builds`);
    const reader = builds.body?.pipeThrough(new TextDecoderStream()).getReader();
    edit('static/src/panel.tsx', (text) => `${text}\ndocument.title = 'a changed screen';\n`);
    let told = '';
    while (!told.includes('event: screens')) told += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    const address = await frameAttribute('address');
    const page = await (await fetch(address)).text();
    const [, script = ''] = /<script type="module"[^>]* src="([^"]+)"/.exec(page) ?? [];
    expect(await (await fetch(new URL(script, address))).text()).toContain('a changed screen');
  }, 120_000);
});
