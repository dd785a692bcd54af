import type { FrameLocator, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { approve, ask, decline } from '../support/ask-for';
import { ACCESS, value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';

/** Several decide one request: whoever was not fast enough is told who was, where they look. */
describe('whoever was not fast enough', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await stage.world.connect();
    await stage.world.allow(['frontend', 'engineering', 'design', 'qa'], {
      fallbackApprovers: ['Emma Fischer', 'Liam Chen'],
    });
  });
  afterAll(() => stage.close());

  /** Maya leads the project and asks, so that Emma and Liam decide. */
  const asks = async (add: readonly string[], issue: string): Promise<RequestView> => {
    const people = ['Priya Raman', 'Grace Kim', 'Hana Suzuki', 'Sofia Costa', 'Yuki Tanaka'];
    const { world } = stage;
    return value(await ask(world, world.as('Maya Lindqvist'), { issue, people, add }));
  };
  const emma = () => stage.world.as('Emma Fischer');
  /** The notice has the focus, and all of it is in view. */
  const expectNotice = async (app: FrameLocator, notice: Locator, height: number) => {
    await notice.waitFor();
    await expect
      .poll(() => notice.evaluate((one) => one === document.activeElement), { timeout: 10_000 })
      .toBe(true);
    const box = await notice.boundingBox();
    expect(box?.y ?? -1).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? height) + (box?.height ?? height)).toBeLessThanOrEqual(height);
    // One notice, and nothing left to decide.
    expect(await app.getByText('Your decision was not sent').count()).toBe(1);
  };
  const HEIGHT = 420;

  it.each([
    ['approve', 'Approved by Emma Fischer, '],
    ['decline', 'Declined by Emma Fischer, '],
  ] as const)('sees it on the card in the work item: another did %s', async (how, words) => {
    const group = how === 'approve' ? 'frontend' : 'engineering';
    const request = await asks([group], 'WEB-1');
    const liam = await stage.signInAs('Liam Chen', { height: HEIGHT });
    await liam.openIssue('WEB-1');
    const card = liam.panel.getByRole('article').filter({ hasText: group });
    await card.getByText('The site is as it was').waitFor();
    await card.getByRole('button', { name: 'Approve', exact: true }).scrollIntoViewIfNeeded();
    // Seen by no look of its own meanwhile: the press itself learns of it.
    await liam.page.route('**/bridge/invoke', async (route) => {
      const isLook = route.request().postData()?.includes('panel.again') === true;
      return isLook ? route.abort() : route.continue();
    });
    stage.expectConsole(/ERR_FAILED/);
    const made =
      how === 'approve'
        ? await approve(emma(), 'WEB-1', request)
        : await decline(emma(), 'WEB-1', request, 'Not now.');
    value(made);
    await card.getByRole('button', { name: 'Approve', exact: true }).click();
    const notice = card.getByRole('status').filter({ hasText: 'Your decision was not sent' });
    await expectNotice(liam.panel, notice, HEIGHT);
    expect(await notice.textContent()).toMatch(words);
    expect(await notice.textContent()).toMatch(/\d:\d\d/);
    await liam.page.unroute('**/bridge/invoke');
    expect(await findViolations(liam, 'app')).toEqual([]);
    await liam.page.context().close();
  });

  it('sees it on the Access page', async () => {
    const request = await asks(['design'], 'WEB-2');
    const liam = await stage.signInAs('Liam Chen', {
      at: `/jira/apps/${ACCESS}`,
      height: HEIGHT,
    });
    const article = liam.access.getByRole('article').filter({ hasText: 'design' });
    await article.getByRole('button', { name: 'Decide' }).click();
    await article.getByText('The site is as it was').waitFor();
    value(await approve(emma(), 'WEB-2', request));
    await article.getByRole('button', { name: 'Approve', exact: true }).click();
    const notice = article.getByRole('status').filter({ hasText: 'Your decision was not sent' });
    await expectNotice(liam.access, notice, HEIGHT);
    expect(await notice.textContent()).toMatch('Approved by Emma Fischer, ');
    expect(await findViolations(liam, 'app')).toEqual([]);
    await liam.page.context().close();
  });

  it('sees it though others still have to decide, and can decide after it', async () => {
    const { world } = stage;
    await world.allow(['qa'], {
      fallbackApprovers: [],
      rules: [
        {
          id: 'r1',
          name: 'Two of them',
          what: { groups: 'all', roles: false, accounts: false, newGroups: false },
          askers: null,
          projects: null,
          stages: [
            {
              needed: 2,
              sources: [
                {
                  kind: 'people',
                  people: ['Emma Fischer', 'Liam Chen'].map((name) => world.person(name).accountId),
                },
              ],
            },
          ],
          longestTermDays: null,
          usualTermDays: null,
          ticket: false,
        },
      ],
    });
    const request = await asks(['qa'], 'WEB-3');
    const liam = await stage.signInAs('Liam Chen', {
      at: `/jira/apps/${ACCESS}`,
      height: HEIGHT,
    });
    const article = liam.access.getByRole('article').filter({ hasText: 'qa' });
    await article.getByRole('button', { name: 'Decide' }).click();
    await article.getByText('The site is as it was').waitFor();
    value(await approve(emma(), 'WEB-3', request));
    await article.getByRole('button', { name: 'Approve', exact: true }).click();
    const notice = article.getByRole('status').filter({ hasText: 'Your decision was not sent' });
    await expectNotice(liam.access, notice, HEIGHT);
    expect(await notice.textContent()).toMatch(
      /Emma Fischer.* approved it, .*others have to decide, too\./,
    );
    await article.getByRole('button', { name: 'Approve', exact: true }).click();
    await article.getByText(/Approved by .*Liam Chen/).waitFor();
    await liam.page.context().close();
  });
});
