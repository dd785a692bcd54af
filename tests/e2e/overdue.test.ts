import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { askAndApprove } from '../support/ask-for';
import { loseBesideApproval } from '../support/lose-beside-approval';
import { ACCESS } from '../support/open-world';
import { answering } from '../support/site-answers';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it('shows what should have ended on the card, on the person and on the admin’s first page', async () => {
  const { world } = stage;
  await world.connect();
  await world.allow(['design']);
  await askAndApprove(world, {
    issue: 'WEB-1',
    people: ['Priya Raman', 'Grace Kim'],
    add: ['design'],
    term: { kind: 'days', days: 1 },
  });
  const releaseLease = world.platform.atlassian.faults.add({
    via: 'token',
    method: 'DELETE',
    path: /^\/group\/user/,
    effect: answering(403, { errorMessages: ['The group is locked.'], errors: {} }),
  });
  await world.pass(DAY + MINUTE);
  await world.pass(20 * MINUTE);
  await world.sweep();

  const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1', width: 360 });
  await noah.panel.getByText('Access overdue', { exact: true }).waitFor();
  await noah.panel.getByText(': the site refused.').waitFor();
  await noah.panel.getByRole('button', { name: 'What happened to each person' }).click();
  await noah.panel.getByRole('row').filter({ hasText: 'Overdue since' }).nth(1).waitFor();
  expect(await findViolations(noah, 'app')).toEqual([]);
  expect(await sidewaysOverflow(noah.page)).toEqual([]);

  const olivia = await stage.signInAs('Olivia Hart', { width: 360 });
  await olivia.openConfiguration();
  const { configuration } = olivia;
  await configuration.getByText('2 memberships should have ended, and have not').waitFor();
  await configuration.getByText('The site refused (2).').waitFor();
  await configuration.getByText('The site said: “The group is locked.”').waitFor();
  expect(await findViolations(olivia, 'app')).toEqual([]);
  expect(await sidewaysOverflow(olivia.page)).toEqual([]);
  await configuration.getByRole('tab', { name: 'People' }).click();
  // The first that is found for what was typed, without an arrow.
  await configuration.getByRole('combobox', { name: 'Person' }).fill('Grace Kim');
  await configuration.getByRole('option', { name: 'Grace Kim' }).waitFor();
  await olivia.page.keyboard.press('Enter');
  const card = configuration.getByRole('region', { name: 'Grace Kim' });
  await card.getByText('Overdue since').waitFor();
  expect(await findViolations(olivia, 'app')).toEqual([]);

  releaseLease();
  await world.pass(60 * MINUTE);
  await world.sweep();
  await noah.page.reload();
  await noah.panel
    .getByText(/^Ended /)
    .first()
    .waitFor();
  expect(world.members('design')).not.toContain('Grace Kim');
});

it('shows what could not be given back at the step, on My access and on the admin’s first page', async () => {
  const { world } = stage;
  await world.allow(['frontend']);
  await loseBesideApproval(world, 'frontend', { kind: 'permanent' });
  const why =
    'the site refused. A site admin can fix what the site says, or give the access by hand.';

  const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1', width: 360 });
  const last = noah.panel.getByRole('article').filter({ hasText: 'Priya Raman' }).first();
  await last.getByRole('button', { name: 'What happened to each person' }).click();
  const row = last.getByRole('row').filter({ hasText: 'Not there since' });
  await row.waitFor();
  // Why is said once, on the card.
  await last.getByText('Access missing').waitFor();
  await last.getByText(why).waitFor();
  expect(await findViolations(noah, 'app')).toEqual([]);
  expect(await sidewaysOverflow(noah.page)).toEqual([]);

  const priya = await stage.signInAs('Priya Raman', { at: `/jira/apps/${ACCESS}`, width: 360 });
  await priya.access.getByRole('tab', { name: 'My access' }).click();
  const held = priya.access.getByRole('article').filter({ hasText: 'frontend' });
  await held.getByText('Not there', { exact: true }).waitFor();
  await held.getByText(why).waitFor();
  expect(await findViolations(priya, 'app')).toEqual([]);

  const olivia = await stage.signInAs('Olivia Hart', { width: 360 });
  await olivia.openConfiguration();
  const { configuration } = olivia;
  await configuration.getByText('1 membership was to be given back, and could not be').waitFor();
  await configuration.getByText('The site said: “The group is locked.”').waitFor();
  expect(await findViolations(olivia, 'app')).toEqual([]);
  expect(await sidewaysOverflow(olivia.page)).toEqual([]);
});
