import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extensionId } from '../../local/forge/runtime/extension-id';
import { CONFIGURATION, manifest, PANEL } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const MODULE = extensionId(manifest, PANEL);
const TAB = `/jira/settings/apps/${CONFIGURATION}/configuration/where`;
const PIN = /^\/forge\/panel\/action\/bulk\/async/;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ panel: 'nowhere' });
});
afterAll(() => stage.close());

const shownIn = () => {
  const { directory, panels } = stage.world.platform.atlassian;
  return directory.projects().flatMap(({ key }) => (panels.isPinned(MODULE, key) ? [key] : []));
};

describe('on a fresh site', () => {
  it('an admin has the panel shown in a project, and people there have it at once', async () => {
    const { page, configuration } = await stage.signInAs('Olivia Hart');
    await page.goto(`/jira/settings/apps/${CONFIGURATION}/configuration`);
    await configuration.getByRole('tab', { name: 'Where it shows' }).click();
    await configuration.getByText(/^Shown in 0 of \d+ projects\.$/).waitFor();
    await expect.poll(() => new URL(page.url()).pathname).toBe(TAB);
    expect(await findViolations({ page }, 'app')).toEqual([]);
    await configuration.getByRole('searchbox', { name: 'Search projects' }).fill('website');
    const boxes = configuration.getByRole('checkbox');
    await expect.poll(() => boxes.count()).toBe(1);
    await boxes.check();
    await configuration.getByRole('button', { name: 'Show in 1 project' }).click();
    await configuration.getByRole('progressbar', { name: 'Progress in Jira' }).waitFor();
    await configuration.getByText('The panel is shown in 1 project').waitFor();
    await configuration.getByText(/^Shown in 1 of \d+ projects\.$/).waitFor();
    expect(shownIn()).toEqual(['WEB']);
    expect(await findViolations({ page }, 'app')).toEqual([]);

    const noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1' });
    await noah.panel.getByText('is not connected to Atlassian Cloud').waitFor();

    await configuration.getByRole('tab', { name: 'Audit' }).click();
    await configuration.getByText('Olivia Hart showed the panel in 1 project.').waitFor();
  });

  it('what Jira refuses is said with the way to do it by hand', async () => {
    const before = shownIn();
    const undo = stage.world.platform.atlassian.faults.add({
      path: PIN,
      effect: {
        kind: 'answer',
        status: 403,
        headers: { 'content-type': 'application/json' },
        body: '{"errorMessages":["Your organization does not allow it."],"errors":{}}',
      },
    });
    const olivia = await stage.signInAs('Olivia Hart', { at: TAB, width: 360 });
    const { page, configuration } = olivia;
    await configuration.getByRole('button', { name: 'Show in all projects' }).click();
    const told = configuration.getByRole('alert');
    await told.getByText('Jira says: “Your organization does not allow it.”').waitFor();
    await configuration.getByText('Choose Access under Apps').waitFor();
    expect(shownIn()).toEqual(before);
    expect(await sidewaysOverflow(page)).toEqual((await sidewaysOverflow(page)).map(() => 0));
    expect(await findViolations(olivia, 'app')).toEqual([]);
    undo();
    await configuration.getByRole('button', { name: 'Show in all projects' }).click();
    await configuration.getByText(/^The panel is shown in \d+ projects$/).waitFor();
    expect(await told.count()).toBe(0);
    await expect
      .poll(() => configuration.getByText('Choose Access under Apps').isVisible())
      .toBe(false);
  });

  it('a project in which it fails is named, with why and what to do', async () => {
    const olivia = await stage.signInAs('Olivia Hart', { at: TAB, width: 360 });
    const { page, configuration } = olivia;
    await configuration.getByText(/^Shown in (\d+) of \1 projects\.$/).waitFor();
    // Deleted by somebody else, after the list was read.
    stage.world.platform.atlassian.directory.binProject('MOB');
    await configuration.getByRole('checkbox', { name: /\(MOB\)/ }).check();
    await configuration.getByRole('checkbox', { name: /\(WEB\)/ }).check();
    await configuration.getByRole('button', { name: 'Hide in 2 projects' }).click();
    await configuration.getByText('In 1 of 2 projects the panel is not hidden').waitFor();
    await configuration.getByText(/\(MOB\): Jira says: “No project could be found/).waitFor();
    expect(shownIn()).not.toContain('WEB');
    expect(await sidewaysOverflow(page)).toEqual((await sidewaysOverflow(page)).map(() => 0));
    expect(await findViolations(olivia, 'app')).toEqual([]);
    stage.world.platform.atlassian.directory.restoreProject('MOB');
    await configuration.getByRole('button', { name: 'Try again in 1 project' }).click();
    await configuration.getByText('The panel is hidden in 1 project').waitFor();
    expect(shownIn()).not.toContain('MOB');
  });
});
