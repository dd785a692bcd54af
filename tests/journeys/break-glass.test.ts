import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { auditOf, get, steps } from '../support/ask-for';
import { glassBy } from '../support/glass';
import { error, openWorld, value, type World } from '../support/open-world';
import { rulesBy } from '../support/rules-by';

/** What somebody takes in an emergency, before anybody decides. */
const [NOAH, MAYA, LIAM, PRIYA] = ['Noah Okafor', 'Maya Lindqvist', 'Liam Chen', 'Priya Raman'];
/** Saves the policy, and so enables it. */
const OLIVIA = 'Olivia Hart';
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
});
afterEach(() => world.close());
const { opens, breaks, preview, review, open } = glassBy(() => world);
const { people, ruleInput, stage } = rulesBy(() => world);

const now = (id: string, by = NOAH) => get(world.as(by), 'WEB-1', id);
const events = async (kind: string) =>
  (await auditOf(world)).map(({ event }) => event).filter((event) => event.kind === kind);
const told = (name: string, text = 'broke the glass') =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .map((one) => one.text)
    .filter((one) => one.includes(text));
const toReview = async (name: string) =>
  value(await world.as(name).access('access.toReview', {})).items.map(({ id }) => id);
const taken = async (by = NOAH) => {
  const request = value(await breaks(by));
  await world.settle();
  return request;
};

test('it is off until an admin names somebody', async () => {
  await world.allow(['design']);
  expect(value(await world.as(NOAH).panel('form.load', 'WEB-1', {})).glassHours).toBeUndefined();
  expect(error(await breaks(NOAH))).toMatchObject({
    refusal: { code: 'noGlass', because: 'notNamed' },
  });
});

test('whoever is named takes it at once, it ends by itself, and everybody who was passed over is told', async () => {
  await opens(
    [NOAH],
    {},
    { rules: [ruleInput({ stages: [stage(1, people(MAYA)), stage(1, people(LIAM))] }, 0)] },
  );
  expect(value(await world.as(NOAH).panel('form.load', 'WEB-1', {})).glassHours).toBe(4);
  expect(value(await world.as(PRIYA).panel('form.load', 'WEB-1', {})).glassHours).toBeUndefined();
  const plan = value(await preview(NOAH));
  expect(plan.refusal).toBeUndefined();
  expect(plan).toMatchObject({
    approvals: [],
    glass: { enabledBy: { displayName: OLIVIA } },
  });
  const names = plan.glass?.told.map(({ displayName }) => displayName);
  expect(names?.toSorted()).toEqual([LIAM, MAYA, OLIVIA]);
  const from = world.platform.clock.now();
  const request = await taken();
  expect(request).toMatchObject({ state: 'approved' });
  expect(world.members('design')).toContain(NOAH);
  const shown = await now(request.id);
  expect(shown).toMatchObject({
    state: 'completed',
    term: { kind: 'until' },
    approvals: [
      { approvers: [], decisions: [{ decision: 'brokeGlass', by: { displayName: OLIVIA } }] },
    ],
  });
  expect(shown.review?.by).toHaveLength(3);
  expect(shown.review?.closed).toBeUndefined();
  expect(shown.endsAt).toBeLessThanOrEqual(from + 4 * HOUR + MINUTE);
  for (const name of [MAYA, LIAM, OLIVIA]) {
    expect(told(name)).toEqual([expect.stringMatching(/Noah Okafor broke the glass/)]);
    expect(await toReview(name)).toEqual([request.id]);
  }
  expect(await toReview(NOAH)).toEqual([]);
  expect(await toReview(PRIYA)).toEqual([]);
  expect((await open()).items).toMatchObject([{ requestId: request.id }]);
  expect(await events('request.brokeGlass')).toMatchObject([
    { actor: { displayName: NOAH }, signedBy: { displayName: OLIVIA } },
  ]);
  expect(await events('request.approved')).toEqual([]);
  expect((await events('admins.notified')).map((one) => 'about' in one && one.about)).toEqual([
    'brokenGlass',
  ]);
  await world.pass(4 * HOUR + MINUTE);
  await world.sweep();
  expect(world.members('design')).not.toContain(NOAH);
  // Its review goes on.
  expect(await toReview(MAYA)).toEqual([request.id]);
});

