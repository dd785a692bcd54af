import { afterAll, beforeAll, expect, it } from 'vitest';
import { approve, ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['frontend']);
});
afterAll(() => stage.close());

it('tells the admin what waits while the token is rejected, and leads there', async () => {
  const { world } = stage;
  const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
  const request = value(await ask(world, world.as('Noah Okafor'), named));
  world.platform.atlassian.faults.add({
    via: 'token',
    path: /^\/(?!_edge)/,
    effect: { kind: 'answer', status: 401, body: 'Not now.' },
  });
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  // The look that an admin asks for finds out at once.
  value(await world.as('Olivia Hart').admin('connection.check', {}));
  const olivia = await stage.signInAs('Olivia Hart', { width: 360 });
  await olivia.openConfiguration();
  await olivia.configuration.getByText('1 request waits').waitFor();
  expect(await findViolations(olivia, 'app')).toEqual([]);
  expect(await sidewaysOverflow(olivia.page)).toEqual([]);
  await olivia.configuration.getByRole('link', { name: 'WEB-1' }).waitFor();
});

it('tells the admin by email, which says where to go and nothing of the request', async () => {
  const olivia = await stage.signInAs('Olivia Hart', { at: '/jira/notifications' });
  const letter = olivia.page
    .getByRole('listitem')
    .filter({ hasText: 'Multiplier: the connection to Acme does not work' });
  await letter.waitFor();
  const told = (await letter.textContent()) ?? '';
  expect(told).toContain('Apps > Manage apps > Multiplier > Configuration');
  expect(told).not.toMatch(/Priya|Noah|frontend/);
  expect(await letter.count()).toBe(1);
});

it('says on the first page and in the panel that no admin could be told', async () => {
  const { world } = stage;
  const { faults } = world.platform.atlassian;
  faults.clear();
  value(await world.as('Olivia Hart').admin('connection.check', {}));
  faults.add({ path: /viewissue/, effect: { kind: 'answer', status: 403, body: '{}' } });
  faults.add({
    via: 'token',
    path: /^\/(?!_edge)/,
    effect: { kind: 'answer', status: 401, body: 'Not now.' },
  });
  value(await world.as('Olivia Hart').admin('connection.check', {}));
  const olivia = await stage.signInAs('Olivia Hart', { width: 360 });
  const noah = await stage.signInAs('Noah Okafor');
  await expect
    .poll(async () => {
      await noah.openIssue('WEB-1');
      await noah.panel.getByText('does not work now').waitFor();
      return noah.panel.getByText('No admin could be told by email').count();
    })
    .toBe(1);
  await olivia.openConfiguration();
  await olivia.configuration
    .getByText('No admin could be told by email of the connection that does not work')
    .waitFor();
  expect(await findViolations(olivia, 'app')).toEqual([]);
  expect(await sidewaysOverflow(olivia.page)).toEqual([]);
});
