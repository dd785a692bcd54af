import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approve, ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { fillIn } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import type { Visitor } from './support/visitor';

describe('accessibility', () => {
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

  const expectAccessible = async (visitor: Visitor, part?: 'app') =>
    expect(await findViolations(visitor, part)).toEqual([]);

  it('in the panel before there is a connection', async () => {
    await noah.openIssue('WEB-1');
    await noah.panel.getByText('is not connected to Atlassian Cloud').waitFor();
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
    await noah.panel.getByText('Will be added').waitFor();
    await expectAccessible(noah, 'app');

    const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-2' });
    await maya.panel.getByRole('button', { name: 'Decline' }).click();
    await maya.panel.getByText('Say why you decline, so that').waitFor();
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
    await noah.panel.getByRole('button', { name: 'Retry for Priya Raman' }).waitFor();
    await expectAccessible(noah, 'app');
    undo();
    await noah.panel.getByRole('button', { name: 'Retry for Priya Raman' }).click();
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
