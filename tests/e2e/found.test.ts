import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleOfType } from '../../local/forge/module-of-type';
import { ask } from '../support/ask-for';
import { manifest, value } from '../support/open-world';
import { pick } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ panel: 'nowhere' });
  await stage.world.connect();
  await stage.world.allow(['frontend', 'design']);
});
afterAll(() => stage.close());

const frameOf = (type: string) =>
  `iframe[data-module="${moduleOfType(manifest, type).key}"]:not([data-waits])`;

describe('on an issue to which nobody has added the panel', () => {
  it('there is no panel, until somebody clicks its button under Apps', async () => {
    const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-2' });
    await noah.page.getByRole('heading', { name: 'Activity' }).waitFor();
    expect(await noah.page.locator(frameOf('jira:issuePanel')).count()).toBe(0);
    await noah.page.getByText('Apps', { exact: true }).last().click();
    await noah.page.getByRole('button', { name: 'Access' }).click();
    await noah.panel.getByRole('button', { name: 'Request access' }).waitFor();
    // It is there for everybody who comes after, on this issue and no other.
    const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-2' });
    await maya.panel.getByRole('button', { name: 'Request access' }).waitFor();
    await maya.page.goto('/browse/WEB-3');
    await maya.page.getByRole('heading', { name: 'Activity' }).waitFor();
    expect(await maya.page.locator(frameOf('jira:issuePanel')).count()).toBe(0);
  });

  it('the context says how things stand, and opens all of it', async () => {
    const { world } = stage;
    value(
      await ask(world, world.as('Noah Okafor'), {
        issue: 'WEB-1',
        people: ['Priya Raman'],
        add: ['frontend'],
      }),
    );
    const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-1' });
    await maya.page.getByText('1 waiting').waitFor();
    await maya.page.getByRole('heading', { name: 'Access', exact: true }).click();
    const context = maya.page.frameLocator(frameOf('jira:issueContext')).first();
    await context.getByText('1 request waits for a decision.').waitFor();
    expect(await findViolations(maya, 'app')).toEqual([]);
    await context.getByRole('button', { name: 'Open access requests' }).click();
    const modal = maya.page.frameLocator(`dialog[open] ${frameOf('jira:issueContext')}`);
    await modal.getByRole('button', { name: 'Approve', exact: true }).click();
    await modal.getByText('Active', { exact: true }).first().waitFor();
    await maya.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await context.getByText('Nothing is waiting here.').waitFor();
    await maya.page.getByText('Decided').waitFor();
  });

  it('the context asks for access at once where nobody has', async () => {
    const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-5' });
    await noah.page.getByRole('heading', { name: 'Access', exact: true }).click();
    const context = noah.page.frameLocator(frameOf('jira:issueContext')).first();
    await context.getByRole('button', { name: 'Request access' }).click();
    const modal = noah.page.frameLocator(`dialog[open] ${frameOf('jira:issueContext')}`);
    await modal.getByRole('combobox', { name: 'Who is it for?' }).waitFor();
    await noah.page.emulateMedia({ colorScheme: 'dark' });
    const ground = 'getComputedStyle(GROUND).backgroundColor';
    const around = () =>
      noah.page.evaluate(ground.replace('GROUND', "document.querySelector('dialog')"));
    const within = () =>
      modal.locator('html').evaluate((page) => getComputedStyle(page).backgroundColor);
    await expect.poll(async () => (await within()) === (await around())).toBe(true);
  });

  it('Request access in the ••• menu opens the form over the issue', async () => {
    const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-3', width: 360 });
    await noah.page.getByLabel('Actions', { exact: true }).click();
    await noah.page.getByRole('button', { name: 'Request access' }).click();
    const form = noah.page.frameLocator(`dialog[open] ${frameOf('jira:issueAction')}`);
    await pick(form, 'Who is it for?', 'Grace Kim');
    await pick(form, 'Access to what?', 'design');
    // Its name has room, though the window is narrow.
    expect((await form.locator('.asked-name').boundingBox())?.width).toBeGreaterThan(120);
    await form.getByLabel('Why is it needed?').fill('Grace draws the new pages.');
    await form.getByText('will be asked to decide.').waitFor();
    expect(await findViolations(noah, 'app')).toEqual([]);
    await form.getByRole('button', { name: 'Submit request' }).click();
    await form.getByText('Your request is sent in WEB-3').waitFor();
    await form.getByRole('button', { name: 'Close' }).click();
    await noah.page.getByText('1 waiting').waitFor();
  });

  it('the command asks for the issue, wherever it is called', async () => {
    const noah = await stage.signInAs('Noah Okafor', { at: '/jira/projects' });
    await noah.page.keyboard.press('Control+k');
    await noah.page.getByLabel('Search commands').fill('request');
    await noah.page.getByRole('dialog').getByText('1 found').waitFor();
    await noah.page.getByLabel('Search commands').fill('group');
    await noah.page.getByRole('dialog').getByRole('button', { name: 'Request access' }).click();
    const form = noah.page.frameLocator(`dialog[open] ${frameOf('jira:command')}`);
    await form.getByLabel('Which work item is it for?').fill('nonsense');
    await form.getByRole('button', { name: 'Continue' }).click();
    await form.getByText('Type the key of a work item').waitFor();
    await form.getByLabel('Which work item is it for?').fill('WEB-9999');
    await form.getByRole('button', { name: 'Continue' }).click();
    await form.getByText('There is no such work item, or you can’t see it.').waitFor();
    await form.getByRole('button', { name: 'Choose another work item' }).click();
    expect(await form.getByLabel('Which work item is it for?').inputValue()).toBe('WEB-9999');
    await form.getByLabel('Which work item is it for?').fill('web-4');
    await form.getByRole('button', { name: 'Continue' }).click();
    await form.getByRole('combobox', { name: 'Who is it for?' }).waitFor();
    expect(await findViolations(noah, 'app')).toEqual([]);
  });
});
