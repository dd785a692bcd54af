import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const NAMES = Array.from({ length: 25 }, (_, place) => `Newcomer ${place}.`);

interface Sent {
  readonly functionKey?: string;
  readonly payload?: { readonly requestIds?: readonly string[] };
}

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  await world.allow(['frontend']);
  for (const [place, name] of NAMES.entries()) {
    world.platform.atlassian.directory.addPerson(name, `newcomer.${place}@acme.example`);
    const wish = { issue: 'WEB-1', people: [name], add: ['frontend'] };
    value(await ask(world, world.as('Noah Okafor'), wish));
  }
});
afterAll(() => stage.close());

it('shows all that wait in one issue, and what was decided where it was, with what came of it', async () => {
  const { world } = stage;
  const { page, panel } = await stage.signInAs('Maya Lindqvist', {
    at: '/browse/WEB-1',
    width: 360,
  });
  const sent: Sent[] = [];
  page.on('request', (call) => sent.push(JSON.parse(call.postData() ?? '{}')));
  const cardOf = (name = '') => panel.getByRole('article').filter({ hasText: name });
  await panel.getByRole('button', { name: 'Approve', exact: true }).nth(19).waitFor();
  await panel.getByRole('button', { name: 'Show more requests' }).click();
  await panel.getByRole('button', { name: 'Approve', exact: true }).nth(24).waitFor();
  for (const name of NAMES) expect(await cardOf(name).count()).toBe(1);
  expect(await panel.getByRole('button', { name: 'Show more requests' }).count()).toBe(0);
  // Two calls look at all of them again, and not one for each.
  const shown = sent.length;
  const looks = () => sent.slice(shown).filter(({ payload }) => payload?.requestIds !== undefined);
  await expect.poll(() => looks().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
  const [one, other] = looks().map(({ payload }) => payload?.requestIds ?? []);
  expect(new Set([...(one ?? []), ...(other ?? [])]).size).toBe(NAMES.length);
  expect(sent.map(({ functionKey }) => functionKey)).not.toContain('request.get');

  // Nor does it come back with whoever comes back to the page.
  await panel
    .locator('body')
    .evaluate((body) => body.ownerDocument.dispatchEvent(new Event('visibilitychange')));

  for (const name of [NAMES[0], NAMES[24], NAMES[12]]) {
    await cardOf(name).getByRole('button', { name: 'Approve', exact: true }).click();
    await cardOf(name).getByText('Everything was done').waitFor({ timeout: 60_000 });
    expect(world.members('frontend')).toContain(name);
  }
  const order = await panel.getByRole('article').getByRole('heading', { level: 2 }).allInnerTexts();
  expect(order.map((title) => title.match(/Newcomer \d+\./)?.[0])).toEqual(NAMES.toReversed());
  expect(await panel.getByText('Earlier requests').count()).toBe(0);
  expect(await panel.getByRole('button', { name: 'Show more requests' }).count()).toBe(0);
  expect(await sidewaysOverflow(page)).toEqual([]);

  // Whoever comes later finds what is over out of the way.
  await page.reload();
  await panel.getByRole('button', { name: 'Approve', exact: true }).nth(19).waitFor();
  expect(await panel.getByRole('article').count()).toBe(20);
});
