import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { parse } from 'yaml';
import '../local/platform/install-globals';
import type { ForgeManifest } from '../local/forge/forge';
import { moduleOfType } from '../local/forge/module-of-type';
import { openHost } from '../local/open-host';
import { openPlatform } from '../local/platform/platform';
import { findBrowser } from '../tests/support/find-browser';
import { showPanel } from '../tests/support/show-panel';

const FOLDER = 'docs/pictures';
const WIDTH = 1200;
const LEAST_HEIGHT = 700;
/** So long a frame takes to tell the page how tall it is. */
const SETTLES_MS = 500;
const app = createRequire(import.meta.url).resolve(join(process.cwd(), 'build/app/index.cjs'));

const platform = await openPlatform({
  databaseFile: ':memory:',
  manifest: parse(readFileSync('manifest.yml', 'utf8')) as ForgeManifest,
  loadApp: () => import(app),
  outside: 'sealed',
});
showPanel(platform);
const host = await openHost({ platform, staticRoot: process.cwd() });
platform.forge.start();
const { key } = moduleOfType(platform.manifest, 'jira:adminPage');
const { key: accessPage } = moduleOfType(platform.manifest, 'jira:globalPage');
const configuration = `${host.url}/jira/settings/apps/${key}/configuration`;
mkdirSync(FOLDER, { recursive: true });

const found = await findBrowser();
const browser = await chromium.launch(found);
try {
  await takeAll(browser);
} finally {
  await browser.close();
  await host.close();
  await platform.close();
}

async function takeAll(at: Browser): Promise<void> {
  const olivia = await signIn(at, 'Olivia Hart', 'light');
  await olivia.goto(configuration);
  const admin = olivia.frameLocator('iframe:not([data-waits])');
  await admin.getByText('Atlassian Cloud').first().click();
  const [sample] = platform.atlassian.tokens.samples();
  await admin.getByLabel('Email').fill(sample?.email ?? '');
  await admin.getByLabel('API token').fill(sample?.token ?? '');
  await admin.getByRole('button', { name: 'Connect' }).click();
  await admin.getByText('Olivia Hart').first().waitFor();
  await take(olivia, 'connection-light');
  await admin.locator('#tab-policy').click();
  await admin.getByRole('button', { name: /recommended/i }).click();
  await admin.getByText('engineering', { exact: true }).first().waitFor();
  await pick(olivia, 'Add a group', 'frontend');
  await admin.getByRole('button', { name: /^Save/ }).click();
  await admin.getByText('It holds at once, also for requests that wait.').waitFor();
  await take(olivia, 'policy-light');
  await admin.getByRole('button', { name: 'Add a rule' }).click();
  await admin.getByRole('textbox', { name: 'Name' }).fill('Engineering');
  await admin.getByRole('checkbox', { name: 'engineering', exact: true }).check();
  await admin.getByRole('button', { name: 'Add a stage after it' }).click();
  const second = admin.getByRole('group', { name: 'Who decides after that (2)' });
  await second.getByRole('combobox', { name: 'These people' }).fill('Emma Fischer');
  await admin.getByRole('option', { name: 'Emma Fischer' }).first().click();
  await take(olivia, 'rule-light');
  await admin.getByRole('button', { name: 'Undo changes' }).click();

  const noah = await signIn(at, 'Noah Okafor', 'light');
  await noah.goto(`${host.url}/browse/WEB-1`);
  const panel = noah.frameLocator('iframe:not([data-waits])');
  await panel.getByRole('button', { name: 'Request access' }).click();
  for (const person of ['Priya Raman', 'sam.new@acme.example']) {
    await pick(noah, 'Who is it for?', person);
  }
  await pick(noah, 'Access to what?', 'frontend');
  await pick(noah, 'Access to what?', 'Developers');
  await panel
    .getByLabel('Why is it needed?')
    .fill('Priya and Sam join the website team on Monday.');
  const submit = panel.getByRole('button', { name: /submit/i });
  await submit.and(panel.locator('button:not([aria-disabled="true"])')).waitFor();
  await take(noah, 'form-light');
  await submit.click();
  await panel
    .getByText(/Waiting|Maya/)
    .first()
    .waitFor();
  await take(noah, 'panel-light');

  await noah.goto(`${host.url}/browse/WEB-2`);
  await panel.getByRole('button', { name: 'Request access' }).click();
  await panel.getByRole('button', { name: 'Paste a list or read a file' }).click();
  const list = ['Name,Email', 'Grace Kim,grace.kim@acme.example', ',GRACE.KIM@acme.example'];
  list.push(',kim.newer@acme.example', 'Anna Kowalska,', 'Tom Becker,', '=HYPERLINK("x"),');
  await panel.getByLabel('Names or email addresses').fill(list.join('\n'));
  await panel.getByRole('button', { name: 'Check the list' }).click();
  await panel.getByText('Several people with that name').waitFor();
  await take(noah, 'list-light');
  await noah.goto(`${host.url}/browse/WEB-1`);

  const approver = await signIn(at, 'Maya Lindqvist', 'light');
  await approver.goto(`${host.url}/jira/apps/${accessPage}`);
  const waiting = approver.frameLocator('iframe:not([data-waits])');
  await waiting.getByRole('button', { name: 'Decide' }).first().click();
  await waiting.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  await take(approver, 'access-page-light');

  const maya = await signIn(at, 'Maya Lindqvist', 'dark');
  await maya.goto(`${host.url}/browse/WEB-1`);
  const decision = maya.frameLocator('iframe:not([data-waits])');
  await decision.getByRole('button', { name: 'Approve', exact: true }).first().waitFor();
  await take(maya, 'panel-approver-dark');
  await decision.getByRole('button', { name: 'Approve', exact: true }).first().click();
  await panel.getByText('Everything was done').first().waitFor();
  // What Jira itself shows beside the panel is looked up as the page opens.
  await noah.reload();
  await panel.getByText('Everything was done').first().waitFor();
  await panel.getByText('What happened to each person').click();
  await panel.getByText('Added').first().waitFor();
  await take(noah, 'panel-done-light');

  const auditor = await signIn(at, 'Olivia Hart', 'dark');
  await auditor.goto(configuration);
  await auditor.frameLocator('iframe:not([data-waits])').locator('#tab-audit').click();
  await auditor
    .frameLocator('iframe:not([data-waits])')
    .getByRole('button', { name: 'All that happened' })
    .first()
    .click();
  await auditor
    .frameLocator('iframe:not([data-waits])')
    .getByText('Maya Lindqvist approved')
    .first()
    .waitFor();
  await take(auditor, 'audit-dark');

  const settings = auditor.frameLocator('iframe:not([data-waits])');
  await settings.locator('#tab-requests').click();
  await settings.locator('#requests-which').selectOption('All that are over');
  await settings.getByRole('table', { name: 'Who decided' }).waitFor();
  await take(auditor, 'requests-dark');
  await settings.locator('#tab-integrations').click();
  await settings.getByRole('button', { name: 'Atlassian Cloud' }).click();
  await settings.getByRole('button', { name: 'Add key' }).click();
  await settings.getByLabel('Organization ID').fill(platform.atlassian.organization.id);
  const key = platform.atlassian.tokens
    .samples()
    .find(({ label }) => label === 'API key of the organization');
  await settings.getByLabel('Organization API key*').fill(key?.token ?? '');
  await settings.getByRole('button', { name: 'Save' }).click();
  await settings.getByText('Key added', { exact: true }).waitFor();
  await settings.getByRole('tab', { name: 'People' }).click();
  await settings.getByRole('combobox', { name: 'Person' }).fill('Priya Raman');
  await settings.getByRole('option', { name: 'Priya Raman' }).first().click();
  await settings.getByRole('button', { name: 'Suspend access…' }).waitFor();
  await take(auditor, 'people-dark');
}

