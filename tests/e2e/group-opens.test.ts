import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { fillIn, pick } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['design', 'frontend', 'engineering']);
});
afterAll(() => stage.close());

it('says beside the plan what the groups open, and who is not asked', async () => {
  const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1', width: 360 });
  const { panel } = noah;
  await fillIn(panel, { people: ['Priya Raman'], access: ['design', 'engineering'], why: 'Work.' });
  await pick(panel, 'Access to what?', 'web-guild');
  const lead = panel.getByRole('listitem').filter({ hasText: 'Viewer in Mobile App' });
  await lead.getByText('led by Liam Chen, who is not asked').waitFor();
  await panel.getByText('No project through a role.').waitFor();
  await panel.getByText('web-guild is new and opens no project yet.').waitFor();
  expect(await findViolations(noah, 'app')).toEqual([]);
  expect(await sidewaysOverflow(noah.page)).toEqual([]);
});

it('leaves an open list by Tab without losing the focus, and announces only what was added', async () => {
  const olivia = await stage.signInAs('Olivia Hart');
  const { configuration, page } = olivia;
  await olivia.openConfiguration();
  await configuration.getByRole('tab', { name: 'Access policy' }).click();
  const field = configuration.getByRole('combobox', { name: 'Add a group' });
  await field.fill('e');
  await configuration.getByRole('option').nth(8).waitFor();
  await page.keyboard.press('Tab');
  const next = configuration.getByRole('button', { name: 'Use recommended set' });
  await expect.poll(() => next.evaluate((it) => it === document.activeElement)).toBe(true);
  expect(await configuration.getByRole('option').count()).toBe(0);

  await field.fill('jira-administrators');
  await configuration.getByRole('option', { name: 'jira-administrators' }).waitFor();
  await page.keyboard.press('Enter');
  await configuration.getByText('jira-administrators is protected').waitFor();
  expect(await configuration.getByText('jira-administrators added.').count()).toBe(0);
  expect(await findViolations(olivia, 'app')).toEqual([]);
  await configuration.getByRole('button', { name: 'Unlock jira-administrators' }).click();
  await configuration.getByText('jira-administrators is unlocked and listed.').waitFor();
  await expect.poll(() => field.evaluate((it) => it === document.activeElement)).toBe(true);
});

it('says it to whoever decides', async () => {
  const { world } = stage;
  value(
    await ask(world, world.as('Noah Okafor'), {
      issue: 'WEB-2',
      people: ['Priya Raman'],
      add: ['design'],
    }),
  );
  await world.settle();
  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-2', width: 360 });
  await maya.panel
    .getByText(`design, with ${world.members('design').length} members today, opens:`)
    .waitFor();
  const opened = maya.panel.getByRole('listitem').filter({ hasText: 'Viewer in Mobile App' });
  await opened.getByText('led by Liam Chen, who is not asked').waitFor();
  expect(await findViolations(maya, 'app')).toEqual([]);
  expect(await sidewaysOverflow(maya.page)).toEqual([]);
});

it('says how many get a role through a group', async () => {
  const { world } = stage;
  value(
    await ask(world, world.as('Noah Okafor'), {
      issue: 'WEB-3',
      groups: ['finance'],
      add: ['WEB/Viewers'],
    }),
  );
  await world.settle();
  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-3', width: 360 });
  const count = world.members('finance').length;
  await maya.panel.getByText(`Through finance, its ${count} members get it`).waitFor();
  expect(await findViolations(maya, 'app')).toEqual([]);
  expect(await sidewaysOverflow(maya.page)).toEqual([]);
});

it('says who has it already another way, and what would do in place of it, to whoever asks and whoever decides', async () => {
  const { world } = stage;
  await world.allow(['design', 'frontend', 'contractors'], { rolesOf: 'issueProject' });
  const { directory } = world.platform.atlassian;
  directory.addActor('WEB', 'Viewers', { groupId: world.groupId('design') });
  const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-4', width: 360 });
  const { panel } = noah;
  await fillIn(panel, {
    people: ['Rin Takahashi'],
    access: ['Viewers'],
    why: 'Work.',
  });
  await panel.getByText('What they have already').waitFor();
  await panel.getByText('Rin Takahashi has Viewers in Website already, through design.').waitFor();
  expect(await findViolations(noah, 'app')).toEqual([]);
  expect(await sidewaysOverflow(noah.page)).toEqual([]);

  value(
    await ask(world, world.as('Noah Okafor'), {
      issue: 'WEB-5',
      people: ['Priya Raman'],
      add: ['design'],
    }),
  );
  await world.settle();
  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-5', width: 360 });
  await maya.panel
    .getByText(
      'For Website alone, Viewers would do in place of design: the role can be asked for as well.',
    )
    .waitFor();
  expect(await findViolations(maya, 'app')).toEqual([]);
  expect(await sidewaysOverflow(maya.page)).toEqual([]);
});
