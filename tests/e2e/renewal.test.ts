import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/domain/lib/time';
import { ask, askAndApprove } from '../support/ask-for';
import { ACCESS, value } from '../support/open-world';
import { fillIn } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const MAYA = 'Maya Lindqvist';
const NOAH = 'Noah Okafor';
const REASON = 'The launch is over by then.';
const TERM = { kind: 'days' as const, days: 3 };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  await world.allow(['frontend']);
});
afterAll(() => stage.close());

it.each([
  ['light', 1280, 'WEB-1', 'Priya Raman'],
  ['dark', 1280, 'WEB-2', 'Yuki Tanaka'],
  ['light', 360, 'WEB-3', 'Emma Fischer'],
  ['dark', 360, 'WEB-4', 'Grace Kim'],
] as const)(
  'who approved access says that it is not to be renewed, by keyboard, and allows it again: %s, %i px',
  async (theme, width, issue, name) => {
    const { world } = stage;
    await askAndApprove(world, { issue, people: [name], add: ['frontend'], term: TERM });
    const visitor = await stage.signInAs(MAYA, { at: `/browse/${issue}`, theme, width });
    const { panel, page } = visitor;
    await panel.getByRole('button', { name: 'Do not renew…' }).press('Enter');
    await panel.getByText(new RegExp(`^${name}: the group frontend, until .*\\d`)).waitFor();
    await panel.getByRole('button', { name: 'Do not renew', exact: true }).press('Enter');
    await panel.getByText('A reason is needed: whoever has it reads why.').waitFor();
    await panel.getByLabel('Why it is not to be renewed').fill(REASON);
    expect(await findViolations(visitor, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Do not renew', exact: true }).press('Enter');
    await panel
      .getByText(new RegExp(`${MAYA} said on .*: do not renew. Why:`))
      .first()
      .waitFor();
    expect(await panel.getByRole('button', { name: 'Do not renew…' }).count()).toBe(0);
    expect(await findViolations(visitor, 'app')).toEqual([]);

    const requester = await stage.signInAs(NOAH, { at: `/browse/${issue}`, theme, width });
    const extend = requester.panel.getByRole('button', { name: 'Extend…' });
    await extend.waitFor();
    expect(await extend.getAttribute('aria-disabled')).toBe('true');
    await requester.panel.getByText('can allow it again').first().waitFor();
    expect(await findViolations(requester, 'app')).toEqual([]);
    expect(await sidewaysOverflow(requester.page)).toEqual([]);
    await requester.page.context().close();

    await panel.getByRole('button', { name: 'Allow renewal again…' }).press('Enter');
    await panel.getByText('Allow it to be renewed again?').waitFor();
    expect(await findViolations(visitor, 'app')).toEqual([]);
    await panel.getByRole('button', { name: 'Allow it', exact: true }).press('Enter');
    await panel.getByRole('button', { name: 'Do not renew…' }).waitFor();
    await page.context().close();
  },
);

it('the link of an earlier message opens nothing, and whoever asks anew and decides reads it', async () => {
  const { world } = stage;
  const named = { issue: 'WEB-5', people: ['Rohan Desai'], add: ['frontend'], term: TERM };
  const { id } = await askAndApprove(world, named);
  await world.pass(2 * DAY + 8 * HOUR);
  await world.sweep();
  await world.settle();
  const { accountId } = world.person('Rohan Desai');
  const place = {
    subject: { kind: 'person', accountId },
    access: { kind: 'group', groupId: world.groupId('frontend') },
  };
  const input = { requestId: id, places: [place], may: 'notRenew', reason: REASON };
  await world.as(MAYA).panel('request.renewal', 'WEB-5', input as never);
  await world.settle();
  const noah = await stage.signInAs(NOAH, { at: '/browse/WEB-5' });
  await noah.page.getByRole('link', { name: 'the Extend form' }).click();
  await noah.panel.getByText('There is nothing to extend for you').waitFor();
  await noah.panel.getByText(REASON).first().waitFor();
  expect(await noah.panel.getByRole('form', { name: 'Request access' }).count()).toBe(0);
  expect(await findViolations(noah, 'app')).toEqual([]);

  const own = await stage.signInAs('Rohan Desai', { at: `/jira/apps/${ACCESS}`, width: 360 });
  await own.access.getByRole('tab', { name: 'My access' }).click();
  const extend = own.access.getByRole('button', { name: /^Extend/ });
  await extend.waitFor();
  expect(await extend.getAttribute('aria-disabled')).toBe('true');
  await own.access.getByText(REASON).first().waitFor();
  expect(await findViolations(own, 'app')).toEqual([]);
  expect(await sidewaysOverflow(own.page)).toEqual([]);

  await fillIn(noah.panel, { people: ['Rohan Desai'], access: ['frontend'], why: 'Still needed' });
  const plan = noah.panel.getByRole('table').filter({ hasText: 'Rohan Desai' });
  await plan.getByText(/said on .*: do not renew\. Why:/).waitFor();
  expect(await findViolations(noah, 'app')).toEqual([]);
  const yuki = world.as('Yuki Tanaka');
  value(await ask(world, yuki, { ...named, issue: 'WEB-6' }));
  await world.settle();
  const maya = await stage.signInAs(MAYA, { at: '/browse/WEB-6', theme: 'dark', width: 360 });
  await maya.panel.getByText('This was not to be renewed').waitFor();
  await maya.panel.getByText(REASON).first().waitFor();
  expect(await findViolations(maya, 'app')).toEqual([]);
  expect(await sidewaysOverflow(maya.page)).toEqual([]);
});
