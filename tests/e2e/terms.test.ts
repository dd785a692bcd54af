import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { fillIn, submit } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';
import type { Visitor } from './support/visitor';

let stage: Stage;
let noah: Visitor;

beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['frontend']);
  noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1', width: 360 });
});
afterAll(() => stage.close());

const term = () => noah.panel.getByRole('group', { name: 'How long' });
const radio = (name: string) => term().getByRole('radio', { name });

it('begins with thirty days, never for good, and says when that would end', async () => {
  await fillIn(noah.panel, { people: ['Priya Raman'], access: ['frontend'], why: 'The launch' });
  expect(await radio('For a limited time').isChecked()).toBe(true);
  expect(await term().getByLabel('How many hours or days').inputValue()).toBe('30');
  await term()
    .getByText(/^Ends on .*\d{4}.* if it is approved now/)
    .waitFor();
  expect(await sidewaysOverflow(noah.page)).toEqual([]);
  expect(await findViolations(noah, 'app')).toEqual([]);
});

it('takes hours as well, and says what is wrong with what is typed', async () => {
  await term().getByRole('button', { name: '4 hours' }).click();
  expect(await term().getByLabel('Hours or days', { exact: true }).inputValue()).toBe('hours');
  await term().getByLabel('How many hours or days').fill('73');
  await term().getByText('Enter a number of hours from 1 to 72.').waitFor();
  await noah.panel.getByText('Once you have chosen people, access and for how long').waitFor();
  await term().getByLabel('Hours or days', { exact: true }).selectOption('days');
  await term()
    .getByText(/^Ends on /)
    .waitFor();
});

it('ends at a date and time of the person’s own zone, which the approver sees as such', async () => {
  await radio('Until a date and time').check();
  const until = term().getByLabel('Until when');
  expect(await until.inputValue()).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
  await until.fill('2001-02-03T04:05');
  await term().getByText('Choose a time in the future.').waitFor();
  expect(await sidewaysOverflow(noah.page)).toEqual([]);
  expect(await findViolations(noah, 'app')).toEqual([]);
  const now = stage.world.platform.clock.now();
  const inAWeek = new Date(now + 7 * 24 * 3_600_000).toISOString().slice(0, 11);
  await until.fill(`${inAWeek}10:30`);
  await submit(noah.panel);

  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-1' });
  await maya.panel.getByText(/^Until .*10:30.*, then it is taken back/).waitFor();
  await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
  await maya.panel.getByText('Everything was done').first().waitFor();
});

it('says at what time some hours end, once they were approved', async () => {
  await fillIn(noah.panel, { people: ['Grace Kim'], access: ['frontend'], why: 'The launch' });
  await term().getByRole('button', { name: '4 hours' }).click();
  await noah.panel.getByText('will be asked to decide.').waitFor();
  await submit(noah.panel);
  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-1' });
  await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
  await maya.panel.getByText(/^For 4 hours, then it is taken back on .* \d{1,2}:\d{2}/).waitFor();
  await maya.panel.getByText(/^Access ends on .* \d{1,2}:\d{2}/).waitFor();
});

it('ends with the work item, at a latest time, which the approver sees, and once it is done', async () => {
  await fillIn(noah.panel, { people: ['Arjun Nair'], access: ['frontend'], why: 'The launch' });
  await radio('Until WEB-1 is done').check();
  const latest = term().getByLabel('At the latest');
  expect(await latest.inputValue()).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
  await latest.fill('2001-02-03T04:05');
  await term().getByText('Choose a time in the future.').waitFor();
  const now = stage.world.platform.clock.now();
  const inAWeek = new Date(now + 7 * 24 * 3_600_000).toISOString().slice(0, 11);
  await latest.fill(`${inAWeek}10:30`);
  await noah.panel.getByText('will be asked to decide.').waitFor();
  expect(await sidewaysOverflow(noah.page)).toEqual([]);
  expect(await findViolations(noah, 'app')).toEqual([]);
  await submit(noah.panel);

  const maya = await stage.signInAs('Maya Lindqvist', { at: '/browse/WEB-1' });
  await maya.panel.getByText(/^Until WEB-1 is done, at the latest .*10:30/).waitFor();
  await maya.panel.getByRole('button', { name: 'Leave something out' }).click();
  await maya.panel
    .getByLabel('How long')
    .selectOption({ label: 'until WEB-1 is done, at the latest …' });
  await maya.panel.getByLabel('At the latest').waitFor();
  expect(await findViolations(maya, 'app')).toEqual([]);
  await maya.panel
    .getByRole('button', { name: /Approve all|Cancel|Leave nothing out/ })
    .first()
    .click();
  await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
  await maya.panel.getByText('Active until WEB-1 is done').first().waitFor();
  await maya.page.getByLabel('Status: In Progress. Change it').click();
  await maya.page.getByRole('button', { name: 'Done', exact: true }).click();
  await stage.world.pass(60_000);
  await maya.page.reload();
  await maya.panel
    .getByText(/^Ended /)
    .first()
    .waitFor();
  stage.world.platform.atlassian.directory.transitionIssue('WEB-1', 'In Progress');
});

