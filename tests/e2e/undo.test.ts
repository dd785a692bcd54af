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
  await maya.panel.getByRole('button', { name: 'Approve' }).click();
  await noah.panel.getByText('Everything was done').first().waitFor();
  expect(world.members('frontend')).not.toContain('Priya Raman');
});
