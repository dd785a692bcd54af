import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askAndApprove, decline } from '../support/ask-for';
import { CONFIGURATION, value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

/** "Who approved it?", as an auditor asks it. */
let stage: Stage;
let given: { readonly id: string };
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design']);
  given = await askAndApprove(world, {
    issue: 'WEB-1',
    people: ['Priya Raman', 'Grace Kim', 'Yuki Tanaka', 'Mateo Álvarez'],
    add: ['frontend', 'WEB/Viewers'],
    term: { kind: 'days', days: 30 },
  });
  const other = value(
    await ask(world, world.as('Priya Raman'), {
      issue: 'WEB-2',
      people: ['Grace Kim'],
      add: ['design'],
      justification: 'Moved to another team.',
    }),
  );
  await world.settle();
  value(await decline(world.as('Maya Lindqvist'), 'WEB-2', other, 'She is still on call.'));
  await world.settle();
});
afterAll(() => stage.close());

const PATH = `/jira/settings/apps/${CONFIGURATION}/configuration/audit`;
const signIn = async (theme: 'light' | 'dark' = 'light', width = 1280, at = PATH) => {
  const olivia = await stage.signInAs('Olivia Hart', { at, theme, width });
  const audit = olivia.configuration.getByRole('tabpanel', { name: 'Audit' });
  const line = (text: string) => audit.getByRole('row').filter({ hasText: text }).first();
  return { olivia, page: olivia.page, audit, line };
};

describe('the audit', () => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'says of each request who asked, who approved, what and for whom, and unfolds: %s, %i px',
    async (theme, width) => {
      const { olivia, page, audit, line } = await signIn(theme, width);
      const request = line('frontend');
      await request.getByText('Noah Okafor').waitFor();
      await request.getByText('Approved by').waitFor();
      await request.getByText('Maya Lindqvist').waitFor();
      await request.getByText('and 1 more').waitFor();
      await request.getByText('For 30 days, then it is taken back').waitFor();
      await line('Declined').getByText('Declined by').waitFor();
      expect(await request.getByRole('link', { name: /WEB-1/ }).count()).toBe(1);
      const more = request.getByRole('button', { name: 'All that happened' });
      await more.press('Enter');
      expect(await more.getAttribute('aria-expanded')).toBe('true');
      await audit.getByText('Maya Lindqvist approved the request.').waitFor();
      await audit.getByText(/Multiplier added Priya Raman to the group frontend/).waitFor();
      expect(await findViolations(olivia, 'app')).toEqual([]);
      expect(await sidewaysOverflow(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('is narrowed to a person and to days, which can be linked, and says why nothing is found', async () => {
    const { page, audit, line } = await signIn();
    await audit.getByRole('combobox', { name: 'Person' }).fill('Maya');
    await audit.getByRole('option', { name: /Maya Lindqvist/ }).click();
    await audit.getByText('2 lines shown. Requests are listed by when').waitFor();
    await audit.getByLabel('Last day').fill('2020-01-01');
    await audit.getByText('Nothing matches these filters.').waitFor();
    await audit.getByLabel('First day').fill('2020-02-01');
    await audit.getByText('The last day is before the first').first().waitFor();
    await audit.getByLabel('Last day').fill('');
    await line('frontend').waitFor();
    await expect.poll(() => new URL(page.url()).search).toContain('from=2020-02-01');
    await page.goto(`${PATH}?request=${given.id}`);
    await audit.getByText('Maya Lindqvist approved the request.').waitFor();
    await audit.getByRole('button', { name: 'Show all requests' }).press('Enter');
    await line('Declined').waitFor();
    await page.context().close();
  });

  it.each(['', `?person=`])(
    'is a file of everything that matches, with a column for each fact: %s',
    async (search) => {
      const person = stage.world.person('Grace Kim').accountId;
      const { page, audit } = await signIn(
        'light',
        1280,
        search === '' ? PATH : `${PATH}${search}${person}`,
      );
      await audit.getByRole('button', { name: 'All that happened' }).first().waitFor();
      const saved = page.waitForEvent('download');
      await audit.getByRole('button', { name: 'Download all that match' }).press('Enter');
      const file = readFileSync(await (await saved).path(), 'utf8');
      await audit.getByText(/^The file has \d+ events: all that match\.$/).waitFor();
      const of = (text: string) => file.split('\r\n').filter((line) => line.includes(text));
      const approved = of('"Request approved"');
      expect(approved).toHaveLength(1);
      expect(approved[0]).toContain('"Noah Okafor","Maya Lindqvist",""');
      expect(of('"group.addUser applied"')).toHaveLength(4);
      expect(of('"Connected"').length).toBe(search === '' ? 1 : 0);
      await page.context().close();
    },
  );
});
