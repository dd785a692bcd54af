import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

/** A bundle is made where the policy is. */
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
    const name = configuration.getByRole('textbox', { name: 'Name' });
    await name.and(configuration.locator(':focus')).waitFor();
    await configuration.getByText('Give the bundle a name.').first().waitFor();
    await configuration.getByText('Choose what is in the bundle.').first().waitFor();
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

  it('is shown on a narrow screen, and says which of its groups is not listed any more', async () => {
    await stage.world.allow(['design']);
    const { configuration, olivia } = await openPolicy(360);
    const list = configuration.getByRole('list', { name: 'Bundles' });
    await list.getByText('1 group of it is not listed, and can’t be asked for').waitFor();
    await list.locator('summary').click();
    await list.getByText('Not listed', { exact: true }).waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    expect(await sidewaysOverflow(olivia.page)).toEqual([]);
    await list.getByRole('button', { name: /^Remove the bundle/ }).press('Enter');
    const add = configuration.getByRole('button', { name: 'Add a bundle' });
    await add.and(configuration.locator(':focus')).waitFor();
    await olivia.page.context().close();
  });
});
