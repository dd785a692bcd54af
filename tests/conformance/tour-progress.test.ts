import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TourSign } from '../../local/host/tour';
import { progressOf, stepKey } from '../../local/host/tour-progress';
import { openWorld, type World } from '../support/open-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const tour = (...signs: readonly (TourSign | undefined)[]) => ({
  title: 'Tour',
  steps: signs.map((done, place) => ({
    title: `Step ${place}`,
    text: '',
    to: '/',
    ...(done === undefined ? {} : { done }),
  })),
});
const progress = (of: ReturnType<typeof tour>, opened: readonly string[] = []) =>
  progressOf(world.platform, of, new Set(opened));

test('a token counts once somebody has made it, not ready-made', () => {
  const of = tour({ token: 'Olivia Hart' }, { token: 'Nobody at all' });
  expect(progress(of)).toEqual([false, false]);
  const { tokens } = world.platform.atlassian;
  const { accountId } = world.person('Olivia Hart');
  tokens.create(accountId, 'Mine', world.platform.clock.now() + 86_400_000);
  expect(progress(of)).toEqual([true, false]);
});

test('what the app keeps, a work item’s property and a member each show that a step was done', () => {
  const { directory } = world.platform.atlassian;
  const signs = [
    { stored: 'connection' },
    { property: 'some.key', of: 'WEB-1' },
    { member: 'Priya Raman', of: 'frontend' },
    { property: 'some.key', of: 'NO-1' },
    { member: 'Priya Raman', of: 'no such group' },
  ];
  const each = () => signs.flatMap((sign) => progress(tour(sign)));
  expect(each()).toEqual([false, false, false, false, false]);
  directory.setProperty('WEB-1', 'some.key', {});
  directory.addMember(world.groupId('frontend'), world.person('Priya Raman').accountId);
  expect(each()).toEqual([false, true, true, false, false]);
});

test('with a later step, those before it that leave something behind are done, and none that is only opened', () => {
  world.platform.atlassian.directory.setProperty('WEB-1', 'some.key', {});
  const of = tour(
    { stored: 'connection' },
    undefined,
    { property: 'some.key', of: 'WEB-1' },
    { stored: 'policy' },
  );
  expect(progress(of)).toEqual([true, false, true, false]);
  const [, step] = of.steps;
  expect(progress(of, [stepKey(of, step ?? { title: '' })])).toEqual([true, true, true, false]);
});
