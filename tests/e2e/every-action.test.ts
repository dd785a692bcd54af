import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pick, submit } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import type { Visitor } from './support/visitor';

let stage: Stage;
let noah: Visitor;
let maya: Visitor;

beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['frontend', 'design', 'on-call']);
  noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-2' });
  maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-2' });
});
afterAll(() => stage.close());

const expectAccessible = async () => expect(await findViolations(noah, 'app')).toEqual([]);

/** Approved by the lead, and done. */
async function carryOut(): Promise<void> {
  await maya.openIssue('WEB-2');
  await maya.panel.getByText('the plan holds').waitFor();
  await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
  await noah.panel.getByText('Everything was done').first().waitFor();
}

describe('in an issue', () => {
  it('creates an account for somebody new, with the products that were chosen', async () => {
    const { panel } = noah;
    await panel.getByRole('button', { name: 'Request access' }).click();
    await pick(panel, 'Who is it for?', 'sam.new@acme.example');
    const jira = panel.getByRole('checkbox', { name: 'Jira', exact: true });
    expect(await jira.isChecked()).toBe(false);
    await jira.check();
    await pick(panel, 'Access to what?', 'frontend');
    await panel.getByLabel('Why is it needed?').fill('Sam starts on Monday.');
    const plan = panel.getByRole('region', { name: 'Plan' });
    await plan.getByText('2 changes.').waitFor();
    await plan.getByText('Will be created').waitFor();
    await plan.getByText('with access to Jira').waitFor();
    await expectAccessible();
    await submit(panel);
    await carryOut();
    const sam = stage.world.platform.atlassian.directory
      .people()
      .find(({ email }) => email === 'sam.new@acme.example');
    expect(stage.world.members('frontend')).toContain(sam?.displayName);
    expect(stage.world.members('jira-software-users-acme-local')).toContain(sam?.displayName);
  });

  it('creates a group with its first members', async () => {
    const { panel } = noah;
    await noah.openIssue('WEB-2');
    await panel.getByRole('button', { name: 'Request access' }).click();
    await pick(panel, 'Who is it for?', 'Priya');
    await pick(panel, 'Access to what?', 'web-guild');
    await panel.getByText('Create, and add to').waitFor();
    await panel.getByLabel('Why is it needed?').fill('A home for the guild.');
    await panel.getByRole('region', { name: 'Plan' }).getByText('2 changes.').waitFor();
    await submit(panel);
    await panel
      .getByRole('heading', {
        name: 'Create the group web-guild, and add Priya Raman to the new group web-guild',
      })
      .waitFor();
    await carryOut();
    expect(stage.world.members('web-guild')).toEqual(['Priya Raman']);
  });

  it('puts a group among the actors of a role', async () => {
    const { panel } = noah;
    await noah.openIssue('WEB-2');
    await panel.getByRole('button', { name: 'Request access' }).click();
    await pick(panel, 'Who is it for?', 'design');
    await pick(panel, 'Access to what?', 'Developers');
    await panel.getByLabel('Why is it needed?').fill('Designers work along.');
    await panel.getByRole('region', { name: 'Plan' }).getByText('1 change.').waitFor();
    await submit(panel);
    await carryOut();
    const { directory } = stage.world.platform.atlassian;
    expect(directory.actorsOf('WEB', 'Developers').groupIds).toContain(
      stage.world.groupId('design'),
    );
  });

  it('takes a pasted list, and says of every line what it comes to', async () => {
    const { panel } = noah;
    await noah.openIssue('WEB-3');
    await panel.getByRole('button', { name: 'Request access' }).click();
    await panel.getByRole('button', { name: 'Paste a list or read a file' }).click();
    const { directory } = stage.world.platform.atlassian;
    const names = directory.people().map(({ displayName }) => displayName);
    const twins = names.find((name, place) => names.indexOf(name) !== place) ?? '';
    const list = [
      'Name;E-Mail',
      'Priya;priya.raman@acme.example',
      ';PRIYA.RAMAN@acme.example',
      ';kim.newer@acme.example',
      '=HYPERLINK("x");',
      `${twins};`,
      'Tom Becker;',
    ];
    await panel.getByLabel('Names or email addresses').fill(list.join('\n'));
    await panel.getByRole('button', { name: 'Check the list' }).click();
    const lines = panel.getByRole('region', { name: 'List of people' });
    for (const text of ['The same as line 2.', 'New account', 'A formula', 'Inactive']) {
      await lines.getByText(text, { exact: true }).waitFor();
    }
    await expectAccessible();
    const choice = lines.getByRole('combobox', { name: 'Who line 6 means' });
    await choice.selectOption({ index: 1 });
    await lines.getByText('New accounts: 1 account, one seat of each product').waitFor();
    await lines.getByRole('button', { name: 'Add 2 people' }).click();
    await lines.getByRole('button', { name: 'Add 1 new account' }).click();
    await lines.getByRole('button', { name: 'Add 1 inactive person to remove access' }).click();
    // What can't be used stays in the box.
    const box = panel.getByLabel('Names or email addresses');
    expect(await box.inputValue()).toBe('Name;E-Mail\n=HYPERLINK("x");');
    const chosen = panel.getByRole('list', { name: 'Who is it for?: chosen' });
    for (const name of ['Priya Raman', 'kim.newer@acme.example', twins, 'Tom Becker']) {
      await chosen.getByText(name).first().waitFor();
    }
  });

  it('starts from what a colleague has, with what is risky left out', async () => {
    const { panel } = noah;
    const { directory } = stage.world.platform.atlassian;
    await stage.world.allow(['on-call', 'qa', 'jira-software-users-acme-local']);
    for (const group of ['on-call', 'qa']) {
      directory.addMember(stage.world.groupId(group), stage.world.person('Grace Kim').accountId);
    }
    await panel.getByRole('button', { name: 'Same as a colleague' }).click();
    await pick(panel, 'Whose access?', 'Grace Kim');
    const held = panel.getByRole('group', { name: 'What Grace Kim has' });
    const seat = held.getByRole('checkbox', { name: /jira-software-users.*costs a seat/ });
    expect(await seat.isChecked()).toBe(false);
    expect(await held.getByRole('checkbox', { name: /on-call/ }).isChecked()).toBe(true);
    await expectAccessible();
    await held.getByRole('checkbox', { name: /qa/ }).uncheck();
    await panel.getByRole('button', { name: /^Ask for/ }).click();
    const asked = panel.getByRole('list', { name: 'Access asked for' });
    await asked.getByText('on-call').waitFor();
    expect(await asked.getByText('qa').count()).toBe(0);
  });
});
