import { afterAll, beforeAll, expect, it } from 'vitest';
import { approve, ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import type { Visitor } from './support/visitor';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['frontend']);
});
afterAll(() => stage.close());

const MINE = 'accessState = waiting AND accessApprover = currentUser()';
const NOTHING = 'No work items were found to match your search.';

async function search({ page }: Visitor, jql: string): Promise<void> {
  await page.getByLabel('JQL query').fill(jql);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.waitForURL(/jql=/);
}

it('Jira’s search finds a work item for whoever is to decide there, and no more once they have', async () => {
  const { world } = stage;
  const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
  const request = value(await ask(world, world.as('Noah Okafor'), named));
  const property = () =>
    JSON.stringify(world.platform.atlassian.directory.property('WEB-1', 'multiplier.access'));
  await expect.poll(property).toContain('waiting');

  const maya = await stage.signInAs('Maya Lindqvist', { at: '/' });
  await maya.page.getByRole('link', { name: 'Search', exact: true }).click();
  await search(maya, MINE);
  await maya.page.getByRole('link', { name: /^Onboard Priya Raman/ }).waitFor();
  expect(await findViolations(maya)).toEqual([]);
  const grace = await stage.signInAs('Grace Kim', { at: '/issues', width: 360, theme: 'dark' });
  await search(grace, MINE);
  await grace.page.getByText(NOTHING).waitFor();
  expect(await findViolations(grace)).toEqual([]);

  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  await expect.poll(property).toContain('active');
  await maya.page.reload();
  await maya.page.getByText(NOTHING).waitFor();
  await search(maya, 'accessState = active');
  await maya.page.getByRole('link', { name: /^Onboard Priya Raman/ }).waitFor();

  await search(maya, 'accessStatus = active');
  await maya.page
    .getByRole('alert')
    .getByText("Field 'accessStatus' does not exist or you do not have permission to view it.")
    .waitFor();
  expect(await findViolations(maya)).toEqual([]);
});
