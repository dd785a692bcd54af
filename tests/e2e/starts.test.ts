import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY } from '../../src/domain/lib/time';
import { ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { fillIn, submit } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['frontend']);
});
afterAll(() => stage.close());

it.each([
  ['light', 1280, 'WEB-1', 'Priya Raman'],
  ['dark', 360, 'WEB-2', 'Yuki Tanaka'],
] as const)(
  'a start is chosen, seen by who decides, waits, and can be withdrawn: %s, %i px',
  async (theme, width, issue, name) => {
    const noah = await stage.signInAs('Noah Okafor', { at: `/browse/${issue}`, theme, width });
    const { panel, page } = noah;
    await fillIn(panel, { people: [name], access: ['frontend'], why: 'The launch' });
    const start = panel.getByRole('group', { name: 'Start' });
    expect(await start.getByRole('radio', { name: 'At once, as it is approved' }).isChecked()).toBe(
      true,
    );
    await start.getByRole('radio', { name: 'At a date and time' }).check();
    await panel.getByText(/counted from its start/).waitFor();
    const on = start.getByLabel('Start on');
    await on.fill('');
    await start.getByText('Enter a date and a time.').waitFor();
    await on.fill('9999-12-31T04:05');
    await start.getByText(/^Choose a time within/).waitFor();
    await on.fill('2001-02-03T04:05');
    await start.getByText('Choose a time in the future, or to begin at once.').waitFor();
    expect(await findViolations(noah, 'app')).toEqual([]);
    const inAWeek = new Date(stage.world.platform.clock.now() + 7 * DAY).toISOString().slice(0, 11);
    await on.fill(`${inAWeek}10:30`);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await submit(panel);

    const maya = await stage.signInAs('Maya Lindqvist', { at: `/browse/${issue}`, theme, width });
    await maya.panel.getByText('Start', { exact: true }).waitFor();
    expect(await findViolations(maya, 'app')).toEqual([]);
    await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
    await maya.panel
      .getByText(/^Starts .*\d/)
      .first()
      .waitFor();
    await maya.panel.getByRole('button', { name: 'Take the approval back…' }).press('Enter');
    await maya.panel.getByText('Take the approval back?').waitFor();
    expect(await findViolations(maya, 'app')).toEqual([]);
    expect(await sidewaysOverflow(maya.page)).toEqual([]);
    await maya.panel.getByRole('button', { name: 'Keep it' }).press('Enter');
    await maya.page.context().close();

    await page.reload();
    await panel.getByText(/It starts on .*: who decides is asked again then/).waitFor();
    expect(await findViolations(noah, 'app')).toEqual([]);
    await panel.getByRole('button', { name: 'Withdraw request' }).press('Enter');
    await panel.getByRole('button', { name: 'Withdraw', exact: true }).press('Enter');
    await panel.getByText(/^Withdrawn by/).waitFor();
    expect(stage.world.members('frontend')).not.toContain(name);
    await page.context().close();
  },
);

it('the context says when it starts', async () => {
  const { world } = stage;
  const startsAt = world.platform.clock.now() + 2 * DAY;
  const named = { issue: 'WEB-3', people: ['Emma Fischer'], add: ['frontend'], startsAt };
  const request = value(
    await ask(world, world.as('Noah Okafor'), { ...named, term: { kind: 'days', days: 2 } }),
  );
  await world.settle();
  const decision = { requestId: request.id, revision: request.revision, decision: 'approve' };
  value(await world.as('Maya Lindqvist').panel('request.decide', 'WEB-3', decision as never));
  await world.settle();
  const { page } = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-3' });
  await page
    .getByText(/^Starts \d/)
    .first()
    .waitFor();
});
