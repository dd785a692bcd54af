import { afterAll, beforeAll, expect, it } from 'vitest';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';

const NEW_ADDRESS = 'https://locked-down.atlassian.net';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
});
afterAll(() => stage.close());

it('says the new address of a site that was renamed, and offers to connect there', async () => {
  const { faults, cloudId } = stage.world.platform.atlassian;
  const path = /tenant_info/;
  faults.add({
    path,
    times: 1,
    effect: { kind: 'answer', status: 301, headers: { location: `${NEW_ADDRESS}/` }, body: '' },
  });
  faults.add({
    path,
    effect: { kind: 'answer', status: 200, body: JSON.stringify({ cloudId }) },
  });
  const olivia = await stage.signInAs('Olivia Hart');
  await olivia.openConfiguration();
  const { configuration } = olivia;
  await configuration.getByRole('button', { name: 'Atlassian Cloud' }).click();
  await configuration.getByRole('button', { name: 'Check now' }).click();
  await configuration.getByText('The site has a new address.').waitFor();
  await configuration.getByText(`is at ${NEW_ADDRESS} now`).waitFor();
  expect(await findViolations(olivia, 'app')).toEqual([]);
  await configuration.getByRole('button', { name: 'Connect at the new address' }).click();
  expect(await configuration.getByLabel('Instance URL').inputValue()).toBe(NEW_ADDRESS);
});
