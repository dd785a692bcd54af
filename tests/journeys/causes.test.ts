import { afterEach, beforeEach, expect, test } from 'vitest';
import { approve, ask, get, steps } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { refuseJoining } from '../support/site-answers';

const NAMES = Array.from({ length: 40 }, (_, place) => `Newcomer ${place}`);
/** Their accounts are closed while the request waits. */
const GONE = NAMES.slice(36);

let world: World;
let mend: () => void;
let requestId: string;

beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['engineering']);
  const { directory } = world.platform.atlassian;
  for (const [place, name] of NAMES.entries()) {
    directory.addPerson(name, `newcomer.${place}@acme.example`);
  }
  const named = { issue: 'WEB-1', people: NAMES, add: ['engineering'] };
  const request = value(await ask(world, noah(), named));
  await world.settle();
  for (const name of GONE) directory.setActive(world.person(name).accountId, false);
  mend = refuseJoining(world, 'The group is being migrated.');
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  await world.settle();
  requestId = request.id;
});
afterEach(() => world.close());

const noah = () => world.as('Noah Okafor');
const causes = async () => value(await noah().panel('request.causes', 'WEB-1', { requestId }));
const likeStep = (step: number) =>
  noah().panel('request.steps', 'WEB-1', { requestId, outcome: 'all', likeStep: step });

test('40 failures of two causes are two messages, and one retry takes all that it helps', async () => {
  expect(await get(noah(), 'WEB-1', requestId)).toMatchObject({
    state: 'needsAttention',
    progress: { failed: 40, retryable: 36 },
  });
  const [refused, inactive, ...others] = await causes();
  if (refused === undefined || inactive === undefined) throw new Error('two causes are missing');
  expect(others).toEqual([]);
  expect(refused).toMatchObject({
    reason: 'siteRefused',
    siteMessage: 'The group is being migrated.',
    count: 36,
    retryable: 36,
    parts: [{ verb: 'add', entitlement: { name: 'engineering' }, count: 36, kinds: ['person'] }],
  });
  expect(inactive).toMatchObject({ reason: 'personInactive', count: 4, retryable: 0 });

  const shown = value(await likeStep(inactive.step)).items;
  expect(shown.map(({ subject }) => subject.displayName).toSorted()).toEqual(GONE.toSorted());
  expect(value(await likeStep(refused.step)).items).toHaveLength(36);

  // Nobody but those who took part, nothing that can't be, and no two ways of naming steps at once.
  const again = { requestId, likeStep: refused.step };
  expect(error(await world.as('Grace Kim').panel('request.retry', 'WEB-1', again))).toMatchObject({
    refusal: { code: 'notYours' },
  });
  expect(
    error(await noah().panel('request.retry', 'WEB-1', { requestId, likeStep: inactive.step })),
  ).toMatchObject({ refusal: { code: 'nothingToRetry' } });
  expect(
    error(await noah().panel('request.retry', 'WEB-1', { requestId, likeStep: 9_999 })),
  ).toMatchObject({ refusal: { code: 'nothingToRetry' } });
  expect(
    error(await noah().panel('request.retry', 'WEB-1', { ...again, steps: [0] })),
  ).toMatchObject({ code: 'badInput' });
  expect(await get(noah(), 'WEB-1', requestId)).toMatchObject({ state: 'needsAttention' });

  mend();
  value(await noah().panel('request.retry', 'WEB-1', again));
  await world.settle();
  expect(await get(noah(), 'WEB-1', requestId)).toMatchObject({
    state: 'needsAttention',
    progress: { applied: 36, failed: 4, retryable: 0 },
    verbs: { retry: { allowed: false, why: { code: 'nothingToRetry' } } },
  });
  expect((await causes()).map(({ reason, count }) => [reason, count])).toEqual([
    ['personInactive', 4],
  ]);
  expect(NAMES.filter((name) => world.members('engineering').includes(name))).toHaveLength(36);
});

test('a cause that fails again is the same cause, and the other is left as it was', async () => {
  const before = await steps(noah(), 'WEB-1', requestId);
  const [refused] = await causes();
  if (refused === undefined) throw new Error('no cause');
  // The site refuses again: each is there as before, and in the same cause.
  value(await noah().panel('request.retry', 'WEB-1', { requestId, likeStep: refused.step }));
  await world.settle();
  const after = await steps(noah(), 'WEB-1', requestId);
  expect((await causes()).map(({ count }) => count)).toEqual([36, 4]);
  for (const [place, { outcome }] of after.entries()) {
    if (outcome.state !== 'failed' || outcome.reason !== 'personInactive') continue;
    expect(outcome).toEqual(before[place]?.outcome);
  }
});
