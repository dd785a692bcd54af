import { afterAll, beforeAll, expect, it } from 'vitest';
import { pick } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';
import type { Visitor } from './support/visitor';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
});
afterAll(() => stage.close());

const isWhole = async (visitor: Visitor) => {
  expect(await findViolations(visitor, 'app')).toEqual([]);
  expect(await sidewaysOverflow(visitor.page)).toEqual([]);
};
const picture = async ({ page }: Visitor, name: string) => {
  if (process.env.PICTURES === undefined) return;
  await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true });
};

it.each([
  ['light', 1280, 'WEB-1', 'Priya Raman'],
  ['dark', 360, 'WEB-2', 'Hana Suzuki'],
] as const)(
  'an admin signs a rule, and what it is about is given without approval: %s, %i px',
  async (theme, width, issue, whom) => {
    const { world } = stage;
    await world.allow(['design', 'frontend'], { rules: [] });
    const olivia = await stage.signInAs('Olivia Hart', { theme, width });
    await olivia.openConfiguration();
    const { configuration } = olivia;
    await configuration.getByRole('tab', { name: 'Access policy' }).click();
    await configuration.getByRole('button', { name: 'Add a rule' }).press('Enter');
    await configuration.getByRole('textbox', { name: 'Name' }).fill('Reading');
    await configuration.getByRole('checkbox', { name: 'design', exact: true }).press('Space');
    const decides = configuration.getByRole('group', { name: 'Who decides', exact: true });
    await decides.getByRole('radio', { name: 'Nobody: decided by this policy' }).press('Space');
    const lasts = configuration.getByRole('group', { name: 'For how long', exact: true });
    await lasts.getByText('Without an approval, nothing is given for good.').waitFor();
    await lasts.getByLabel('At most', { exact: true }).fill('0');
    await configuration.getByText(/you sign that this is given without approval$/).waitFor();
    await configuration.getByRole('button', { name: 'Save', exact: true }).click();
    await lasts.getByText('Enter a number of days from 1 to 365.').waitFor();
    await isWhole(olivia);
    await lasts.getByLabel('At most', { exact: true }).fill('7');
    await picture(olivia, `signs-${theme}-${width}`);
    await configuration.getByRole('button', { name: 'Save', exact: true }).click();
    await configuration
      .getByText(/^Saved/)
      .first()
      .waitFor();

    const noah = await stage.signInAs('Noah Okafor', { at: `/browse/${issue}`, theme, width });
    const { panel } = noah;
    await panel.getByRole('button', { name: 'Request access' }).click();
    await pick(panel, 'Who is it for?', whom);
    await pick(panel, 'Access to what?', 'design');
    await panel.getByLabel('Why is it needed?').fill('To read the drafts.');
    await panel
      .getByText(
        /^Given without approval, by version \d+ of the access policy, which Olivia Hart signed/,
      )
      .waitFor();
    await panel.getByText('Maya Lindqvist is told, and can end it.').waitFor();
    await isWhole(noah);
    await picture(noah, `plan-${theme}-${width}`);
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await panel
      .getByText(/^Nobody was asked .*version \d+ of the access policy, which Olivia Hart signed/)
      .first()
      .waitFor();
    await world.settle();
    await isWhole(noah);
    await picture(noah, `card-${theme}-${width}`);
    expect(world.members('design')).toContain(whom);

    await configuration.getByRole('tab', { name: 'Audit' }).click();
    await configuration
      .getByText(/^Decided by policy, version \d+, signed by/)
      .first()
      .waitFor();
    await isWhole(olivia);
    await picture(olivia, `audit-${theme}-${width}`);
    await configuration.getByRole('tab', { name: 'Requests' }).click();
    const requests = configuration.getByRole('region', { name: 'Requests', exact: true });
    await requests.getByLabel('Show').selectOption('completed');
    await requests.getByText('Decided by policy').first().waitFor();
    await isWhole(olivia);
    for (const { page } of [olivia, noah]) await page.context().close();
  },
);
