import { afterAll, beforeAll, expect, it } from 'vitest';
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

it.each([
  ['light', 1280],
  ['dark', 360],
] as const)(
  'shows an admin where nobody can approve today, and who can mend it: %s, %i px',
  async (theme, width) => {
    const olivia = await stage.signInAs('Olivia Hart', { theme, width });
    const { configuration, page } = olivia;
    await olivia.openConfiguration();
    await configuration.getByRole('tab', { name: 'Access policy' }).click();
    const section = configuration.getByRole('region', {
      name: 'Projects where nobody can approve today',
    });
    await section.getByRole('button', { name: 'Look through the projects' }).press('Enter');
    await section.getByText(/projects looked through. Nobody can approve in/).waitFor();
    await section.getByText('It has no project lead.').waitFor();
    await section.getByText('No fallback approver can be asked today.').waitFor();
    // Whoever looks by the keyboard goes on from there.
    await section
      .getByRole('button', { name: 'Look again' })
      .and(section.locator(':focus'))
      .waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    const opened = page.context().waitForEvent('page');
    await section.getByRole('link', { name: /\(OPS\)/ }).click();
    const settings = await opened;
    await settings.getByText('Project lead:').waitFor();
    await page.context().close();
  },
);
