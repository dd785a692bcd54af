import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { refuseJoining } from '../support/site-answers';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const NAMES = Array.from({ length: 40 }, (_, place) => `Newcomer ${place}`);
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['engineering']);
  const { directory } = stage.world.platform.atlassian;
  NAMES.forEach((name, place) => void directory.addPerson(name, `newcomer.${place}@acme.example`));
});
afterAll(() => stage.close());

it('shows each cause once, with one Retry, to whoever watches live, and follows what others do', async () => {
  const { world } = stage;
  const { directory } = world.platform.atlassian;
  value(
    await ask(world, world.as('Noah Okafor'), {
      issue: 'WEB-1',
      people: NAMES,
      add: ['engineering'],
    }),
  );
  for (const name of NAMES.slice(36)) directory.setActive(world.person(name).accountId, false);
  const mend = refuseJoining(world, 'The group is being migrated.');
  // Each has the page open from the first moment, and reloads nothing.
  const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1', width: 360 });
  const grace = await stage.signInAs('Grace Kim', { at: '/browse/WEB-1' });
  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-1' });
  await noah.panel.getByRole('button', { name: 'Withdraw request' }).waitFor();
  await grace.panel.getByText('Waiting for Maya Lindqvist').waitFor();
  await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();

  for (const { panel } of [maya, noah]) {
    await panel
      .getByText('It is your turn: see why, then retry, or mark what was done by hand.')
      .waitFor();
    await panel
      .getByRole('heading', { name: '36 people could not be added to the group engineering' })
      .waitFor();
    await panel
      .getByRole('heading', { name: '4 people could not be added to the group engineering' })
      .waitFor();
    await panel.getByText('The site said: “The group is being migrated.”').waitFor();
    await panel.getByText('Trying again does not help.').waitFor();
    expect(await panel.getByRole('button', { name: /^Retry/ }).count()).toBe(1);
    expect(await panel.getByRole('button', { name: /Withdraw|Approve|Decline/ }).count()).toBe(0);
  }
  await grace.panel.getByText('It is up to Noah Okafor').waitFor();
  await grace.panel.getByRole('heading', { name: '36 people could not be added' }).waitFor();
  expect(await grace.panel.getByRole('button', { name: /Retry|Mark/ }).count()).toBe(0);

  expect(await findViolations(noah, 'app')).toEqual([]);
  await noah.panel.getByRole('button', { name: 'Show the 4' }).click();
  await noah.panel.getByRole('button', { name: 'Mark as done by hand… for Newcomer 36' }).waitFor();
  expect(await noah.panel.getByRole('row').filter({ hasText: 'Newcomer' }).count()).toBe(4);
  expect(await noah.panel.getByRole('button', { name: /^Retry/ }).count()).toBe(1);
  await noah.panel.getByRole('button', { name: 'Show the 36' }).click();
  await noah.panel.getByRole('button', { name: 'Retry for Newcomer 35' }).waitFor();
  expect(await findViolations(noah, 'app')).toEqual([]);
  expect(await sidewaysOverflow(noah.page)).toEqual([]);

  mend();
  await maya.panel.getByRole('button', { name: 'Retry the 36' }).click();
  // The other who could have done so sees by themselves that it was done.
  for (const { panel } of [maya, noah]) {
    await panel
      .getByText(
        'It is your turn: trying again does not help. Mark what was done by hand, or make a new request.',
      )
      .waitFor({ timeout: 60_000 });
    await panel.getByRole('button', { name: 'Show the 4' }).waitFor();
    expect(await panel.getByRole('button', { name: /^Retry/ }).count()).toBe(0);
  }
  expect(NAMES.filter((name) => world.members('engineering').includes(name))).toHaveLength(36);
  await maya.panel.getByRole('button', { name: 'Show the 4' }).click();
  await maya.panel.getByRole('button', { name: 'Mark as done by hand… for Newcomer 36' }).waitFor();
});

it('shows a single failed step at once, with its Retry and its Mark, to both who watch live', async () => {
  const { world } = stage;
  const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-2' });
  value(
    await ask(world, world.as('Noah Okafor'), {
      issue: 'WEB-2',
      people: ['Priya Raman'],
      add: ['engineering'],
    }),
  );
  await noah.page.reload();
  await noah.panel.getByRole('button', { name: 'Withdraw request' }).waitFor();
  const undo = refuseJoining(world, 'Not now.');
  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-2' });
  await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
  for (const { panel } of [maya, noah]) {
    await panel.getByRole('button', { name: 'Retry for Priya Raman' }).waitFor();
    await panel.getByRole('button', { name: 'Mark as done by hand… for Priya Raman' }).waitFor();
  }
  undo();
  await noah.panel.getByRole('button', { name: 'Retry for Priya Raman' }).click();
  await maya.panel.getByText('Everything was done').waitFor({ timeout: 60_000 });
});
