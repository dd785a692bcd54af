import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PlatformImage } from '../../local/platform/platform';
import { awayKey } from '../../src/adapters/storage/keys';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import {
  approve,
  ask,
  askAndApprove,
  askOf,
  auditOf,
  decline,
  get,
  type NamedAsk,
  steps,
} from '../support/ask-for';
import { killAfterChange, oneOf } from '../support/kill-after';
import { error, openWorld, value, type World } from '../support/open-world';
import { poison } from '../support/poison';
import { rulesBy } from '../support/rules-by';

/** What is approved now and starts later: nothing before that, and then by what is so then. */
let world: World;
let noon: PlatformImage;
beforeAll(async () => {
  world = await openWorld({ startsAt: Date.UTC(2026, 0, 5, 12) });
  await world.connect();
  await world.allow(['frontend', 'engineering']);
  noon = world.platform.image();
  await world.close();
});
beforeEach(async () => {
  world = await openWorld({ from: noon });
});
afterEach(() => world.close());

const PRIYA = 'Priya Raman';
const NOAH = 'Noah Okafor';
const MAYA = 'Maya Lindqvist';
const LIAM = 'Liam Chen';
const AHEAD = 10 * DAY;
const now = () => world.platform.clock.now();
const isIn = (name = PRIYA, group = 'frontend') => world.members(group).includes(name);
const named = (over: Partial<NamedAsk> = {}): NamedAsk => ({
  issue: 'WEB-1',
  people: [PRIYA],
  add: ['frontend'],
  term: { kind: 'days', days: 3 },
  startsAt: now() + AHEAD,
  ...over,
});
async function asked(over: Partial<NamedAsk> = {}) {
  const request = value(await ask(world, world.as(NOAH), named(over)));
  await world.settle();
  return request;
}
async function approved(over: Partial<NamedAsk> = {}, by = MAYA) {
  const request = await asked(over);
  const answer = value(await approve(world.as(by), over.issue ?? 'WEB-1', request));
  await world.settle();
  return answer;
}
const { about, rules, people, stage } = rulesBy(() => world);
const card = (id: string, issue = 'WEB-1') => get(world.as(NOAH), issue, id);
/** What became of it, where it is not given: its state, and why its steps failed. */
async function failed(id: string) {
  const outcomes = (await steps(world.as(NOAH), 'WEB-1', id)).map(({ outcome }) => outcome);
  const why = outcomes.map((one) => (one.state === 'failed' ? one.reason : one.state));
  return [(await card(id)).state, isIn(), ...why];
}
/** Time goes on, with a sweep every five minutes near the end of it. */
async function goTo(instant: number): Promise<void> {
  const before = instant - 20 * MINUTE;
  if (before > now()) {
    await world.pass(before - now());
    await world.sweep();
    await world.settle();
  }
  while (now() < instant) {
    await world.pass(Math.min(5 * MINUTE, instant - now()));
    await world.sweep();
    await world.settle();
  }
}
const comments = (key = 'WEB-1') =>
  (world.platform.atlassian.directory.issue(key)?.comments ?? []).map(({ body }) =>
    JSON.stringify(body),
  );
const kinds = async () => (await auditOf(world)).map(({ event }) => event.kind);

test('it is approved, waits, and is given at its start; its term is counted from then', async () => {
  const { id, state, startsAt } = await approved();
  expect([state, isIn()]).toEqual(['scheduled', false]);
  expect(comments().filter((one) => one.includes('It starts on'))).toHaveLength(1);
  const start = startsAt ?? 0;
  await goTo(start - 1_000);
  expect([(await card(id)).state, isIn()]).toEqual(['scheduled', false]);
  await world.pass(61_000);
  await world.settle();
  expect([(await card(id)).state, isIn()]).toEqual(['completed', true]);
  const [held] = value(await world.as(PRIYA).access('access.held', {})).items;
  if (held?.standing.state !== 'active') throw new Error('It does not run');
  expect(held.standing.at).toBeGreaterThanOrEqual(start + 3 * DAY);
  expect(held.standing.at).toBeLessThan(start + 3 * DAY + 2 * MINUTE);
  expect(await kinds()).toContain('request.started');
  await goTo(start + 3 * DAY + 5 * MINUTE);
  expect(isIn()).toBe(false);
});

