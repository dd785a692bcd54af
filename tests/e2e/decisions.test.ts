import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approve, ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { refuseJoining } from '../support/site-answers';
import { fillIn, submit } from './support/ask';
import { openStage, type Stage } from './support/open-stage';
import type { Visitor } from './support/visitor';

describe('decisions, and what comes of them', () => {
  let stage: Stage;
  let noah: Visitor;
  let maya: Visitor;
  beforeAll(async () => {
    stage = await openStage();
    await stage.world.connect();
    await stage.world.allow(['frontend', 'engineering', 'on-call', 'design', 'qa'], {
      fallbackApprovers: ['Emma Fischer'],
    });
    noah = await stage.signInAs('Noah Okafor');
    maya = await stage.signInAs('Maya Lindqvist');
  });
  afterAll(() => stage.close());

  const asks = async (name: string, issue: string, add: string, people = ['Priya Raman']) =>
    value(await ask(stage.world, stage.world.as(name), { issue, people, add: [add] }));

  it('declines with a reason only, which outlives a reload and reaches the asker', async () => {
    await asks('Noah Okafor', 'WEB-1', 'on-call');
    await noah.openIssue('WEB-1');
    await noah.panel.getByText('Waiting for Maya Lindqvist').waitFor();
    await maya.openIssue('WEB-1');
    const { panel, page } = maya;
    const comment = panel.getByLabel('Comment');
    await panel.getByRole('button', { name: 'Decline' }).click();
    await panel.getByText('Say why you decline, so that').waitFor();
    expect(await comment.evaluate((field) => field === document.activeElement)).toBe(true);
    await panel.getByRole('button', { name: 'Decline' }).click();
    await panel.getByText('A reason is needed to decline.').waitFor();
    await comment.fill('On-call only after the first month.');

    await page.reload();
    await panel.getByRole('button', { name: 'Decline' }).waitFor();
    expect(await comment.inputValue()).toBe('On-call only after the first month.');
    await panel.getByRole('button', { name: 'Decline' }).click();
    await panel.getByText('Declined just now. Nothing was changed.').waitFor();

    await noah.panel.getByText('Declined just now. Nothing was changed.').waitFor();
    await noah.panel.getByText('“On-call only after the first month.”').waitFor();
    expect(stage.world.members('on-call')).not.toContain('Priya Raman');
  });

  it.each([
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
  ])('is before the approver without scrolling, at $width x $height', async ({ width, height }) => {
    await asks('Noah Okafor', 'WEB-4', 'frontend', ['Priya Raman', 'Hana Suzuki', 'Grace Kim']);
    const { page, panel } = await stage.signInAs('Maya Lindqvist', { width, height });
    await page.goto('/browse/WEB-4');
    await panel.getByText('the plan holds').waitFor();
    await panel.getByText('Will be added').waitFor();
    const decline = await panel.getByRole('button', { name: 'Decline' }).boundingBox();
    expect((decline?.y ?? height) + (decline?.height ?? 0)).toBeLessThan(height);
    await panel.getByRole('button', { name: 'Decline' }).click();
    await panel.getByLabel('Comment').fill('Not this week.');
    await panel.getByRole('button', { name: 'Decline' }).click();
    await panel.getByText('Declined just now.').waitFor();
    await page.context().close();
  });

  it('lets the asker withdraw while it waits', async () => {
    await asks('Noah Okafor', 'WEB-2', 'design');
    await noah.openIssue('WEB-2');
    await noah.panel.getByRole('button', { name: 'Withdraw request' }).click();
    await noah.panel.getByText('Withdraw this request?').waitFor();
    await noah.panel.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await noah.panel.getByText('Withdrawn by Noah Okafor just now. Nothing was changed.').waitFor();
    await maya.openIssue('WEB-2');
    await maya.panel.getByText('Withdrawn by Noah Okafor').waitFor();
    expect(await maya.panel.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
  });

  it('lets a lead who would gain decline, and tells why they can’t approve', async () => {
    await asks('Noah Okafor', 'WEB-5', 'design', ['Priya Raman', 'Maya Lindqvist']);
    await maya.openIssue('WEB-5');
    const { panel } = maya;
    await panel.getByText('You lead the project, and can decline it.').waitFor();
    await panel.getByText('You would gain from this.').waitFor();
    const approving = panel.getByRole('button', { name: 'Approve', exact: true });
    expect(await approving.getAttribute('aria-disabled')).toBe('true');
    await panel.getByRole('button', { name: 'Why Emma?' }).click();
    await panel.getByText('but would gain from it.').waitFor();
    await panel.getByRole('button', { name: 'Add a comment' }).click();
    await panel.getByLabel('Comment').fill('Design is full.');
    await panel.getByRole('button', { name: 'Decline' }).click();
    await panel.getByText('Declined just now. Nothing was changed.').waitFor();
    expect(stage.world.members('design')).not.toContain('Maya Lindqvist');
  });

  it('keeps decisions from the asker, from the subject and from bystanders', async () => {
    const submitted = await asks('Maya Lindqvist', 'WEB-3', 'engineering', ['Priya Raman']);
    await maya.openIssue('WEB-3');
    await maya.panel.getByText('Waiting for Emma Fischer').waitFor();
    await maya.panel.getByText('You asked for this, so somebody else decides.').waitFor();
    await maya.panel.getByRole('button', { name: 'Why Emma?' }).click();
    await maya.panel.getByText('made the request').first().waitFor();

    const priya = await stage.signInAs('Priya Raman', { at: '/browse/WEB-3' });
    await priya.panel.getByText('Waiting for Emma Fischer').waitFor();
    const grace = await stage.signInAs('Grace Kim', { at: '/browse/WEB-3' });
    await grace.panel.getByText('Waiting for Emma Fischer').waitFor();
    await grace.panel.getByText('Waiting for approval', { exact: true }).waitFor();
    for (const { panel } of [maya, priya, grace]) {
      expect(await panel.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
      expect(await panel.getByRole('button', { name: 'Decline' }).count()).toBe(0);
    }
    for (const { panel } of [priya, grace])
      expect(await panel.getByRole('button', { name: 'Withdraw request' }).count()).toBe(0);
    await priya.page.context().close();
    await grace.page.context().close();

    value(await approve(stage.world.as('Emma Fischer'), 'WEB-3', submitted));
    await maya.openIssue('WEB-3');
    await maya.panel.getByText('Everything was done').waitFor();
  });

  it('shows why a step failed in the site’s words, and tries it again', async () => {
    const undo = refuseJoining(stage.world, 'The group is being migrated.');
    await asks('Noah Okafor', 'WEB-4', 'qa');
    await maya.openIssue('WEB-4');
    await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
    await maya.panel.getByText('Needs attention', { exact: true }).waitFor();
    await maya.panel.getByText('The site said: “The group is being migrated.”').waitFor();
    await maya.panel.getByText('It is your turn:').waitFor();

    undo();
    await noah.openIssue('WEB-4');
    await noah.panel.getByText('It is your turn:').waitFor();
    await noah.panel.getByRole('button', { name: 'Retry for Priya Raman' }).click();
    await noah.panel.getByText('Everything was done just now.').waitFor();
    await noah.panel.getByRole('cell', { name: 'Added' }).waitFor();
    expect(stage.world.members('qa')).toContain('Priya Raman');
  });

  it('takes note of what was done by hand', async () => {
    const undo = stage.world.platform.atlassian.faults.add({
      via: 'token',
      method: 'POST',
      path: /\/role\//,
      effect: {
        kind: 'answer',
        status: 400,
        headers: { 'content-type': 'application/json;charset=UTF-8' },
        body: JSON.stringify({ errorMessages: ['This role is locked.'], errors: {} }),
      },
    });
    await asks('Noah Okafor', 'WEB-5', 'WEB/Developers');
    await maya.openIssue('WEB-5');
    await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
    await maya.panel.getByText('The site said: “This role is locked.”').waitFor();
    await maya.panel.getByRole('button', { name: 'Mark as done by hand… for Priya Raman' }).click();
    await maya.panel.getByText('This records, in your name').waitFor();
    await maya.panel.getByRole('button', { name: 'Yes, mark it' }).click();
    await maya.panel.getByText('It has not been done on the site.').waitFor();
    const { accountId } = stage.world.person('Priya Raman');
    stage.world.platform.atlassian.directory.addActor('WEB', 'Developers', { accountId });
    await maya.panel.getByRole('button', { name: 'Yes, mark it' }).click();
    await maya.panel.getByText('Done', { exact: true }).waitFor();
    await maya.panel.getByRole('cell', { name: 'Done by hand' }).waitFor();
    await maya.panel.getByText('Marked by Maya Lindqvist.').waitFor();
    undo();
  });

  it('tells whose approval leaves the others less time, and until when', async () => {
    await stage.world.allow(['frontend', 'qa'], { rolesOf: 'anyProject' });
    const asked = { issue: 'WEB-1', people: ['Grace Kim'], add: ['qa', 'MOB/Member'] };
    value(await ask(stage.world, stage.world.as('Noah Okafor'), asked));
    await noah.openIssue('WEB-1');
    await noah.panel.getByText('to be decided by').waitFor();
    expect(await noah.panel.getByText('is valid for').count()).toBe(0);
    await maya.openIssue('WEB-1');
    await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
    await maya.panel
      .getByText(/^Your approval is valid for 7 days, until .*for the others to decide\.$/)
      .waitFor();
    await noah.openIssue('WEB-1');
    await noah.panel
      .getByText(/^The approval of .*Maya Lindqvist.* is valid for 7 days, until /)
      .waitFor();
  });

  it('takes time-bound access back when its time is over', async () => {
    await noah.openIssue('WEB-6');
    await fillIn(noah.panel, {
      people: ['Priya Raman'],
      access: ['frontend'],
      why: 'For the campaign.',
      days: 7,
    });
    await submit(noah.panel);
    await maya.openIssue('WEB-6');
    await maya.panel.getByText('For 7 days, then it is taken back').waitFor();
    await maya.panel.getByRole('button', { name: 'Approve', exact: true }).click();
    await maya.panel.getByText('Everything was done').waitFor();
    await maya.panel.getByText('Access ends on').waitFor();
    expect(stage.world.members('frontend')).toContain('Priya Raman');

    await noah.page.goto('/local');
    await noah.page.getByRole('main').getByRole('button', { name: 'Advance 7 days' }).click();
    await noah.page
      .getByText('hours ahead of the machine')
      .or(noah.page.getByText('days ahead of the machine'))
      .waitFor();
    await noah.page.getByRole('main').getByRole('button', { name: 'Advance 1 hour' }).click();
    await noah.page.getByRole('link', { name: 'People & groups' }).click();
    await noah.page.getByRole('link', { name: 'frontend', exact: true }).click();
    await noah.page
      .getByRole('main')
      .getByRole('link', { name: 'Priya Raman' })
      .waitFor({ state: 'detached' });

    await noah.openIssue('WEB-6');
    await noah.panel.getByRole('button', { name: 'What happened to each person' }).click();
    await noah.panel.getByText('Access ended on').waitFor();
  });
});
