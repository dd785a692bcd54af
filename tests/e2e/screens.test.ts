import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approve, ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { fillIn, pick } from './support/ask';
import { findViolations, overhang } from './support/find-violations';
import { expectFocusWithin, tabTo } from './support/keyboard';
import { openStage, type Stage } from './support/open-stage';
import type { Visitor } from './support/visitor';

describe('screens', () => {
  let stage: Stage;
  let olivia: Visitor;
  let noah: Visitor;
  beforeAll(async () => {
    stage = await openStage();
    olivia = await stage.signInAs('Olivia Hart');
    noah = await stage.signInAs('Noah Okafor');
  });
  afterAll(() => stage.close());

  let connecting: Promise<void> | undefined;
  /** The site is connected, and groups are open; the first screens are of the time before. */
  const connected = () => {
    connecting ??= (async () => {
      await stage.world.connect();
      await stage.world.allow(['frontend', 'engineering', 'design', 'qa']);
    })();
    return connecting;
  };
  const asks = async (issue: string, add: string) =>
    value(
      await ask(stage.world, stage.world.as('Noah Okafor'), {
        issue,
        people: ['Priya Raman'],
        add: [add],
      }),
    );

  describe('are accessible, light and dark', () => {
    const expectAccessible = async (visitor: Visitor, part?: 'app') =>
      expect(await findViolations(visitor, part)).toEqual([]);

    it('in the panel before there is a connection', async () => {
      await noah.openIssue('WEB-1');
      await noah.panel.getByText('is not connected to Atlassian Cloud yet').waitFor();
      await expectAccessible(noah);
    });

    it('on the configuration page, from connecting to the audit', async () => {
      const { configuration } = olivia;
      await olivia.openConfiguration();
      await configuration.getByText('Not connected').waitFor();
      await expectAccessible(olivia);
      await configuration.getByRole('button', { name: 'Atlassian Cloud' }).click();
      await configuration.getByRole('textbox', { name: 'Instance URL' }).fill('acme');
      await configuration.getByRole('textbox', { name: 'Email' }).fill('olivia.hart@acme.example');
      await configuration.getByRole('textbox', { name: 'API Token' }).fill('ATATT');
      await configuration.getByRole('button', { name: 'Connect' }).click();
      await configuration.getByRole('alert').waitFor();
      await configuration.getByText('How to create an API token').click();
      await expectAccessible(olivia, 'app');

      await connected();
      await olivia.openConfiguration();
      await configuration.getByRole('button', { name: 'Atlassian Cloud' }).click();
      await configuration.getByRole('button', { name: 'Disconnect…' }).click();
      await expectAccessible(olivia, 'app');
      await configuration.getByRole('tab', { name: 'Access policy' }).click();
      await configuration.getByRole('combobox', { name: 'Add a group' }).click();
      await configuration.getByRole('option').first().waitFor();
      await expectAccessible(olivia, 'app');
      await configuration.getByRole('tab', { name: 'Audit' }).click();
      await configuration.getByRole('row').nth(1).waitFor();
      await expectAccessible(olivia, 'app');
      await configuration.getByRole('tab', { name: 'Help and support' }).click();
      await configuration.getByText('reach out to our support team').waitFor();
      await expectAccessible(olivia, 'app');
    });

    it('in the panel, from asking to what happened', async () => {
      await connected();
      await noah.openIssue('WEB-2');
      await noah.panel.getByText('Get people the access they need').waitFor();
      await expectAccessible(noah, 'app');
      const [member = ''] = stage.world.members('frontend');
      await fillIn(noah.panel, {
        people: ['Priya Raman', member],
        access: ['frontend'],
        why: 'For the checkout.',
        days: 30,
      });
      await noah.panel.getByText('Has it already').waitFor();
      await expectAccessible(noah, 'app');
      await noah.panel.getByRole('combobox', { name: 'Access to what?' }).click();
      await noah.panel.getByRole('option').first().waitFor();
      await expectAccessible(noah, 'app');
      await noah.panel.getByRole('button', { name: 'Discard' }).click();

      const submitted = await asks('WEB-2', 'frontend');
      await noah.openIssue('WEB-2');
      await noah.panel.getByRole('button', { name: 'Withdraw request' }).waitFor();
      await noah.panel.getByRole('button', { name: 'The plan, line by line' }).click();
      await noah.panel.getByRole('cell', { name: 'Will be added' }).waitFor();
      await expectAccessible(noah, 'app');

      const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-2' });
      await maya.panel.getByRole('button', { name: 'Decline' }).click();
      await maya.panel.getByText('Say why you decline.').waitFor();
      await expectAccessible(maya, 'app');
      await maya.page.goto('/jira/notifications');
      await expectAccessible(maya);
      await maya.page.context().close();

      const undo = stage.world.platform.atlassian.faults.add({
        via: 'token',
        method: 'POST',
        path: /^\/group\/user/,
        effect: { kind: 'answer', status: 400, body: '{"errorMessages":["Not now."]}' },
      });
      value(await approve(stage.world.as('Maya Lindqvist'), 'WEB-2', submitted));
      await noah.openIssue('WEB-2');
      await noah.panel.getByRole('button', { name: 'Retry the failed step' }).waitFor();
      await expectAccessible(noah, 'app');
      undo();
      await noah.panel.getByRole('button', { name: 'Retry the failed step' }).click();
      await noah.panel.getByText('Everything was done').waitFor();
      await expectAccessible(noah);
    });

    it.each([
      '/sign-in',
      '/',
      '/jira/projects',
      '/jira/projects/WEB/issues',
      '/jira/projects/WEB/settings/people',
      '/jira/people',
      '/jira/settings/apps/manage-apps',
      '/manage-profile',
      '/manage-profile/security',
      '/local',
    ])('on the page %s around them', async (path) => {
      await olivia.page.goto(path);
      await expectAccessible(olivia);
    });
  });

  it('can be used with the keyboard alone, and never lose the focus', async () => {
    await connected();
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
    await tabTo(maya.page, maya.panel.getByRole('button', { name: 'Approve' }));
    await maya.page.keyboard.press('Enter');
    await maya.panel.getByText('Everything was done').waitFor();
    await expectFocusWithin(maya.panel);
    await maya.page.context().close();

    await noah.openIssue('WEB-4');
    await asks('WEB-4', 'qa');
    await noah.openIssue('WEB-4');
    await tabTo(page, panel.getByRole('button', { name: 'Withdraw request' }));
    await page.keyboard.press('Enter');
    await panel.getByText('Withdrawn by').waitFor();
    await expectFocusWithin(panel);
  });

  it('need no sideways scrolling on a narrow screen', async () => {
    await connected();
    const narrow = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-5', width: 360 });
    const { page, panel } = narrow;
    await panel.getByText('Get people the access they need').waitFor();
    expect(await overhang(page)).toEqual([0, 0]);
    await fillIn(panel, {
      people: ['Priya Raman'],
      access: ['engineering', 'Developers'],
      why: 'For the checkout, which the website team mends until the end of the quarter.',
      days: 30,
    });
    expect(await overhang(page)).toEqual([0, 0]);
    await panel.getByRole('button', { name: 'Submit request' }).click();
    // The page is just becoming shorter: the pointer could miss what moves under it.
    await panel.getByRole('button', { name: 'The plan, line by line' }).press('Enter');
    await panel.getByRole('cell', { name: 'Will be added' }).first().waitFor();
    expect(await overhang(page)).toEqual([0, 0]);
    await page.context().close();
  });

  it('keep what was typed over a reload, until it is sent or discarded', async () => {
    await connected();
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
});
