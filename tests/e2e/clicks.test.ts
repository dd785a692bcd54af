import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask-for';
import { value } from '../support/open-world';
import { countClicks } from './support/count-clicks';
import { openStage, type Stage } from './support/open-stage';

/** How much it takes, where it is done often. Asking by a bundle is counted where bundles are tried. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
});
afterAll(() => stage.close());

it('takes an admin six clicks at most from a connected site to a policy by which people can ask', async () => {
  const { world } = stage;
  const olivia = await stage.signInAs('Olivia Hart', { width: 1440 });
  await olivia.openConfiguration();
  const { configuration } = olivia;
  await configuration.getByRole('tab', { name: 'Access policy' }).waitFor();
  const clicks = await countClicks(configuration);
  await configuration.getByRole('tab', { name: 'Access policy' }).click();
  await configuration.getByRole('button', { name: 'Use recommended set' }).click();
  await configuration.getByRole('button', { name: 'Save', exact: true }).click();
  await configuration.getByText('Saved. It holds at once').waitFor();
  expect(await clicks()).toBeLessThanOrEqual(6);
  const asked = { issue: 'WEB-1', people: ['Priya Raman'], add: ['engineering'] };
  expect(value(await ask(world, world.as('Noah Okafor'), asked)).state).toBe('awaitingApproval');
});

it.each([
  { width: 1440, height: 900, issue: 'WEB-2', people: ['Priya Raman', 'Grace Kim'] },
  { width: 1024, height: 768, issue: 'WEB-3', people: ['Camille Laurent', 'Rin Takahashi'] },
])(
  'takes an approver one click from the link in the notification, without scrolling, at $width x $height',
  async ({ width, height, issue, people }) => {
    const { world } = stage;
    const asked = { issue, people, add: ['engineering'] };
    value(await ask(world, world.as('Noah Okafor'), asked));
    await world.settle();
    const maya = await stage.signInAs('Maya Lindqvist', {
      at: '/jira/notifications',
      width,
      height,
    });
    await maya.page
      .getByRole('link', { name: new RegExp(`^${issue}`) })
      .first()
      .click();
    const approve = maya.panel.getByRole('button', { name: 'Approve', exact: true });
    await maya.panel.getByText('the plan holds').waitFor();
    const clicks = await countClicks(maya.panel);
    const box = await approve.boundingBox();
    expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThan(height);
    await approve.click();
    await expect.poll(() => world.members('engineering')).toEqual(expect.arrayContaining(people));
    expect(await clicks()).toBe(1);
  },
);
