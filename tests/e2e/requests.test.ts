import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askAndApprove, decline } from '../support/ask-for';
import { CONFIGURATION, value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

/** What an admin sees of all requests, and at a glance. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design']);
  await askAndApprove(world, {
    issue: 'WEB-1',
    people: ['Priya Raman', 'Grace Kim'],
    add: ['frontend'],
    term: { kind: 'days', days: 10 },
  });
  const other = value(
    await ask(world, world.as('Priya Raman'), {
      issue: 'WEB-2',
      people: ['Grace Kim'],
      add: ['design'],
    }),
  );
  value(await decline(world.as('Maya Lindqvist'), 'WEB-2', other, 'She is still on call.'));
  value(
    await ask(world, world.as('Noah Okafor'), {
      issue: 'WEB-1',
      people: ['Grace Kim'],
      add: ['engineering'],
    }),
  );
  await world.settle();
});
afterAll(() => stage.close());

const PATH = `/jira/settings/apps/${CONFIGURATION}/configuration/requests`;
const signIn = async (theme: 'light' | 'dark' = 'light', width = 1280) => {
  const olivia = await stage.signInAs('Olivia Hart', { at: PATH, theme, width });
  const tab = olivia.configuration.getByRole('tabpanel', { name: 'Requests' });
  const list = tab.getByRole('region', { name: 'Requests' });
  const line = (text: string) => tab.getByRole('row').filter({ hasText: text }).first();
  return { olivia, page: olivia.page, tab, list, line };
};

describe('the requests of all work items', () => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'show what is open, whose turn it is, and what is over: %s, %i px',
    async (theme, width) => {
      const { olivia, page, tab, list, line } = await signIn(theme, width);
      await line('engineering').getByText('Waiting for approval').waitFor();
      await line('engineering').getByText('Maya Lindqvist').waitFor();
      await list.getByText('1 request shown, the newest first.').waitFor();
      await list.getByLabel('Show').selectOption('All that are over');
      await line('frontend').getByText('Done').waitFor();
      await line('design').getByText('Declined').waitFor();
      await tab.getByRole('table', { name: 'Who decided' }).waitFor();
      expect(await findViolations(olivia, 'app')).toEqual([]);
      expect(await sidewaysOverflow(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('open what a bar stands for, by the keyboard, and lead to the audit', async () => {
    const { olivia, page, tab } = await signIn();
    const decided = tab.getByRole('table', { name: 'Who decided' });
    await decided.getByRole('row', { name: /Maya Lindqvist.*2/ }).waitFor();
    await tab
      .getByRole('table', { name: 'Access that ends in the coming weeks' })
      .getByRole('row', { name: /2/ })
      .first()
      .waitFor();
    await decided
      .getByRole('button', { name: 'Requests that Maya Lindqvist decided' })
      .press('Enter');
    const opened = tab.getByRole('region', { name: 'Requests that Maya Lindqvist decided' });
    await opened.getByText('2 requests shown.').waitFor();
    expect(await opened.getByRole('row').count()).toBe(3);
    await opened
      .getByRole('button', { name: 'All that happened of request' })
      .first()
      .press('Enter');
    const audit = olivia.configuration.getByRole('tabpanel', { name: 'Audit' });
    await audit.getByText('Maya Lindqvist declined the request').first().waitFor();
    await page.goBack();
    await opened.getByRole('button', { name: 'Show all requests' }).press('Enter');
    await tab.getByRole('region', { name: 'Requests', exact: true }).waitFor();
    await page.context().close();
  });
});
