import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/domain/lib/time';
import { askAndApprove } from '../support/ask-for';
import { CONFIGURATION } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const TAB = `/jira/settings/apps/${CONFIGURATION}/configuration/personal`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['frontend']);
  await askAndApprove(stage.world, { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] });
});
afterAll(() => stage.close());

describe('Personal data', () => {
  it('says whose data was reported, and for how long what is over is kept, which an admin changes', async () => {
    const { page, configuration } = await stage.signInAs('Olivia Hart', { at: TAB });
    await configuration.getByText('none yet').waitFor();
    await stage.world.sweep();
    await configuration.getByRole('button', { name: 'Refresh' }).click();
    await configuration.getByText(/: 4 accounts$/).waitFor();
    expect(await findViolations({ page }, 'app')).toEqual([]);

    await configuration
      .getByRole('group', { name: 'How long finished records are kept' })
      .getByRole('radio', { name: 'For a number of days' })
      .check();
    const days = configuration.getByRole('spinbutton', { name: 'Days after it is over' });
    await days.fill('7');
    await configuration.getByRole('button', { name: 'Save' }).click();
    await configuration.getByText('Enter a number of days from 30 to 3,650.').waitFor();
    expect(await findViolations({ page }, 'app')).toEqual([]);
    await days.fill('400');
    await configuration.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => days.inputValue().catch(() => ''), { timeout: 20_000 }).toBe('400');
    await configuration.getByText('Saved.', { exact: true }).waitFor();
    await configuration.getByRole('tab', { name: 'Audit' }).click();
    await configuration
      .getByText(
        'Olivia Hart set requests and the audit to be kept for 400 days after they are over.',
      )
      .waitFor();
  });

  it('an account that is closed in Local controls is a former user in the audit', async () => {
    const priya = stage.world.person('Priya Raman');
    const { page } = await stage.signInAs('Olivia Hart', { at: '/local' });
    const close = page.locator('form', { hasText: 'Close account for good' });
    await close.getByLabel('Person').selectOption(priya.accountId);
    await close.getByRole('button', { name: 'Close account for good' }).click();
    await page.waitForURL('**/local#accounts-title');
    expect(stage.world.platform.atlassian.directory.isClosed(priya.accountId)).toBe(true);
    await stage.world.pass(8 * DAY);
    await stage.world.sweep();
    for (let hour = 0; hour < 6; hour += 1) {
      await stage.world.pass(HOUR);
      await stage.world.sweep();
    }
    const olivia = await stage.signInAs('Olivia Hart', { at: TAB, width: 360 });
    await olivia.configuration.getByText('Closed accounts erased').waitFor();
    expect(await sidewaysOverflow(olivia.page)).toEqual([]);
    expect(await findViolations(olivia, 'app')).toEqual([]);
    await olivia.configuration.getByRole('tab', { name: 'Audit' }).click();
    await olivia.configuration
      .getByText(
        /^Multiplier erased the data of somebody whose account was closed: former-\w{12}\.$/,
      )
      .waitFor();
    expect(await olivia.configuration.getByText('Priya Raman').count()).toBe(0);
  });

  it('says that Atlassian can’t be told, and since when', async () => {
    stage.world.platform.atlassian.faults.add({
      path: /report-accounts/,
      effect: { kind: 'answer', status: 503 },
    });
    await stage.world.pass(8 * DAY);
    await stage.world.sweep();
    const { page, configuration } = await stage.signInAs('Olivia Hart', { at: TAB });
    await configuration
      .getByText('Multiplier can’t report to Atlassian whose data it stores')
      .waitFor();
    await configuration.getByText(/The report has got no answer since/).waitFor();
    expect(await findViolations({ page }, 'app')).toEqual([]);
  });
});
