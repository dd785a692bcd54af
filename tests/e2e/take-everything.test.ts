import { afterAll, beforeAll, expect, it } from 'vitest';
import { askAndApprove } from '../support/ask-for';
import { pick } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const TERM = { kind: 'days' as const, days: 30 };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  await world.allow(['frontend', 'design']);
});
afterAll(() => stage.close());

it.each([
  ['light', 1280, 'WEB-1', 'Priya Raman'],
  ['dark', 360, 'WEB-2', 'Yuki Tanaka'],
] as const)(
  'all that somebody has is taken away by one request, without what is left out: %s, %i px',
  async (theme, width, issue, name) => {
    const { world } = stage;
    await askAndApprove(world, {
      issue,
      people: [name],
      add: ['frontend', 'design', 'WEB/Viewers'],
      term: TERM,
    });
    const noah = await stage.signInAs('Noah Okafor', { at: `/browse/${issue}`, theme, width });
    const { panel, page } = noah;
    await panel.getByRole('button', { name: 'Request access' }).press('Enter');
    await panel.getByRole('button', { name: 'Take everything from somebody' }).press('Enter');
    await pick(panel, 'Whose access is to be taken away?', name);
    const all = panel.getByRole('group', { name: `All that ${name} has` });
    await all.getByRole('checkbox', { name: /frontend/ }).waitFor();
    expect(await all.getByRole('checkbox', { checked: true }).count()).toBe(3);
    expect(await findViolations(noah, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await all.getByRole('checkbox', { name: /design/ }).press('Space');
    await panel.getByRole('button', { name: 'Take 2 of these away' }).press('Enter');
    await panel.getByLabel('Why is it needed?').fill('They have left the team.');
    await panel.getByText('will be asked to decide.').waitFor();
    await panel.getByRole('button', { name: 'Submit request' }).press('Enter');
    await panel.getByText(`Remove ${name} from`).first().waitFor();
    const maya = await stage.signInAs('Maya Lindqvist', { at: `/browse/${issue}` });
    await maya.panel.getByRole('button', { name: 'Approve', exact: true }).first().click();
    await expect.poll(() => world.members('frontend'), { timeout: 15_000 }).not.toContain(name);
    expect(world.members('design')).toContain(name);
    await page.context().close();
    await maya.page.context().close();
  },
);

it('is offered where an admin looks at a person, in a work item that the admin names', async () => {
  const { world } = stage;
  const named = { issue: 'WEB-3', people: ['Emma Fischer'], add: ['frontend'], term: TERM };
  await askAndApprove(world, named);
  const olivia = await stage.signInAs('Olivia Hart');
  await olivia.openConfiguration();
  const { configuration, page } = olivia;
  await configuration.getByRole('tab', { name: 'People' }).click();
  await configuration.getByRole('combobox', { name: 'Person' }).fill('Emma Fischer');
  await configuration.getByRole('option', { name: 'Emma Fischer' }).click();
  await configuration.getByRole('button', { name: 'Take everything away…' }).press('Enter');
  const field = configuration.getByLabel('Work item, such as WEB-1');
  const fault = configuration.getByText('Enter the key of a work item, such as WEB-1.');
  await field.fill('nothing');
  expect(await fault.count()).toBe(0);
  await field.blur();
  await fault.waitFor();
  await field.fill('web-4');
  const link = configuration.getByRole('link', { name: /Open the form in WEB-4/ });
  const to = new URL((await link.getAttribute('href')) ?? '');
  expect(await findViolations(olivia, 'app')).toEqual([]);
  await page.goto(`${to.pathname}${to.search}`);
  const all = olivia.panel.getByRole('group', { name: 'All that Emma Fischer has' });
  await all.getByRole('checkbox', { name: /frontend/ }).waitFor();
  expect(await findViolations(olivia, 'app')).toEqual([]);
});
