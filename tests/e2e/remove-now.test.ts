import { afterAll, beforeAll, expect, it } from 'vitest';
import { askAndApprove } from '../support/ask-for';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const MAYA = 'Maya Lindqvist';
const TERM = { kind: 'days' as const, days: 30 };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  await world.allow(['frontend']);
});
afterAll(() => stage.close());

it.each([
  ['light', 1280, 'WEB-1', 'Priya Raman'],
  ['dark', 1280, 'WEB-2', 'Yuki Tanaka'],
  ['light', 360, 'WEB-3', 'Emma Fischer'],
  ['dark', 360, 'WEB-4', 'Grace Kim'],
] as const)(
  'who approved access takes it away from the card, once asked who loses what: %s, %i px',
  async (theme, width, issue, name) => {
    const { world } = stage;
    await askAndApprove(world, { issue, people: [name], add: ['frontend'], term: TERM });
    const visitor = await stage.signInAs(MAYA, { at: `/browse/${issue}`, theme, width });
    const { panel, page } = visitor;
    const opener = panel.getByRole('button', { name: 'Remove now…' });
    await opener.press('Enter');
    await panel.getByText('Remove this access now?').waitFor();
    await panel.getByText(new RegExp(`^${name}: the group frontend, until .*\\d`)).waitFor();
    expect(await findViolations(visitor, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Keep it' }).press('Enter');
    expect(await panel.getByText('Remove this access now?').count()).toBe(0);
    expect(world.members('frontend')).toContain(name);
    await opener.press('Enter');
    await panel.getByRole('button', { name: 'Remove now', exact: true }).press('Enter');
    await panel
      .getByText(/^(Ending|Ended )/)
      .first()
      .waitFor();
    await expect.poll(() => world.members('frontend'), { timeout: 15_000 }).not.toContain(name);
    await page.context().close();
  },
);

it('tells others why they can’t', async () => {
  const { world } = stage;
  const named = { issue: 'WEB-5', people: ['Rohan Desai'], add: ['frontend'], term: TERM };
  await askAndApprove(world, named);
  const visitor = await stage.signInAs('Grace Kim', { at: '/browse/WEB-5' });
  const { panel } = visitor;
  await panel.getByRole('button', { name: 'Remove now…' }).click();
  await panel.getByText('You can’t remove this access now').waitFor();
  await panel.getByText(/You did not approve it, would not decide on it today/).waitFor();
  expect(await panel.getByRole('button', { name: 'Remove now', exact: true }).count()).toBe(0);
  expect(await findViolations(visitor, 'app')).toEqual([]);
  await panel.getByRole('button', { name: 'Close' }).click();
  expect(world.members('frontend')).toContain('Rohan Desai');
});