test('also minutes ahead, where no sweep comes before, and a removal too', async () => {
  const soon = await approved({ startsAt: now() + 3 * MINUTE });
  expect([soon.state, isIn()]).toEqual(['scheduled', false]);
  await world.pass(4 * MINUTE);
  await world.settle();
  expect(isIn()).toBe(true);
  const gone = await approved({ add: [], remove: ['frontend'], startsAt: now() + 3 * MINUTE });
  expect([gone.state, isIn()]).toEqual(['scheduled', true]);
  await world.pass(4 * MINUTE);
  await world.settle();
  expect(isIn()).toBe(false);
});

describe('it is refused', () => {
  test.each<[string, () => Partial<NamedAsk>, string]>([
    ['in the past', () => ({ startsAt: now() - 1 }), 'startOver'],
    ['too far ahead', () => ({ startsAt: now() + 30 * DAY + MINUTE }), 'startTooFar'],
    [
      'after its end',
      () => ({ term: { kind: 'until', at: now() + AHEAD - 1 } as const }),
      'startAfterEnd',
    ],
  ])('%s', async (_, over, code) => {
    const input = named(over());
    const plan = value(
      await world.as(NOAH).panel('request.preview', 'WEB-1', {
        ask: askOf(world, input),
        term: input.term ?? { kind: 'permanent' },
        startsAt: input.startsAt,
      }),
    );
    expect(plan.refusal).toMatchObject({ code });
    expect(error(await ask(world, world.as(NOAH), input))).toMatchObject({ refusal: { code } });
  });

  test('where it would prolong what goes on beyond its start', async () => {
    await approved({ startsAt: now() + MINUTE, term: { kind: 'days', days: 20 } });
    await world.pass(2 * MINUTE);
    await world.settle();
    expect(isIn()).toBe(true);
    const longer = named({ term: { kind: 'days', days: 30 } });
    expect(error(await ask(world, world.as(NOAH), longer))).toMatchObject({
      refusal: { code: 'startOfExtension' },
    });
    value(await ask(world, world.as(NOAH), named({ startsAt: now() + 25 * DAY })));
  });
});

test('who asked withdraws it before its start, and it is never given', async () => {
  const { id, revision, startsAt } = await approved();
  const input = { requestId: id, revision };
  value(await world.as(NOAH).panel('request.withdraw', 'WEB-1', input));
  await goTo((startsAt ?? 0) + HOUR);
  expect([(await card(id)).state, isIn()]).toEqual(['withdrawn', false]);
});

test('who approved it takes that back before its start; nobody else does', async () => {
  const request = await approved();
  for (const name of [LIAM, 'Grace Kim', NOAH]) {
    const refused = await decline(world.as(name), 'WEB-1', request, 'No.');
    expect([name, refused.ok]).toEqual([name, false]);
  }
  value(await decline(world.as(MAYA), 'WEB-1', request, 'Not any more.'));
  await world.settle();
  expect(comments().at(-1)).toContain('Not any more.');
  await goTo((request.startsAt ?? 0) + HOUR);
  expect([(await card(request.id)).state, isIn()]).toEqual(['declined', false]);
});

test('not decided before its start, it is given as it is approved, for as long from then', async () => {
  const request = await asked({ startsAt: now() + HOUR });
  await goTo(now() + 2 * HOUR);
  expect((await card(request.id)).state).toBe('awaitingApproval');
  value(await approve(world.as(MAYA), 'WEB-1', request));
  const at = now();
  await world.settle();
  expect(isIn()).toBe(true);
  const [held] = value(await world.as(PRIYA).access('access.held', {})).items;
  expect(held?.standing).toMatchObject({ state: 'active' });
  if (held?.standing.state === 'active') {
    expect(held.standing.at).toBeGreaterThanOrEqual(at + 3 * DAY);
  }
});

