import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { glassBy } from '../support/glass';
import { ACCESS, value } from '../support/open-world';
import { fillIn } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

const PATH = `/jira/apps/${ACCESS}`;
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
});
afterAll(() => stage.close());
const { opens, breaks } = glassBy(() => stage.world);

const pictures = process.env.GLASS_PICTURES;
if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
const picture = async (page: { screenshot(options: object): Promise<unknown> }, name: string) =>
  pictures === undefined
    ? undefined
    : page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });

it.each([
  ['light', 1280, 'Noah Okafor', 'WEB-1'],
  ['dark', 360, 'Liam Chen', 'WEB-2'],
] as const)(
  'the glass is broken in the form, shown on the card, and reviewed on the Access page: %s, %i px',
  async (theme, width, name, issue) => {
    await opens([name], { listed: ['design', 'finance'] });
    const asker = await stage.signInAs(name, { at: `/browse/${issue}`, theme, width });
    const { panel, page } = asker;
    await fillIn(panel, { people: [name], access: ['design'], why: 'The site is down' });
    const glass = panel.getByRole('group', { name: 'Emergency' });
    const tick = glass.getByRole('checkbox', { name: /^Break glass: I need this now/ });
    await tick.focus();
    await page.keyboard.press('Space');
    expect(await tick.isChecked()).toBe(true);
    // It is for whoever breaks it, at once: neither a start nor another term is chosen.
    expect(await panel.getByRole('group', { name: 'Start' }).count()).toBe(0);
    await glass.getByLabel('For how long').fill('5');
    await glass.getByText('Enter a number of hours from 1 to 4.').waitFor();
    await glass.getByLabel('For how long').fill('4');
    await panel.getByText('Given at once, before anybody decides').waitFor();
    await panel.getByText(/^Told at once:/).waitFor();
    expect(await findViolations(asker, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await picture(page, `form-${theme}`);
    await panel.getByRole('button', { name: 'Break the glass' }).press('Enter');
    await panel.getByText('The glass was broken: nobody has reviewed it yet').waitFor();
    await stage.world.settle();
    expect(stage.world.members('design')).toContain(name);
    await page.reload();
    await panel.getByText(/broke the glass, as version \d+ of the access policy/).waitFor();
    expect(await panel.getByRole('button', { name: 'Close the review' }).count()).toBe(0);
    expect(await findViolations(asker, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await picture(page, `card-${theme}`);
    await page.context().close();

    const maya = await stage.signInAs('Maya Lindqvist', { at: PATH, theme, width });
    const { access } = maya;
    await access.getByRole('heading', { name: 'To review' }).waitFor();
    const article = access.getByRole('article').filter({ hasText: name });
    const close = article.getByRole('button', { name: 'Close the review' });
    await close.press('Enter');
    await article.getByText('Say whether it was in order.').waitFor();
    await article.getByRole('radio', { name: 'It was not in order' }).press('Space');
    await close.press('Enter');
    await article.getByText('Say in a sentence what you found.').waitFor();
    await article.getByLabel('Note').fill('It could wait.');
    expect(await findViolations(maya, 'app')).toEqual([]);
    expect(await sidewaysOverflow(maya.page)).toEqual([]);
    await picture(maya.page, `review-${theme}`);
    await close.press('Enter');
    await article.getByText('The glass was broken, and it was not in order').waitFor();
    await maya.page.context().close();
  },
);

it.each([
  ['light', 1280, 'Emma Fischer'],
  ['dark', 360, 'Yuki Tanaka'],
] as const)(
  'an admin names who may break the glass, and reviews what was taken: %s, %i px',
  async (theme, width, name) => {
    await stage.world.allow(['design', 'finance'], { breakGlass: null });
    const olivia = await stage.signInAs('Olivia Hart', { theme, width });
    await olivia.openConfiguration();
    const { configuration: app, page } = olivia;
    await app.getByRole('tab', { name: 'Access policy' }).click();
    const part = app.getByRole('group', { name: 'Break glass' });
    await part.getByRole('radio', { name: /^People who are named here/ }).press('Space');
    await part.getByRole('combobox', { name: 'Who may break the glass' }).fill(name);
    await app.getByRole('option', { name }).click();
    await part.getByRole('combobox', { name: 'Groups that they may come into' }).fill('design');
    await app.getByRole('option', { name: 'design' }).click();
    await app.getByText(/you enable .* to take access before anybody decides/).waitFor();
    expect(await findViolations(olivia, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await picture(page, `policy-${theme}`);
    await app.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await app.getByText('Saved. It holds at once, also for requests that wait.').waitFor();
    value(await breaks(name, { issue: 'WEB-3' }));
    await stage.world.settle();
    await page.reload();
    await olivia.openConfiguration();
    await app.getByText(/^The glass was broken/).waitFor();
    await app.getByRole('button', { name: 'Review it' }).press('Enter');
    await app.getByRole('radio', { name: 'It was in order' }).press('Space');
    await app.getByLabel('Note').fill('It was needed.');
    expect(await findViolations(olivia, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await picture(page, `admin-${theme}`);
    await app.getByRole('button', { name: 'Close the review' }).press('Enter');
    await app.getByText('The review is closed.').waitFor();
    await page.context().close();
  },
);
