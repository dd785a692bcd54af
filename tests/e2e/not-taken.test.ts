import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/lib/time';
import { approve, ask, decline } from '../support/ask-for';
import { value } from '../support/open-world';
import { fillIn, pick } from './support/ask';
import { openStage, type Stage } from './support/open-stage';
import type { Visitor } from './support/visitor';

describe('what can’t be sent yet, is not answered, or comes too late', () => {
  let stage: Stage;
  let noah: Visitor;
  let maya: Visitor;
  beforeAll(async () => {
    stage = await openStage();
    await stage.world.connect();
    await stage.world.allow(['frontend', 'design', 'qa'], { rolesOf: 'anyProject' });
    noah = await stage.signInAs('Noah Okafor');
    maya = await stage.signInAs('Maya Lindqvist');
  });
  afterAll(() => stage.close());

  const requestsIn = async (issue: string) =>
    value(await stage.world.as('Noah Okafor').panel('panel.load', issue)).requests;
  const asked = async (issue: string, add: readonly string[]) =>
    value(
      await ask(stage.world, stage.world.as('Noah Okafor'), {
        issue,
        people: ['Priya Raman'],
        add,
      }),
    );

  it('says on a disabled Submit what is missing, in the order of the form, and sends nothing', async () => {
    await noah.openIssue('WEB-1');
    const { page, panel } = noah;
    await panel.getByRole('button', { name: 'Request access' }).click();
    const sent: string[] = [];
    page.on('request', (call) => sent.push(call.postData() ?? ''));
    const pressedInVain = async (reason: string) => {
      await whySubmit(panel, reason);
      await panel.getByRole('button', { name: 'Submit request' }).press('Enter');
    };
    await pressedInVain('Choose who it is for.');
    await pick(panel, 'Who is it for?', 'Noah Okafor');
    await pressedInVain('Choose a group or a role.');
    await pick(panel, 'Access to what?', 'frontend');
    await pressedInVain('Say why it is needed.');
    const why = panel.getByLabel('Why is it needed?');
    await why.fill('w'.repeat(2_001));
    const full = panel.getByText('It is full: no more than 2,000 characters fit.');
    await full.waitFor();
    // Noah is in it already: the plan is there, and nothing would change.
    await why.fill('For the launch.');
    await full.waitFor({ state: 'detached' });
    await pressedInVain('There is nothing to change.');
    await panel.getByRole('radio', { name: 'For a limited time' }).check();
    await panel.getByRole('spinbutton', { name: 'days' }).fill('0');
    await whySubmit(panel, 'Enter a number of days from 1 to');
    await panel.getByRole('button', { name: 'Discard' }).click();
    expect(sent.filter((call) => call.includes('"request.preview"'))).not.toEqual([]);
    expect(sent.filter((call) => call.includes('"request.submit"'))).toEqual([]);
  });

  it('keeps what was typed where no answer came, over a reload, and sent again it is one request', async () => {
    const { page, panel } = noah;
    await noah.openIssue('WEB-2');
    const why = 'To draw the new icons.';
    await fillIn(panel, { people: ['Priya Raman'], access: ['design'], why });
    stage.expectConsole(/ERR_FAILED/);
    const answersAgain = await loseAnswers(page, 'request.submit');
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await panel.getByText('No answer came.').waitFor();
    expect(await panel.getByLabel('Why is it needed?').inputValue()).toBe(why);
    await panel.getByRole('button', { name: 'Remove Priya Raman' }).waitFor();

    await answersAgain();
    await page.reload();
    await panel.getByRole('button', { name: 'Remove Priya Raman' }).waitFor();
    expect(await panel.getByLabel('Why is it needed?').inputValue()).toBe(why);
    await panel.getByText('will be asked to decide.').waitFor();
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await panel.getByRole('form', { name: 'Request access' }).waitFor({ state: 'detached' });
    await panel.getByText('Waiting for approval', { exact: true }).waitFor();
    expect(await requestsIn('WEB-2')).toHaveLength(1);
    // It was sent: the next form is an empty one.
    await panel.getByRole('button', { name: 'Request access' }).click();
    expect(await panel.getByLabel('Why is it needed?').inputValue()).toBe('');
    await panel.getByRole('button', { name: 'Close' }).click();
  });

  it('keeps what was typed where the plan was another one by then, and shows the new one', async () => {
    const { panel } = noah;
    await noah.openIssue('WEB-3');
    await fillIn(panel, { people: ['Priya Raman', 'Grace Kim'], access: ['qa'], why: 'To test.' });
    const { directory } = stage.world.platform.atlassian;
    const { accountId } = stage.world.person('Grace Kim');
    directory.addMember(stage.world.groupId('qa'), accountId);
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await panel.getByText('The plan has changed since you looked at it.').waitFor();
    expect(await panel.getByLabel('Why is it needed?').inputValue()).toBe('To test.');
    expect(await requestsIn('WEB-3')).toEqual([]);
    await panel.getByRole('cell', { name: 'Already so' }).waitFor();
    await panel.getByRole('button', { name: 'Submit request' }).click();
    await panel.getByText('Waiting for approval', { exact: true }).waitFor();
    expect((await requestsIn('WEB-3')).map(({ planned }) => planned)).toMatchObject([
      { change: 1, alreadySo: 1 },
    ]);
  });

  it('tells who decides after another’s decision that it has changed, and keeps their words', async () => {
    const request = await asked('WEB-4', ['qa', 'MOB/Member']);
    await maya.openIssue('WEB-4');
    const { panel } = maya;
    await panel.getByRole('button', { name: 'Add a comment' }).click();
    await panel.getByLabel('Comment').fill('QA is full.');
    await leaveInBackground(panel);
    value(await approve(stage.world.as('Liam Chen'), 'WEB-4', request));
    await panel.getByRole('button', { name: 'Decline' }).click();
    await panel.getByText(/Liam Chen approved it, .*; others have to decide, too\./).waitFor();
    await panel.getByText('Your decision was not sent.').waitFor();
    expect(await panel.getByLabel('Comment').inputValue()).toBe('QA is full.');
    expect(await requestsIn('WEB-4')).toMatchObject([{ state: 'awaitingApproval' }]);
    await panel.getByRole('button', { name: 'Decline' }).click();
    await panel.getByText('Declined just now. Nothing was changed.').waitFor();
    await panel.getByText('“QA is full.”').waitFor();
  });

  it('shows who comes too late how it ended: declined by another, or timed out', async () => {
    const request = await asked('WEB-5', ['qa', 'MOB/Member']);
    await maya.openIssue('WEB-5');
    await maya.panel.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await leaveInBackground(maya.panel);
    value(await decline(stage.world.as('Liam Chen'), 'WEB-5', request, 'Not in mobile.'));
    await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
    await maya.panel.getByText('“Not in mobile.”').waitFor();
    await maya.panel.getByText(/Declined by Liam Chen, /).waitFor();
    expect(await maya.panel.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);

    await asked('WEB-6', ['qa']);
    await maya.openIssue('WEB-6');
    await maya.panel.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await leaveInBackground(maya.panel);
    await stage.world.platform.clock.advance(15 * DAY);
    await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
    await maya.panel.getByText('Nobody decided in time, so it was closed').waitFor();
    await maya.panel.getByText(/^Closed .*: nobody decided in time\.$/).waitFor();
    expect(stage.world.members('qa')).not.toContain('Priya Raman');
  });
});

/** Waits until this stands with the button that can't be used, for those who see it and those who hear it. */
async function whySubmit(panel: FrameLocator, reason: string): Promise<void> {
  const button = panel.getByRole('button', { name: 'Submit request' });
  const [all] = [panel.locator('.button-off').filter({ has: button })];
  await all.filter({ hasText: reason }).waitFor();
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  const described = await button.evaluate(
    (one) => document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent,
  );
  expect(described).toContain(reason);
}

/** As another tab in front of it leaves it: it doesn't look what has become of its requests. */
async function leaveInBackground(panel: FrameLocator): Promise<void> {
  await panel.locator('body').evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

/** The calls of this key arrive, and their answers don't. Answers the way back. */
async function loseAnswers(page: Page, key: string): Promise<() => Promise<void>> {
  const calls = '**/bridge/invoke';
  await page.route(calls, async (route) => {
    if (!route.request().postData()?.includes(`"${key}"`)) return route.continue();
    await route.fetch();
    await route.abort();
  });
  return () => page.unroute(calls);
}
