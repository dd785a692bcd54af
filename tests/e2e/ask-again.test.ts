import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY } from '../../src/domain/lib/time';
import { ask, askAndApprove, decline, get } from '../support/ask-for';
import { value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';
import type { Visitor } from './support/visitor';

let stage: Stage;
let noah: Visitor;
const named = {
  issue: 'WEB-1',
  people: ['Priya Raman', 'Grace Kim'],
  add: ['frontend', 'WEB/Developers'],
  term: { kind: 'hours' as const, hours: 8 },
};

beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  await world.allow(['frontend']);
  const asked = value(await ask(world, world.as('Noah Okafor'), named));
  const seen = await get(world.as('Maya Lindqvist'), 'WEB-1', asked.id);
  value(await decline(world.as('Maya Lindqvist'), 'WEB-1', seen, 'Not before the launch.'));
  noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1' });
});
afterAll(() => stage.close());

it('opens the form with all that was asked for, to be sent as it is', async () => {
  const { panel } = noah;
  await panel.getByRole('button', { name: 'Ask again…' }).click();
  const form = panel.getByRole('form', { name: 'Request access' });
  for (const text of ['Priya Raman', 'Grace Kim', 'frontend', 'Developers']) {
    await form.getByText(text).first().waitFor();
  }
  expect(await form.getByLabel('How many hours or days').inputValue()).toBe('8');
  expect(await form.getByLabel('Why is it needed?').inputValue()).not.toBe('');
  await form.getByText('4 changes.').waitFor();
  expect(await findViolations(noah, 'app')).toEqual([]);
});

it('says why nothing is asked again while something has been begun', async () => {
  const { panel } = noah;
  const again = panel.getByRole('button', { name: 'Ask again…' });
  expect(await again.getAttribute('aria-disabled')).toBe('true');
  await panel.getByText('First send or discard the request that you have begun.').waitFor();
  await panel.getByRole('button', { name: 'Submit request' }).click();
  await panel.getByText('Waiting for approval', { exact: true }).first().waitFor();
});

it('is offered to nobody else', async () => {
  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-1' });
  await maya.panel.getByText('Declined').first().waitFor();
  expect(await maya.panel.getByRole('button', { name: 'Ask again…' }).count()).toBe(0);
});

it.each([
  ['light', 1280],
  ['dark', 360],
] as const)(
  'a card says until when the access is active, with a way to extend it, and then that it has ended: %s, %i px',
  async (theme, width) => {
    const { world } = stage;
    const issue = theme === 'light' ? 'WEB-3' : 'WEB-4';
    const term = { kind: 'days' as const, days: 3 };
    const people = [theme === 'light' ? 'Yuki Tanaka' : 'Emma Fischer'];
    await askAndApprove(world, { issue, people, add: ['frontend'], term });
    const visitor = await stage.signInAs('Noah Okafor', { at: `/browse/${issue}`, theme, width });
    const { panel, page } = visitor;
    await panel
      .getByText(/^Active until /)
      .first()
      .waitFor();
    await panel.getByRole('button', { name: 'Extend…' }).waitFor();
    expect(await findViolations(visitor, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await world.pass(3 * DAY);
    await world.sweep();
    await page.reload();
    await panel
      .getByText(/^Ended /)
      .first()
      .waitFor();
    await panel.getByRole('button', { name: 'Ask again…' }).waitFor();
    await page.context().close();
  },
);