describe('as it starts', () => {
  const { directory } = { directory: () => world.platform.atlassian.directory };

  test('whoever leads the project by then decides, where the lead who approved it does no more', async () => {
    const { id, startsAt } = await approved();
    directory().setLead('WEB', world.person(LIAM).accountId);
    await goTo((startsAt ?? 0) + 2 * MINUTE);
    const waiting = await card(id);
    expect([waiting.state, isIn()]).toEqual(['awaitingApproval', false]);
    expect(waiting.approvals[0]?.approvers.map(({ displayName }) => displayName)).toEqual([LIAM]);
    expect(await kinds()).toContain('request.askedAgain');
    expect(comments().filter((one) => one.includes('the decision is yours'))).toHaveLength(2);
    expect(comments().filter((one) => one.includes('decide on it now'))).toHaveLength(1);
    expect(error(await approve(world.as(MAYA), 'WEB-1', waiting))).toMatchObject({
      refusal: { code: 'notYourTurn' },
    });
    value(await approve(world.as(LIAM), 'WEB-1', waiting));
    await world.settle();
    expect(isIn()).toBe(true);
  });

  test('and so it is where others were late, and who approved it before its start leads no more', async () => {
    await world.allow(['frontend'], { rolesOf: 'anyProject' });
    const { id, startsAt } = await approved({ add: ['frontend', 'MOB/Viewer'] });
    directory().setLead('WEB', world.person('Grace Kim').accountId);
    await goTo((startsAt ?? 0) + 2 * MINUTE);
    const late = await card(id);
    expect(late.state).toBe('awaitingApproval');
    value(await approve(world.as(LIAM), 'WEB-1', late));
    await world.settle();
    await goTo(now() + 5 * MINUTE);
    const again = await card(id);
    expect([again.state, isIn()]).toEqual(['awaitingApproval', false]);
    expect(comments().filter((one) => one.includes('It starts on'))).toEqual([]);
    value(await approve(world.as('Grace Kim'), 'WEB-1', again));
    await world.settle();
    expect([(await card(id)).state, isIn()]).toEqual(['completed', true]);
  });

  test('where others were late, and who approved it before its start still leads, it is given', async () => {
    await world.allow(['frontend'], { rolesOf: 'anyProject' });
    const { id, startsAt } = await approved({ add: ['frontend', 'MOB/Viewer'] });
    await goTo((startsAt ?? 0) + 2 * MINUTE);
    value(await approve(world.as(LIAM), 'WEB-1', await card(id)));
    await world.settle();
    expect([(await card(id)).state, isIn()]).toEqual(['completed', true]);
    expect((await kinds()).filter((kind) => kind === 'request.started')).toHaveLength(1);
  });

  test.each([3, 30])(
    'who stood in for %i days and is inactive by then is not counted',
    async (days) => {
      const until = now() + days * DAY;
      const deputyId = world.person(LIAM).accountId;
      value(await world.as(MAYA).access('access.setAway', { deputyId, from: now(), until }));
      const { id, startsAt } = await approved({}, LIAM);
      directory().setActive(deputyId, false);
      await goTo((startsAt ?? 0) + 2 * MINUTE);
      expect([(await card(id)).state, isIn()]).toEqual(['awaitingApproval', false]);
    },
  );

  test('nor is who was let in as nobody else had decided', async () => {
    const EMMA = 'Emma Fischer';
    await world.allow(['frontend'], { fallbackApprovers: [EMMA], fallbackAfterHours: 24 });
    const request = await asked();
    await goTo(now() + 25 * HOUR);
    value(await approve(world.as(EMMA), 'WEB-1', await card(request.id)));
    directory().setActive(world.person(EMMA).accountId, false);
    await goTo((request.startsAt ?? 0) + 2 * MINUTE);
    expect([(await card(request.id)).state, isIn()]).toEqual(['awaitingApproval', false]);
  });

  test('nor is who stood in for somebody and does not see the work item any more', async () => {
    const LEAD = 'Isabelle Moreau';
    const [EMMA, REQUESTER] = ['Emma Fischer', 'Ingrid Solberg'];
    const deputyId = world.person(EMMA).accountId;
    directory().addActor('FIN', 'Viewers', { accountId: deputyId });
    const until = now() + 3 * DAY;
    value(await world.as(LEAD).access('access.setAway', { deputyId, from: now(), until }));
    const over = named({ issue: 'FIN-1' });
    const { id, startsAt } = value(await ask(world, world.as(REQUESTER), over));
    await world.settle();
    const asked = await get(world.as(REQUESTER), 'FIN-1', id);
    value(await approve(world.as(EMMA), 'FIN-1', asked));
    await world.settle();
    directory().removeActor('FIN', 'Viewers', { accountId: deputyId });
    await goTo((startsAt ?? 0) + 2 * MINUTE);
    const { state } = await get(world.as(REQUESTER), 'FIN-1', id);
    expect([state, isIn()]).toEqual(['awaitingApproval', false]);
  });

  test('whoever is asked again by another stage is told once more, once', async () => {
    const { startsAt } = await approved();
    await rules({ what: about(['frontend']), stages: [stage(1, people(MAYA))] });
    const asksMaya = () => comments().filter((one) => one.includes('the decision is yours'));
    expect(asksMaya()).toHaveLength(1);
    await goTo((startsAt ?? 0) + HOUR);
    expect(asksMaya()).toHaveLength(2);
  });

  test('whoever is asked by then has their time before fallback approvers are let in', async () => {
    const { id, startsAt } = await approved();
    const more = { fallbackApprovers: ['Emma Fischer'], fallbackAfterHours: 24 };
    await world.allow(['frontend'], more);
    directory().setLead('WEB', world.person(LIAM).accountId);
    const asks = async () =>
      (await card(id)).approvals[0]?.approvers.map(({ displayName }) => displayName);
    await goTo((startsAt ?? 0) + 2 * MINUTE);
    await goTo((startsAt ?? 0) + 23 * HOUR);
    expect(await asks()).toEqual([LIAM]);
    await goTo((startsAt ?? 0) + 25 * HOUR);
    expect(await asks()).toEqual([LIAM, 'Emma Fischer']);
  });

  test.each([
    [
      'Jira does not show the work item for once',
      'siteUnavailable',
      async () => {
        const path = new RegExp(`^/issue/${directory().issue('WEB-1')?.id}`);
        const effect = { kind: 'answer', status: 404, body: '{}' } as const;
        return world.platform.atlassian.faults.add({ path, effect });
      },
    ],
    [
      'the policy can’t be read',
      'appFailed',
      async () => poison(world.platform, 'policy', 'policy:current'),
    ],
    [
      'it can’t be read who stands in for whoever approved it',
      'appFailed',
      async () => {
        const over = { from: now(), until: now() + DAY, deputyId: world.person(LIAM).accountId };
        value(await world.as(MAYA).access('access.setAway', over));
        return poison(world.platform, 'away', awayKey(world.person(MAYA).accountId));
      },
    ],
  ] as const)('it waits, and no approval is lost, as %s', async (_, cause, breaks) => {
    const { id, startsAt } = await approved();
    await goTo((startsAt ?? 0) - MINUTE);
    const mend = await breaks();
    await world.pass(2 * MINUTE);
    await world.settle();
    mend();
    expect(await card(id)).toMatchObject({ state: 'scheduled', pause: { cause } });
    await goTo(now() + 20 * MINUTE);
    expect([(await card(id)).state, isIn()]).toEqual(['completed', true]);
  });

  test('a group that is not listed any more is not given', async () => {
    const { id, startsAt } = await approved();
    await world.allow(['engineering']);
    await goTo((startsAt ?? 0) + 2 * MINUTE);
    expect(await failed(id)).toEqual(['needsAttention', false, 'groupNotRequestable']);
  });

  test('a shorter longest term holds', async () => {
    const { id, startsAt } = await approved({ term: { kind: 'days', days: 20 } });
    await world.allow(['frontend'], { longestTermDays: 7 });
    await goTo((startsAt ?? 0) + 2 * MINUTE);
    expect(await failed(id)).toEqual(['needsAttention', false, 'termTooLong']);
  });

  test('it waits for the connection, says so, and goes on by itself', async () => {
    const { id, startsAt } = await approved();
    value(await world.as('Olivia Hart').admin('connection.disconnect', {} as never));
    await goTo((startsAt ?? 0) + 2 * MINUTE);
    expect(await card(id)).toMatchObject({ state: 'scheduled', pause: { cause: 'notConnected' } });
    const { count } = value(await world.as('Olivia Hart').admin('admin.delayed', {} as never));
    expect(count).toBe(1);
    await world.connect();
    await world.settle();
    await goTo(now() + 20 * MINUTE);
    expect([(await card(id)).state, isIn()]).toEqual(['completed', true]);
  });

  test('it lapses where that takes more than a day', async () => {
    const { id, startsAt } = await approved();
    value(await world.as('Olivia Hart').admin('connection.disconnect', {} as never));
    await goTo((startsAt ?? 0) + DAY + HOUR);
    await world.connect();
    await goTo(now() + 30 * MINUTE);
    expect(await failed(id)).toEqual(['needsAttention', false, 'approvalLapsed']);
  });

  test('an approver who gains by it by now is not counted', async () => {
    const over = { people: [], groups: ['design'], add: ['WEB/Viewers'] };
    const { id, startsAt } = await approved(over);
    directory().addMember(world.groupId('design'), world.person(MAYA).accountId);
    await goTo((startsAt ?? 0) + 2 * MINUTE);
    expect((await card(id)).state).toBe('awaitingApproval');
    expect(world.actors('WEB', 'Viewers')).not.toContain('design');
  });

  describe('what is to end with a work item that is done by then is not given', () => {
    const term = () =>
      ({ kind: 'workItem', issueId: '-', issueKey: '-', at: now() + 40 * DAY }) as const;
    beforeEach(() => world.allow(['frontend'], { longestTermDays: 90 }));

    test('and closed as soon as Jira tells', async () => {
      const { id, startsAt } = await approved({ term: term() });
      directory().transitionIssue('WEB-1', 'Done');
      await world.pass(MINUTE);
      expect(await card(id)).toMatchObject({ state: 'withdrawn', closedFor: 'workItemDone' });
      await goTo((startsAt ?? 0) + 2 * MINUTE);
      expect([(await card(id)).state, isIn()]).toEqual(['withdrawn', false]);
    });

    test('nor where Jira did not tell', async () => {
      const { id, startsAt } = await approved({ term: term() });
      await goTo((startsAt ?? 0) - MINUTE);
      world.platform.forge.faults.loseNextTold = 1;
      directory().transitionIssue('WEB-1', 'Done');
      await world.pass(3 * MINUTE);
      await world.settle();
      expect(await failed(id)).toEqual(['needsAttention', false, 'workItemDone']);
    });
  });
});

