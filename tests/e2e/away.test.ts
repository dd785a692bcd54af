import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { ACCESS, value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['design']);
});
afterAll(() => stage.close());

const PATH = `/jira/apps/${ACCESS}`;

it.each([
  ['light', 1280, 'WEB-1', 'Priya Raman'],
  ['dark', 360, 'WEB-2', 'Hana Suzuki'],
] as const)(
  'says who decides meanwhile, who then does: %s, %i px',
  async (theme, width, issue, whom) => {
    const { world } = stage;
    const maya = await stage.signInAs('Maya Lindqvist', { at: PATH, theme, width });
    const { access } = maya;
    await access.getByRole('tab', { name: 'While I am away' }).click();
    await access.getByRole('button', { name: 'Save' }).click();
    await access.getByText('Choose who decides for you.').waitFor();
    const who = access.getByRole('combobox', { name: 'Who decides for you' });
    await who.fill('Liam');
    await access.getByRole('option', { name: /Liam Chen/ }).click();
    const back = access.getByLabel('Back on');
    const before = await back.inputValue();
    await back.fill('2999-01-01T10:00');
    await access.getByRole('button', { name: 'Save' }).click();
    await access.getByText('Choose an end within 60 days of its beginning').waitFor();
    await back.and(access.locator(':focus')).waitFor();
    expect(await findViolations(maya, 'app')).toEqual([]);
    expect(await sidewaysOverflow(maya.page)).toEqual([]);
    await back.fill(before);
    await access.getByRole('button', { name: 'Save' }).click();
    await access.getByText(/^Liam Chen decides for you, from/).waitFor();

    value(await ask(world, world.as('Noah Okafor'), { issue, people: [whom], add: ['design'] }));
    const liam = await stage.signInAs('Liam Chen', { at: `/browse/${issue}`, theme, width });
    const { panel } = liam;
    await panel.getByText('It is your turn to decide.').waitFor();
    await panel.getByRole('button', { name: 'Approve', exact: true }).click();
    await panel.getByText('approved for Maya Lindqvist, who was away').waitFor();
    expect(await findViolations(liam, 'app')).toEqual([]);
    expect(await sidewaysOverflow(liam.page)).toEqual([]);

    const olivia = await stage.signInAs('Olivia Hart', { theme });
    await olivia.openConfiguration();
    await olivia.configuration.getByRole('tab', { name: 'People' }).click();
    await olivia.configuration.getByText(/^Liam Chen decides for Maya Lindqvist, from/).waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    await olivia.configuration.getByRole('button', { name: 'End it' }).click();
    await olivia.configuration.getByText('Nobody has said that somebody else').waitFor();
    for (const { page } of [maya, liam, olivia]) await page.context().close();
  },
);
