import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { QUESTION_STANDS, QUESTIONS_AT_MOST } from '../../src/domain/request/question';
import { approve, ask, auditOf, get, type NamedAsk } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { rulesBy } from '../support/rules-by';

/** Whoever decides asks first; whoever asked for access answers in place, and the time to decide stands still meanwhile. */
const [NOAH, MAYA, LIAM, PRIYA] = ['Noah Okafor', 'Maya Lindqvist', 'Liam Chen', 'Priya Raman'];
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'design'], { decideWithinDays: 5 });
});
afterEach(() => world.close());
const { rules, people, stage, about } = rulesBy(() => world);

const named: NamedAsk = { issue: 'WEB-1', people: [PRIYA], add: ['design'] };
const told = (name: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .map(({ text }) => text)
    .filter((text) => /question/.test(text));
const asks = async (more: Partial<NamedAsk> = {}) => {
  const request = value(await ask(world, world.as(NOAH), { ...named, ...more }));
  await world.settle();
  return request;
};
const puts = async (name: string, { id: requestId }: RequestView, text = 'Until when?') => {
  const reply = await world.as(name).access('request.question', { requestId, text });
  await world.settle();
  return reply;
};
const answers = async (name: string, { id: requestId }: RequestView, text = 'Until May.') => {
  const reply = await world.as(name).access('request.answer', { requestId, text });
  await world.settle();
  return reply;
};
const timesOutAt = async ({ id }: RequestView) =>
  (await get(world.as(NOAH), 'WEB-1', id)).timesOutAt ?? 0;

test('whoever asked is told, answers in place, and has as much time left as there was', async () => {
  const request = await asks();
  const before = await timesOutAt(request);
  await world.pass(DAY);
  value(await puts(MAYA, request));
  expect(told(NOAH)).toEqual([
    expect.stringMatching(/Maya Lindqvist has a question.*Until when\?/s),
  ]);
  const asked = await get(world.as(NOAH), 'WEB-1', request.id);
  expect(asked.verbs).toMatchObject({
    answer: { allowed: true },
    remind: { allowed: false, why: { code: 'questionWaits' } },
  });
  expect(asked.timesOutAt).toBe(before + QUESTION_STANDS);
  const askedAt = world.platform.clock.now();
  await world.pass(2 * DAY);
  value(await answers(NOAH, request));
  const stood = world.platform.clock.now() - askedAt;
  expect(Math.abs((await timesOutAt(request)) - before - stood)).toBeLessThan(MINUTE);
  expect(told(MAYA)).toEqual([expect.stringMatching(/Noah Okafor has answered.*Until May\./s)]);
  expect((await auditOf(world)).map(({ event }) => event.kind)).toEqual(
    expect.arrayContaining(['request.question', 'request.answer']),
  );
  const shown = await get(world.as(MAYA), 'WEB-1', request.id);
  expect(shown.questions).toMatchObject([
    { by: { displayName: MAYA }, text: 'Until when?', answer: { text: 'Until May.' } },
  ]);
  value(await approve(world.as(MAYA), 'WEB-1', shown));
  await world.settle();
  expect(world.members('design')).toContain(PRIYA);
});

test('without an answer time goes on after three days, and nothing waits for ever', async () => {
  const request = await asks();
  const before = await timesOutAt(request);
  value(await puts(MAYA, request));
  await world.pass(before - world.platform.clock.now() + HOUR);
  await world.sweep();
  expect((await get(world.as(NOAH), 'WEB-1', request.id)).state).toBe('awaitingApproval');
  await world.pass(QUESTION_STANDS);
  await world.sweep();
  expect((await get(world.as(NOAH), 'WEB-1', request.id)).state).toBe('timedOut');
  expect(error(await answers(NOAH, request))).toMatchObject({ refusal: { code: 'wrongState' } });
});

test('whoever decides can do so without the answer; whoever asked hears of no question that is over', async () => {
  const request = await asks();
  world.platform.forge.faults.loseNextPushes = 1;
  value(await world.as(MAYA).access('request.question', { requestId: request.id, text: 'Why?' }));
  const now = await get(world.as(MAYA), 'WEB-1', request.id);
  value(await approve(world.as(MAYA), 'WEB-1', now));
  await world.pass(5 * MINUTE);
  await world.sweep();
  expect(told(NOAH)).toEqual([]);
  expect(world.members('design')).toContain(PRIYA);
});

describe('it gives no more time than there can be', () => {
  test('an approval before it lapses all the same', async () => {
    await rules({ what: about(['design']), stages: [stage(2, people(MAYA, LIAM))] });
    const request = await asks();
    value(await approve(world.as(MAYA), 'WEB-1', request));
    await world.settle();
    const lapses = world.platform.clock.now() + 7 * DAY;
    for (let asked = 0; asked < QUESTIONS_AT_MOST; asked += 1) {
      value(await puts(LIAM, request, `Question ${asked}`));
      expect(await timesOutAt(request)).toBeLessThanOrEqual(lapses);
      value(await answers(NOAH, request));
    }
    expect(error(await puts(LIAM, request))).toMatchObject({
      refusal: { code: 'tooManyQuestions' },
    });
  });

  test('nor one that the policy does not ask for just now', async () => {
    const both = { what: about(['design']), stages: [stage(2, people(MAYA, LIAM))] };
    await rules(both);
    const request = await asks();
    value(await approve(world.as(MAYA), 'WEB-1', request));
    await world.settle();
    const lapses = world.platform.clock.now() + 7 * DAY;
    await rules({ ...both, stages: [stage(1, people(LIAM))] });
    value(await puts(LIAM, request));
    expect(await timesOutAt(request)).toBeLessThanOrEqual(lapses);
    // Asked for again, it counts.
    await rules(both);
    const { approvals } = await get(world.as(LIAM), 'WEB-1', request.id);
    expect(approvals.map(({ decisions }) => decisions.length)).toEqual([1]);
  });

  test('what is only given until then is decided by then', async () => {
    const at = world.platform.clock.now() + 2 * HOUR;
    const request = await asks({ term: { kind: 'until', at } });
    value(await puts(MAYA, request));
    expect(await timesOutAt(request)).toBe(at);
  });
});

describe('nobody asks or answers whose turn it is not', () => {
  test.each([
    ['whoever asked for access', NOAH, 'ownRequest'],
    ['whom it is for', PRIYA, 'notYourTurn'],
    ['who decides nothing here', LIAM, 'notYourTurn'],
  ])('%s asks nothing', async (_, name, code) => {
    const request = await asks();
    expect(error(await puts(name, request))).toMatchObject({ refusal: { code } });
    expect(told(NOAH)).toEqual([]);
  });

  test('one question waits at a time, and only whoever asked for access answers it, once', async () => {
    const request = await asks();
    expect(error(await answers(NOAH, request))).toMatchObject({
      refusal: { code: 'nothingToAnswer' },
    });
    expect(error(await puts(MAYA, request, ' \u200b'))).toMatchObject({
      refusal: { code: 'wordsMissing' },
    });
    value(await puts(MAYA, request));
    expect(error(await puts(MAYA, request))).toMatchObject({ refusal: { code: 'questionWaits' } });
    for (const name of [MAYA, PRIYA, LIAM])
      expect(error(await answers(name, request))).toMatchObject({ refusal: { code: 'notYours' } });
    const both = await Promise.all([
      world.as(NOAH).access('request.answer', { requestId: request.id, text: 'One.' }),
      world.as(NOAH).access('request.answer', { requestId: request.id, text: 'Two.' }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