/** What was given goes, as the end of what was given before is under way while it starts. */
test('what began weeks after its approval is given back, until a day after its start', async () => {
  const { id, startsAt } = await approved();
  const until = { kind: 'until', at: startsAt ?? 0 } as const;
  await askAndApprove(world, { issue: 'WEB-1', people: [PRIYA], add: ['frontend'], term: until });
  await goTo(until.at - MINUTE);
  let begun = false;
  world.platform.forge.faults.onWireCall = async ({ functionKey, target }): Promise<'go'> => {
    if (begun || functionKey !== 'work-consumer' || !/egress DELETE/.test(target)) return 'go';
    begun = true;
    void world.settle();
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    return 'go';
  };
  await world.pass(2 * MINUTE);
  await world.settle();
  expect([begun, (await card(id)).state]).toEqual([true, 'completed']);
  await goTo(now() + 20 * MINUTE);
  expect([(await card(id)).access?.state, isIn()]).toEqual(['active', true]);
});

test('whoever starts it dies at any call: it is given once, and within a minute or two', async () => {
  const { id, startsAt } = await approved();
  await goTo((startsAt ?? 0) - 6 * MINUTE);
  const image = world.platform.image();
  for (let at = 0; ; at += oneOf(3)) {
    await world.close();
    world = await openWorld({ from: image });
    await world.pass(2 * MINUTE);
    await world.sweep();
    const killed = killAfterChange(world, at);
    await world.pass(5 * MINUTE);
    await world.settle().catch(() => undefined);
    const wasKilled = killed();
    await goTo(now() + 15 * MINUTE);
    expect([at, (await card(id)).state, isIn()]).toEqual([at, 'completed', true]);
    expect((await kinds()).filter((kind) => kind === 'request.started')).toHaveLength(1);
    if (!wasKilled) break;
  }
});
