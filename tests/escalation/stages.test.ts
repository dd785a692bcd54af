import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, auditOf, get, type NamedAsk, steps } from '../support/ask-for';
import { byHand } from '../support/by-hand';
import { openWorld, value, type World } from '../support/open-world';

/**
 * Attempts on a request that several decide: to have what one of them approved long ago, or what was taken
 * away since, by the approval of another; and to have two of them count for more than each said.
 */
const PRIYA = 'Priya Raman';
const MAYA = 'Maya Lindqvist';
const LIAM = 'Liam Chen';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['qa'], { rolesOf: 'anyProject', decideWithinDays: 60 });
});
afterEach(() => world.close());

const noah = () => world.as('Noah Okafor');
/** Maya decides about the group, Liam about the role. */
const both: NamedAsk = { issue: 'WEB-1', people: [PRIYA], add: ['qa', 'MOB/Member'] };

async function submit(asked: NamedAsk): Promise<RequestView> {
  const request = value(await ask(world, noah(), asked));
  await world.settle();
  return request;
}

async function decide({ issueKey, id }: RequestView, by: string) {
  const actor = world.as(by);
  const reply = await approve(actor, issueKey, await get(noah(), issueKey, id));
  await world.settle();
  return reply;
}

const ends = async ({ issueKey, id }: RequestView) =>
  (await steps(noah(), issueKey, id)).map(({ outcome }) =>
    'reason' in outcome ? outcome.reason : outcome.state,
  );
const member = (method: 'POST' | 'DELETE') => {
  const [groupId, { accountId }] = [world.groupId('qa'), world.person(PRIYA)];
  return method === 'POST'
    ? byHand(world, method, `/group/user?groupId=${groupId}`, { accountId })
    : byHand(world, method, `/group/user?groupId=${groupId}&accountId=${accountId}`);
};

describe('an approval that waits for others', () => {
  test.each([
    ['the group first', MAYA, LIAM],
    ['the role first', LIAM, MAYA],
  ])('gives nothing once it is older than seven days: %s', async (_, first, second) => {
    const request = await submit(both);
    value(await decide(request, first));
    await world.pass(7 * DAY);
    expect(await decide(request, second)).toMatchObject({
      ok: false,
      error: { refusal: { code: 'wrongState', state: 'timedOut' } },
    });
    await world.sweep();
    expect((await get(noah(), 'WEB-1', request.id)).state).toBe('timedOut');
    expect(world.members('qa')).not.toContain(PRIYA);
    expect(world.actors('MOB', 'Member')).not.toContain(PRIYA);
  });

  test('counts within them, and a retry is not licensed beyond them', async () => {
    const request = await submit(both);
    value(await decide(request, MAYA));
    await world.pass(7 * DAY - HOUR);
    const stop = world.platform.atlassian.faults.add({
      via: 'token',
      method: 'POST',
      path: /^\/group\/user/,
      effect: { kind: 'answer', status: 403, body: '{"errorMessages":["Not today."]}' },
    });
    value(await decide(request, LIAM));
    expect(await ends(request)).toEqual(['siteRefused', 'applied']);
    stop();
    await world.pass(HOUR + MINUTE);
    expect(await noah().panel('request.retry', 'WEB-1', { requestId: request.id })).toMatchObject({
      error: { refusal: { code: 'approvalLapsed' } },
    });
    expect(world.members('qa')).not.toContain(PRIYA);
  });

  test('shows until when the others can decide', async () => {
    const request = await submit(both);
    const at = world.platform.clock.now();
    value(await decide(request, MAYA));
    const { timesOutAt } = await get(noah(), 'WEB-1', request.id);
    expect(timesOutAt).toBeGreaterThanOrEqual(at + 7 * DAY);
    expect(timesOutAt).toBeLessThan(at + 7 * DAY + MINUTE);
  });
});

