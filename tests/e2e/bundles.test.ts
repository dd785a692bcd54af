import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { bundlesBy } from '../support/bundles-by';
import { value } from '../support/open-world';
import { countClicks } from './support/count-clicks';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

/** A bundle is made where the policy is, and asked for by two clicks and a reason. */
describe('bundles', () => {
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
    await configuration.getByRole('heading', { name: 'Bundles' }).waitFor();
    return { configuration, olivia };
  };

  it('is made of listed groups and of roles that are looked up, told what is wrong with it, and saved', async () => {
    const { configuration, olivia } = await openPolicy();
    const option = (name: string) => configuration.getByRole('option', { name }).first();
    await configuration.getByRole('button', { name: 'Add a bundle' }).click();
    const made = configuration.getByRole('list', { name: 'Bundles' });
    const name = made.getByRole('textbox', { name: 'Name' });
    await name.and(configuration.locator(':focus')).waitFor();
    await made.getByText('Give the bundle a name.').waitFor();
    await made.getByText('Choose what is in the bundle.').waitFor();
    await name.fill('Developer, read only');
    await configuration.getByRole('textbox', { name: 'Description' }).fill('For who joins.');
    await configuration.getByRole('combobox', { name: 'Owner' }).last().fill('Grace');
    await option('Grace Kim').click();
    const contents = configuration.getByRole('combobox', { name: 'What is in it' });
    await contents.fill('fro');
    await option('frontend').click();
    const project = configuration.getByRole('combobox', { name: 'Roles of a project' });
    await project.fill('Web');
    await option('Website').click();
    await configuration.getByText(/^To be chosen above: roles of .*Website/).waitFor();
    await contents.fill('View');
    await option('Viewers').click();
    await configuration.getByText('1 group, 1 role').waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    await configuration.getByRole('button', { name: 'What it changes' }).click();
    await configuration.getByText(/bundle “.*Developer, read only.*” added/).waitFor();
    await configuration.getByRole('button', { name: 'Save', exact: true }).click();
    await configuration.getByText('Saved. It holds at once').waitFor();
    await olivia.page.context().close();
  });

  it('is asked for by two clicks and a reason, and approvers see its name and all that is in it', async () => {
    const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1' });
    const { panel } = noah;
    await panel.getByRole('button', { name: 'Request access' }).click();
    const bundle = panel.getByRole('button', { name: /^Developer, read only/ });
    await bundle.waitFor();
    const clicks = await countClicks(panel);
    expect(await findViolations(noah, 'app')).toEqual([]);

    await bundle.click();
    await panel.getByText('with the group frontend and the role Viewers in Website').waitFor();
    await panel.getByText('Grace Kim answers for it.').waitFor();
    await panel.getByRole('button', { name: /^Remove Noah/ }).waitFor();
    await panel.getByLabel('Why is it needed?').fill('I join the team.');
    await panel.getByText('will be asked to decide.').waitFor();
    expect(await findViolations(noah, 'app')).toEqual([]);
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await panel.getByText('Waiting for approval', { exact: true }).waitFor();
    expect(await clicks()).toBe(2);
    await panel.getByRole('article').getByText('Developer, read only (1 group, 1 role)').waitFor();
    await noah.page.context().close();

    const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-1', width: 360 });
    const card = maya.panel.getByRole('article');
    await card.getByText('Developer, read only (1 group, 1 role)').waitFor();
    await card.getByText('Owner: Grace Kim').waitFor();
    await maya.panel.getByRole('heading', { name: /frontend.*Viewers/ }).waitFor();
    expect(await findViolations(maya, 'app')).toEqual([]);
    expect(await sidewaysOverflow(maya.page)).toEqual([]);
    await maya.page.context().close();
  });

  it('is found by its name, too, and of what can’t be had of it, one is told why, and asks for the rest knowingly', async () => {
    const noah = await stage.signInAs('Priya Raman', { at: '/browse/MOB-1', width: 360 });
    const { panel } = noah;
    await panel.getByRole('button', { name: 'Request access' }).click();
    const access = panel.getByRole('combobox', { name: 'Access to what?' });
    await access.fill('read only');
    await panel.getByRole('option', { name: /^Developer, read only/ }).click();
    await panel.getByText('Not all of Developer, read only can be asked for').waitFor();
    await panel
      .getByText('1 role of another project: only roles of the work item’s own project')
      .waitFor();
    await panel.getByLabel('Why is it needed?').fill('I join the team.');
    await panel.getByText('Say whether you ask for the rest of the bundle.').first().waitFor();
    expect(await findViolations(noah, 'app')).toEqual([]);
    expect(await sidewaysOverflow(noah.page)).toEqual([]);
    await panel.getByRole('button', { name: 'Ask for the rest' }).click();
    await panel.getByText('will be asked to decide.').waitFor();
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await panel
      .getByRole('article')
      .getByText('Developer, read only (1 group; without 1 role)')
      .waitFor();
    await noah.page.context().close();
  });

  it('that an admin changes meanwhile is shown as it is now before it can be asked for', async () => {
    const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-2' });
    const { panel } = noah;
    await panel.getByRole('button', { name: 'Request access' }).click();
    await panel.getByRole('button', { name: /^Developer, read only/ }).click();
    await panel.getByText('will be asked to decide.').waitFor();
    const { configuration, olivia } = await openPolicy();
    const list = configuration.getByRole('list', { name: 'Bundles' });
    await list.locator('summary').click();
    await list.getByRole('combobox', { name: 'What is in it' }).fill('des');
    await configuration.getByRole('option', { name: 'design' }).first().click();
    await configuration.getByRole('button', { name: 'Save', exact: true }).click();
    await configuration.getByText('Saved. It holds at once').waitFor();
    await olivia.page.context().close();
    await panel.getByLabel('Why is it needed?').fill('I join the team.');
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await panel.getByText('is not what you have chosen any more').first().waitFor();
    await panel.getByRole('button', { name: 'Go on with what it is now' }).click();
    await panel.getByText('Developer, read only (2 groups, 1 role)').first().waitFor();
    await panel.getByText('will be asked to decide.').waitFor();
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await panel.getByText('Waiting for approval', { exact: true }).waitFor();
    await noah.page.context().close();
  });

  it('gets levels, ordered by keyboard, of which one is chosen and named, the lowest first', async () => {
    const { configuration, olivia } = await openPolicy(360);
    const option = (name: string) => configuration.getByRole('option', { name }).first();
    const focused = configuration.locator(':focus');
    await configuration.getByRole('button', { name: 'Add a bundle' }).click();
    const made = configuration.getByRole('list', { name: 'Bundles' }).locator('> li').last();
    await made.getByRole('textbox', { name: 'Name' }).fill('Tester');
    await made.getByRole('combobox', { name: 'What is in it' }).fill('des');
    await option('design').click();
    await made.getByRole('button', { name: 'Give it levels' }).press('Enter');
    const names = made.getByRole('textbox', { name: 'Name of the level' });
    await names.first().and(focused).waitFor();
    await made.getByText('Give the level a name.').first().waitFor();
    await olivia.page.keyboard.type('write');
    await made.getByRole('button', { name: 'Add a higher level' }).press('Enter');
    await names.last().and(focused).waitFor();
    await made.getByText('Choose what is in the level.').first().waitFor();
    await olivia.page.keyboard.type('read only');
    await made.getByRole('combobox', { name: 'What is in the level' }).last().fill('fro');
    await option('frontend').click();
    await made.getByRole('button', { name: 'Make “read only” lower' }).press('Enter');
    const higher = made.getByRole('button', { name: 'Make “read only” higher' });
    await higher.and(focused).waitFor();
    expect(await names.first().inputValue()).toBe('read only');
    await made.getByText('Level 1 of 2 now.').waitFor({ state: 'attached' });
    await made.getByRole('button', { name: 'Add a higher level' }).press('Enter');
    await made.getByRole('button', { name: 'Remove the level “Level 3”' }).press('Enter');
    await made
      .getByRole('button', { name: 'Add a higher level' })
      .and(configuration.locator(':focus'))
      .waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    expect(await sidewaysOverflow(olivia.page)).toEqual([]);
    await configuration.getByRole('button', { name: 'Save', exact: true }).click();
    await configuration.getByText('Saved. It holds at once').waitFor();
    await olivia.page.context().close();

    const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-3', width: 360 });
    const { panel } = noah;
    await panel.getByRole('button', { name: 'Request access' }).click();
    await panel.getByRole('button', { name: /^Tester read only, write/ }).press('Enter');
    const level = (name: string) => panel.getByRole('radio', { name: new RegExp(`^${name}`) });
    await panel.getByRole('group', { name: 'Level of Tester' }).waitFor();
    expect(await level('read only').isChecked()).toBe(true);
    await panel.getByText('Tester, read only (1 group): with the group frontend.').waitFor();
    await level('read only').focus();
    await noah.page.keyboard.press('ArrowDown');
    await panel.getByText('Tester, write (1 group): with the group design.').waitFor();
    expect(await level('write').isChecked()).toBe(true);
    await panel.getByRole('list', { name: 'Access asked for' }).getByText('design').waitFor();
    expect(await panel.getByText('Don’t ask for the group frontend').count()).toBe(0);
    expect(await findViolations(noah, 'app')).toEqual([]);
    expect(await sidewaysOverflow(noah.page)).toEqual([]);
    const access = panel.getByRole('combobox', { name: 'Access to what?' });
    await access.fill('tester read');
    await panel.getByRole('option', { name: /^Tester, read only/ }).click();
    await panel.getByText('Tester, read only (1 group): with the group frontend.').waitFor();
    await level('write').check();
    await panel.getByLabel('Why is it needed?').fill('I test.');
    await panel.getByText('will be asked to decide.').waitFor();
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await panel.getByText('Waiting for approval', { exact: true }).waitFor();
    await panel.getByRole('article').getByText('Tester, write (1 group)').waitFor();
    await noah.page.context().close();
  });

  it('is shown on a narrow screen, and says which of its groups is not listed any more', async () => {
    await stage.world.allow(['design']);
    const { configuration, olivia } = await openPolicy(360);
    const list = configuration.getByRole('list', { name: 'Bundles' });
    // Of the first; the bundle with levels has one, too.
    await list.getByText('1 group of it is not listed, and can’t be asked for').first().waitFor();
    await list.locator('summary').first().click();
    await list.getByText('Not listed', { exact: true }).first().waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    expect(await sidewaysOverflow(olivia.page)).toEqual([]);
    await list
      .getByRole('button', { name: 'Remove the bundle “Developer, read only”' })
      .press('Enter');
    const add = configuration.getByRole('button', { name: 'Add a bundle' });
    await add.and(configuration.locator(':focus')).waitFor();
    await olivia.page.context().close();
  });

  it('is approved in a lower level, which is named with what was asked for; of one that is not offered it is said why', async () => {
    const { world } = stage;
    const { levelled, named } = bundlesBy(() => world);
    const levels = {
      odd: ['frontend', 'qa'],
      read: ['design'],
      write: ['design', 'frontend'],
    };
    await world.allow(['frontend', 'design', 'qa'], { bundles: [levelled('Writer', levels)] });
    const noah = world.as('Noah Okafor');
    await ask(world, noah, {
      issue: 'WEB-4',
      people: ['Priya Raman'],
      add: levels.write,
      bundles: [await named(noah, 'WEB-4', 'writer', 'write')],
    });
    const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-4', width: 360 });
    const { panel } = maya;
    await panel.getByRole('button', { name: 'Leave something out' }).click();
    const lower = panel.getByRole('group', { name: 'A lower level in place of Writer, write' });
    await lower
      .getByText('Writer, odd is not offered: it gives the group qa, which was not asked for.')
      .waitFor();
    expect(await lower.getByRole('radio').count()).toBe(2);
    await lower.getByRole('radio', { name: 'Writer, write, as asked for' }).focus();
    await maya.page.keyboard.press('ArrowDown');
    const frontend = panel.getByRole('checkbox', { name: /Add to.*frontend/ });
    expect(await frontend.isChecked()).toBe(false);
    expect(await findViolations(maya, 'app')).toEqual([]);
    expect(await sidewaysOverflow(maya.page)).toEqual([]);
    // Whoever gives it all the same gives more than that level.
    await frontend.check();
    expect(await lower.getByRole('radio', { name: /as asked for/ }).isChecked()).toBe(true);
    await lower.getByRole('radio', { name: /^Writer, read/ }).check();
    await panel.getByRole('textbox').last().fill('To read is enough.');
    await panel.getByRole('button', { name: 'Approve what is left' }).click();
    await panel
      .getByText('Writer, read (1 group), in place of Writer, write', { exact: true })
      .first()
      .waitFor();
    expect(await findViolations(maya, 'app')).toEqual([]);
    await maya.page.context().close();
  });

  it('is asked for again by its name as long as it is what it was, and else line by line, which is said', async () => {
    const { world } = stage;
    const { levelled, named } = bundlesBy(() => world);
    const save = (write: readonly string[]) =>
      world.allow(['frontend', 'design', 'qa'], {
        bundles: [levelled('Writer', { read: ['design'], write })],
      });
    await save(['design', 'qa']);
    const noah = world.as('Noah Okafor');
    const asked = value(
      await ask(world, noah, {
        issue: 'WEB-5',
        people: ['Priya Raman'],
        add: ['design', 'qa'],
        bundles: [await named(noah, 'WEB-5', 'writer', 'write')],
      }),
    );
    value(
      await noah.panel('request.withdraw', 'WEB-5', {
        requestId: asked.id,
        revision: asked.revision,
      }),
    );
    const user = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-5', width: 360 });
    const { panel } = user;
    const again = panel.getByRole('button', { name: 'Ask again…' });
    await again.click();
    await panel.getByText('Writer, write (2 groups): with').waitFor();
    expect(await panel.getByRole('radio', { name: /^write/ }).isChecked()).toBe(true);
    expect(await findViolations(user, 'app')).toEqual([]);
    await panel.getByRole('button', { name: 'Discard' }).click();
    await save(['design', 'frontend']);
    await again.click();
    await panel.getByText('Not asked for as Writer, write any more').waitFor();
    await panel.getByRole('list', { name: 'Access asked for' }).getByText('qa').waitFor();
    expect(await panel.getByRole('button', { name: /^Writer/ }).getAttribute('aria-pressed')).toBe(
      'false',
    );
    expect(await findViolations(user, 'app')).toEqual([]);
    expect(await sidewaysOverflow(user.page)).toEqual([]);
    await panel.getByText('will be asked to decide.').waitFor();
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await panel.getByText('Waiting for approval', { exact: true }).waitFor();
    await user.page.context().close();
  });
});
