import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approve, ask, get } from '../support/ask-for';
import { ACCESS, value } from '../support/open-world';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design']);
});
afterAll(() => stage.close());

const PATH = `/jira/apps/${ACCESS}`;
const asks = async (group: string, people = ['Priya Raman']) => {
  const { world } = stage;
  const named = { issue: 'WEB-1', people, add: [group] };
  const request = value(await ask(world, world.as('Noah Okafor'), named));
  await world.settle();
  return request;
};

describe('the page of what is one’s own', () => {
  it('is in the Apps menu, says what would be there, and comes with one call', async () => {
    const calls = new Set<string>();
    stage.world.platform.forge.faults.onWireCall = ({ moduleKey, invocationId }) => {
      if (moduleKey === ACCESS) calls.add(invocationId);
      return 'go';
    };
    const maya = await stage.signInAs('Maya Lindqvist', { at: '/' });
    await maya.page.getByText('Apps', { exact: true }).first().click();
    await maya.page.getByRole('link', { name: 'Access', exact: true }).click();
    await maya.access.getByText('Nothing waits for you.').waitFor();
    expect(calls.size).toBe(1);
    stage.world.platform.forge.faults.onWireCall = undefined;
    expect(await findViolations(maya, 'app')).toEqual([]);
  });

  it('lets somebody decide in place, by the keyboard alone, and says who was faster', async () => {
    const { world } = stage;
    const first = await asks('frontend');
    const second = await asks('engineering');
    const maya = await stage.signInAs('Maya Lindqvist', { at: PATH });
    const { access } = maya;
    await access.getByRole('heading', { name: /frontend/ }).waitFor();
    expect(await findViolations(maya, 'app')).toEqual([]);
    const article = access.getByRole('article').filter({ hasText: 'frontend' });
    await article.getByRole('button', { name: 'Decide' }).focus();
    await maya.page.keyboard.press('Enter');
    await article.getByText('The site is as it was').waitFor();
    await article.getByRole('button', { name: 'Decline' }).focus();
    await maya.page.keyboard.press('Enter');
    await article.getByText('Say why you decline, so that').waitFor();
    const comment = article.getByLabel('Comment');
    expect(await comment.evaluate((field) => field === document.activeElement)).toBe(true);
    await article.getByRole('button', { name: 'Decline' }).press('Enter');
    await article.getByText('A reason is needed to decline.').waitFor();
    expect(await findViolations(maya, 'app')).toEqual([]);
    await article.getByRole('button', { name: 'Approve', exact: true }).focus();
    await maya.page.keyboard.press('Enter');
    await article.getByText(/Approved by Maya Lindqvist, /).waitFor();
    await world.settle();
    expect((await get(world.as('Noah Okafor'), 'WEB-1', first.id)).state).toBe('completed');

    // Somebody else is faster while the form is open: nothing is decided twice, and it says by whom.
    const other = access.getByRole('article').filter({ hasText: 'engineering' });
    await other.getByRole('button', { name: 'Decide' }).click();
    await other.getByText('The site is as it was').waitFor();
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', second));
    await other.getByRole('button', { name: 'Approve', exact: true }).click();
    await other.getByText(/Approved by Maya Lindqvist, /).waitFor();
  });

  it('lets several be approved at once, each answered by itself', async () => {
    const { world } = stage;
    const one = await asks('design', ['Grace Kim']);
    const two = await asks('frontend', ['Sofia Costa']);
    const maya = await stage.signInAs('Maya Lindqvist', { at: PATH });
    const { access } = maya;
    // How many wait is on the tab, and nothing where none does.
    await access.getByRole('tab', { name: 'Waiting for me 2', exact: true }).waitFor();
    for (const box of await access.getByRole('checkbox').all()) await box.check();
    await access.getByRole('button', { name: 'Approve the chosen (2)' }).click();
    await access
      .getByText(/Approved by Maya Lindqvist, /)
      .nth(1)
      .waitFor();
    await access.getByRole('tab', { name: 'Waiting for me', exact: true }).waitFor();
    await world.settle();
    for (const { id } of [one, two])
      expect((await get(world.as('Noah Okafor'), 'WEB-1', id)).state).toBe('completed');
  });

  it.each(['light', 'dark'] as const)(
    'fits a narrow screen, %s, and lets whoever asked withdraw',
    async (theme) => {
      const { world } = stage;
      const request = await asks('design', ['Yuki Tanaka']);
      const noah = await stage.signInAs('Noah Okafor', { at: PATH, theme, width: 360 });
      const { access } = noah;
      await access.getByText('Nothing waits for you.').waitFor();
      await access.getByRole('tab', { name: 'My requests' }).click();
      await access
        .getByText(/Waiting for Maya Lindqvist/)
        .first()
        .waitFor();
      expect(await findViolations(noah, 'app')).toEqual([]);
      const frame = noah.page.frames().find((one) => one.url().includes('/resource/access/'));
      const overflow = await frame?.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);

      await access.getByRole('button', { name: 'Withdraw request' }).first().click();
      await access.getByRole('button', { name: 'Withdraw', exact: true }).click();
      await access
        .getByText('Withdrawn by Noah Okafor just now. Nothing was changed.')
        .first()
        .waitFor();
      // What is shown may be the one that was withdrawn in the other theme.
      const stateOf = async () => (await get(world.as('Noah Okafor'), 'WEB-1', request.id)).state;
      await expect.poll(stateOf, { timeout: 10_000 }).toBe('withdrawn');
    },
  );
});
