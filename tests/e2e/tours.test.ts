import { afterAll, beforeAll, expect, it } from 'vitest';
import { approve, ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';
import type { Visitor } from './support/visitor';

/** The start page: a tour for each kind of people, and how far each has come. */
let stage: Stage;
let visitor: Visitor;
beforeAll(async () => {
  stage = await openStage({ panel: 'nowhere' });
  visitor = await stage.signInAs('Olivia Hart', { at: '/' });
}, 120_000);
afterAll(() => stage.close());

/** How far each of the four has come, and which one is open. */
async function progress() {
  const { page } = visitor;
  await page.goto('/');
  const tours = page.locator('details.tour');
  const said = await tours.locator('.tour-progress').allInnerTexts();
  const open = await tours.evaluateAll((all) =>
    all.map((one) => (one as HTMLDetailsElement).open).indexOf(true),
  );
  return [open, ...said.map((one) => one.trim())];
}

const boxOf = (tour: string) =>
  visitor.page
    .locator('details.tour')
    .filter({ has: visitor.page.getByRole('heading', { name: tour, level: 2 }) });

/** Opens a tour and follows a step of it. */
async function follow(tour: string, step: string): Promise<void> {
  const { page } = visitor;
  await page.goto('/');
  const box = boxOf(tour);
  if ((await box.getAttribute('open')) === null) await box.locator('summary').press('Enter');
  await box.getByRole('button', { name: step }).click();
}

it('mark what was done, wherever it was done, and open the tour to go on with', async () => {
  const { world } = stage;
  expect(await progress()).toEqual([
    0,
    ...['0 of 3 done', '0 of 3 done', '0 of 3 done', '0 of 3 done'],
  ]);
  const { page } = visitor;
  const early = boxOf('Approver: decide');
  await early.locator('summary').press('Enter');
  await early.getByText('Comes after “Requester: ask for access”').waitFor();

  await world.connect();
  expect((await progress())[1]).toBe('2 of 3 done');
  await world.allow(['frontend']);
  expect((await progress()).slice(0, 2)).toEqual([1, 'All done']);

  const request = value(
    await ask(world, world.as('Noah Okafor'), {
      issue: 'WEB-1',
      people: ['Priya Raman'],
      add: ['frontend'],
    }),
  );
  await world.settle();
  await expect.poll(async () => (await progress())[2], { timeout: 20_000 }).toBe('1 of 3 done');
  await follow('Requester: ask for access', 'See whose turn it is');
  await page.waitForURL('**/jira/apps/multiplier-own-access');
  await follow('Requester: ask for access', 'Find it as Jira finds anything');
  await page
    .getByRole('link', { name: /Priya|WEB|Onboard/ })
    .first()
    .waitFor();
  expect((await progress()).slice(0, 3)).toEqual([2, 'All done', 'All done']);

  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  await expect.poll(async () => (await progress())[3], { timeout: 20_000 }).toBe('1 of 3 done');
  await follow('Approver: decide', 'Be notified');
  await page.waitForURL('**/jira/notifications');
  await follow('Approver: decide', 'See all that waits for you');
  expect((await progress())[3]).toBe('All done');

  await follow('Auditor: who approved it?', 'See that it changed');
  await follow('Auditor: who approved it?', 'Find who approved it');
  await visitor.configuration.getByRole('tab', { name: 'Audit', selected: true }).waitFor();
  await follow('Auditor: who approved it?', 'Find what is late or about to end');
  expect(await progress()).toEqual([-1, ...['All done', 'All done', 'All done', 'All done']]);
});

it('are for everybody: no violation in light and dark, no sideways scrolling on a narrow screen', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const narrow = await stage.signInAs('Grace Kim', { at: '/', theme, width: 360 });
    for (const box of await narrow.page.locator('details.tour').all()) {
      if ((await box.getAttribute('open')) === null) await box.locator('summary').press('Enter');
    }
    expect(await findViolations(narrow)).toEqual([]);
    expect(await sidewaysOverflow(narrow.page)).toEqual([]);
  }
});
