import { afterAll, beforeAll, describe, it } from 'vitest';
import { approve, ask, askAndApprove } from '../support/ask-for';
import { ACCESS, value } from '../support/open-world';
import { openPseudoLocale, type Said, WHY } from './support/open-pseudo-locale';
import type { Visitor } from './support/visitor';
import { waitForRest } from './support/wait-for-rest';

describe.each(['en_XA', 'ar_XB'])('in %s', (locale) => {
  let said: Said;
  let olivia: Visitor;
  let noah: Visitor;
  beforeAll(async () => {
    said = await openPseudoLocale(locale);
    await said.stage.world.connect();
    await said.stage.world.allow(['frontend', 'engineering', 'design', 'qa']);
    olivia = await said.stage.signInAs('Olivia Hart', { width: 360 });
    noah = await said.stage.signInAs('Noah Okafor', { width: 360 });
  });
  afterAll(() => said.stage.close());

  it('the panel says everything by a message, and stays within a narrow screen', async () => {
    await noah.openIssue('WEB-1');
    await noah.panel.locator('h2').first().waitFor();
    await said.expectSaid(noah);
    await noah.panel.locator('button.button-primary').first().click();
    await noah.panel.locator('form h2').waitFor();
    await said.expectSaid(noah);
    const wish = { issue: 'WEB-2', people: ['Priya Raman'], add: ['frontend'], justification: WHY };
    const asked = value(await ask(said.stage.world, said.stage.world.as('Noah Okafor'), wish));
    await noah.openIssue('WEB-2');
    await noah.panel.locator('article').first().waitFor();
    await said.expectSaid(noah);
    value(await approve(said.stage.world.as('Maya Lindqvist'), 'WEB-2', asked));
    await noah.openIssue('WEB-2');
    await noah.panel.locator('article').first().waitFor();
    await said.expectSaid(noah);
  });

  it('the Access page does, in both lists, with all that opens in them', async () => {
    const world = said.stage.world;
    for (const add of ['engineering', 'design']) {
      const wish = { issue: 'WEB-3', people: ['Grace Kim'], add: [add], justification: WHY };
      value(await ask(world, world.as('Noah Okafor'), wish));
    }
    await world.settle();
    const at = `/jira/apps/${ACCESS}`;
    const maya = await said.stage.signInAs('Maya Lindqvist', { at, width: 360 });
    const article = maya.access.getByRole('article').first();
    await article.waitFor();
    for (const box of await maya.access.getByRole('checkbox').all()) await box.check();
    await article.locator('button[aria-expanded]').last().click();
    await article.locator('.decision button').nth(1).click();
    await article.locator('.decision textarea').waitFor();
    await maya.access.locator('.row button[aria-expanded]').first().click();
    await maya.access.locator('.chosen-reason textarea').waitFor();
    await waitForRest(maya.page);
    await said.expectSaid(maya);
    await maya.access.locator('.chosen-reason textarea').fill(WHY);
    await maya.access.locator('.chosen-reason button').first().click();
    await maya.access.locator('.chosen-reason textarea').waitFor({ state: 'detached' });
    await said.expectSaid(maya);
    await maya.page.context().close();

    const asker = await said.stage.signInAs('Noah Okafor', { at, width: 360 });
    await asker.access.getByRole('tab').nth(1).click();
    await asker.access.getByRole('article').first().waitFor();
    await said.expectSaid(asker);
    await asker.page.context().close();
  });

  it('what somebody has does, with the form to extend it and the question before it is returned', async () => {
    const world = said.stage.world;
    const { directory } = world.platform.atlassian;
    const term = { kind: 'days' as const, days: 30 };
    const wish = { issue: 'WEB-4', people: ['Grace Kim'], justification: WHY, term };
    await askAndApprove(world, { ...wish, add: ['qa'] });
    const role = { ...wish, people: [], groups: ['design'], add: ['WEB/Viewers'] };
    await askAndApprove(world, role);
    for (const group of ['design', 'engineering'])
      directory.addMember(world.groupId(group), world.person('Grace Kim').accountId);
    const at = `/jira/apps/${ACCESS}`;
    const grace = await said.stage.signInAs('Grace Kim', { at, width: 360 });
    await grace.access.getByRole('tab').nth(2).click();
    const article = grace.access.getByRole('article').filter({ hasText: 'qa' });
    await grace.access.getByRole('article').filter({ hasText: 'design' }).waitFor();
    await said.expectSaid(grace);
    await article.locator('button[aria-expanded]').last().click();
    await article.locator('.message').waitFor();
    await said.expectSaid(grace);
    await article.locator('button[aria-expanded]').first().click();
    await article.locator('form textarea').first().waitFor();
    await waitForRest(grace.page);
    // What stands for a picture, of whom the record has none.
    await said.expectSaid(grace, 'GK');
    await grace.page.context().close();
  });

  it('each tab of the configuration page does', async () => {
    await olivia.openConfiguration();
    const tabs = olivia.configuration.getByRole('tab');
    await tabs.first().waitFor();
    for (const tab of await tabs.all()) {
      await tab.click();
      await waitForRest(olivia.page);
      await said.expectSaid(olivia);
    }
  });
});