describe('what was taken away between two approvals', () => {
  /** Approved by Maya before, and by Liam after, she has taken it away by another request. */
  async function takenAwayBetween(): Promise<RequestView> {
    const request = await submit(both);
    value(await decide(request, MAYA));
    await member('POST');
    const removal = await submit({ issue: 'WEB-2', people: [PRIYA], remove: ['qa'] });
    await world.pass(HOUR);
    value(await decide(removal, MAYA));
    expect(await ends(removal)).toEqual(['applied']);
    expect(world.members('qa')).not.toContain(PRIYA);
    await world.pass(HOUR);
    return request;
  }

  test('is not given back by the later one, which is about something else', async () => {
    const request = await takenAwayBetween();
    value(await decide(request, LIAM));
    expect(await ends(request)).toEqual(['takenAwaySince', 'applied']);
    expect(world.members('qa')).not.toContain(PRIYA);
  });

  test('is given by an approval of its own', async () => {
    await takenAwayBetween();
    const anew = await submit({ issue: 'WEB-1', people: [PRIYA], add: ['qa'] });
    value(await decide(anew, MAYA));
    expect(await ends(anew)).toEqual(['applied']);
  });
});

describe('what was approved between two stages of a request that takes it away', () => {
  /** Maya decides that it is taken, and a day later that it is to be held; then Liam decides about something else. */
  async function approvedBetween(): Promise<RequestView> {
    await member('POST');
    const asked = { issue: 'WEB-1', people: [PRIYA], remove: ['qa'], add: ['MOB/Member'] };
    const request = await submit(asked);
    value(await decide(request, MAYA));
    await world.pass(HOUR);
    const found = await submit({ issue: 'WEB-2', people: [PRIYA], add: ['qa', 'WEB/Viewers'] });
    value(await decide(found, MAYA));
    await world.pass(HOUR);
    return request;
  }

  test('is not taken by the later one, which is about something else', async () => {
    const request = await approvedBetween();
    value(await decide(request, LIAM));
    expect(await ends(request)).toEqual(['applied', 'givenSince']);
    expect(world.members('qa')).toContain(PRIYA);
  });

  test('is given when it is tried again, where there was nothing to take', async () => {
    await member('POST');
    const asked = { issue: 'WEB-1', people: [PRIYA], remove: ['qa'], add: ['MOB/Member'] };
    const request = await submit(asked);
    value(await decide(request, MAYA));
    await member('DELETE');
    await world.pass(HOUR);
    const allow = world.platform.atlassian.faults.add({
      via: 'token',
      method: 'POST',
      path: /^\/group\/user/,
      effect: { kind: 'answer', status: 403, body: '{"errorMessages":["Not today."]}' },
    });
    const since = await submit({ issue: 'WEB-2', people: [PRIYA], add: ['qa'] });
    value(await decide(since, MAYA));
    allow();
    await world.pass(HOUR);
    value(await decide(request, LIAM));
    expect(await ends(request)).toEqual(['applied', 'unchanged']);
    value(await noah().panel('request.retry', 'WEB-2', { requestId: since.id }));
    await world.settle();
    expect(await ends(since)).toEqual(['applied']);
  });
});

describe('at one instant', () => {
  test('two decide a stage each: one counts, and nothing is sent before the other is there', async () => {
    const request = await submit(both);
    const decisions = await Promise.all([
      approve(world.as(MAYA), 'WEB-1', request),
      approve(world.as(LIAM), 'WEB-1', request),
    ]);
    await world.settle();
    expect(decisions.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await get(noah(), 'WEB-1', request.id)).state).toBe('awaitingApproval');
    expect(await ends(request)).toEqual(['pending', 'pending']);
    const kinds = (await auditOf(world)).map(({ event }) => event.kind);
    expect(kinds.filter((kind) => kind === 'request.approved')).toHaveLength(1);
  });

  test.each(['the decision first', 'the withdrawal first'])(
    'it is approved and withdrawn, %s: one counts',
    async (first) => {
      const request = await submit({ issue: 'WEB-1', people: [PRIYA], add: ['qa'] });
      const { id: requestId, revision } = request;
      const decision = () => approve(world.as(MAYA), 'WEB-1', request);
      const withdrawal = () => noah().panel('request.withdraw', 'WEB-1', { requestId, revision });
      const both = first === 'the decision first' ? [decision, withdrawal] : [withdrawal, decision];
      const replies = await Promise.all(both.map((one) => one()));
      await world.settle();
      expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
      const { state } = await get(noah(), 'WEB-1', requestId);
      expect(world.members('qa').includes(PRIYA)).toBe(state === 'completed');
    },
  );
});
