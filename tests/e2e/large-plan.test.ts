import { afterAll, beforeAll, expect, it } from 'vitest';
import { pick, submit } from './support/ask';
import { openStage, type Stage } from './support/open-stage';

const GROUPS = ['frontend', 'on-call', 'qa', 'design', 'mobile', 'backend', 'sales', 'marketing'];
const PEOPLE = 750;
const ASKED = 300;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(GROUPS);
  const { directory } = stage.world.platform.atlassian;
  for (let place = 0; place < PEOPLE; place += 1) {
    const email = `person.${place}@acme.example`;
    const { accountId } = directory.addPerson(`Person ${place}`, email);
    // The first is nowhere yet.
    if (place === 0) continue;
    for (const group of GROUPS) directory.addMember(stage.world.groupId(group), accountId);
  }
});
afterAll(() => stage.close());

it('reads a plan of large groups in parts, says how far it is, and shows a part of its lines', async () => {
  const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-2' });
  const { panel } = noah;
  await panel.getByRole('button', { name: 'Request access' }).click();
  for (const group of GROUPS) await pick(panel, 'Access to what?', group);
  await panel.getByLabel('Why is it needed?').fill('Everybody is to be everywhere.');
  await panel.getByRole('button', { name: 'Paste a list or read a file' }).click();
  const list = Array.from({ length: ASKED }, (_, place) => `person.${place}@acme.example`);
  await panel.getByLabel('Names or email addresses').fill(list.join('\n'));
  await panel.getByRole('button', { name: 'Check the list' }).click();
  await panel.getByText('20 of 300 lines are shown.').waitFor();
  // As a site far away: what is left after the first part would else be read in the blink of an eye.
  const undo = stage.world.platform.atlassian.faults.add({
    via: 'token',
    path: /^\/group\/member$/,
    effect: { kind: 'delay', milliseconds: 600 },
  });
  await panel.getByRole('button', { name: 'Add 300 people' }).click();
  const plan = panel.getByRole('region', { name: 'Plan' });
  await plan.getByText('% of it has been read').waitFor();
  undo();
  // A hundred calls to the site and a plan of 2,400 lines, on a machine that is busy with other tests.
  await plan.getByText('8 changes, 2,392 already so.').waitFor({ timeout: 120_000 });
  await plan.getByText('20 of 2,400 lines are shown.').waitFor();
  await plan.getByRole('button', { name: 'Show 100 more' }).click();
  await plan.getByText('120 of 2,400 lines are shown.').waitFor();
  await submit(panel);

  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-2' });
  await maya.panel.getByText('the plan holds').waitFor();
  await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
  await noah.panel.getByText('Everything was done').first().waitFor();
  await noah.panel.getByRole('button', { name: 'What happened to each person' }).click();
  await noah.panel.getByRole('searchbox', { name: 'Who' }).fill('person 0');
  await expect.poll(() => noah.panel.getByText('Added').count(), { timeout: 10_000 }).toBe(8);
});
