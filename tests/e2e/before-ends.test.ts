import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/domain/lib/time';
import { askAndApprove } from '../support/ask-for';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const NOAH = 'Noah Okafor';
const PRIYA = 'Priya Raman';
const LINK = 'the Extend form';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  await world.allow(['frontend']);
  await askAndApprove(world, {
    issue: 'WEB-3',
    people: [PRIYA, 'Grace Kim'],
    add: ['frontend'],
    term: { kind: 'days', days: 3 },
  });
  await world.pass(2 * DAY + 8 * HOUR);
  await world.sweep();
  await world.settle();
});
afterAll(() => stage.close());

it.each([
  ['light', 1280, NOAH],
  ['dark', 1280, PRIYA],
  ['light', 360, PRIYA],
  ['dark', 360, NOAH],
] as const)(
  'the message before an end leads to the form, filled in for its reader: %s, %i px, %s',
  async (theme, width, name) => {
    const visitor = await stage.signInAs(name, { at: '/browse/WEB-3', theme, width });
    const { page, panel } = visitor;
    const told = page.locator('.comments li').filter({ hasText: 'is about to end' });
    expect(await told.count()).toBe(1);
    await told.getByText('The group frontend, for Priya Raman and Grace Kim: until').waitFor();
    await told.getByRole('link', { name: LINK }).click();
    const form = panel.getByRole('form', { name: 'Request access' });
    await form.getByText(PRIYA).first().waitFor();
    await form.getByText('frontend').first().waitFor();
    expect(await form.getByLabel('How many hours or days').inputValue()).toBe('3');
    expect((await form.getByText('Grace Kim').count()) > 0).toBe(name === NOAH);
    await form.getByText(name === NOAH ? '2 changes.' : '1 change.').waitFor();
    expect(await findViolations(visitor, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await page.context().close();
  },
);

it('opens nothing for whoever neither asked for it nor has it, and nothing for what is not a request', async () => {
  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-3' });
  const { page, panel } = maya;
  const isNotOpen = async () => {
    await panel.getByRole('button', { name: 'Request access' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await panel.getByRole('form', { name: 'Request access' }).count()).toBe(0);
  };
  await page.getByRole('link', { name: LINK }).click();
  await panel.getByText('that is not you').waitFor();
  expect(await findViolations(maya, 'app')).toEqual([]);
  await isNotOpen();
  await page.goto('/browse/WEB-3?extendAccess=%3Cscript%3E');
  await isNotOpen();
});

it('says since when there is nothing to extend', async () => {
  const { world } = stage;
  await world.pass(DAY);
  await world.sweep();
  await world.settle();
  const { page, panel } = await stage.signInAs(NOAH, { at: '/browse/WEB-3' });
  await page.getByRole('link', { name: LINK }).click();
  await panel.getByText('This access ended on').waitFor();
  expect(await panel.getByRole('form', { name: 'Request access' }).count()).toBe(0);
  await page.context().close();
});
