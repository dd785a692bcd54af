import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundlesBy } from '../support/bundles-by';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  const { levelled } = bundlesBy(() => world);
  const bundles = [levelled('Developer', { read: ['frontend', 'WEB/Viewers'] })];
  await world.allow(['frontend'], { bundles });
});
afterAll(() => stage.close());

it.each([
  ['light', 1280],
  ['dark', 360],
] as const)(
  'a level of a bundle is tried by the name that is not saved yet: %s, %i px',
  async (theme, width) => {
    const { configuration, page, ...olivia } = await stage.signInAs('Olivia Hart', {
      theme,
      width,
    });
    await olivia.openConfiguration();
    await configuration.getByRole('tab', { name: 'Access policy' }).click();
    await configuration.getByRole('heading', { name: 'Try it' }).waitFor();
    const pick = async (field: string, text: string) => {
      await configuration.getByRole('combobox', { name: field }).fill(text);
      await configuration.getByRole('option', { name: text }).first().waitFor();
      await page.keyboard.press('Enter');
    };
    const bundles = configuration.getByRole('list', { name: 'Bundles' });
    await bundles.locator('summary').first().click();
    await bundles.getByRole('textbox', { name: 'Name' }).first().fill('Engineer');
    await pick('Who asks', 'Priya Raman');
    await configuration.getByLabel('In which work item').fill('web-1');
    await pick('For what', 'Engineer, read');
    await configuration.getByRole('button', { name: 'Try it' }).press('Enter');
    const told = configuration.getByRole('region', { name: 'What comes of it' });
    await told.getByText(/^All of .*Engineer, read.*: 1 group, 1 role\./).waitFor();
    await told.getByText('Maya Lindqvist will be asked to decide.').waitFor();
    await told.getByRole('columnheader', { name: 'Rule' }).waitFor();
    expect(await findViolations({ page }, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await bundles.getByRole('button', { name: 'Remove the bundle “Engineer”' }).press('Enter');
    await told.getByText('Something was changed since: try it again.').waitFor();
    await page.context().close();
  },
);
