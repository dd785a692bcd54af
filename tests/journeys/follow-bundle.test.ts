import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { InputOf } from '../../src/contract/api';
import { existingIds } from '../../src/domain/action/entitlement';
import { bundleHolders } from '../../src/domain/holding/bundle-difference';
import { DAY } from '../../src/domain/lib/time';
import { choicesOf } from '../../src/domain/policy/bundle';
import { markOf } from '../../src/domain/policy/find-bundles';
import { approve, askAndApprove, get } from '../support/ask-for';
import { bundlesBy } from '../support/bundles-by';
import { error, openWorld, value, type World } from '../support/open-world';

/** Those who have a bundle are brought to what is in it by one request, which is decided like any other. */
let world: World;
const { bundle, named } = bundlesBy(() => world);
const [PRIYA, YUKI, NOAH, MAYA, OLIVIA] = [
  'Priya Raman',
  'Yuki Tanaka',
  'Noah Okafor',
  'Maya Lindqvist',
  'Olivia Hart',
];
const GROUPS = ['frontend', 'design', 'engineering'];
const days = (count: number) => ({ kind: 'days' as const, days: count });
const contain = (...things: string[]) =>
  world.allow(GROUPS, { bundles: [bundle('Developer', ...things)] });

beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await contain('frontend', 'WEB/Viewers');
});
afterEach(() => world.close());

const give = async (who: string, term = days(30)) =>
  askAndApprove(world, {
    issue: 'WEB-1',
    people: [who],
    add: ['frontend', 'WEB/Viewers'],
    term,
    bundles: [await named(world.as(NOAH), 'WEB-1', 'developer')],
  });

const developer = async () => {
  const { policy } = value(await world.as(OLIVIA).admin('admin.load', {}));
  const found = policy?.bundles.find(({ id }) => id === 'developer');
  const [choice] = found === undefined ? [] : choicesOf(found);
  if (choice === undefined) throw new Error('There is no such bundle');
  return choice;
};
const question = async (): Promise<InputOf<'bundle.plan'>> => {
  const choice = await developer();
  const { people } = value(
    await world.as(OLIVIA).admin('bundle.holders', { bundleId: 'developer' }),
  );
  return {
    issueKey: 'web-2',
    bundleId: 'developer',
    mark: markOf(choice),
    people: bundleHolders(people, choice.contents).map(({ person, requestIds }) => ({
      accountId: person.accountId,
      requestIds: [...requestIds],
    })),
  };
};
const plan = async (asked: InputOf<'bundle.plan'>, by = OLIVIA) =>
  world.as(by).admin('bundle.plan', asked);
const send = async (asked: InputOf<'bundle.plan'>) => {
  const { plan: shown } = value(await plan(asked));
  return world.as(OLIVIA).admin('bundle.apply', {
    ...asked,
    justification: 'The bundle was changed.',
    planFingerprint: shown.fingerprint,
    submissionKey: randomUUID(),
  });
};
const sent = async () => {
  const { items } = value(
    await world.as(OLIVIA).admin('admin.requests', { which: 'awaitingApproval' }),
  );
  const [first] = items;
  if (first === undefined) throw new Error('No request waits');
  return get(world.as(OLIVIA), 'WEB-2', first.requestId);
};
const approved = async () => {
  const request = await sent();
  value(await approve(world.as(MAYA), 'WEB-2', request));
  await world.settle();
  return get(world.as(OLIVIA), 'WEB-2', request.id);
};
const has = (who: string) => [
  world.members('design').includes(who),
  world.actors('WEB', 'Viewers').includes(who),
];

test('one request gives each what they lack until their own end, and takes what is beyond it, once it is approved', async () => {
  await give(PRIYA, days(10));
  await give(YUKI, days(20));
  await contain('frontend', 'design');
  const asked = await question();
  const shown = value(await plan(asked));
  expect(shown).toMatchObject({ people: 2, left: 0, notAnyMore: 0, withWorkItem: [] });
  expect(shown.plan.lines.map(({ verb, verdict }) => [verb, verdict.verdict])).toEqual([
    ['add', 'change'],
    ['add', 'change'],
    ['remove', 'change'],
    ['remove', 'change'],
  ]);
  expect(value(await send(asked))).toEqual({ issueKey: 'WEB-2' });
  await world.settle();
  // Nobody has gained or lost anything before somebody approves it.
  expect([has(PRIYA), has(YUKI)]).toEqual([
    [false, true],
    [false, true],
  ]);
  const done = await approved();
  expect(done.state).toBe('completed');
  expect(done.follows).toEqual({ name: 'Developer' });
  expect([has(PRIYA), has(YUKI)]).toEqual([
    [true, false],
    [true, false],
  ]);
  // They have it as it is now, and nothing is left to bring them to.
  expect(error(await plan(await question())).code).toBe('request');
  await world.pass(10 * DAY);
  expect([world.members('design').includes(PRIYA), world.members('design').includes(YUKI)]).toEqual(
    [false, true],
  );
  await world.pass(10 * DAY);
  expect(world.members('design')).not.toContain(YUKI);
});

