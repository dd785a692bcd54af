import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONFIGURATION } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const TAB = `/jira/settings/apps/${CONFIGURATION}/configuration/check`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.platform.forge.scheduler.run('sweep-schedule');
});
afterAll(() => stage.close());

describe('checking an installation', () => {
  it('shows how far it is, and says of each thing what came of it', async () => {
    const { page, configuration } = await stage.signInAs('Olivia Hart', { at: TAB });
    await configuration.getByRole('textbox', { name: 'Work item' }).fill('WEB-1');
    await configuration.getByRole('button', { name: 'Check', exact: true }).click();
    await configuration.getByRole('progressbar', { name: 'Progress of the check' }).waitFor();
    await configuration.getByText('12 of 12 were checked.').waitFor();
    const items = configuration.getByRole('listitem');
    const found = await items.filter({ has: page.locator('.lozenge') }).allInnerTexts();
    expect(found.map((text) => text.split('\n').slice(0, 2).join(': '))).toHaveLength(12);
    expect(await configuration.getByText('As expected', { exact: true }).count()).toBe(11);
    await configuration.getByText(/^\d+ of \d+ people who were looked at show theirs\.$/).waitFor();
    expect(await findViolations({ page }, 'app')).toEqual([]);
  });

  it('tries what needs no work item also where a text of any length names none', async () => {
    const { configuration } = await stage.signInAs('Olivia Hart', { at: TAB });
    await configuration.getByRole('textbox', { name: 'Work item' }).fill('w'.repeat(500));
    await configuration.getByRole('button', { name: 'Check', exact: true }).click();
    await configuration.getByText('8 of 12 were checked.').waitFor();
    const reason = 'There is no such work item, or you can’t see it. Check its key above.';
    expect(await configuration.getByText(reason, { exact: true }).count()).toBe(4);
  });

  it('says on a narrow screen, in dark, what differs and what to do, and goes on with the rest', async () => {
    stage.world.platform.atlassian.faults.add({
      method: 'POST',
      path: /^\/issue\/\d+\/comment$/,
      effect: {
        kind: 'answer',
        status: 403,
        headers: { 'content-type': 'application/json' },
        body: '{"errorMessages":["The app may not comment here."],"errors":{}}',
      },
    });
    const olivia = await stage.signInAs('Olivia Hart', { at: TAB, width: 360, theme: 'dark' });
    const { page, configuration } = olivia;
    await configuration.getByRole('textbox', { name: 'Work item' }).fill('WEB-1');
    await configuration.getByRole('button', { name: 'Check', exact: true }).click();
    await configuration.getByText('12 of 12 were checked.').waitFor();
    const comment = configuration.getByRole('listitem').filter({ hasText: 'comment and mention' });
    await comment.getByText('Differs').waitFor();
    await comment.getByText('The app may not comment here.').waitFor();
    await comment.getByText('Let the app comment in the project').waitFor();
    await configuration
      .getByRole('listitem')
      .filter({ hasText: 'Jira sends the app’s email' })
      .getByText('As expected')
      .waitFor();
    expect(await findViolations({ page }, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
  });
});
