import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rulesBy } from '../support/rules-by';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

/** A policy is tried before it is saved, compared, put back from a version, and taken along as a file. */
describe('what is done with the policy beside saving it', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    const { world } = stage;
    await world.connect();
    const { ruleInput } = rulesBy(() => world);
    await world.allow(['frontend', 'design'], {
      rules: [ruleInput({ name: 'Drawing', longestTermDays: 30 }, 0)],
    });
    await world.allow(['frontend'], { rules: [] });
  });
  afterAll(() => stage.close());

  const openPolicy = async (look: { theme?: 'light' | 'dark'; width?: number } = {}) => {
    const { configuration, page, ...olivia } = await stage.signInAs('Olivia Hart', look);
    await olivia.openConfiguration();
    await configuration.getByRole('tab', { name: 'Access policy' }).click();
    await configuration.getByRole('heading', { name: 'Try it' }).waitFor();
    return { configuration, page };
  };

  it('tells who would decide by what is not saved yet, without a mouse', async () => {
    const { configuration, page } = await openPolicy({ width: 360 });
    const pick = async (field: string, text: string) => {
      await configuration.getByRole('combobox', { name: field }).fill(text);
      await configuration.getByRole('option', { name: text }).first().waitFor();
      await page.keyboard.press('Enter');
    };
    await configuration.getByRole('button', { name: 'Add a rule' }).press('Enter');
    await configuration.getByRole('textbox', { name: 'Name' }).fill('Front door');
    await configuration.getByRole('checkbox', { name: 'frontend', exact: true }).press('Space');
    await configuration
      .getByRole('checkbox', { name: /^Project lead/ })
      .first()
      .press('Space');
    await pick('These people', 'Grace Kim');
    await pick('Who asks', 'Priya Raman');
    await configuration.getByLabel('In which work item').fill('web-1');
    await pick('For what', 'frontend');
    await configuration.getByRole('button', { name: 'Try it' }).press('Enter');
    const told = configuration.getByRole('region', { name: 'What comes of it' });
    await told.getByText('Grace Kim will be asked to decide.').waitFor();
    await told.getByText('Front door', { exact: true }).waitFor();
    await told.getByRole('button', { name: 'Why Grace?' }).press('Enter');
    await told.getByText('Asked for by the rule “Front door”.').waitFor();
    expect(await findViolations({ page }, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);

    // What was told is of what it was; a role of the work item's project is offered as well.
    await pick('For what', 'Developers');
    await told.getByText('Something was changed since: try it again.').waitFor();
    await configuration.getByRole('button', { name: 'Try it' }).press('Enter');
    await told.getByText('Maya Lindqvist will be asked to decide.').waitFor();
    await configuration.getByLabel('In which work item').fill('NONE-1');
    await configuration.getByRole('button', { name: 'Try it' }).press('Enter');
    await configuration.getByRole('alert').first().waitFor();
    await page.context().close();
  });

  it('says what saving would change, and puts a version back, which is saved like any other', async () => {
    const { configuration, page } = await openPolicy({ theme: 'dark' });
    const days = configuration.getByLabel('Close a request that nobody decides within');
    await days.fill('9');
    await configuration.getByRole('button', { name: 'What it changes' }).press('Enter');
    await configuration.getByText('time to decide: 14 days → 9 days').waitFor();
    await configuration.getByRole('button', { name: 'Undo changes' }).click();

    await configuration.getByRole('button', { name: 'Show the versions' }).press('Enter');
    const version = configuration
      .getByRole('list', { name: 'Versions of the policy' })
      .getByRole('listitem')
      .filter({ hasText: 'Version 2' });
    await version.getByText('Olivia Hart changed the access policy').waitFor();
    await version.getByRole('button', { name: 'Put it back…' }).press('Enter');
    await version.getByText('groups that can be asked for: added design').waitFor();
    await version.getByText('rule “Drawing” added', { exact: true }).waitFor();
    expect(await findViolations({ page }, 'app')).toEqual([]);
    await version.getByRole('button', { name: 'Put it into the form' }).press('Enter');
    await configuration.locator(':focus').getByText('Access policy').waitFor();
    await configuration.getByText('Not saved yet.').waitFor();
    await configuration.getByRole('button', { name: 'design', exact: true }).waitFor();
    await configuration.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await configuration.getByText('Saved. It holds at once').waitFor();
    await configuration.getByText('Version 4', { exact: true }).waitFor();
    await page.context().close();
  });

  it('goes into a file and comes out of it, which is shown before it is in the form', async () => {
    const { ruleInput } = rulesBy(() => stage.world);
    const rules = [ruleInput({ name: 'Drawing' }, 0)];
    await stage.world.allow(['frontend'], { rules, decideWithinDays: 14 });
    const { configuration, page } = await openPolicy({ width: 360 });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      configuration.getByRole('button', { name: 'Download as YAML' }).press('Enter'),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain('# frontend\n');
    const put = (changed: string) =>
      configuration.getByLabel('Read a YAML file').setInputFiles({
        name: 'policy.yml',
        mimeType: 'application/yaml',
        buffer: Buffer.from(changed),
      });
    await put(text);
    await configuration.getByText('It would change nothing.').waitFor();
    await put(text.replace('rolesOf:', 'admins: [me]\nrolesOf:'));
    await configuration.getByText('policy.yml was not read').waitFor();
    await configuration.getByText(/^Line \d+: admins: a policy has no such field/).waitFor();
    expect(await findViolations({ page }, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await put(text.replace('name: Drawing', 'name: ""'));
    await configuration.getByText('Give the rule a name.').first().waitFor();
    await put(
      text.replace('requestableGroups:', 'requestableGroups:\n  - { groupId: gone, owners: [] }'),
    );
    await configuration.getByText('gone', { exact: false }).first().waitFor();
    await put(text.replace('decideWithinDays: 14', 'decideWithinDays: 7'));
    await configuration.getByText('time to decide: 14 days → 7 days').waitFor();
    await configuration.getByRole('button', { name: 'Put it into the form' }).press('Enter');
    const days = configuration.getByLabel('Close a request that nobody decides within');
    expect(await days.inputValue()).toBe('7');
    await configuration.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await configuration.getByText('Saved. It holds at once').waitFor();
    await page.context().close();
  });
});
