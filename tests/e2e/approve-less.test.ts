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
  await stage.world.allow(['design', 'frontend'], { rolesOf: 'anyProject' });
});
afterAll(() => stage.close());

const PATH = `/jira/apps/${ACCESS}`;
const PEOPLE = ['Priya Raman', 'Hana Suzuki', 'Grace Kim'];
const asks = async (issue: string) =>
  value(
    await ask(stage.world, stage.world.as('Noah Okafor'), {
      issue,
      people: PEOPLE,
      add: ['frontend', 'MOB/Member'],
      term: { kind: 'days', days: 30 },
    }),
  );

it.each([
  ['light', 1280, 'WEB-1'],
  ['dark', 360, 'WEB-2'],
] as const)('takes lines and time out of a request: %s, %i px', async (theme, width, issue) => {
  await asks(issue);
  const maya = await stage.signInAs('Maya Lindqvist', { at: `/browse/${issue}`, theme, width });
  const { panel } = maya;
  await panel.getByRole('button', { name: 'Leave something out' }).click();
  const approve = panel.getByRole('button', { name: 'Approve what is left' });
  await panel.getByText('Leave out a line, or choose a shorter time.').waitFor();
  await expect.poll(() => approve.getAttribute('aria-disabled')).toBe('true');
  // What Liam decides is not hers to leave out.
  await panel.getByText('The rest of the request is for others to decide.').waitFor();
  const mark = (name: string | RegExp) => panel.getByRole('checkbox', { name });
  await expect.poll(() => panel.getByRole('checkbox').count()).toBe(4);
  await mark(/^Add to/).uncheck();
  await panel.getByText('Keep at least one line, or decline the request.').waitFor();
  await mark(/Grace Kim/).check();
  await panel.getByText('1 of 3').waitFor();
  await panel.getByLabel('How long').selectOption({ label: 'for 7 days' });
  expect(await findViolations(maya, 'app')).toEqual([]);
  expect(await sidewaysOverflow(maya.page)).toEqual([]);

  // What was chosen outlives a reload.
  await maya.page.reload();
  await panel.getByText('1 of 3').waitFor();
  expect(await mark(/Priya Raman/).isChecked()).toBe(false);
  expect(await panel.getByLabel('How long').locator('option:checked').textContent()).toBe(
    'for 7 days',
  );

  await approve.click();
  await panel.getByText('A reason is needed to leave something out.').waitFor();
  const comment = panel.getByLabel('Comment');
  expect(await comment.evaluate((field) => field === document.activeElement)).toBe(true);
  await comment.fill('Grace alone, for the launch.');
  await approve.click();
  await panel.getByText('Waiting for Liam Chen').waitFor();
  await panel
    .getByText('Left out: add Priya Raman and Hana Suzuki to the group frontend.')
    .waitFor();
  await panel.getByText('How long: for 7 days, not for 30 days.').waitFor();
  await panel.getByText('“Grace alone, for the launch.”').waitFor();
  expect(await findViolations(maya, 'app')).toEqual([]);
  expect(await sidewaysOverflow(maya.page)).toEqual([]);
  await maya.page.context().close();
});

it('does so by the keyboard on the Access page, and leaves nothing out after all', async () => {
  await asks('WEB-3');
  const liam = await stage.signInAs('Liam Chen', { at: PATH });
  const card = liam.access.getByRole('article').filter({ hasText: 'WEB-3' });
  await card.getByText('Decide', { exact: true }).click();
  await card.getByRole('button', { name: 'Leave something out' }).focus();
  await liam.page.keyboard.press('Enter');
  const priya = card.getByRole('checkbox', { name: /Priya Raman/ });
  await priya.focus();
  await liam.page.keyboard.press('Space');
  expect(await priya.isChecked()).toBe(false);
  await card.getByText('2 of 3').waitFor();
  await card.getByRole('button', { name: 'Leave nothing out' }).click();
  await card.getByRole('button', { name: 'Approve', exact: true }).click();
  await card.getByText('Your decision is kept.').waitFor();
  expect(stage.world.actors('MOB', 'Member')).not.toContain('Priya Raman');
});
