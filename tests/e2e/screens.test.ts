import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { CONFIGURATION, value } from '../support/open-world';
import { fillIn, pick } from './support/ask';
import { expectFocusWithin, tabTo } from './support/keyboard';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';
import type { Visitor } from './support/visitor';

describe('screens', () => {
  let stage: Stage;
  let noah: Visitor;
  beforeAll(async () => {
    stage = await openStage();
    await stage.world.connect();
    await stage.world.allow(['frontend', 'engineering', 'design', 'qa']);
    noah = await stage.signInAs('Noah Okafor');
  });
  afterAll(() => stage.close());

  it('can be used with the keyboard alone, and never lose the focus', async () => {
    await noah.openIssue('WEB-3');
    const { page, panel } = noah;
    await tabTo(page, panel.getByRole('button', { name: 'Request access' }));
    await page.keyboard.press('Enter');
    await panel.getByRole('combobox', { name: 'Who is it for?' }).waitFor();
    await expectFocusWithin(panel);
    for (const [field, text] of [
      ['Who is it for?', 'Priya'],
      ['Access to what?', 'design'],
    ] as const) {
      await tabTo(page, panel.getByRole('combobox', { name: field }));
      await page.keyboard.type(text);
      await panel.getByRole('option', { name: text }).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expectFocusWithin(panel);
    }
    await tabTo(page, panel.getByLabel('Why is it needed?'));
    await page.keyboard.type('To draw the new icons.');
    await panel.getByText('will be asked to decide.').waitFor();
    await tabTo(page, panel.getByRole('button', { name: 'Submit request' }));
    await page.keyboard.press('Enter');
    await panel.getByText('Waiting for approval', { exact: true }).waitFor();
    await expectFocusWithin(panel);

    const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-3' });
    await tabTo(maya.page, maya.panel.getByRole('button', { name: 'Approve', exact: true }));
    await maya.page.keyboard.press('Enter');
    await maya.panel.getByText('Everything was done').waitFor();
    await expectFocusWithin(maya.panel);
    await maya.page.context().close();

    const named = { issue: 'WEB-4', people: ['Priya Raman'], add: ['qa'] };
    value(await ask(stage.world, stage.world.as('Noah Okafor'), named));
    await noah.openIssue('WEB-4');
    const withdraw = panel.getByRole('button', { name: 'Withdraw request' });
    await tabTo(page, withdraw);
    await page.keyboard.press('Enter');
    await tabTo(page, panel.getByRole('button', { name: 'Keep it' }));
    await page.keyboard.press('Enter');
    await panel.getByText('Withdraw this request?').waitFor({ state: 'detached' });
    expect(await withdraw.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await tabTo(page, panel.getByRole('button', { name: 'Withdraw', exact: true }));
    await page.keyboard.press('Enter');
    await panel.getByText('Withdrawn by').waitFor();
    await expectFocusWithin(panel);
  });

  it('need no sideways scrolling on a narrow screen', async () => {
    const narrow = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-5', width: 360 });
    const { page, panel } = narrow;
    await panel.getByText('Get people the access they need').waitFor();
    expect(await sidewaysOverflow(page)).toEqual([]);
    await fillIn(panel, {
      people: ['Priya Raman'],
      access: ['engineering', 'Developers'],
      why: 'For the checkout, which the website team mends until the end of the quarter.',
      days: 30,
    });
    expect(await sidewaysOverflow(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Submit request' }).click();
    // The page is just becoming shorter: the pointer could miss what moves under it.
    await panel.getByRole('button', { name: 'The plan, line by line' }).press('Enter');
    await panel.getByText('Will be added').first().waitFor();
    expect(await sidewaysOverflow(page)).toEqual([]);

    // Where the cells of a list stand one below the other, an entry has the whole line.
    await page.goto('/browse/WEB-2');
    await panel.getByRole('button', { name: 'Request access' }).click();
    await panel.getByRole('button', { name: 'Paste a list or read a file' }).click();
    await panel.getByLabel('Names or email addresses').fill('kim.newer@acme.example');
    await panel.getByRole('button', { name: 'Check the list' }).click();
    const entry = panel.getByRole('cell', { name: 'kim.newer@acme.example' });
    await entry.waitFor();
    const line = panel.getByRole('row').filter({ has: entry });
    expect((await entry.boundingBox())?.width).toBe((await line.boundingBox())?.width);
    await page.context().close();
  });

  it('show the chosen tab and the whole help on a narrow screen', async () => {
    const at = `/jira/settings/apps/${CONFIGURATION}/configuration/help`;
    const { page, configuration } = await stage.signInAs('Olivia Hart', { at, width: 360 });
    const tab = configuration.getByRole('tab', { name: 'Help and support', selected: true });
    await tab.waitFor();
    const rightEnd = async () => {
      const { x = 0, width = 0 } = (await tab.boundingBox()) ?? {};
      return x + width;
    };
    await expect.poll(rightEnd).toBeLessThan(360);
    const [help] = await Promise.all([
      page.context().waitForEvent('page'),
      configuration.getByRole('link', { name: 'Setting Multiplier up' }).click(),
    ]);
    await help.getByRole('heading', { name: 'When connecting fails' }).waitFor();
    expect(await sidewaysOverflow(help)).toEqual([]);
    await page.context().close();
  });

  it('keep what was typed over a reload, until it is sent or discarded', async () => {
    await noah.openIssue('WEB-6');
    const { page, panel } = noah;
    await panel.getByRole('button', { name: 'Request access' }).click();
    await pick(panel, 'Who is it for?', 'Priya Raman');
    await pick(panel, 'Access to what?', 'design');
    await panel.getByLabel('Why is it needed?').fill('Half a sentence');
    await page.reload();
    await panel.getByRole('button', { name: 'Remove Priya Raman' }).waitFor();
    await panel.getByRole('combobox', { name: 'What to do with the group design' }).waitFor();
    expect(await panel.getByLabel('Why is it needed?').inputValue()).toBe('Half a sentence');
    await panel.getByRole('button', { name: 'Discard' }).click();
    await page.reload();
    await panel.getByRole('button', { name: 'Request access' }).click();
    expect(await panel.getByLabel('Why is it needed?').inputValue()).toBe('');
    expect(await panel.getByRole('button', { name: 'Remove Priya Raman' }).count()).toBe(0);
  });

  it('ask before the page goes where the browser keeps nothing for them', async () => {
    const { page, panel, openIssue } = await stage.signInAs('Priya Raman', {});
    await page.addInitScript(() => {
      Object.defineProperty(window, 'sessionStorage', {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    });
    await openIssue('WEB-6');
    await panel.getByRole('button', { name: 'Request access' }).click();
    const reason = panel.getByLabel('Why is it needed?');
    await reason.pressSequentially('Half');
    const asked: string[] = [];
    page.once('dialog', async (dialog) => {
      asked.push(dialog.type());
      await dialog.dismiss();
    });
    await page.reload({ timeout: 3_000 }).catch(() => undefined);
    expect(asked).toEqual(['beforeunload']);
    expect(await reason.inputValue()).toBe('Half');
    await panel.getByRole('button', { name: 'Discard' }).click();
    await page.reload();
    await panel.getByRole('button', { name: 'Request access' }).waitFor();
    await page.context().close();
  });
});