describe('its review', () => {
  test('is closed by who would have decided, with a word, and not by whoever took it', async () => {
    await opens([NOAH]);
    const { id } = await taken();
    expect(error(await review(NOAH, await now(id)))).toMatchObject({
      refusal: { code: 'ownReview' },
    });
    expect(error(await review(PRIYA, await now(id)))).toMatchObject({
      refusal: { code: 'notYourReview' },
    });
    expect(error(await review(MAYA, await now(id), { note: ' ' }))).toMatchObject({
      refusal: { code: 'noteMissing' },
    });
    const closed = value(
      await review(MAYA, await now(id), { verdict: 'notInOrder', note: 'It could wait.' }),
    );
    await world.settle();
    expect(closed.review).toMatchObject({
      closed: { by: { displayName: MAYA }, verdict: 'notInOrder', note: 'It could wait.' },
    });
    expect(await toReview(MAYA)).toEqual([]);
    expect(await toReview(OLIVIA)).toEqual([]);
    expect((await open()).items).toEqual([]);
    expect(told(NOAH, 'has reviewed')).toEqual([
      expect.stringMatching(/it was not in order.*It could wait\./s),
    ]);
    expect(await events('request.reviewed')).toMatchObject([
      { actor: { displayName: MAYA }, verdict: 'notInOrder', note: 'It could wait.' },
    ]);
    expect(error(await review(OLIVIA, await now(id)))).toMatchObject({
      refusal: { code: 'wrongState' },
    });
  });

  test('is closed by an admin as well, but for their own, and that of others once they are named themselves', async () => {
    await opens([NOAH]);
    const { id, revision } = await taken();
    const close = (by: string) =>
      world.as(by).admin('admin.review', {
        requestId: id,
        revision: revision + 0,
        verdict: 'inOrder',
        note: 'Seen.',
      });
    const shown = await now(id);
    expect((await open('Sofia Costa')).items).toMatchObject([{ may: { allowed: true } }]);
    expect(error(await close('Sofia Costa'))).toMatchObject({ code: 'changedMeanwhile' });
    const closes = () =>
      world.as('Sofia Costa').admin('admin.review', {
        requestId: id,
        revision: shown.revision,
        verdict: 'inOrder',
        note: 'Seen.',
      });
    await opens([NOAH, 'Sofia Costa']);
    expect(error(await closes())).toMatchObject({ refusal: { code: 'reviewOfPeer' } });
    await opens([NOAH]);
    const closed = await closes();
    expect(value(closed).items).toEqual([]);
    await opens([NOAH, 'Sofia Costa']);
    const own = await taken('Sofia Costa');
    expect((await open('Sofia Costa')).items).toMatchObject([
      { requestId: own.id, may: { allowed: false, why: { code: 'ownReview' } } },
    ]);
  });

  test('is told again while it is open, once a day', async () => {
    await opens([NOAH]);
    const { id } = await taken();
    const reminded = () => told(MAYA, 'nobody has closed the review');
    await world.pass(DAY);
    await world.sweep();
    expect(reminded()).toHaveLength(0);
    for (const days of [2, 3]) {
      await world.pass(DAY + MINUTE);
      await world.sweep();
      await world.sweep();
      expect(reminded()).toHaveLength(days - 1);
    }
    value(await review(MAYA, await now(id)));
    await world.pass(2 * DAY);
    await world.sweep();
    expect(reminded()).toHaveLength(2);
  });

  test('keeps what was taken from being taken so again, and nothing else', async () => {
    await opens([NOAH], { listed: ['design', 'finance'], groups: ['design', 'finance'] });
    const { id } = await taken();
    await world.pass(5 * HOUR);
    await world.sweep();
    expect(world.members('design')).not.toContain(NOAH);
    expect(error(await breaks(NOAH))).toMatchObject({ refusal: { because: 'reviewOpen' } });
    value(await breaks(NOAH, { add: ['finance'] }));
    value(await review(MAYA, await now(id)));
    expect(await taken()).toMatchObject({ state: 'approved' });
    expect(world.members('design')).toContain(NOAH);
  });
});

test('of two that are sent at the same time, one is taken', async () => {
  await opens([NOAH]);
  const both = await Promise.all([breaks(NOAH), breaks(NOAH, { issue: 'WEB-2' })]);
  await world.settle();
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await open()).items).toHaveLength(1);
});

describe('between the break of the glass and its effect', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['they are named no more', () => opens([LIAM])],
    ['nobody may any more', () => world.allow(['design', 'frontend'], { breakGlass: null })],
    ['the group is opened so no more', () => opens([NOAH], { groups: ['frontend'] })],
    [
      'the group is listed no more',
      () => opens([NOAH], { groups: [], listed: ['frontend'], roles: 'all' }),
    ],
  ])('nothing is given where %s', async (_, happens) => {
    await opens([NOAH]);
    const { id } = value(await breaks(NOAH));
    await happens();
    await world.settle();
    expect(world.members('design')).not.toContain(NOAH);
    const [step] = await steps(world.as(NOAH), 'WEB-1', id);
    expect(step?.outcome).toMatchObject({ state: 'failed', retryable: false });
  });
});

test('a page or a file that says nothing of it lets nobody, and what is not listed can’t be named', async () => {
  await opens([NOAH]);
  expect(value(await preview(NOAH)).refusal).toBeUndefined();
  await world.allow(['design', 'frontend'], { decideWithinDays: 9 });
  expect(value(await preview(NOAH)).refusal).toMatchObject({ because: 'notNamed' });
  await expect(opens([NOAH], { listed: ['frontend'] })).rejects.toThrow(/glassNotListed/);
});

test('the audit says who may break the glass from when on', async () => {
  await opens([NOAH, LIAM], { roles: 'ordinary' });
  const [change] = await events('policy.changed');
  expect(change).toMatchObject({
    changes: expect.arrayContaining([
      {
        of: 'breakGlass',
        before: null,
        after: {
          people: [NOAH, LIAM].map((displayName) => expect.objectContaining({ displayName })),
          groups: [expect.objectContaining({ name: 'design' })],
          roles: 'ordinary',
        },
      },
    ]),
  });
});
