import { afterAll, beforeAll, expect, it } from 'vitest';
import { askAndApprove } from '../support/ask-for';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['frontend']);
});
afterAll(() => stage.close());

it('asks for the opposite of what a request changed, and names what stays', async () => {
  const { world } = stage;
  const invite = ['sam.new@acme.example'];
  await askAndApprove(world, {
    issue: 'WEB-1',
    people: ['Priya Raman'],
    invite,
    add: ['frontend'],
  });
  const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1' });
  await noah.panel.getByRole('button', { name: 'Undo…' }).click();
  const form = noah.panel.getByRole('form', { name: 'Undo this request' });
  await form.getByText('sam.new@acme.example: an account without access to a product').waitFor();
  await form.getByText('2 changes.').waitFor();
  expect(await form.getByLabel('Why should it be undone?').inputValue()).toContain('Undo of');
  expect(await findViolations(noah, 'app')).toEqual([]);
  await form.getByRole('button', { name: 'Ask to undo it' }).click();
  const title = 'Remove Priya Raman and Sam New from the group frontend';
  await noah.panel.getByRole('heading', { name: title }).waitFor();

  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-1' });
  await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
  await noah.panel.getByText('Everything was done').first().waitFor();
  expect(world.members('frontend')).not.toContain('Priya Raman');
});

it('asks for how long what was taken away is given back, by the same rule as the request form', async () => {
  const { world } = stage;
  const { directory } = world.platform.atlassian;
  directory.addMember(world.groupId('frontend'), world.person('Grace Kim').accountId);
  await world.allow(['frontend'], { longestTermDays: 7 });
  await askAndApprove(world, { issue: 'WEB-2', people: ['Grace Kim'], remove: ['frontend'] });
  const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-2' });
  await noah.panel.getByRole('button', { name: 'Undo…' }).click();
  const form = noah.panel.getByRole('form', { name: 'Undo this request' });
  await form.getByText('Your Jira admins allow 7 days at most.').waitFor();
  const length = form.getByLabel('How many hours or days');
  expect(await length.inputValue()).toBe('7');
  expect(await form.getByRole('radio', { name: 'Permanently' }).count()).toBe(0);
  await length.fill('');
  await form.getByText('Enter a number of days from 1 to 7.').first().waitFor();
  const send = form.getByRole('button', { name: 'Ask to undo it' });
  expect(await send.getAttribute('aria-disabled')).toBe('true');
  await form.getByRole('button', { name: '4 hours' }).click();
  await form.getByText('1 change.').waitFor();
  await send.click();
  await noah.panel.getByText('For 4 hours, then it is taken back').waitFor();
});