async function signIn(at: Browser, name: string, scheme: 'light' | 'dark'): Promise<Page> {
  const context = await at.newContext({
    viewport: { width: WIDTH, height: LEAST_HEIGHT },
    colorScheme: scheme,
  });
  const page = await context.newPage();
  await page.goto(`${host.url}/sign-in`);
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}

async function pick(page: Page, field: string, text: string): Promise<void> {
  const panel = page.frameLocator('iframe:not([data-waits])');
  await panel.getByRole('combobox', { name: field }).fill(text);
  await panel
    .getByRole('option', { name: new RegExp(text) })
    .first()
    .click();
}

async function take(page: Page, name: string): Promise<void> {
  // How tall the page is shows once all of it is there.
  await Promise.all(page.frames().map((frame) => frame.waitForFunction(nothingLoads)));
  await page.waitForTimeout(SETTLES_MS);
  // Frames of another origin are drawn only where the window shows them: it is made as tall as the page.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: WIDTH, height: Math.max(height, LEAST_HEIGHT) });
  await page.evaluate(() => window.scrollTo(0, 0));
  await Promise.all(page.frames().map((frame) => frame.waitForFunction(nothingLoads)));
  await Promise.all(page.frames().map((frame) => frame.evaluate(picturesLoaded)));
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.setViewportSize({ width: WIDTH, height: LEAST_HEIGHT });
  console.log(`${FOLDER}/${name}.png`);
}

/** In the page: no part of it says that it is still looking something up. */
function nothingLoads(): boolean {
  return !/Loading…|Comparing with the site…|Looking/.test(document.body.textContent);
}

/** In the page: every picture there is has come. Those of an address that fails count as well. */
async function picturesLoaded(): Promise<void> {
  await Promise.all(
    [...document.images].map((image) => {
      image.loading = 'eager';
      return image.decode().catch(() => undefined);
    }),
  );
}
