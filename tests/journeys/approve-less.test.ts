import { afterEach, beforeEach, expect, test } from 'vitest';
import type { InputOf } from '../../src/contract/api';
import type { RequestView } from '../../src/contract/views';
import { DAY, HOUR } from '../../src/domain/lib/time';
import { approve, ask, auditOf, get, type NamedAsk, steps } from '../support/ask-for';
import { bundlesBy } from '../support/bundles-by';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf } from '../support/poison';
import { rulesBy } from '../support/rules-by';

/** An approver gives less than was asked for: fewer lines, or for less long. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
});
afterEach(() => world.close());

const { rules, people, stage, LEAD, about } = rulesBy(() => world);
const [NOAH, MAYA, LIAM] = ['Noah Okafor', 'Maya Lindqvist', 'Liam Chen'];
const three: NamedAsk = {
  issue: 'WEB-1',
  people: ['Priya Raman', 'Grace Kim', 'Liam Chen'],
  add: ['frontend', 'design'],
  term: { kind: 'days', days: 30 },
};

type Less = NonNullable<Extract<InputOf<'request.decide'>, { decision: 'approve' }>['less']>;

async function approveLess(by: string, { id }: RequestView, less: Less, comment = 'Not yet.') {
  const { revision } = await get(world.as(by), 'WEB-1', id);
  return world.as(by).access('request.decide', {
    requestId: id,
    revision,
    decision: 'approve',
    comment,
    less,
  });
}

const lines = async ({ id }: RequestView) =>
  (await steps(world.as(NOAH), 'WEB-1', id)).map(
    ({ step, subject, entitlement, outcome }) =>
      `${step} ${subject.displayName}: ${'name' in entitlement ? entitlement.name : ''} ${outcome.state}`,
  );
const told = (name: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .map(({ text }) => text)
    .filter((text) => text.includes('approved less'));
const asks = async (named = three) => {
  const request = value(await ask(world, world.as(NOAH), named));
  await world.settle();
  return request;
};

test('what is left is done, and nothing else; whoever asked hears what was left out, and why', async () => {
  await world.allow(['frontend', 'design']);
  const request = await asks();
  const seen = await get(world.as(MAYA), 'WEB-1', request.id);
  expect([seen.approves, (await get(world.as(NOAH), 'WEB-1', request.id)).approves]).toEqual([
    [0, 1],
    [],
  ]);
  // Priya and Grace from `frontend`, and all of `design` but Grace.
  const days: Less['term'] = { kind: 'days', days: 7 };
  const less = { leftOut: [0, 1, 3, 5], term: days };
  value(await approveLess(MAYA, request, less, 'Only while the launch lasts.'));
  await world.settle();
  expect(await lines(request)).toEqual([
    '0 Liam Chen: frontend applied',
    '1 Grace Kim: design applied',
  ]);
  const done = await get(world.as(NOAH), 'WEB-1', request.id);
  expect(done).toMatchObject({
    state: 'completed',
    term: days,
    planned: { change: 2 },
    subjects: [{ displayName: 'Grace Kim' }, { displayName: 'Liam Chen' }],
    less: [{ by: { displayName: MAYA }, reason: 'Only while the launch lasts.' }],
  });
  expect(world.members('frontend')).not.toContain('Priya Raman');
  expect(told(NOAH)).toEqual([
    expect.stringMatching(
      /is done.*Maya Lindqvist approved less.*Left out: add Priya Raman and Grace Kim to the group frontend; add Priya Raman and Liam Chen to the group design.*for 7 days, not for 30 days.*Only while the launch lasts/s,
    ),
  ]);
  const audit = await auditOf(world);
  expect(audit.filter(({ event }) => event.kind === 'request.approvedLess')).toMatchObject([
    {
      event: {
        actor: { displayName: MAYA },
        leftOut: 4,
        approved: { term: days },
        termBefore: three.term,
      },
    },
  ]);
  await world.pass(7 * DAY + HOUR);
  await world.sweep();
  expect(world.members('frontend')).not.toContain('Liam Chen');
});

test('every stage after that decides what is left, and may leave out more; nobody approves anew what was', async () => {
  await rules({
    what: about(['design', 'frontend']),
    stages: [stage(1, LEAD), stage(1, people('Olivia Hart', LIAM))],
  });
  const request = await asks({ ...three, people: ['Priya Raman', 'Grace Kim'] });
  value(await approveLess(MAYA, request, { leftOut: [0, 1] }));
  await world.settle();
  expect(told(NOAH)).toEqual([
    expect.stringMatching(
      /Left out: add Priya Raman and Grace Kim to the group frontend.*Not yet/s,
    ),
  ]);
  const second = await get(world.as(LIAM), 'WEB-1', request.id);
  expect(second).toMatchObject({
    state: 'awaitingApproval',
    changes: [{ entitlement: { name: 'design' }, subjectCount: 2 }],
    approves: [0],
  });
  expect(second.approvals.map(({ decisions }) => decisions.length)).toEqual([1, 0]);
  expect(await lines(request)).toEqual([
    '0 Priya Raman: design pending',
    '1 Grace Kim: design pending',
  ]);
  // The record of the lines that were left out is gone, too.
  expect(keysOf(world.platform, 'steps')).toHaveLength(1);
  // A reader that saw the request as it was decides nothing by it.
  expect(await approve(world.as(LIAM), 'WEB-1', request)).toMatchObject({
    error: { code: 'changedMeanwhile' },
  });
  value(await approveLess(LIAM, request, { leftOut: [0] }, 'Grace is enough.'));
  await world.settle();
  expect(world.members('design')).toContain('Grace Kim');
  for (const group of ['design', 'frontend'])
    expect(world.members(group)).not.toContain('Priya Raman');
  expect(told(NOAH)[0]).toMatch(/Not yet.*Grace is enough/s);
});

test('of two at the same time, one counts: nothing comes back that the other left out', async () => {
  await rules({
    what: about(['design', 'frontend']),
    stages: [stage(2, people('Olivia Hart', LIAM, MAYA))],
  });
  const request = await asks({ ...three, people: ['Priya Raman', 'Grace Kim'] });
  const [one, other] = await Promise.all([
    approveLess(MAYA, request, { leftOut: [0, 1] }),
    approveLess(LIAM, request, { leftOut: [2, 3] }),
  ]);
  expect([one.ok, other.ok].sort()).toEqual([false, true]);
  expect(await lines(request)).toHaveLength(2);
});

test('a lower level is approved in place of the one that was asked for: later stages, whoever asked and the audit hear of it by its name', async () => {
  const { levelled, named } = bundlesBy(() => world);
  await rules({ stages: [stage(1, LEAD), stage(1, people(LIAM))], what: about(['design']) });
  await world.allow(['frontend', 'design'], {
    bundles: [
      levelled('Developer', { read: ['design'], write: ['design', 'frontend'], admin: ['design'] }),
    ],
  });
  const bundles = [await named(world.as(NOAH), 'WEB-1', 'developer', 'write')];
  const request = await asks({ ...three, people: ['Priya Raman'], bundles });
  const [below] = value(await world.as(MAYA).access('request.levels', { requestId: request.id }));
  expect(below).toMatchObject({
    asked: 'Developer, write',
    levels: [{ levelId: 'read', name: 'Developer, read', leftOut: [0], ofOthers: [] }],
  });
  const { levelId = '', mark = '' } = below?.levels[0] ?? {};
  const levels = [{ bundleId: 'developer', levelId, mark }];
  value(await approveLess(MAYA, request, { leftOut: [], levels }, 'To read is enough.'));
  await world.settle();
  const [heard] = told(NOAH);
  expect(heard).toContain('Developer, read, in place of Developer, write.');
  expect(heard).toContain('To read is enough.');
  // Whoever decides after that is told by the name of what is left.
  const asked = world.platform.atlassian
    .notificationsOf(world.person(LIAM).accountId)
    .map(({ text }) => text);
  expect(asked.join(' ')).toContain('Developer, read (1 group), in place of Developer, write');
  value(await approve(world.as(LIAM), 'WEB-1', await get(world.as(LIAM), 'WEB-1', request.id)));
  await world.settle();
  expect(world.members('frontend')).not.toContain('Priya Raman');
  expect(world.members('design')).toContain('Priya Raman');
  const less = (await auditOf(world)).find(({ event }) => event.kind === 'request.approvedLess');
  expect(less?.event).toMatchObject({
    levels: [{ before: 'Developer, write', after: 'Developer, read' }],
    approved: { bundles: [{ name: 'Developer, read', insteadOf: 'Developer, write' }] },
  });
});