test('who has it no longer as it takes effect is given nothing, and what another request gives by then stays', async () => {
  await give(PRIYA, days(10));
  await give(YUKI, days(20));
  await contain('frontend', 'design');
  value(await send(await question()));
  await world.settle();
  const theirs = value(await world.as(PRIYA).access('access.held', {}));
  for (const { connectionId, entitlement } of theirs.items) {
    const access = existingIds(entitlement);
    value(await world.as(PRIYA).access('access.return', { connectionId, access }));
  }
  await askAndApprove(world, { issue: 'WEB-3', people: [YUKI], add: ['WEB/Viewers'] });
  await world.settle();
  const done = await approved();
  expect(done.state).toBe('needsAttention');
  expect(has(PRIYA)).toEqual([false, false]);
  expect(has(YUKI)).toEqual([true, true]);
});

test('a bundle that was changed again, or whoever is no Jira admin, makes no request', async () => {
  await give(PRIYA);
  await contain('frontend', 'design');
  const asked = await question();
  await contain('frontend', 'engineering');
  expect(await plan(asked)).toMatchObject({
    error: { code: 'request', refusal: { code: 'bundleChanged', bundle: 'Developer' } },
  });
  expect(error(await plan(await question(), NOAH)).code).toBe('notAllowed');
  expect(await plan({ ...(await question()), issueKey: 'NONE-1' })).toMatchObject({
    error: { code: 'notFound', what: 'issue' },
  });
});

test('somebody who does not have the bundle gains nothing, whatever the page says', async () => {
  const given = await give(PRIYA);
  await contain('frontend', 'design');
  const asked = await question();
  const emma = { accountId: world.person('Emma Fischer').accountId, requestIds: [given.id] };
  const shown = value(await plan({ ...asked, people: [...asked.people, emma] }));
  expect(shown).toMatchObject({ people: 1, notAnyMore: 1 });
  expect(error(await plan({ ...asked, people: [emma] })).code).toBe('request');
});

test('nothing is taken as long as what comes in its place could not be given, and a retry does both', async () => {
  await give(PRIYA);
  await give(YUKI);
  await contain('frontend', 'design');
  value(await send(await question()));
  const wellAgain = world.platform.atlassian.faults.add({
    method: 'POST',
    path: /^\/group\/user/,
    via: 'token',
    times: 1,
    effect: { kind: 'answer', status: 403, body: '{"errorMessages":["No."]}' },
  });
  await world.settle();
  const stopped = await approved();
  wellAgain();
  expect(stopped.state).toBe('needsAttention');
  const both = [has(PRIYA), has(YUKI)];
  // One of them has all of it as it is now, the other as it was.
  expect(both.toSorted()).toEqual([
    [false, true],
    [true, false],
  ]);
  const { id: requestId, revision } = stopped;
  value(await world.as(OLIVIA).panel('request.retry', 'WEB-2', { requestId, revision } as never));
  await world.settle();
  expect([has(PRIYA), has(YUKI)]).toEqual([
    [true, false],
    [true, false],
  ]);
});

test('what another bundle of the same request has stays', async () => {
  const both = [bundle('Developer', 'frontend', 'WEB/Viewers'), bundle('Tester', 'WEB/Viewers')];
  await world.allow(GROUPS, { bundles: both });
  await askAndApprove(world, {
    issue: 'WEB-1',
    people: [PRIYA],
    add: ['frontend', 'WEB/Viewers'],
    term: days(30),
    bundles: [
      await named(world.as(NOAH), 'WEB-1', 'developer'),
      await named(world.as(NOAH), 'WEB-1', 'tester'),
    ],
  });
  const [, tester] = both;
  if (tester === undefined) throw new Error('There is no tester');
  await world.allow(GROUPS, { bundles: [bundle('Developer', 'frontend', 'design'), tester] });
  value(await send(await question()));
  await world.settle();
  await approved();
  expect(has(PRIYA)).toEqual([true, true]);
});
