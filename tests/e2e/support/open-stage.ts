import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { readTours } from '../../../local/host/tour';
import { openHost } from '../../../local/open-host';
import { findTestBrowser } from '../../support/find-browser';
import { openWorld, type World } from '../../support/open-world';
import { showPanel } from '../../support/show-panel';
import { openVisitor, type Visitor } from './visitor';

/** Long enough for a busy machine; nothing waits for it where all is well. */
const PATIENCE = 20_000;

/**
 * In place of Playwright's own list, which switches the partitioning of storage off: frames of another
 * site, as the app's are, then get no storage at all, unlike in the browsers that people use.
 */
const SWITCHED_OFF = '--disable-features=HttpsUpgrades,MediaRouter,OptimizationHints,Translate';

/** Said of every frame of Forge's, whose sandbox has both. */
const SANDBOX_NOTICE = /both allow-scripts and allow-same-origin for its sandbox/;

export interface VisitOptions {
  /** Path on the host to begin at; without it, no page is open yet. */
  readonly at?: string;
  /** By choosing themselves on the sign-in page, which leads to the home page. */
  readonly byHand?: boolean;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** The app in the local Jira, in a browser, with everything running by itself. */
export interface Stage {
  readonly world: World;
  /** Somebody at a computer of their own, signed in. */
  signInAs(name: string, options?: VisitOptions): Promise<Visitor>;
  /** What a page may say in its console, because the test brings it about. */
  expectConsole(text: RegExp): void;
  /** Also fails where a page, its policy or the documented API had anything against what went on. */
  close(): Promise<void>;
}

/** `panel`: where the app's panel is shown, in every project or nowhere, as after installing it. */
export async function openStage({
  panel = 'everywhere',
}: {
  readonly panel?: 'everywhere' | 'nowhere';
} = {}): Promise<Stage> {
  const world = await openWorld({ waits: 'real' });
  if (panel === 'everywhere') showPanel(world.platform);
  const tours = readTours('docs/tour.yml');
  const host = await openHost({ platform: world.platform, staticRoot: process.cwd(), tours });
  world.platform.forge.start();
  const found = findTestBrowser();
  const browser: Browser = await chromium.launch({ ...found, args: [...found.args, SWITCHED_OFF] });
  const complaints: string[] = [];
  const expected: RegExp[] = [SANDBOX_NOTICE];

  function listen(page: Page): void {
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.stack ?? error}`));
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      complaints.push(`${page.url()}: ${message.text()} (${message.location().url})`);
    });
  }

  return {
    world,
    async signInAs(name, { at, byHand = false, theme = 'light', width = 1280, height = 900 } = {}) {
      const context: BrowserContext = await browser.newContext({
        baseURL: host.url,
        colorScheme: theme,
        reducedMotion: 'reduce',
        viewport: { width, height },
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      context.setDefaultTimeout(PATIENCE);
      context.on('page', listen);
      const page = await context.newPage();
      if (byHand) {
        await page.goto('/sign-in');
        await page.getByRole('button', { name: `Sign in as ${name}` }).click();
        await page.getByLabel(`Your profile: ${name}`).waitFor();
      } else {
        await context.request.post('/sign-in', {
          form: { accountId: world.person(name).accountId },
          maxRedirects: 0,
        });
      }
      if (at !== undefined) await page.goto(at);
      return openVisitor(page, name);
    },
    expectConsole: (text) => expected.push(text),
    async close() {
      await browser.close();
      const { policyReports } = host;
      await host.close();
      await world.close();
      expect(complaints.filter((text) => !expected.some((one) => one.test(text)))).toEqual([]);
      expect(policyReports).toEqual([]);
    },
  };
}
