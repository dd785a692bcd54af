import { afterAll, beforeAll, expect, it } from 'vitest';
import { pick } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';
import type { Visitor } from './support/visitor';

const SOFIA = 'sofia.costa@acme.example';
const KNOWN = `Found by ${SOFIA}; the site does not show whose address it is.`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['on-call']);
});
afterAll(() => stage.close());

async function expectInOrder(visitor: Visitor): Promise<void> {
  expect(await sidewaysOverflow(visitor.page)).toEqual([]);
  expect(await findViolations(visitor, 'app')).toEqual([]);
}

it('the list, the chosen, the plan and the request say of whom the site does not show the address', async () => {
  const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1', width: 360 });
  const { panel } = noah;
  await panel.getByRole('button', { name: 'Request access' }).click();
  await panel.getByRole('button', { name: 'Paste a list or read a file' }).click();
  const list = panel.getByRole('region', { name: 'List of people' });
  await list.getByLabel('Names or email addresses').fill(`${SOFIA}\ngrace.kim@acme.example`);
  await list.getByRole('button', { name: 'Check the list' }).click();
  await list.getByText('2 entries: 2 found, nothing else.').waitFor();
  expect(await list.getByText(KNOWN).count()).toBe(1);
  await expectInOrder(noah);

  await list.getByRole('button', { name: 'Add 2 people' }).click();
  const chosen = panel.getByRole('list', { name: 'Who is it for?: chosen' });
  await chosen.getByText(KNOWN).waitFor();
  await pick(panel, 'Access to what?', 'on-call');
  const plan = panel.getByRole('row').filter({ hasText: 'Sofia Costa' });
  await plan.getByText(KNOWN).waitFor();
  await plan.getByText('Will be added').waitFor();
  await expectInOrder(noah);
  await panel.getByLabel('Why is it needed?').fill('On call from Monday.');
  await panel.getByRole('button', { name: 'Submit request' }).click();
  await panel.getByText('Maya Lindqvist').first().waitFor();

  const maya = await stage.signInAs('Maya Lindqvist', {
    at: '/browse/WEB-1',
    width: 360,
    theme: 'dark',
  });
  await maya.panel.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  await maya.panel.getByText(KNOWN).first().waitFor();
  await expectInOrder(maya);

  const grace = await stage.signInAs('Grace Kim', { at: '/browse/WEB-1' });
  await grace.panel.getByText('Sofia Costa').first().waitFor();
  expect(await grace.panel.getByText(SOFIA).count()).toBe(0);
});

it('the search offers nobody new where somebody is found, and takes an account id', async () => {
  const noah = await stage.signInAs('Noah Okafor', {
    at: '/browse/WEB-2',
    width: 360,
    theme: 'dark',
  });
  const { panel } = noah;
  await panel.getByRole('button', { name: 'Request access' }).click();
  const who = panel.getByRole('combobox', { name: 'Who is it for?' });
  await who.fill(SOFIA);
  const option = panel.getByRole('option');
  await option.filter({ hasText: KNOWN }).waitFor();
  expect(await option.filter({ hasText: 'Create an account' }).count()).toBe(0);
  await expectInOrder(noah);
  await who.fill('nobody.at.all@acme.example');
  await option.filter({ hasText: 'Create an account for nobody.at.all@acme.example' }).waitFor();
  await who.fill(stage.world.person('Liam Chen').accountId);
  await option.filter({ hasText: 'Liam Chen' }).waitFor();
  expect(await option.filter({ hasText: 'Found by' }).count()).toBe(0);
  await who.fill('5b10ac8d82e05b22cc7d4ef5');
  await panel.getByText('No account with this ID was found.').first().waitFor();
});
