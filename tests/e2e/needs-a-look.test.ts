import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, auditOf } from '../support/ask-for';
import { value } from '../support/open-world';
import { poison, rowOf } from '../support/poison';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it('shows an admin what can’t be read, and lets them look, try and end it', async () => {
  const { world } = stage;
  await world.connect();
  await world.allow(['frontend']);
  const request = value(
    await ask(world, world.as('Noah Okafor'), {
      issue: 'WEB-1',
      people: ['Priya Raman'],
      add: ['frontend'],
    }),
  );
  await world.settle();
  const key = `request:${request.id}`;
  poison(world.platform, 'request', key);

  const noah = await stage.signInAs('Noah Okafor');
  await noah.openIssue('WEB-1');
  await noah.panel.getByText('1 record of this work item’s requests can’t be read').waitFor();
  expect(await findViolations(noah, 'app')).toEqual([]);

  const olivia = await stage.signInAs('Olivia Hart');
  const { configuration } = olivia;
  await olivia.openConfiguration();
  await configuration.getByRole('tab', { name: 'Needs a look' }).click();
  await configuration.getByText(key, { exact: true }).first().waitFor();
  await configuration.getByRole('button', { name: 'The record as it is stored' }).click();
  await configuration.getByText('poisoned').waitFor();
  await configuration.getByRole('button', { name: 'Remove…' }).click();
  expect(await findViolations(olivia, 'app')).toEqual([]);

  await configuration.getByRole('button', { name: 'Try again' }).click();
  await configuration.getByText('It still can’t be read').waitFor();
  await configuration.getByRole('button', { name: 'Remove', exact: true }).click();
  await configuration.getByText('Nothing needs a look.').waitFor();
  expect(rowOf(world.platform, key)).toBeUndefined();
  expect((await auditOf(world))[0]?.event.kind).toBe('record.removed');
});
