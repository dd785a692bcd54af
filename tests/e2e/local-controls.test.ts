import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['frontend']);
});
afterAll(() => stage.close());

it('show a fault that strikes once as off when it has struck, and switch it on again from there', async () => {
  const { world } = stage;
  const { page } = await stage.signInAs('Olivia Hart', { at: '/local' });
  const loses = page.getByRole('checkbox', { name: 'The next push is lost' });
  await loses.check();
  await page.waitForURL('**/local#faults-title');
  expect(world.platform.forge.faults.loseNextPushes).toBe(1);
  expect(await loses.isChecked()).toBe(true);
  const wish = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
  value(await ask(world, world.as('Noah Okafor'), wish));
  await expect.poll(() => loses.isChecked(), { timeout: 20_000 }).toBe(false);

  await loses.check();
  await expect.poll(() => world.platform.forge.faults.loseNextPushes).toBe(1);
});

it('need no sideways scrolling on a narrow screen', async () => {
  const { page } = await stage.signInAs('Olivia Hart', { at: '/local', width: 360 });
  await page.getByRole('heading', { name: 'Local controls' }).waitFor();
  expect(await sidewaysOverflow(page)).toEqual([]);
});

it('grant a permission of the app to a role of a project, and take it back', async () => {
  const { page } = await stage.signInAs('Olivia Hart', { at: '/local' });
  const card = page.getByRole('region', { name: 'Permissions of the app' });
  const role = card.getByLabel('Decide on access requests: role');
  await card.getByText('Granted to: nobody yet.').waitFor();
  await role.selectOption('WEB: Viewers');
  await card.getByRole('button', { name: 'Grant' }).click();
  await card.getByText('Granted to: WEB: Viewers.').waitFor();
  await role.selectOption('WEB: Viewers');
  await card.getByRole('button', { name: 'Take back' }).click();
  await card.getByText('Granted to: nobody yet.').waitFor();
});
