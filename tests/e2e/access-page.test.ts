import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { DAY } from '../../src/domain/lib/time';
import { approve, ask, get } from '../support/ask-for';
import { ACCESS, value } from '../support/open-world';
import { rulesBy } from '../support/rules-by';
import { findViolations } from './support/find-violations';
import { expectFocusWithin, tabTo } from './support/keyboard';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const PATH = `/jira/apps/${ACCESS}`;

describe('what was decided, or was about to be', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await stage.world.connect();
    await stage.world.allow(['frontend', 'engineering', 'design']);
  });
  afterAll(() => stage.close());

  const asks = async (groups: string | readonly string[], who = 'Priya Raman', issue = 'WEB-1') => {
    const { world } = stage;
    const named = { issue, people: [who], add: [groups].flat() };
    const request = value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    return request;
  };
  const approves = (request: RequestView) =>
    approve(stage.world.as('Maya Lindqvist'), request.issueKey, request);
  const open = async (width = 1280) => {
    const maya = await stage.signInAs('Maya Lindqvist', { at: PATH, width });
    const of = (text: string) => maya.access.getByRole('article').filter({ hasText: text });
    return { ...maya, of };
  };
  const begin = async (article: Locator) => {
    await article.getByRole('button', { name: 'Decide' }).click();
    await article.getByText('The site is as it was').waitFor();
  };
  /** Whatever waits, so that the next one begins with nothing. */
  const approveAll = async () => {
    const maya = stage.world.as('Maya Lindqvist');
    for (;;) {
      const { items } = value(await maya.access('access.load', {})).toDecide;
      for (const one of items) value(await approves(one));
      await stage.world.settle();
      if (items.length === 0) return;
    }
  };

  it('stays where it was and says what comes of it: after more, a refresh, and a look at the other list', async () => {
    const { directory } = stage.world.platform.atlassian;
    const names = Array.from({ length: 22 }, (_, place) => `Newcomer ${place}.`);
    for (const [place, name] of names.entries()) {
      directory.addPerson(name, `newcomer.${place}@acme.example`);
      await asks('frontend', name);
    }
    const { page, access, of } = await open(360);
    const titles = () => access.getByRole('article').getByRole('heading').allInnerTexts();
    await of('Newcomer 19.').waitFor();
    await access.getByRole('tab', { name: 'Waiting for me 20 and more', exact: true }).waitFor();
    await begin(of('Newcomer 1.'));
    await of('Newcomer 1.').getByRole('button', { name: 'Approve', exact: true }).click();
    await of('Newcomer 1.')
      .getByText(/Approved by Maya Lindqvist, /)
      .waitFor();
    const before = await titles();

    await access.getByRole('button', { name: 'Show more requests' }).click();
    await of('Newcomer 21.').waitFor();
    await access.getByRole('tab', { name: 'Waiting for me 21', exact: true }).waitFor();
    await access.getByRole('button', { name: 'Refresh' }).click();
    await of('Newcomer 1.').getByText('Everything was done').waitFor();
    expect((await titles()).slice(0, 20)).toEqual(before);
    expect(await access.getByRole('article').count()).toBe(22);

    // Somebody else's decision is seen without a word of the reader's, and takes nothing from under the pointer.
    const { toDecide } = value(await stage.world.as('Maya Lindqvist').access('access.load', {}));
    value(await approves(toDecide.items[0] as RequestView));
    await access.getByRole('tab', { name: 'My requests' }).click();
    await access.getByText('You have not asked for access.').waitFor();
    await access.getByRole('tab', { name: 'Waiting for me' }).click();
    await access.getByRole('button', { name: 'Refresh' }).click();
    await of('Newcomer 0.').getByText('Maya Lindqvist approved').waitFor();
    expect(await of('Newcomer 0.').getByRole('button', { name: 'Decide' }).count()).toBe(0);
    expect((await titles()).slice(0, 20)).toEqual(before);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await page.context().close();
    await approveAll();
  });

  it('gets what is new below it, when the reader comes back to the page', async () => {
    await asks('engineering', 'Newcomer 5.');
    const { page, access, of } = await open();
    await of('Newcomer 5.').waitFor();
    await begin(of('Newcomer 5.'));
    await of('Newcomer 5.').getByRole('button', { name: 'Approve', exact: true }).click();
    await of('Newcomer 5.')
      .getByText(/Approved by Maya Lindqvist, /)
      .waitFor();
    await asks('engineering', 'Newcomer 6.');
    await access
      .locator('body')
      .evaluate((body) => body.ownerDocument.dispatchEvent(new Event('visibilitychange')));
    await of('Newcomer 6.').waitFor();
    const titles = await access.getByRole('article').getByRole('heading').allInnerTexts();
    expect(titles.map((title) => title.match(/Newcomer \d/)?.[0])).toEqual([
      'Newcomer 5',
      'Newcomer 6',
    ]);
    await page.context().close();
    await approveAll();
  });

  it('tells who was faster and when, and keeps what was written', async () => {
    const request = await asks('engineering');
    const maya = await open();
    const article = maya.of('engineering');
    await begin(article);
    await article.getByRole('button', { name: 'Decline' }).click();
    await article.getByLabel('Comment').fill('Not before the launch.');
    value(await approves(request));
    await article.getByRole('button', { name: 'Decline' }).click();
    await article.getByText(/Approved by Maya Lindqvist, /).waitFor();
    await article.getByText('nothing is decided twice').waitFor();
    await article.getByText('“Not before the launch.”').waitFor();
    await expectFocusWithin(maya.access);
    expect(await findViolations(maya, 'app')).toEqual([]);
    await article.getByRole('button', { name: 'Discard what you wrote' }).press('Enter');
    await article.getByText('“Not before the launch.”').waitFor({ state: 'detached' });
    await expectFocusWithin(maya.access);
    await maya.page.context().close();
  });

  it('is written on one surface and sent on the other; seen decided meanwhile, it is kept there, too', async () => {
    const request = await asks('design', 'Grace Kim', 'WEB-2');
    const { page, panel, access, of } = await open();
    const article = of('design');
    await begin(article);
    await article.getByRole('button', { name: 'Add a comment' }).click();
    await article.getByLabel('Comment').fill('Until the icons are drawn.');
    await page.goto('/browse/WEB-2');
    await panel.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    expect(await panel.getByLabel('Comment').inputValue()).toBe('Until the icons are drawn.');
    await panel.getByLabel('Comment').focus();
    value(await approves(request));
    // Nothing was pressed: the panel sees it by itself.
    await panel.getByText('What you wrote went to nobody: “Until the icons are drawn.”').waitFor();
    await panel.getByText(/Approved by Maya Lindqvist, /).waitFor();
    await expectFocusWithin(panel);
    await panel.getByRole('button', { name: 'Discard what you wrote' }).click();
    await page.goto(PATH);
    await access.getByText('Nothing waits for you.').waitFor();
    await page.context().close();
  });

  it('of several each says what came of it, and one that is left keeps none of the others', async () => {
    const faster = await asks('engineering', 'Grace Kim');
    const done = await asks('frontend', 'Sofia Costa');
    const written = await asks('design', 'Yuki Tanaka');
    const less = await asks(['qa', 'design'], 'Newcomer 11.');
    const maya = await open();
    const { access, page, of } = maya;
    await of('Yuki Tanaka').getByRole('button', { name: 'Decide' }).click();
    await of('Yuki Tanaka').getByRole('button', { name: 'Decline' }).click();
    await of('Yuki Tanaka').getByLabel('Comment').fill('Ask design first.');
    await of('Newcomer 11.').getByRole('button', { name: 'Decide' }).click();
    await of('Newcomer 11.').getByRole('button', { name: 'Leave something out' }).click();
    await of('Newcomer 11.')
      .getByRole('checkbox', { name: /design/ })
      .uncheck();
    for (const box of await access.getByRole('checkbox', { name: 'Choose it' }).all()) {
      await box.check();
    }
    value(await approves(faster));
    const all = access.getByRole('button', { name: 'Approve the chosen (4)' });
    await tabTo(page, all);
    await page.keyboard.press('Enter');
    await access.getByText('1 request approved. 3 others say why not.').waitFor();
    await of('Grace Kim').getByText('nothing is decided twice').waitFor();
    await of('Sofia Costa')
      .getByText(/Approved by Maya Lindqvist, /)
      .waitFor();
    await of('Yuki Tanaka').getByText('you have begun to decide it by itself').waitFor();
    await of('Newcomer 11.').getByText('you have begun to decide it by itself').waitFor();
    expect(await of('Yuki Tanaka').getByLabel('Comment').inputValue()).toBe('Ask design first.');
    await expectFocusWithin(access);
    expect(await findViolations(maya, 'app')).toEqual([]);
    await stage.world.settle();
    const stateOf = async ({ id }: RequestView) =>
      (await get(stage.world.as('Noah Okafor'), 'WEB-1', id)).state;
    expect(await Promise.all([done, written, less].map(stateOf))).toEqual([
      'completed',
      'awaitingApproval',
      'awaitingApproval',
    ]);
    // What was begun is there again, opened.
    await page.reload();
    await of('Newcomer 11.').getByRole('button', { name: 'Approve what is left' }).waitFor();
    await page.context().close();
    await approveAll();
  });

  it('an answer that is lost for one is told in its row alone, and can be sent again', async () => {
    await asks('engineering', 'Newcomer 7.');
    await asks('engineering', 'Newcomer 8.');
    const lost = await asks('engineering', 'Newcomer 9.');
    const { page, access, of } = await open();
    await of('Newcomer 9.').waitFor();
    for (const box of await access.getByRole('checkbox').all()) await box.check();
    const calls = '**/bridge/invoke';
    await page.route(calls, async (route) => {
      const isOfLost = route.request().postData()?.includes(lost.id) === true;
      return isOfLost ? route.abort() : route.continue();
    });
    stage.expectConsole(/ERR_FAILED/);
    await access.getByRole('button', { name: 'Approve the chosen (3)' }).click();
    await access.getByText('2 requests approved. 1 other says why not.').waitFor();
    await of('Newcomer 9.').getByText('No answer came.').waitFor();
    expect(await access.getByText('No answer came.').count()).toBe(1);
    await page.unroute(calls);
    await access.getByRole('button', { name: 'Approve the chosen (1)' }).click();
    await of('Newcomer 9.')
      .getByText(/Approved by Maya Lindqvist, /)
      .waitFor();
    expect(await access.getByText('No answer came.').count()).toBe(0);
    // There is nothing left to choose.
    await access.getByText('Nothing waits for you any more.').first().waitFor();
    expect(await access.getByText('Choose the requests').count()).toBe(0);
    await page.context().close();
    await approveAll();
  });

  it('an answer that is lost is told right below the buttons, before what else comes with it', async () => {
    await asks('engineering', 'Newcomer 10.');
    const { page, access, of } = await open(360);
    const article = of('Newcomer 10.');
    await begin(article);
    await article.getByText(/engineering, with \d+ members today, opens:/).waitFor();
    const calls = '**/bridge/invoke';
    await page.route(calls, (route) =>
      route.request().postData()?.includes('request.decide') === true
        ? route.abort()
        : route.continue(),
    );
    stage.expectConsole(/ERR_FAILED/);
    await article.getByRole('button', { name: 'Approve', exact: true }).click();
    const told = article.locator('.decision + .message').getByText('No answer came.');
    await told.waitFor();
    expect(await access.getByText('No answer came.').count()).toBe(1);
    await page.unroute(calls);
    await article.getByRole('button', { name: 'Approve', exact: true }).click();
    await article.getByText(/Approved by Maya Lindqvist, /).waitFor();
    expect(await access.getByText('No answer came.').count()).toBe(0);
    await page.context().close();
    await approveAll();
  });

  it('is declined together for one reason, which each of those who asked reads', async () => {
    const one = await asks('engineering', 'Newcomer 2.');
    const other = await asks('design', 'Newcomer 3.');
    const left = await asks('design', 'Newcomer 4.', 'WEB-2');
    const maya = await open(360);
    const { access, page, of } = maya;
    for (const name of ['Newcomer 2.', 'Newcomer 3.']) await of(name).getByRole('checkbox').check();
    await tabTo(page, access.getByRole('button', { name: 'Decline the chosen (2)' }));
    await page.keyboard.press('Enter');
    const send = access.getByRole('button', { name: 'Decline 2 requests' });
    await send.press('Enter');
    await access.getByText('A reason is needed to decline.').waitFor();
    await access.getByLabel('Why you decline them').fill('Not before the audit.');
    expect(await findViolations(maya, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await send.press('Enter');
    await access.getByText('2 requests declined.').waitFor();
    await of('Newcomer 3.').getByText('Declined just now. Nothing was changed.').waitFor();
    await of('Newcomer 3.').getByText('What was planned: 1 change.').waitFor();
    await of('Newcomer 2.').getByText('“Not before the audit.”').waitFor();
    await expectFocusWithin(access);
    const told = async ({ id }: RequestView, issue: string) => {
      const { state, approvals } = await get(stage.world.as('Noah Okafor'), issue, id);
      return [
        state,
        approvals.flatMap(({ decisions }) => decisions.map((one) => 'reason' in one && one.reason)),
      ];
    };
    const declined = ['declined', ['Not before the audit.']];
    expect(await told(one, 'WEB-1')).toEqual(declined);
    expect(await told(other, 'WEB-1')).toEqual(declined);
    expect(await told(left, 'WEB-2')).toEqual(['awaitingApproval', []]);
    await page.context().close();
    await approveAll();
  });

  it('where it was to be withdrawn, tells who had approved it', async () => {
    const request = await asks('engineering', 'Sofia Costa');
    const noah = await stage.signInAs('Noah Okafor', { at: PATH });
    await noah.access.getByRole('tab', { name: 'My requests' }).click();
    const article = noah.access
      .getByRole('article')
      .filter({ hasText: 'Sofia Costa' })
      .filter({ hasText: 'engineering' });
    await article.getByRole('button', { name: 'Withdraw request' }).click();
    await article.getByText('Withdraw this request?').waitFor();
    value(await approves(request));
    await article.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await article.getByText('So it was not withdrawn.').waitFor();
    await article.getByText(/Approved by Maya Lindqvist, /).waitFor();
    await expectFocusWithin(noah.access);
    await noah.page.context().close();
  });
});

