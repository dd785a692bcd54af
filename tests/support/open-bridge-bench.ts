import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Frame,
  type Page,
} from 'playwright-core';
import type { ForgeManifest } from '../../local/forge/forge';
import { openHost } from '../../local/open-host';
import { openPlatform, type Platform } from '../../local/platform/platform';
import { findTestBrowser } from './find-browser';
import { showPanel } from './show-panel';

/** A page of a made-up app, with the unmodified @forge/bridge, in the local Jira in a browser. */
export interface BridgeBench {
  readonly platform: Platform;
  readonly url: string;
  readonly frameUrl: string;
  /** Signs somebody in, in that browser profile. */
  signIn(context: BrowserContext, displayName: string): Promise<void>;
  /** A tab of somebody's, each in a browser profile of its own. */
  open(displayName: string, path: string): Promise<OpenedModule>;
  accountIdOf(displayName: string): string;
  close(): Promise<void>;
}

export interface OpenedModule {
  readonly page: Page;
  /** The app's page. What its window holds as `forge` is @forge/bridge. */
  readonly frame: Frame;
  readonly context: BrowserContext;
}

export const PANEL = 'bench-panel';
export const CONFIGURATION = 'bench-configuration';
export const CONFIGURATION_PATH = `/jira/settings/apps/${CONFIGURATION}/configuration`;

const manifest: ForgeManifest = {
  app: {
    id: 'ari:cloud:ecosystem::app/5b0f3a86-0000-4000-8000-000000000002',
    runtime: { name: 'nodejs24.x' },
  },
  modules: {
    'jira:issuePanel': [
      { key: PANEL, title: 'Bench', resource: 'main', resolver: { function: 'resolver' } },
    ],
    'jira:adminPage': [
      {
        key: CONFIGURATION,
        title: 'Bridge bench',
        resource: 'main',
        useAsConfig: true,
        resolver: { function: 'resolver' },
      },
    ],
    function: [{ key: 'resolver', handler: 'index.resolver' }],
  },
  resources: [{ key: 'main', path: 'main' }],
  permissions: { scopes: ['read:jira-user', 'read:jira-work'] },
};

const PAGE = `<!doctype html>
<html lang="en">
<head><title>Bench</title>
<script>document.documentElement.dataset.inline = 'ran';</script>
<link rel="stylesheet" href="./app.css">
<script type="module" src="./app.js"></script>
</head>
<body><div id="content">Bench</div></body>
</html>`;

const STYLE = 'body { margin: 0 } #content { height: 120px }';

/** `resolver` is what the app's index exports under that name, made with @forge/resolver. */
export async function openBridgeBench(resolver: unknown): Promise<BridgeBench> {
  const staticRoot = await mkdtemp(join(tmpdir(), 'bridge-bench-'));
  await mkdir(join(staticRoot, 'main'));
  await writeFile(join(staticRoot, 'main/index.html'), PAGE);
  await writeFile(join(staticRoot, 'main/app.css'), STYLE);
  await build({
    stdin: {
      contents: `import * as forge from '@forge/bridge';
        Object.assign(window, { forge });
        document.documentElement.dataset.ready = 'yes';`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outfile: join(staticRoot, 'main/app.js'),
    logLevel: 'error',
  });
  const platform = await openPlatform({
    databaseFile: ':memory:',
    manifest,
    loadApp: async () => ({ resolver }),
    outside: 'sealed',
  });
  showPanel(platform);
  const host = await openHost({ platform, staticRoot });
  const browser: Browser = await chromium.launch(findTestBrowser());
  const accountIdOf = (displayName: string): string => {
    const people = platform.atlassian.directory.people();
    const person = people.find((one) => one.displayName === displayName);
    if (person === undefined) throw new Error(`Nobody is called ${displayName}.`);
    return person.accountId;
  };
  const signIn = async (context: BrowserContext, displayName: string) => {
    await context.request.post(`${host.url}/sign-in`, {
      form: { accountId: accountIdOf(displayName), next: '/' },
      maxRedirects: 0,
    });
  };
  return {
    platform,
    url: host.url,
    frameUrl: host.frameUrl,
    async open(displayName, path) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await signIn(context, displayName);
      await page.goto(`${host.url}${path}`);
      const module = await page.waitForSelector('iframe[data-module]');
      const frame = await module.contentFrame();
      if (frame === null) throw new Error('The module has no frame.');
      await frame.waitForSelector('html[data-ready]', { state: 'attached' });
      return { page, frame, context };
    },
    accountIdOf,
    signIn,
    async close() {
      await browser.close();
      await host.close();
      await platform.close();
      await rm(staticRoot, { recursive: true, force: true });
    },
  };
}
