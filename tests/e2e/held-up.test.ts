import { afterAll, beforeAll, expect, it } from 'vitest';
import { approve, ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { overhang } from './support/overhang';

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
  expect(await overhang(olivia.page)).toEqual([0, 0]);
  await olivia.configuration.getByRole('link', { name: 'WEB-1' }).waitFor();
});
