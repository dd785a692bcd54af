import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, askAndApprove } from '../support/ask-for';
import { value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const OLIVIA = 'Olivia Hart';
const TERM = { kind: 'days' as const, days: 30 };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  await world.allow(['frontend', 'design']);
});
afterAll(() => stage.close());

it.each([
  ['light', 1280, 'WEB-1', 'Priya Raman'],
  ['dark', 1280, 'WEB-2', 'Yuki Tanaka'],
  ['light', 360, 'WEB-3', 'Emma Fischer'],
  ['dark', 360, 'WEB-4', 'Grace Kim'],
] as const)(
  'an admin sees who would keep access without the app, and has all of it end: %s, %i px',
  async (theme, width, issue, name) => {
    const { world } = stage;
    await askAndApprove(world, { issue, people: [name], add: ['frontend'], term: TERM });
    value(
      await ask(world, world.as('Noah Okafor'), {
        issue,
        people: [name],
        add: ['design'],
        term: TERM,
      }),
    );
    await world.settle();
    const olivia = await stage.signInAs(OLIVIA, { theme, width });
    await olivia.openConfiguration();
    const { configuration, page } = olivia;
    // Where something of it went on lately, it is open.
    const opener = configuration.getByRole('button', { name: 'Who would keep access' });
    await opener.waitFor();
    if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.press('Enter');
    await configuration.getByText('1 person would keep 1 membership').waitFor();
    const table = configuration.getByRole('table', { name: 'Who would keep access' });
    await table.getByText(name).waitFor();
    await configuration.getByText(/^Waiting for a decision.*: 1 request\./).waitFor();
    const download = page.waitForEvent('download');
    await configuration.getByRole('button', { name: 'Download as CSV' }).press('Enter');
    const file = readFileSync(await (await download).path(), 'utf8');
    expect(file).toContain(`"${name}"`);
    expect(file).toContain('"frontend"');
    await configuration.getByRole('button', { name: 'End them all…' }).press('Enter');
    await configuration.getByText('End 1 membership now?').waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await configuration.getByRole('button', { name: 'End them all', exact: true }).press('Enter');
    await configuration.getByText('Type 1, to confirm.').waitFor();
    expect(world.members('frontend')).toContain(name);
    await configuration.getByLabel('Type 1 to confirm').fill('1');
    await configuration.getByRole('button', { name: 'End them all', exact: true }).press('Enter');
    await configuration.getByText('1 membership was ended, 1 request was closed.').waitFor();
    await expect.poll(() => world.members('frontend'), { timeout: 15_000 }).not.toContain(name);
    // What came of it is there when the page is opened anew.
    await page.reload();
    await configuration.getByText('Done: all of it was looked at').waitFor();
    await configuration.getByText('Nobody has anything that Multiplier is to take back.').waitFor();
    await configuration.getByText('Nothing is left that could be ended now.').waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    await olivia.openIssue(issue);
    await olivia.panel
      .getByText(/^Closed .*: Multiplier is about to be uninstalled here/)
      .waitFor();
    await page.context().close();
  },
);

it('where only requests wait, closing those is all that is asked', async () => {
  const { world } = stage;
  const waiting = { issue: 'WEB-5', people: ['Priya Raman'], add: ['design'], term: TERM };
  value(await ask(world, world.as('Noah Okafor'), waiting));
  await world.settle();
  const olivia = await stage.signInAs(OLIVIA, { width: 360 });
  await olivia.openConfiguration();
  const { configuration, page } = olivia;
  const opener = configuration.getByRole('button', { name: 'Who would keep access' });
  await opener.waitFor();
  if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.press('Enter');
  await configuration.getByRole('button', { name: 'Close the requests that wait…' }).press('Enter');
  await configuration.getByText('Close 1 request that waits?').waitFor();
  expect(await configuration.getByText('0 memberships').count()).toBe(0);
  expect(await configuration.getByLabel(/^Type /).count()).toBe(0);
  expect(await findViolations(olivia, 'app')).toEqual([]);
  expect(await sidewaysOverflow(page)).toEqual([]);
  await configuration.getByRole('button', { name: 'Close them', exact: true }).press('Enter');
  await configuration.getByText('1 request was closed.').waitFor();
  await configuration.getByText('Nothing is left that could be ended now.').waitFor();
  await page.context().close();
});

it('is uninstalled under Manage apps, and begins anew once it is installed again', async () => {
  const { world } = stage;
  const { forge } = world.platform;
  await askAndApprove(world, {
    issue: 'WEB-5',
    people: ['Rohan Desai'],
    add: ['frontend'],
    term: TERM,
  });
  const olivia = await stage.signInAs(OLIVIA, { at: '/jira/settings/apps/manage-apps' });
  const { page } = olivia;
  await page.getByText('Uninstall', { exact: false }).first().press('Enter');
  expect(await findViolations(olivia)).toEqual([]);
  await page.getByRole('button', { name: 'Uninstall app' }).press('Enter');
  await page.getByText('No app is installed.').waitFor();
  expect([forge.isInstalled, forge.kvs.entries(), forge.kvs.secretKeys()]).toEqual([false, [], []]);
  expect(await findViolations(olivia)).toEqual([]);
  // Nobody takes it back any more.
  expect(world.members('frontend')).toContain('Rohan Desai');
  await page.goto('/browse/WEB-5');
  expect(await page.locator('iframe').count()).toBe(0);
  stage.expectConsole(/status of 404.*configuration/);
  await olivia.openConfiguration();
  await page.getByRole('heading', { name: 'Multiplier is not installed' }).waitFor();
  await page.goto('/jira/settings/apps/manage-apps');
  await page.getByRole('button', { name: 'Install Multiplier' }).press('Enter');
  await page.getByRole('link', { name: 'Configure Multiplier' }).click();
  await olivia.configuration.getByText('Not connected').waitFor();
});
