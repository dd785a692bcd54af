import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { pseudo } from '../../local/host/frame/pseudo-locale';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, decline, type NamedAsk } from '../support/ask-for';
import { type Actor, value } from '../support/open-world';
import { poison } from '../support/poison';
import { answering, refuseJoining } from '../support/site-answers';
import { openPseudoLocale, type Said, WHY } from './support/open-pseudo-locale';
import type { Visitor } from './support/visitor';
import { waitForRest } from './support/wait-for-rest';

describe.each(['en_XA', 'ar_XB'])('in %s', (locale) => {
  let said: Said;
  let olivia: Visitor;
  let noah: Visitor;
  let maya: Visitor;
  beforeAll(async () => {
    said = await openPseudoLocale(locale);
    olivia = await said.stage.signInAs('Olivia Hart', { width: 360 });
    noah = await said.stage.signInAs('Noah Okafor', { width: 360 });
    maya = await said.stage.signInAs('Maya Lindqvist', { width: 360 });
  });
  afterAll(() => said.stage.close());

  const wish = (issue: string, over: Partial<NamedAsk> = {}): NamedAsk => ({
    issue,
    people: ['Priya Raman'],
    add: ['frontend'],
    justification: WHY,
    ...over,
  });
  const as = (name: string): Actor => said.stage.world.as(name);
  const asked = async (issue: string, over?: Partial<NamedAsk>) =>
    value(await ask(said.stage.world, as('Noah Okafor'), wish(issue, over)));
  const button = (frame: FrameLocator, name: string) =>
    frame.getByRole('button', { name: pseudo(name) });
  const card = async (visitor: Visitor, issue: string) => {
    await visitor.openIssue(issue);
    await visitor.panel.locator('article').first().waitFor();
    await said.expectSaid(visitor);
  };
  const tab = async (name: string) => {
    await olivia.openConfiguration();
    await olivia.configuration.getByRole('tab', { name: pseudo(name) }).click();
    await waitForRest(olivia.page);
  };

  it('before anything is connected: the panel, and the form with its faults', async () => {
    await noah.openIssue('WEB-1');
    await noah.panel.locator('.message').first().waitFor();
    await said.expectSaid(noah);
    await olivia.openConfiguration();
    await button(olivia.configuration, 'Atlassian Cloud').click();
    await said.expectSaid(olivia);
    await button(olivia.configuration, 'Connect').click();
    await olivia.configuration.locator('[aria-invalid=true]').first().waitFor();
    await said.expectSaid(olivia);
  });

  describe('once it is connected', () => {
    beforeAll(async () => {
      await said.stage.world.connect();
      await said.stage.world.allow(['frontend', 'engineering', 'design', 'qa']);
    });

    it('a form that says what is missing, and the plan of what is picked', async () => {
      await noah.openIssue('WEB-1');
      await noah.panel.locator('button.button-primary').first().click();
      await noah.panel.locator('form').waitFor();
      await said.expectSaid(noah);
      for (const wanted of ['Priya Raman', 'frontend']) {
        const field = noah.panel.getByRole('combobox').nth(wanted === 'frontend' ? 1 : 0);
        await field.fill(wanted);
        await noah.panel.getByRole('option').first().waitFor();
        await said.expectSaid(noah);
        await noah.page.keyboard.press('Enter');
      }
      await noah.panel.locator('form table, form .planned').first().waitFor();
      await said.expectSaid(noah);
    });

    it('a list that was pasted, with a line that nobody is', async () => {
      await noah.openIssue('WEB-2');
      await noah.panel.locator('button.button-primary').first().click();
      await button(noah.panel, 'Paste a list or read a file').click();
      const box = noah.panel.getByRole('textbox', { name: pseudo('Names or email addresses') });
      await box.fill('Priya Raman\nnobody.at.all@acme.example\nGrace Kim');
      await said.expectSaid(noah);
      await button(noah.panel, 'Check the list').click();
      await noah.panel.getByText('nobody.at.all@acme.example').first().waitFor();
      await said.expectSaid(noah, 'nobody.at.all@acme.example');
    });

    it('the form of an organization’s key that is sent empty', async () => {
      await tab('Integrations');
      await button(olivia.configuration, 'Atlassian Cloud').click();
      await button(olivia.configuration, 'Add key').click();
      await button(olivia.configuration, 'Save').click();
      await olivia.configuration.locator('[aria-invalid=true]').first().waitFor();
      await said.expectSaid(olivia);
    });

    it('a decision without its reason, and what was declined, withdrawn or not decided in time', async () => {
      const declined = await asked('WEB-1');
      await maya.openIssue('WEB-1');
      await button(maya.panel, 'Decline').click();
      await button(maya.panel, 'Decline').click();
      await maya.panel.locator('[aria-invalid=true]').waitFor();
      await said.expectSaid(maya);
      value(await decline(as('Maya Lindqvist'), 'WEB-1', declined, WHY));
      await card(noah, 'WEB-1');
      const { id, revision } = await asked('WEB-2');
      const withdrawal = { requestId: id, revision };
      value(await as('Noah Okafor').panel('request.withdraw', 'WEB-2', withdrawal));
      await card(noah, 'WEB-2');
      await asked('WEB-4');
      await said.stage.world.pass(15 * DAY);
      await said.stage.world.sweep();
      await card(noah, 'WEB-4');
    });

    it('what needs attention, with its steps and what is done by hand', async () => {
      const mend = refuseJoining(said.stage.world, WHY);
      await askAndApprove(said.stage.world, wish('WEB-3'));
      mend();
      await card(noah, 'WEB-3');
      await button(noah.panel, 'What happened to each person').click();
      await noah.panel.getByRole('row').nth(1).waitFor();
      await said.expectSaid(noah);
    });

    it('what is overdue, for who asked and for an admin; and its undoing', async () => {
      const { world } = said.stage;
      await askAndApprove(
        world,
        wish('WEB-5', { add: ['design'], term: { kind: 'days', days: 1 } }),
      );
      await noah.openIssue('WEB-5');
      await button(noah.panel, 'Undo…').click();
      await noah.panel.locator('form').waitFor();
      await said.expectSaid(noah);
      const mend = world.platform.atlassian.faults.add({
        via: 'token',
        method: 'DELETE',
        path: /^\/group\/user/,
        effect: answering(403, { errorMessages: [WHY], errors: {} }),
      });
      await world.pass(DAY + MINUTE);
      await world.pass(20 * MINUTE);
      await world.sweep();
      await card(noah, 'WEB-5');
      await olivia.openConfiguration();
      await olivia.configuration.getByText(WHY).first().waitFor();
      await said.expectSaid(olivia);
      await tab('People');
      await olivia.configuration.getByRole('combobox').fill('Priya Raman');
      await olivia.configuration.getByRole('option').first().waitFor();
      await olivia.page.keyboard.press('Enter');
      await olivia.configuration.getByRole('region').first().waitFor();
      await said.expectSaid(olivia);
      mend();
    });

    it('a record that was set aside, and the question before it is removed', async () => {
      const { id } = await asked('MOB-1');
      await said.stage.world.settle();
      poison(said.stage.world.platform, 'request', `request:${id}`);
      await noah.openIssue('MOB-1');
      await noah.panel.locator('.message').first().waitFor();
      await said.expectSaid(noah);
      await tab('Needs a look');
      await button(olivia.configuration, 'Remove').click();
      await said.expectSaid(olivia, `request:${id}`);
    });

    it('the audit of all this, and each dialog that ends something', async () => {
      await tab('Audit');
      const audit = olivia.configuration.locator('#tab-panel-audit');
      await audit.locator('time').nth(3).waitFor();
      await audit.locator('[aria-expanded="false"]').last().click();
      await audit.locator('.audit-events li').nth(1).waitFor();
      await said.expectSaid(olivia);
      await tab('Integrations');
      await button(olivia.configuration, 'Atlassian Cloud').click();
      await button(olivia.configuration, 'Disconnect…').click();
      await said.expectSaid(olivia);
    });

    it('what waits while the token is rejected', async () => {
      const { world } = said.stage;
      const waiting = await asked('WEB-6', { add: ['qa'] });
      world.platform.atlassian.faults.add({
        via: 'token',
        path: /^\/(?!_edge)/,
        effect: { kind: 'answer', status: 401, body: 'Not now.' },
      });
      value(await approve(as('Maya Lindqvist'), 'WEB-6', waiting));
      value(await as('Olivia Hart').admin('connection.check', {}));
      await card(noah, 'WEB-6');
      await olivia.openConfiguration();
      await olivia.configuration.getByRole('link', { name: 'WEB-6' }).waitFor();
      await said.expectSaid(olivia);
    });
  });
});
