import { afterAll, beforeAll, expect, it } from 'vitest';
import { askAndApprove } from '../support/ask-for';
import { bundlesBy } from '../support/bundles-by';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  const { bundle, named } = bundlesBy(() => world);
  await world.allow(['frontend', 'design'], { bundles: [bundle('Developer', 'frontend')] });
  await askAndApprove(world, {
    issue: 'WEB-1',
    people: ['Priya Raman', 'Yuki Tanaka'],
    add: ['frontend'],
    term: { kind: 'days', days: 30 },
    bundles: [await named(world.as('Noah Okafor'), 'WEB-1', 'developer')],
  });
});
afterAll(() => stage.close());

it('says, once a bundle is changed, who has it as it was: light, without a mouse', async () => {
  const { configuration, page, ...olivia } = await stage.signInAs('Olivia Hart');
  await olivia.openConfiguration();
  await configuration.getByRole('tab', { name: 'Access policy' }).click();
  const bundles = configuration.getByRole('list', { name: 'Bundles' });
  await bundles.locator('summary').first().click();
  await bundles.getByRole('combobox', { name: 'What is in it' }).fill('design');
  await configuration.getByRole('option', { name: 'design' }).first().waitFor();
  await page.keyboard.press('Enter');
  await configuration.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  const who = configuration.getByRole('region', { name: 'Who has Developer' });
  await who.getByText('2 people have Developer as it was:').waitFor();
  await who.getByText('2 lack the group design').waitFor();
  await who.getByRole('button', { name: 'Who they are' }).press('Enter');
  await who.getByText('Yuki Tanaka').waitFor();
  expect(await findViolations({ page }, 'app')).toEqual([]);
  await page.context().close();
});

it('says it later, too, at the bundle: dark, 360 px', async () => {
  const { configuration, page, ...olivia } = await stage.signInAs('Olivia Hart', {
    theme: 'dark',
    width: 360,
  });
  await olivia.openConfiguration();
  await configuration.getByRole('tab', { name: 'Access policy' }).click();
  const bundles = configuration.getByRole('list', { name: 'Bundles' });
  await bundles.locator('summary').first().click();
  await bundles.getByRole('button', { name: 'Who has it as it was' }).press('Enter');
  const who = bundles.getByRole('region', { name: 'Who has Developer' });
  await who.getByText('2 people have Developer as it was:').waitFor();
  await who.getByRole('button', { name: 'Who they are' }).press('Enter');
  await who.getByText('Yuki Tanaka').waitFor();
  await who.getByRole('button', { name: 'Apply to the 2 who have it' }).first().press('Enter');
  await who.getByLabel('Work item, such as WEB-1').fill('web-2');
  await who.getByLabel('Why is it needed?').fill('The bundle was changed.');
  await who.getByRole('button', { name: 'Show what would change' }).press('Enter');
  await who.getByText('Maya Lindqvist will be asked to decide.').waitFor();
  expect(await findViolations({ page }, 'app')).toEqual([]);
  expect(await sidewaysOverflow(page)).toEqual([]);
  await who.getByRole('button', { name: 'Apply to the 2 who have it' }).last().press('Enter');
  await who.getByText('It is asked for in WEB-2.').waitFor();
  expect(stage.world.members('design')).not.toContain('Priya Raman');
  await page.context().close();
});
