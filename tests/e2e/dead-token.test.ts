import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { value, type World } from '../support/open-world';
import { answering } from '../support/site-answers';
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

const rejectToken = ({ platform }: World) =>
  platform.atlassian.faults.add({
    via: 'token',
    path: /^\/(?!_edge)/,
    effect: { kind: 'answer', status: 401, body: 'Not now.' },
  });

async function asked(issue: string) {
  const { world } = stage;
  const wish = { issue, people: ['Priya Raman'], add: ['frontend'] };
  value(await ask(world, world.as('Noah Okafor'), wish));
}

it('says beside the button what approving comes to, and takes it back once the connection works', async () => {
  const { world } = stage;
  await asked('WEB-1');
  const accept = rejectToken(world);
  const { page, panel } = await stage.signInAs('Maya Lindqvist', {
    at: '/browse/WEB-1',
    width: 360,
  });
  const approve = panel.getByRole('button', {
    name: 'Approve',
    exact: true,
    description:
      'If you approve now, it waits until the connection works. Then it goes on by itself; the approval is valid for 7 days. A Jira admin can fix the connection.',
  });
  await approve.waitFor();
  expect(await sidewaysOverflow(page)).toEqual([]);
  await approve.click();
  await panel.getByText('Waits: the connection to Atlassian Cloud does not work').waitFor();
  // It was loaded before anybody knew.
  await panel.getByText('The connection to Atlassian Cloud does not work now').waitFor();

  accept();
  value(await world.as('Olivia Hart').admin('connection.check', {}));
  await panel.getByText('Everything was done just now').waitFor({ timeout: 60_000 });
  await panel
    .getByText('The connection to Atlassian Cloud does not work now')
    .waitFor({ state: 'detached' });
});

it('says so where the site is down, and nothing where all is well', async () => {
  const { world } = stage;
  await world.allow(['frontend', 'design']);
  const wish = { issue: 'WEB-2', people: ['Grace Kim'], add: ['design'] };
  value(await ask(world, world.as('Noah Okafor'), wish));
  const mend = world.platform.atlassian.faults.add({ via: 'token', effect: answering(503, {}) });
  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-2', theme: 'dark' });
  await maya.panel.getByText('If you approve now, it waits until the site answers.').waitFor();
  expect(await findViolations(maya, 'app')).toEqual([]);
  mend();
  await maya.page.reload();
  await maya.panel.getByText('the plan holds').waitFor();
  expect(await maya.panel.getByText('If you approve now').count()).toBe(0);
});
