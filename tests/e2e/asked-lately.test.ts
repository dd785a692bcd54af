import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { bundlesBy } from '../support/bundles-by';
import { value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  const { levelled, named } = bundlesBy(() => world);
  const bundles = [levelled('Writer', { read: ['design'], write: ['design', 'qa'] })];
  await world.allow(['design', 'qa', 'frontend'], { bundles });
  const noah = world.as('Noah Okafor');
  const asked = { issue: 'WEB-1', add: ['design', 'qa'] };
  const byName = [await named(noah, 'WEB-1', 'writer', 'write')];
  value(await ask(world, noah, { ...asked, people: ['Priya Raman'], bundles: byName }));
  value(await ask(world, noah, { ...asked, people: ['Grace Kim'], add: ['qa'] }));
});
afterAll(() => stage.close());

it.each([
  ['light', 1280],
  ['dark', 360],
] as const)(
  'says how often what the policy lists was asked for: %s, %i px',
  async (theme, width) => {
    const olivia = await stage.signInAs('Olivia Hart', { theme, width });
    const { configuration, page } = olivia;
    await olivia.openConfiguration();
    await configuration.getByRole('tab', { name: 'Access policy' }).click();
    const section = configuration.getByRole('region', { name: 'Asked for in 90 days' });
    await section.getByRole('button', { name: 'Count the requests' }).press('Enter');
    await section.getByText('2 requests counted.').waitFor();
    // The name of the column comes with each cell where there is no room for columns.
    const row = (what: string, requests: number, isThere: string) =>
      new RegExp(`^${what}.* (Requests )?${requests} (In the policy )?${isThere}$`);
    const rows = async () =>
      (await section.locator('tbody tr').allInnerTexts()).map((text) =>
        text.replaceAll(/\s+/g, ' ').trim(),
      );
    const first = async () => (await rows())[0];
    expect(await first()).toMatch(row('qa', 2, 'Yes'));
    expect(await rows()).toContainEqual(expect.stringMatching(row('Writer, write', 1, 'Yes')));
    await section.getByLabel('In which order').selectOption({ label: 'Asked for least first' });
    expect(await first()).toMatch(row('frontend', 0, 'Yes'));
    expect(await findViolations(olivia, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await page.context().close();
  },
);
