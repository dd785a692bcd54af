import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY } from '../../src/domain/lib/time';
import { ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
});
afterAll(() => stage.close());

it.each([
  ['light', 1280, 'WEB-1', 'Priya Raman'],
  ['dark', 360, 'WEB-2', 'Hana Suzuki'],
] as const)(
  'an admin lets fallback approvers decide after hours, who then do: %s, %i px',
  async (theme, width, issue, whom) => {
    const { world } = stage;
    await world.allow(['design'], {
      fallbackApprovers: ['Emma Fischer'],
      fallbackAfterHours: null,
    });
    const olivia = await stage.signInAs('Olivia Hart', { theme, width });
    await olivia.openConfiguration();
    const { configuration } = olivia;
    await configuration.getByRole('tab', { name: 'Access policy' }).click();
    const after = configuration.getByRole('group', { name: 'Where nobody decides' });
    await after.getByRole('radio', { name: 'Fallback approvers can decide as well' }).check();
    await after.getByLabel('After', { exact: true }).fill('0');
    await configuration.getByRole('button', { name: 'Save', exact: true }).click();
    await after.getByText('Enter a whole number of hours from 1 to 720.').waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    expect(await sidewaysOverflow(olivia.page)).toEqual([]);
    await after.getByLabel('After', { exact: true }).fill('24');
    await configuration.getByRole('button', { name: 'Save', exact: true }).click();
    await configuration
      .getByText(/^Saved/)
      .first()
      .waitFor();

    value(await ask(world, world.as('Noah Okafor'), { issue, people: [whom], add: ['design'] }));
    await world.pass(DAY);
    await world.sweep();
    const noah = await stage.signInAs('Noah Okafor', { at: `/browse/${issue}`, theme, width });
    await noah.panel.getByText(/Since .*Emma Fischer.* may decide as well/).waitFor();
    await noah.panel.getByText(/^Waiting for Maya Lindqvist/).waitFor();
    expect(await findViolations(noah, 'app')).toEqual([]);
    expect(await sidewaysOverflow(noah.page)).toEqual([]);

    const emma = await stage.signInAs('Emma Fischer', { at: `/browse/${issue}`, theme, width });
    const { panel } = emma;
    await panel.getByText(/^You may decide as well, since/).waitFor();
    await panel.getByText('It was not decided within 24 hours.').waitFor();
    expect(await findViolations(emma, 'app')).toEqual([]);
    expect(await sidewaysOverflow(emma.page)).toEqual([]);
    await panel.getByRole('button', { name: 'Approve', exact: true }).click();
    await panel.getByText('As a fallback approver: it was not decided within 24 hours.').waitFor();
    expect(await findViolations(emma, 'app')).toEqual([]);

    await configuration.getByRole('tab', { name: 'Audit' }).click();
    await configuration.getByText('not decided within 24 hours').first().waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    for (const { page } of [olivia, noah, emma]) await page.context().close();
  },
);
