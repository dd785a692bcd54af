import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pick } from './support/ask';
import { openStage, type Stage } from './support/open-stage';
import type { Visitor } from './support/visitor';

/** The help page from its first sentence to its last, then what it is for: three people, one request. */
describe('the main job', () => {
  let stage: Stage;
  let olivia: Visitor;
  let noah: Visitor;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  it('generates an API token where the help page says', async () => {
    olivia = await stage.signInAs('Olivia Hart', { byHand: true });
    const { page } = olivia;
    await page.getByLabel('Your profile: Olivia Hart').click();
    await page.getByRole('link', { name: 'Manage account' }).click();
    const security = page
      .getByRole('navigation', { name: 'Atlassian account' })
      .getByRole('link', { name: 'Security' });
    await security.click();
    const tokens = page.getByRole('region', { name: 'API tokens' });
    await tokens.scrollIntoViewIfNeeded();
    await tokens.getByText('Create API token').click();
    await tokens.getByLabel('Label').fill('Multiplier Integration');
    await tokens.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByText('You won’t be able to see it again.').waitFor();
    await page.getByRole('button', { name: 'Copy to clipboard' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const token = await page.getByLabel('New API token').inputValue();
    expect(token).toMatch(/^ATATT/);

    // As it says: it can't be seen again, and to load the page again makes no second one.
    await page.reload();
    await page.getByRole('cell', { name: 'Multiplier Integration', exact: true }).waitFor();
    expect(await page.content()).not.toContain(token);
    expect(
      await page.getByRole('cell', { name: 'Multiplier Integration', exact: true }).count(),
    ).toBe(1);
  });

  it('connects the site under Apps > Manage apps > Multiplier > Configuration', async () => {
    const { page, configuration } = olivia;
    const jira = page.getByRole('navigation', { name: 'Jira' });
    await jira.getByText('Apps', { exact: true }).click();
    await jira.getByRole('link', { name: 'Manage apps', exact: true }).click();
    const listed = page.getByRole('main');
    await listed.getByText('Multiplier', { exact: true }).first().click();
    await listed.getByRole('link', { name: 'Configuration', exact: true }).click();
    await configuration.getByRole('button', { name: 'Atlassian Cloud' }).click();
    await configuration.getByLabel('Instance URL').fill('https://acme-local.atlassian.net');
    await configuration.getByLabel('Email').fill('olivia.hart@acme.example');
    await configuration.getByRole('textbox', { name: 'API Token' }).focus();
    await page.keyboard.press('ControlOrMeta+V');
    await configuration.getByRole('button', { name: 'Connect' }).click();

    await configuration.getByText('Connected to Acme').waitFor();
    await configuration.getByText('Acts as Olivia Hart').waitFor();
    await configuration.getByText('Acme https://acme-local.atlassian.net').waitFor();
    await configuration.getByText(': works').waitFor();
  });

  it('opens groups to requests with the recommended set', async () => {
    const { configuration } = olivia;
    await configuration.getByRole('button', { name: 'Open the access policy' }).click();
    await configuration.getByRole('button', { name: 'Use recommended set' }).click();
    const listed = configuration.getByRole('table', { name: 'Groups that can be asked for' });
    await listed.getByText('engineering', { exact: true }).first().waitFor();
    // It opens a project, and other projects have other leads: an admin lists it knowingly.
    expect(await listed.getByText('frontend', { exact: true }).count()).toBe(0);
    await pick(configuration, 'Add a group', 'frontend');
    await listed.getByText('frontend', { exact: true }).first().waitFor();
    expect(await listed.getByText('site-admins').count()).toBe(0);
    expect(await listed.getByText('platform-crew').count()).toBe(0);
    await configuration.getByRole('button', { name: 'Save' }).click();
    await configuration
      .getByText('Saved. It holds at once, also for requests that wait.')
      .waitFor();
  });

  it('lets a colleague ask, and shows the plan first', async () => {
    noah = await stage.signInAs('Noah Okafor', { at: '/' });
    const { page, panel } = noah;
    await page.getByRole('link', { name: 'Projects' }).click();
    await page.getByRole('link', { name: 'Website' }).click();
    await page.getByRole('link', { name: 'Onboard Priya Raman' }).click();
    await panel.getByRole('button', { name: 'Request access' }).click();
    await pick(panel, 'Who is it for?', 'Priya');
    await pick(panel, 'Access to what?', 'frontend');
    await pick(panel, 'Access to what?', 'Developers');
    await panel.getByLabel('Why is it needed?').fill('Priya starts in the website team this week.');

    const plan = panel.getByRole('region', { name: 'Plan' });
    await plan.getByText('2 changes.').waitFor();
    expect(await plan.getByText('Will be added').count()).toBe(2);
    await plan.getByText('will be asked to decide.').waitFor();
    await plan.getByText('Maya Lindqvist').first().waitFor();
    await panel.getByRole('button', { name: 'Submit request' }).click();

    await panel
      .getByRole('heading', {
        name: 'Add Priya Raman to the group frontend and the role Developers in Website',
      })
      .waitFor();
    await panel.getByText('Waiting for approval', { exact: true }).waitFor();
    await panel.getByText('Waiting for Maya Lindqvist · asked just now').waitFor();
  });

  it('tells the project lead, who sees who, what and why, and approves', async () => {
    const maya = await stage.signInAs('Maya Lindqvist', { at: '/' });
    const { page, panel } = maya;
    await page.getByRole('link', { name: 'Notifications' }).click();
    const mail = page.getByRole('region', { name: 'Email to maya.lindqvist@acme.example' });
    await mail.getByText('Priya Raman').first().waitFor();
    const mentions = page.getByRole('region', { name: 'In Jira' });
    await mentions.getByText('mentioned you on').waitFor();
    await mentions.getByRole('link', { name: 'WEB-1', exact: true }).click();

    await panel.getByText('It is your turn to decide.').waitFor();
    const request = panel.getByRole('article');
    for (const text of [
      'Noah Okafor',
      'Priya Raman',
      'frontend group',
      'Developers role in Website',
      'Priya starts in the website team this week.',
      'For 30 days, then it is taken back',
    ]) {
      await request.getByText(text).first().waitFor();
    }
    await request.getByText('Plan: 2 changes.').waitFor();
    await request.getByText('Will be added').first().waitFor();
    await request.getByRole('button', { name: 'Add a comment' }).click();
    await request.getByLabel('Comment').fill('Welcome, Priya.');
    await request.getByRole('button', { name: 'Approve', exact: true }).click();
    await request.getByText('Everything was done just now.').waitFor();
    await request.getByText('“Welcome, Priya.”').waitFor();
  });

  it('shows the asker what happened to each person, without reloading', async () => {
    const { panel } = noah;
    await panel.getByText('Everything was done').waitFor();
    await panel.getByRole('button', { name: 'What happened to each person' }).click();
    await panel.getByRole('cell', { name: 'Added' }).first().waitFor();
    expect(await panel.getByRole('cell', { name: 'Added' }).count()).toBe(2);
  });

  it('has changed the membership on the site', async () => {
    const { page } = noah;
    await page.getByRole('link', { name: 'People & groups' }).click();
    await page.getByRole('link', { name: 'frontend', exact: true }).click();
    await page.getByRole('main').getByRole('link', { name: 'Priya Raman' }).waitFor();
    await page.getByRole('link', { name: 'Projects' }).click();
    await page.getByRole('link', { name: 'Website' }).click();
    await page.getByRole('link', { name: 'Project settings: People' }).click();
    await page
      .getByRole('region', { name: 'Developers' })
      .getByRole('link', { name: 'Priya Raman' })
      .waitFor();
  });

  it('keeps it in the audit, to be found by person, issue and kind', async () => {
    const { configuration } = olivia;
    await configuration.getByRole('tab', { name: 'Audit' }).click();
    const audit = configuration.getByRole('tabpanel', { name: 'Audit' });
    const row = (text: string) => audit.getByRole('row').filter({ hasText: text });
    const request = row('frontend').first();
    await request.getByText('Approved by').waitFor();
    await request.getByRole('button', { name: 'All that happened' }).click();
    // What was last stands in the row of the request, too.
    for (const text of [
      'Multiplier added Priya Raman to the group frontend.',
      'Multiplier added Priya Raman to the role Developers in Website.',
      'Maya Lindqvist approved the request: “Welcome, Priya.”',
      'Noah Okafor asked to add Priya Raman',
    ]) {
      await audit.getByRole('listitem').filter({ hasText: text }).waitFor();
    }
    await row('Olivia Hart connected https://acme-local.atlassian.net').waitFor();

    const connected = row('Olivia Hart connected');
    const kind = audit.getByLabel('Kind');
    const issue = audit.getByLabel('Work item');
    await kind.selectOption('Request approved');
    await connected.waitFor({ state: 'detached' });
    await audit.getByText('1 line shown.').waitFor();
    await row('Maya Lindqvist approved').first().waitFor();
    await kind.selectOption('Any');
    await connected.waitFor();

    await issue.fill('WEB-1');
    await connected.waitFor({ state: 'detached' });
    await request.waitFor();
    await issue.fill('');
    await connected.waitFor();

    await pick(configuration, 'Person', 'Priya Raman');
    await connected.waitFor({ state: 'detached' });
    await request.waitFor();
    await audit.getByRole('button', { name: 'Remove Priya Raman' }).click();
    await connected.waitFor();

    await audit.getByLabel('Kind').selectOption('Access changed');
    await audit.getByText('1 line shown.').waitFor();
    await audit.getByLabel('Work item').fill('WEB-2');
    await audit.getByText('Nothing matches these filters.').waitFor();
  });
});