it('asks for no term where something is only taken away', async () => {
  await noah.panel.getByRole('button', { name: 'Request access' }).click();
  await noah.panel.getByRole('combobox', { name: 'Who is it for?' }).waitFor();
  expect(await term().count()).toBe(0);
});

it('is as long as the rule of what is chosen allows, and says which that is and what it asks of the reason', async () => {
  await stage.world.allow(['frontend', 'design'], {
    rules: [
      {
        id: 'design',
        name: 'Designers',
        what: {
          groups: [stage.world.groupId('design')],
          roles: false,
          accounts: false,
          newGroups: false,
        },
        askers: null,
        projects: null,
        stages: [{ needed: 1, sources: [{ kind: 'projectLead' }] }],
        longestTermDays: 7,
        usualTermDays: null,
        ticket: true,
      },
    ],
  });
  const priya = await stage.signInAs('Priya Raman', { at: '/browse/WEB-2' });
  const ofForm = () => priya.panel.getByRole('group', { name: 'How long' });
  await fillIn(priya.panel, { people: ['Priya Raman'], access: ['design'], why: 'The launch' });
  await ofForm().getByText('The rule “Designers” allows 7 days at most.').waitFor();
  await priya.panel
    .getByText('By the rule “Designers” it has to name a work item, such as WEB-1.')
    .waitFor();
  const number = ofForm().getByLabel('How many hours or days');
  expect(await number.inputValue()).toBe('7');
  expect(await ofForm().getByRole('radio', { name: 'Permanently' }).count()).toBe(0);
  expect(await ofForm().getByRole('button', { name: '30 days' }).count()).toBe(0);
  await number.fill('8');
  await ofForm().getByText('Enter a number of days from 1 to 7.').waitFor();
  expect(await findViolations(priya, 'app')).toEqual([]);
});

it('begins with the term that a rule says, which an admin has chosen, and leaves another to whoever asks', async () => {
  const { configuration, page, ...olivia } = await stage.signInAs('Olivia Hart', { width: 360 });
  await olivia.openConfiguration();
  await configuration.getByRole('tab', { name: 'Access policy' }).click();
  await configuration.getByText('1 group · project lead · at most 7 days').click();
  const begins = configuration.getByRole('group', { name: 'What the form begins with' });
  await begins.getByRole('radio', { name: 'A term of its own' }).check();
  const days = begins.getByLabel('Begins with');
  await days.fill('8');
  await configuration.getByText('Let requests begin with no more days').first().waitFor();
  await configuration.getByRole('button', { name: 'Save', exact: true }).click();
  await days.and(configuration.locator(':focus')).waitFor();
  await days.fill('2');
  expect(await findViolations({ page }, 'app')).toEqual([]);
  expect(await sidewaysOverflow(page)).toEqual([]);
  await configuration.getByRole('button', { name: 'Save', exact: true }).click();
  await configuration.getByText('Saved. It holds at once').waitFor();
  await page.context().close();

  const grace = await stage.signInAs('Grace Kim', { at: '/browse/WEB-3' });
  const ofForm = () => grace.panel.getByRole('group', { name: 'How long' });
  await fillIn(grace.panel, { people: ['Priya Raman'], access: ['design'], why: 'WEB-3' });
  const number = ofForm().getByLabel('How many hours or days');
  await expect.poll(() => number.inputValue()).toBe('2');
  await number.fill('5');
  await grace.panel.getByRole('combobox', { name: 'Access to what?' }).fill('frontend');
  await grace.panel.getByRole('option', { name: 'frontend' }).first().click();
  expect(await number.inputValue()).toBe('5');
  await grace.page.context().close();
});

it('tells whoever decides why nothing would come of it any more, where what it may be given for is less since', async () => {
  await stage.world.allow(['frontend'], { longestTermDays: null, rules: [] });
  value(
    await ask(stage.world, stage.world.as('Noah Okafor'), {
      issue: 'WEB-3',
      people: ['Yuki Tanaka'],
      add: ['frontend'],
      term: { kind: 'days', days: 30 },
    }),
  );
  await stage.world.allow(['frontend'], { longestTermDays: 7 });
  const { panel, page } = await stage.signInAs('Maya Lindqvist', {
    at: '/browse/WEB-3',
    width: 360,
  });
  await panel.getByText('The site or the access policy has changed since this was asked').waitFor();
  await panel.getByText('For longer than is allowed now').first().waitFor();
  expect(await sidewaysOverflow(page)).toEqual([]);
});

it('offers no end with a work item that is done, and says why', async () => {
  stage.world.platform.atlassian.directory.transitionIssue('WEB-3', 'Done');
  const again = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-3', width: 360 });
  await fillIn(again.panel, { people: ['Priya Raman'], access: ['frontend'], why: 'The launch' });
  const ends = again.panel.getByRole('radio', { name: 'Until WEB-3 is done' });
  expect(await ends.isDisabled()).toBe(true);
  await again.panel.getByText('WEB-3 is done already.').waitFor();
  expect(await sidewaysOverflow(again.page)).toEqual([]);
  expect(await findViolations(again, 'app')).toEqual([]);
});
