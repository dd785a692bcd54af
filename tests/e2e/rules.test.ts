import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { rulesBy } from '../support/rules-by';
import { fillIn } from './support/ask';
import { findViolations } from './support/find-violations';
import { expectFocusWithin } from './support/keyboard';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

/** A rule is made, shown again, changed and taken out where the policy is; the panel says whom it asks. */
describe('the rules of the policy', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await stage.world.connect();
    await stage.world.allow(['frontend', 'design']);
  });
  afterAll(() => stage.close());

  const openPolicy = async (width?: number) => {
    const { configuration, ...olivia } = await stage.signInAs('Olivia Hart', {
      ...(width === undefined ? {} : { width }),
    });
    await olivia.openConfiguration();
    await configuration.getByRole('tab', { name: 'Access policy' }).click();
    await configuration.getByRole('heading', { name: 'Rules' }).waitFor();
    return { configuration, olivia };
  };

  it('begins with that of everything, and takes another with two stages', async () => {
    const { configuration, olivia } = await openPolicy();
    await configuration.getByRole('listitem').filter({ hasText: 'Everything listed' }).waitFor();
    await configuration.getByRole('button', { name: 'design', exact: true }).click();
    await configuration.getByRole('combobox', { name: 'Owners of design' }).fill('Grace');
    await configuration.getByRole('option', { name: 'Grace Kim' }).first().click();
    await configuration.getByText('Owned by Grace Kim').waitFor();
    await configuration.getByRole('button', { name: 'Add a rule' }).click();
    const save = configuration.getByRole('button', { name: 'Save', exact: true });
    await configuration.getByText('Give the rule a name.').first().waitFor();
    await configuration.getByRole('textbox', { name: 'Name' }).fill('Design');
    await configuration.getByRole('checkbox', { name: 'design', exact: true }).check();
    const chosen = configuration.getByRole('group', { name: 'Who decides first' });
    await chosen.getByRole('checkbox', { name: 'Owner of the group' }).check();
    await configuration.getByRole('button', { name: 'Add a stage after it' }).click();
    const second = configuration.getByRole('group', { name: 'Who decides after that (2)' });
    await second.getByRole('combobox', { name: 'These people' }).fill('Emma');
    await configuration.getByRole('option', { name: 'Emma Fischer' }).first().click();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    await save.click();
    await configuration.getByText('Saved. It holds at once').waitFor();
    await olivia.page.context().close();

    const request = value(
      await ask(stage.world, stage.world.as('Noah Okafor'), {
        issue: 'WEB-1',
        people: ['Priya Raman'],
        add: ['design'],
      }),
    );
    expect(
      request.approvals.map(({ approvers }) => approvers.map((one) => one.displayName)),
    ).toEqual([['Maya Lindqvist', 'Grace Kim'], ['Emma Fischer']]);
    const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1', width: 360 });
    await noah.panel.getByText('Waiting for').first().waitFor();
    await noah.panel.getByRole('list', { name: 'Asked after that' }).getByText('Emma').waitFor();
    await noah.panel
      .getByRole('button', { name: /^Why Maya/ })
      .first()
      .click();
    await noah.panel.getByText('Asked for by the rule “Design”.').first().waitFor();
    expect(await findViolations(noah, 'app')).toEqual([]);
    expect(await sidewaysOverflow(noah.page)).toEqual([]);
  });

  it('is made and taken apart without a mouse: the focus is on what is new, or on what stays', async () => {
    const { configuration, olivia } = await openPolicy();
    const button = (name: string) => configuration.getByRole('button', { name });
    await button('Add a rule').press('Enter');
    const name = configuration.getByRole('textbox', { name: 'Name' });
    await name.and(configuration.locator(':focus')).waitFor();
    await configuration.getByRole('checkbox', { name: 'frontend', exact: true }).press('Space');
    await configuration.getByRole('checkbox', { name: 'Owner of the group' }).press('Space');
    await configuration
      .getByText('No owner is named yet for frontend: name one in the list of groups.')
      .waitFor();
    const adder = button('Add a stage after it');
    await adder.press('Enter');
    await adder.press('Enter');
    // Full: it says why, and is still there.
    await configuration.getByText('A rule has 3 stages at most.').waitFor();
    await expectFocusWithin(configuration);
    await button('Remove stage 3').press('Enter');
    await adder.and(configuration.locator(':focus')).waitFor();
    await button('Remove the rule “New rule”').press('Enter');
    await button('Add a rule').and(configuration.locator(':focus')).waitFor();
    await olivia.page.context().close();
  });

  it('tells all that is wrong with the rules, each at its field, and goes to the first when they are saved', async () => {
    const { configuration, olivia } = await openPolicy();
    const focused = configuration.locator(':focus');
    const add = configuration.getByRole('button', { name: 'Add a rule' });
    const save = configuration.getByRole('button', { name: 'Save', exact: true });
    const box = (name: string) => configuration.getByRole('checkbox', { name, exact: true });
    const described = async (control: Locator) => {
      const ids = (await control.getAttribute('aria-describedby'))?.split(' ') ?? [];
      const texts = ids.map((id) => configuration.locator(`[id="${id}"]`).textContent());
      return (await Promise.all(texts)).join(' ');
    };
    await add.click();
    const rule = configuration.locator('details').last();
    await configuration.getByRole('radio', { name: 'Only members of these groups' }).check();
    await configuration
      .getByRole('radio', { name: 'Only in work items of these projects' })
      .check();
    await configuration
      .getByRole('checkbox', { name: /^Project lead/ })
      .first()
      .uncheck();
    const needed = rule.getByLabel('How many of them have to approve');
    await needed.fill('0');
    const name = configuration.getByRole('textbox', { name: 'Name' });
    const about = box('All groups that are listed');
    const askers = configuration.getByRole('combobox', { name: 'Groups whose members may ask' });
    const sources = configuration.getByRole('checkbox', { name: /^Project lead/ }).first();
    expect(await described(name)).toContain('Give the rule a name.');
    expect(await described(about)).toContain('Choose what the rule is about.');
    expect(await described(askers)).toContain('Choose whose members may ask.');
    const from = configuration.getByRole('combobox', { name: 'Projects in which it can be asked' });
    expect(await described(from)).toContain('Choose in which projects it can be asked for.');
    expect(await described(sources)).toContain('Choose who decides each stage.');
    expect(await described(needed)).toContain('Enter how many have to approve, from 1 to 5.');
    await rule.getByText('6 fields have to be corrected').waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);

    // A rule that is closed is opened for it.
    await rule.locator('summary').click();
    await name.waitFor({ state: 'hidden' });
    await save.click();
    await name.and(focused).waitFor();
    await name.fill('Crew');
    await save.click();
    await about.and(focused).waitFor();
    await about.check();
    await configuration.getByRole('radio', { name: 'Everybody who sees the work item' }).check();
    await save.click();
    await from.and(focused).waitFor();
    await configuration.getByRole('radio', { name: 'In work items of every project' }).check();
    await save.click();
    await sources.and(focused).waitFor();
    await needed.fill('1');

    // Who is gone by the time that it is saved is known to the app alone.
    const people = configuration.getByRole('combobox', { name: 'These people' });
    await people.fill('Liam');
    await configuration.getByRole('option', { name: 'Liam Chen' }).first().click();
    expect(await configuration.getByText('to be corrected').count()).toBe(0);
    stage.world.platform.atlassian.faults.add({
      path: /^\/user\/bulk/,
      via: 'gateway',
      effect: { kind: 'answer', status: 200, body: '{"values":[],"isLast":true,"total":0}' },
    });
    await save.click();
    await configuration.getByText('The rule “Crew” can’t be saved as it is.').waitFor();
    await people.and(focused).waitFor();
    expect(await described(people)).toContain('Jira does not know Liam Chen.');
    await rule.getByText('1 field has to be corrected').waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    stage.world.platform.atlassian.faults.clear();
    await sources.check();
    expect(await described(people)).not.toContain('Jira does not know');
    await save.click();
    await configuration.getByText('Saved. It holds at once').waitFor();
    await configuration.getByRole('button', { name: 'Remove the rule “Crew”' }).click();
    await save.click();
    await configuration.getByText('Saved. It holds at once').waitFor();
    await olivia.page.context().close();
  });

  it('shows it again on a narrow screen, where it can be changed and taken out', async () => {
    const { configuration, olivia } = await openPolicy(360);
    const rule = configuration.getByText(
      '1 group · project lead, owner of the group → Emma Fischer · any term',
    );
    await rule.click();
    await configuration.getByRole('textbox', { name: 'Name' }).waitFor();
    expect(await sidewaysOverflow(olivia.page)).toEqual([]);
    expect(await findViolations(olivia, 'app')).toEqual([]);
    await configuration.getByRole('button', { name: 'Remove the rule “Design”' }).click();
    await configuration.getByRole('button', { name: 'Save', exact: true }).click();
    await configuration.getByText('Saved. It holds at once').waitFor();
    await rule.waitFor({ state: 'detached' });
  });

  it('keeps a group that is not listed any more, and says so', async () => {
    const { world } = stage;
    const { about, ruleInput } = rulesBy(() => world);
    const rules = [ruleInput({ name: 'Design', what: about(['design']) }, 0)];
    await world.allow(['frontend', 'design'], { rules });
    await world.allow(['frontend']);
    const { configuration, olivia } = await openPolicy();
    await configuration.getByText('1 group · project lead · any term').click();
    const kept = configuration.getByRole('checkbox', { name: '1 group that is not listed' });
    expect(await kept.isChecked()).toBe(true);
    await kept.click();
    await configuration.getByText('Choose what the rule is about.').first().waitFor();
    // It stays where the focus is, and can be chosen again.
    expect(await kept.evaluate((one) => one === document.activeElement)).toBe(true);
    await kept.press('Space');
    expect(await kept.isChecked()).toBe(true);
    await configuration.getByText('Choose what the rule is about.').waitFor({ state: 'detached' });
    expect(await findViolations(olivia, 'app')).toEqual([]);
  });

  it('keeps what it is about to the work items of some projects, and says so in those of another', async () => {
    const { world } = stage;
    const { ruleInput } = rulesBy(() => world);
    await world.allow(['frontend', 'design'], { rules: [ruleInput({ name: 'Design' }, 0)] });
    const { configuration, olivia } = await openPolicy(360);
    await configuration.getByText('1 group · project lead · any term').click();
    const some = configuration.getByRole('radio', { name: 'Only in work items of these projects' });
    await some.press('Space');
    const projects = configuration.getByRole('combobox', { name: 'Projects in which it can be' });
    await projects.fill('websit');
    await configuration.getByRole('option', { name: 'Website WEB' }).waitFor();
    await projects.press('Enter');
    await configuration.getByText('1 group in Website · project lead · any term').waitFor();
    await projects.fill('no such project');
    await configuration.getByText('No project that you can see is called').first().waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    expect(await sidewaysOverflow(olivia.page)).toEqual([]);
    await projects.fill('');
    await configuration.getByRole('button', { name: 'Save', exact: true }).click();
    await configuration.getByText('Saved. It holds at once').waitFor();
    await olivia.page.context().close();
    const { page, ...noah } = await stage.signInAs('Noah Okafor', { at: '/browse/MOB-1' });
    const chosen = { people: ['Priya Raman'], access: ['frontend', 'design'] };
    await fillIn(noah.panel, { ...chosen, why: 'The launch' });
    await noah.panel.getByText('Not to be asked for in this project').first().waitFor();
    await noah.panel
      .getByText('The rule “Design” says in which projects it can be asked for.')
      .first()
      .waitFor();
    expect(await findViolations({ page, ...noah }, 'app')).toEqual([]);
    await page.context().close();
  });

  it('refuses at its field a project that is gone by then; one that goes later is shown, and can be taken out', async () => {
    const { world } = stage;
    const { directory } = world.platform.atlassian;
    const { ruleInput } = rulesBy(() => world);
    const [ops, leg] = [directory.projectOf('OPS'), directory.projectOf('LEG')];
    const named = ruleInput({ name: 'Design', projects: [ops.id] }, 0);
    await world.allow(['frontend', 'design'], { rules: [named] });
    const { configuration, olivia } = await openPolicy(360);
    const save = configuration.getByRole('button', { name: 'Save', exact: true });
    await configuration.getByText(`1 group in ${ops.name}`).click();
    const projects = configuration.getByRole('combobox', { name: 'Projects in which it can be' });
    await projects.fill('LEG');
    await configuration.getByRole('option', { name: leg.name }).click();
    directory.binProject('LEG');
    directory.binProject('OPS');
    await save.click();
    const fault = `Jira does not know ${leg.name}, or does not show it to the app.`;
    await configuration.locator('.field-error').getByText(fault).waitFor();
    await projects.and(configuration.locator(':focus')).waitFor();
    expect(await projects.getAttribute('aria-invalid')).toBe('true');
    await configuration.getByRole('button', { name: `Remove ${leg.name}` }).click();
    await configuration.getByRole('textbox', { name: 'Name' }).fill('Drawing');
    await save.click();
    await configuration.getByText('Saved. It holds at once').waitFor();

    await olivia.openConfiguration();
    await configuration.getByRole('tab', { name: 'Access policy' }).click();
    await configuration.getByText('1 project is no longer there').waitFor();
    await configuration.getByText(`1 group in ${ops.name}`).click();
    await configuration.getByText('No longer there', { exact: true }).waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    expect(await sidewaysOverflow(olivia.page)).toEqual([]);
    await configuration.getByRole('button', { name: `Remove ${ops.name}` }).click();
    await configuration.getByRole('radio', { name: 'In work items of every project' }).check();
    await save.click();
    await configuration.getByText('Saved. It holds at once').waitFor();
    for (const key of ['LEG', 'OPS']) directory.restoreProject(key);
    await olivia.page.context().close();
  });
});
