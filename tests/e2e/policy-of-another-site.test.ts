import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStage, type Stage } from './support/open-stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['jira-administrators', 'frontend'], {
    unlocked: ['jira-administrators'],
  });
});
afterAll(() => stage.close());

it('keeps what was typed where the site goes meanwhile, and locks what was unlocked for it', async () => {
  const { configuration, ...olivia } = await stage.signInAs('Olivia Hart');
  await olivia.openConfiguration();
  await configuration.getByRole('tab', { name: 'Access policy' }).click();
  const unlocked = configuration.getByRole('table').getByText('Unlocked', { exact: true });
  await unlocked.waitFor();
  const days = configuration.getByLabel('Close a request that nobody decides within');
  await days.fill('9');

  await configuration.getByRole('tab', { name: 'Integrations' }).click();
  await configuration.getByRole('button', { name: 'Atlassian Cloud' }).click();
  await configuration.getByRole('button', { name: 'Disconnect…' }).click();
  await configuration.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await configuration.getByText('Disconnected', { exact: true }).waitFor();

  await configuration.getByRole('tab', { name: 'Access policy (not saved)' }).click();
  expect(await days.inputValue()).toBe('9');
  await configuration.getByRole('row').filter({ hasText: 'jira-administrators' }).waitFor();
  await unlocked.waitFor({ state: 'detached' });
});
