import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approve, ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { openStage, type Stage } from './support/open-stage';
import { overhang } from './support/overhang';
import { unsaid } from './support/unsaid';
import type { Visitor } from './support/visitor';

const WHY = 'Zur Probe';

describe.each(['en_XA', 'ar_XB'])('in %s', (locale) => {
  let stage: Stage;
  let olivia: Visitor;
  let noah: Visitor;
  let data: readonly string[];
  beforeAll(async () => {
    stage = await openStage();
    const { directory } = stage.world.platform.atlassian;
    await stage.world.connect();
    await stage.world.allow(['frontend', 'engineering', 'design', 'qa']);
    for (const { accountId } of directory.people()) directory.setLocale(accountId, locale);
    data = [
      ...directory.people().flatMap(({ displayName, email }) => [displayName, email]),
      ...directory.groups().map(({ name }) => name),
      ...directory
        .projects()
        .flatMap(({ key, name, roles }) => [key, name, ...roles.map((one) => one.name)]),
      ...[
        WHY,
        'Multiplier',
        stage.world.platform.atlassian.siteName,
        stage.world.platform.atlassian.siteUrl,
        new URL(stage.world.platform.atlassian.siteUrl).host,
        'acme-local.atlassian.net',
        'admin.atlassian.com',
      ],
    ];
    olivia = await stage.signInAs('Olivia Hart', { width: 360 });
    noah = await stage.signInAs('Noah Okafor', { width: 360 });
  });
  afterAll(() => stage.close());

  const expectSaid = async ({ page }: Visitor) => {
    const frames = page.frames().filter((frame) => frame.url().includes('/resource/'));
    expect(frames.length).toBeGreaterThan(0);
    for (const frame of frames) expect(await unsaid(frame, data)).toEqual([]);
    expect(await overhang(page)).toEqual([]);
  };

  it('the panel says everything by a message, and stays within a narrow screen', async () => {
    await noah.openIssue('WEB-1');
    await noah.panel.locator('h2').first().waitFor();
    await expectSaid(noah);
    await noah.panel.locator('button.button-primary').first().click();
    await noah.panel.locator('form h2').waitFor();
    await expectSaid(noah);
    const wish = { issue: 'WEB-2', people: ['Priya Raman'], add: ['frontend'], justification: WHY };
    const asked = value(await ask(stage.world, stage.world.as('Noah Okafor'), wish));
    await noah.openIssue('WEB-2');
    await noah.panel.locator('article').first().waitFor();
    await expectSaid(noah);
    value(await approve(stage.world.as('Maya Lindqvist'), 'WEB-2', asked));
    await noah.openIssue('WEB-2');
    await noah.panel.locator('article').first().waitFor();
    await expectSaid(noah);
  });

  it('each tab of the configuration page does', async () => {
    await olivia.openConfiguration();
    const tabs = olivia.configuration.getByRole('tab');
    await tabs.first().waitFor();
    for (const tab of await tabs.all()) {
      await tab.click();
      await olivia.page.waitForLoadState('networkidle');
      await expectSaid(olivia);
    }
  });
});
