import type { FrameLocator, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillIn } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const saidOf = (typed: string) =>
  `“${typed}” was not chosen. Pick what you mean from the list, or empty the field.`;

/** Whether it is said at the field, and to whoever hears the page. */
async function expectUnchosen(app: FrameLocator, field: Locator, typed: string): Promise<void> {
  expect(await field.inputValue()).toBe(typed);
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const ids = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
  const texts = ids.map((id) => app.locator(`[id="${id}"]`).textContent());
  expect((await Promise.all(texts)).join(' ')).toContain(saidOf(typed));
  await app.getByRole('status').getByText(saidOf(typed)).waitFor({ state: 'attached' });
}

const expectNothingSaid = async (field: Locator) =>
  expect.poll(() => field.getAttribute('aria-invalid')).toBe('false');

describe('what was typed and not chosen', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await stage.world.connect();
    await stage.world.allow(['frontend', 'design']);
  });
  afterAll(() => stage.close());

  it('is said where the field is left, and keeps the request from being sent without it', async () => {
    const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1', width: 360 });
    const { panel, page } = noah;
    await fillIn(panel, { people: ['Priya Raman'], access: ['frontend'], why: 'To help.' });
    // What was chosen stands beside the button that takes it out, though the window is narrow.
    const name = await panel.locator('.asked-name').boundingBox();
    const remove = panel.getByRole('button', { name: 'Don’t ask for the group frontend' });
    expect((await remove.boundingBox())?.x).toBeGreaterThan(name?.x ?? 0);
    const who = panel.getByRole('combobox', { name: 'Who is it for?' });
    await who.fill('Yuki');
    await panel.getByRole('option', { name: 'Yuki Tanaka' }).waitFor();
    await page.keyboard.press('Tab');
    await expectUnchosen(panel, who, 'Yuki');
    expect(await findViolations(noah, 'app')).toEqual([]);
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await who.and(panel.locator(':focus')).waitFor();
    expect(await panel.getByText('Waiting for approval').count()).toBe(0);
    const oneWord = 'w'.repeat(200);
    await who.fill(oneWord);
    await panel.getByText(saidOf(oneWord), { exact: true }).waitFor();
    expect(await sidewaysOverflow(page)).toEqual([]);
    await who.fill('Yuki');

    await page.keyboard.press('ArrowDown');
    await panel.getByRole('option', { name: 'Yuki Tanaka' }).click();
    await expectNothingSaid(who);
    const access = panel.getByRole('combobox', { name: 'Access to what?' });
    await access.fill('desi');
    await panel.getByLabel('Why is it needed?').click();
    await expectUnchosen(panel, access, 'desi');
    await access.fill('');
    await expectNothingSaid(access);
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await panel.getByText('Waiting for approval', { exact: true }).first().waitFor();
    await panel.getByText('Yuki Tanaka').first().waitFor();
    await page.context().close();
  });

  it('is searched for once more by the keyboard alone, and the list stays', async () => {
    const { panel, page } = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-2' });
    await panel.getByRole('button', { name: 'Request access' }).click();
    const who = panel.getByRole('combobox', { name: 'Who is it for?' });
    const calls = '**/bridge/invoke';
    await page.route(calls, (route) =>
      route.request().postData()?.includes('people.search') === true
        ? route.abort()
        : route.continue(),
    );
    stage.expectConsole(/ERR_FAILED/);
    await who.fill('Grace');
    await panel.getByRole('button', { name: 'Search again' }).waitFor();
    await page.unroute(calls);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await panel.getByRole('option', { name: 'Grace Kim' }).waitFor();
    await who.and(panel.locator(':focus')).waitFor();
    await expectNothingSaid(who);
    await page.context().close();
  });

  it('keeps a policy from being saved without it, also in a rule that is closed', async () => {
    const { configuration, openConfiguration, page } = await stage.signInAs('Olivia Hart');
    await openConfiguration();
    await configuration.getByRole('tab', { name: 'Access policy' }).click();
    await configuration.getByRole('button', { name: 'Add a rule' }).click();
    await configuration.getByRole('textbox', { name: 'Name' }).fill('Web');
    await configuration.getByRole('checkbox', { name: 'design', exact: true }).check();
    await configuration
      .getByRole('radio', { name: 'Only in work items of these projects' })
      .check();
    const projects = configuration.getByRole('combobox', { name: 'Projects in which' });
    await projects.fill('Web');
    await configuration.getByRole('option').first().click();
    const groups = configuration.getByRole('combobox', { name: 'Members of these groups' });
    for (const [field, typed] of [
      [projects, 'Fin'],
      [groups, 'eng'],
    ] as const) {
      await field.fill(typed);
      await page.keyboard.press('Tab');
      await expectUnchosen(configuration, field, typed);
      await configuration.locator('details').last().locator('summary').click();
      await field.waitFor({ state: 'hidden' });
      await configuration.getByRole('button', { name: 'Save', exact: true }).click();
      await field.and(configuration.locator(':focus')).waitFor();
      await field.fill('');
      await expectNothingSaid(field);
    }
    await configuration.getByRole('button', { name: 'Save', exact: true }).click();
    await configuration.getByText('Saved. It holds at once').waitFor();
    await page.context().close();
  });
});
