import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { ACCESS, value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['design']);
});
afterAll(() => stage.close());

const PATH = `/jira/apps/${ACCESS}`;

it.each([
  ['light', 1280, 'WEB-1', 'Priya Raman'],
  ['dark', 360, 'WEB-2', 'Hana Suzuki'],
] as const)('is asked and answered in place: %s, %i px', async (theme, width, issue, person) => {
  const { world } = stage;
  value(await ask(world, world.as('Noah Okafor'), { issue, people: [person], add: ['design'] }));
  const maya = await stage.signInAs('Maya Lindqvist', { at: `/browse/${issue}`, theme, width });
  const { panel } = maya;
  await panel.getByRole('button', { name: 'Ask a question' }).click();
  await panel.getByRole('button', { name: 'Send question' }).click();
  await panel.getByText('Write what you want to know.').waitFor();
  expect(await findViolations(maya, 'app')).toEqual([]);
  await panel.getByLabel('Your question').fill('Until when?');
  await panel.getByRole('button', { name: 'Send question' }).click();
  await panel.getByText('Your question is sent.').waitFor();
  await panel.getByText('Maya Lindqvist has a question, which Noah Okafor answers.').waitFor();
  expect(await panel.getByRole('button', { name: 'Ask a question' }).count()).toBe(0);
  expect(await panel.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(1);

  const noah = await stage.signInAs('Noah Okafor', { at: PATH, theme, width });
  await noah.access.getByRole('tab', { name: 'My requests' }).click();
  const card = noah.access.getByRole('article').filter({ hasText: issue });
  await card.getByText('It is your turn to answer Maya Lindqvist.').waitFor();
  await card.getByRole('button', { name: 'Send answer' }).click();
  await card.getByText('Write a sentence and send it again.').waitFor();
  const field = card.getByLabel('Your answer', { exact: true }).last();
  await field.fill('Until the end of May.');
  expect(await findViolations(noah, 'app')).toEqual([]);
  expect(await sidewaysOverflow(noah.page)).toEqual([]);
  await card.getByRole('button', { name: 'Send answer' }).click();
  await card.getByText('Your answer is sent.').waitFor();
  await panel.getByText('“Until the end of May.”').waitFor();
  expect(await findViolations(maya, 'app')).toEqual([]);
  expect(await sidewaysOverflow(maya.page)).toEqual([]);
  await panel.getByRole('button', { name: 'Approve', exact: true }).click();
  await panel.getByText('Everything was done').waitFor();
  await maya.page.context().close();
  await noah.page.context().close();
});
