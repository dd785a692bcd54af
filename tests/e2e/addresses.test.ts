import { afterAll, beforeAll, expect, it } from 'vitest';
import { moduleOfType } from '../../local/forge/module-of-type';
import { CONFIGURATION, manifest } from '../support/open-world';
import { openStage, type Stage } from './support/open-stage';

const SIDEBAR = manifest.modules['jira:adminPage']?.find(({ useAsConfig }) => useAsConfig !== true);
const base = `/jira/settings/apps/${CONFIGURATION}/configuration`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
});
afterAll(() => stage.close());

it('each tab has an address, Back goes back, and a filter of the audit can be linked', async () => {
  expect(moduleOfType(manifest, 'jira:adminPage').key).toBe(CONFIGURATION);
  const { page, configuration } = await stage.signInAs('Olivia Hart', { at: base });
  await configuration.getByRole('tab', { name: 'People' }).click();
  await configuration.getByRole('tab', { name: 'Audit' }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe(`${base}/audit`);
  await configuration.getByLabel('Work item').fill('web-1');
  await expect.poll(() => new URL(page.url()).search).toBe('?issue=WEB-1');
  await page.goBack();
  await configuration.getByRole('tab', { name: 'People', selected: true }).waitFor();
  await page.goto(`${base}/audit?issue=WEB-7`);
  await configuration.getByRole('tab', { name: 'Audit', selected: true }).waitFor();
  expect(await configuration.getByLabel('Work item').inputValue()).toBe('WEB-7');
});

it('is in the sidebar too: Apps > Multiplier > Configuration, and each part of it', async () => {
  const { page } = await stage.signInAs('Olivia Hart', { at: '/jira/settings/apps/manage-apps' });
  const sidebar = page.getByRole('navigation', { name: 'Apps' });
  const app = page.frameLocator(`iframe[data-module="${SIDEBAR?.key}"]`);
  const parts = [
    ['Configuration', 'Integrations'],
    ['Access policy', 'Access policy'],
    ['Where it shows', 'Where it shows'],
    ['People', 'People'],
    ['Requests', 'Requests'],
    ['Personal data', 'Personal data'],
    ['Needs a look', 'Needs a look'],
    ['Check this installation', 'Check this installation'],
    ['Help and support', 'Help and support'],
    ['Audit', 'Audit'],
  ] as const;
  for (const [link, tab] of parts) {
    await sidebar.getByRole('link', { name: link, exact: true }).click();
    await app.getByRole('tab', { name: tab, selected: true }).waitFor();
  }
  expect(SIDEBAR?.pages).toHaveLength(parts.length);
  const row = app.getByRole('tablist');
  expect(await row.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  const here = sidebar.locator('[aria-current="page"]');
  await app.getByRole('tab', { name: 'People' }).click();
  await expect.poll(() => here.allInnerTexts()).toEqual(['People']);
  await page.goBack();
  await expect.poll(() => here.allInnerTexts()).toEqual(['Audit']);
});