describe('what somebody has asked for, in stages', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await stage.world.connect();
    const { LEAD, people, stage: of, rules } = rulesBy(() => stage.world);
    await rules({ stages: [of(1, LEAD), of(1, people('Emma Fischer'))] });
  });
  afterAll(() => stage.close());

  it.each(['light', 'dark'] as const)(
    'says who approved what and when, and whom it asks now and why, %s and narrow',
    async (theme) => {
      const { world } = stage;
      const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['design'] };
      const request = value(await ask(world, world.as('Noah Okafor'), named));
      await world.settle();
      const maya = world.as('Maya Lindqvist');
      const comment = 'Good for the launch.';
      const { id: requestId, revision } = request;
      value(
        await maya.access('request.decide', { requestId, revision, decision: 'approve', comment }),
      );
      await world.settle();
      const noah = await stage.signInAs('Noah Okafor', { at: PATH, theme, width: 360 });
      const { access, page } = noah;
      await tabTo(page, access.getByRole('tab', { name: 'Waiting for me' }));
      await page.keyboard.press('ArrowRight');
      const article = access.getByRole('article').first();
      await article.getByText('Waiting for Emma Fischer').waitFor();
      await article.getByText('Maya Lindqvist approved').waitFor();
      await article.getByText('· stage 1').waitFor();
      await article.getByText('“Good for the launch.”').waitFor();
      await tabTo(page, article.getByRole('button', { name: /^Why / }));
      await page.keyboard.press('Enter');
      await article
        .getByText('Maya Lindqvist leads WEB, the project of this work item, and decides.')
        .waitFor();
      await article.getByText('Emma Fischer is named to decide it.').waitFor();
      expect(await findViolations(noah, 'app')).toEqual([]);
      expect(await sidewaysOverflow(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('has those reminded whose turn it is, a day after they were told, by the keyboard alone', async () => {
    const { world } = stage;
    const noah = await stage.signInAs('Noah Okafor', { at: PATH, width: 360 });
    const { access, page } = noah;
    const open = async () => {
      await access.getByRole('tab', { name: 'My requests' }).click();
      return access.getByRole('article').first();
    };
    const early = await open();
    await early.getByText('That is a day after they were last told.').waitFor();
    expect(
      await early.getByRole('button', { name: 'Remind them' }).getAttribute('aria-disabled'),
    ).toBe('true');
    await world.platform.clock.advance(DAY);
    await page.reload();
    const article = await open();
    await tabTo(page, article.getByRole('button', { name: 'Remind them' }));
    await page.keyboard.press('Enter');
    await article.getByText('They have been reminded.').waitFor();
    await expectFocusWithin(access);
    expect(await findViolations(noah, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await world.settle();
    const emma = world.platform.atlassian.notificationsOf(world.person('Emma Fischer').accountId);
    expect(emma.filter(({ text }) => text.includes('reminds you'))).toHaveLength(1);
    await page.context().close();
  });

  it('takes a decision on what somebody was reminded of while it was open', async () => {
    const { world } = stage;
    const named = { issue: 'WEB-2', people: ['Sofia Costa'], add: ['design'] };
    const { id: requestId } = value(await ask(world, world.as('Noah Okafor'), named));
    await world.platform.clock.advance(DAY);
    const maya = await stage.signInAs('Maya Lindqvist', { at: PATH });
    const article = maya.access.getByRole('article').filter({ hasText: 'Sofia Costa' });
    await article.getByRole('button', { name: 'Decide' }).click();
    await article.getByText('The site is as it was').waitFor();
    value(await world.as('Noah Okafor').access('request.remind', { requestId }));
    await article.getByRole('button', { name: 'Approve', exact: true }).click();
    await article.getByText('Your decision is kept. Others have to decide, too.').waitFor();
    await article.getByText('Waiting for Emma Fischer').waitFor();
    await maya.page.context().close();
  });
});
