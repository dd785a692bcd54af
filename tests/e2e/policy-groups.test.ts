import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { value } from '../support/open-world';
import { rulesBy } from '../support/rules-by';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const LISTED = 300;

/** The groups that can be asked for: found, a page at a time, each in the editor beside them. */
describe('the table of listed groups', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    const { world } = stage;
    await world.connect();
    const names = Array.from({ length: LISTED }, (_, at) => `team-${at}-crew`);
    for (const name of names) world.platform.atlassian.directory.addGroup(name);
    const { about, ruleInput } = rulesBy(() => world);
    await world.allow(['design', 'jira-administrators', ...names], {
      unlocked: ['jira-administrators'],
      owners: { design: ['Grace Kim'] },
      rules: [ruleInput({ name: 'Drawing', what: about(['design']), longestTermDays: 30 }, 0)],
    });
  });
  afterAll(() => stage.close());

  const openPolicy = async (look: { theme?: 'light' | 'dark'; width?: number } = {}) => {
    const { configuration, ...olivia } = await stage.signInAs('Olivia Hart', look);
    await olivia.openConfiguration();
    await configuration.getByRole('tab', { name: 'Access policy' }).click();
    await configuration.getByText(/^30\d groups are listed/).waitFor();
    return { configuration, ...olivia };
  };

  it('says of each what it is, and 300 of them make no page of 13,000 px', async () => {
    const { configuration, page } = await openPolicy({ width: 1440 });
    const row = (name: string) => configuration.getByRole('row').filter({ hasText: name });
    const facts = ['Members 3', 'Opens 1 project', 'Protected No', 'Seat None', 'Rule Drawing'];
    const told = () => row('design').textContent();
    await expect
      .poll(told)
      .toBe(['design', 'Owned by Grace Kim', ...facts, 'Longest term 30 days'].join(''));
    await row('jira-administrators').getByText('Unlocked').waitFor();
    expect(await configuration.getByRole('row').count()).toBe(1 + 20);
    // As tall as with a few groups: without pages, 300 of them made it 13,000.
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(5_000);
    expect(await findViolations({ page }, 'app')).toEqual([]);
    await page.context().close();
  });

  it('says where an unlock does not cover any more what the group gives', async () => {
    const { directory } = stage.world.platform.atlassian;
    const groupId = stage.world.groupId('jira-administrators');
    directory.grant(groupId, 'SYSTEM_ADMIN');
    const { configuration, page } = await openPolicy({ width: 1440 });
    const row = configuration.getByRole('row').filter({ hasText: 'jira-administrators' });
    await row.getByText('Locked again').waitFor();
    expect(await row.getByText('Unlocked').count()).toBe(0);
    directory.withdraw(groupId, 'SYSTEM_ADMIN');
    await page.context().close();
  });

  it('keeps Save in the window, wherever the page is', async () => {
    const { configuration, page } = await openPolicy();
    const save = configuration.getByRole('button', { name: 'Save', exact: true });
    const place = async () => (await save.boundingBox())?.y ?? Number.NaN;
    const height = page.viewportSize()?.height ?? 0;
    const isInWindow = async () => {
      const y = await place();
      return y > height - 200 && y < height;
    };
    for (const to of [0, 700, 1_300]) {
      await page.evaluate((y) => window.scrollTo(0, y), to);
      await expect.poll(isInWindow).toBe(true);
    }
    await page.context().close();
  });

  it('is worked without a mouse: found, opened, changed, closed, taken out', async () => {
    const { configuration, page } = await openPolicy({ theme: 'dark', width: 1440 });
    const focused = configuration.locator(':focus');
    const button = (name: string | RegExp) =>
      configuration.getByRole('button', { name, exact: true });
    const next = button('Next');
    await next.press('Enter');
    await configuration.getByText('21 to 40 of 302').waitFor();
    await next.and(focused).waitFor();
    await configuration.getByLabel('Find a listed group').fill('TEAM-29');
    await configuration.getByText('302 groups are listed, 11 shown here.').waitFor();
    await button('team-291-crew').press('Enter');
    const heading = configuration.getByRole('heading', { name: 'team-291-crew' });
    await heading.and(focused).waitFor();
    await configuration.getByRole('combobox', { name: 'Owners of team-291-crew' }).fill('Grace');
    await configuration.getByRole('option', { name: 'Grace Kim' }).first().waitFor();
    await page.keyboard.press('Enter');
    await configuration.getByText('Owned by Grace Kim').waitFor();
    expect(await findViolations({ page }, 'app')).toEqual([]);
    await page.keyboard.press('Escape');
    await button('team-291-crew').and(focused).waitFor();
    await button('team-292-crew').press('Enter');
    await button('Remove team-292-crew from the list').press('Enter');
    await button('team-293-crew').and(focused).waitFor();
    await configuration.getByText('301 groups are listed, 10 shown here.').waitFor();

    await configuration.getByLabel('Find a listed group').fill('');
    await configuration
      .getByLabel('Show', { exact: true })
      .selectOption('With a rule of their own');
    await configuration.getByText('301 groups are listed, 1 shown here.').waitFor();
    await button('design').press('Enter');
    await configuration.getByText('Viewer in Mobile App').waitFor();
    await button('Drawing').press('Enter');
    await configuration.getByRole('textbox', { name: 'Name' }).and(focused).waitFor();

    await button('Save').press('Enter');
    await configuration.getByText('Saved. It holds at once').waitFor();
    const { policy } = value(await stage.world.as('Olivia Hart').admin('admin.load', {}));
    const listed = policy?.requestableGroups ?? [];
    expect(listed.map(({ name }) => name)).not.toContain('team-292-crew');
    const owned = listed.find(({ name }) => name === 'team-291-crew');
    expect(owned?.owners.map(({ displayName }) => displayName)).toEqual(['Grace Kim']);
    await page.context().close();
  });

  it('searches the groups of a rule where there are too many to show, and keeps those it had', async () => {
    const { configuration, page } = await openPolicy({ width: 360 });
    await configuration.getByText('1 group · project lead · at most 30 days').click();
    const groups = configuration.getByRole('combobox', { name: 'These groups', exact: true });
    await groups.fill('team-5-');
    await configuration.getByRole('option', { name: 'team-5-crew' }).waitFor();
    const found = configuration.getByRole('listbox', { name: 'These groups' }).getByRole('option');
    expect(await found.count()).toBe(1);
    await page.keyboard.press('Enter');
    await configuration.getByText('2 groups · project lead · at most 30 days').waitFor();
    await configuration.getByRole('button', { name: 'Remove design', exact: true }).click();
    await configuration.getByText('1 group · project lead · at most 30 days').waitFor();
    expect(await findViolations({ page }, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    const row = configuration.getByRole('row').filter({ hasText: 'team-5-crew' });
    await row.getByText('Drawing').waitFor();
    await page.context().close();
  });

  it('stands below the table on a narrow screen', async () => {
    const { configuration, page } = await openPolicy({ width: 360 });
    await configuration.getByRole('button', { name: 'team-1-crew', exact: true }).click();
    const heading = configuration.getByRole('heading', { name: 'team-1-crew' });
    await heading.and(configuration.locator(':focus')).waitFor();
    expect(await sidewaysOverflow(page)).toEqual([]);
    expect(await findViolations({ page }, 'app')).toEqual([]);
    await configuration.getByRole('button', { name: /^Close/ }).click();
    await heading.waitFor({ state: 'detached' });
  });
});
