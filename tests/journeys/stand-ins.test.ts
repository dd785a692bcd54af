import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { DAY, HOUR } from '../../src/domain/lib/time';
import { approve, ask, auditOf, decline, get, type NamedAsk, steps } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { poison, rowOf } from '../support/poison';
import { rulesBy } from '../support/rules-by';
import { answering } from '../support/site-answers';

/** Who is away says who decides for them, and nobody decides more by it than one of the two could. */
const [NOAH, MAYA, LIAM, PRIYA] = ['Noah Okafor', 'Maya Lindqvist', 'Liam Chen', 'Priya Raman'];
const EMMA = 'Emma Fischer';
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'design']);
});
afterEach(() => world.close());
const { rules, ruleInput, people, stage, about } = rulesBy(() => world);

const named: NamedAsk = { issue: 'WEB-1', people: [PRIYA], add: ['design'] };
const now = () => world.platform.clock.now();
const away = (name: string, deputy: string, over: { from?: number; until?: number } = {}) =>
  world.as(name).access('access.setAway', {
    deputyId: world.person(deputy).accountId,
    from: now(),
    until: now() + 7 * DAY,
    ...over,
  });
const back = (name: string) => world.as(name).access('access.endAway', {});
const asks = async (more: Partial<NamedAsk> = {}, by = NOAH) => {
  const request = value(await ask(world, world.as(by), { ...named, ...more }));
  await world.settle();
  return request;
};
const approves = async (name: string, { id }: RequestView) => {
  const reply = await approve(world.as(name), 'WEB-1', await get(world.as(PRIYA), 'WEB-1', id));
  await world.settle();
  return reply;
};
const trace = async ({ id }: RequestView) =>
  (await get(world.as(PRIYA), 'WEB-1', id)).approvals.flatMap((one) =>
    one.trace.map(({ person, tried, outcome }) => [person?.displayName, tried.source, outcome]),
  );
const told = (name: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .map(({ text }) => text)
    .filter((text) => text.includes('decision is yours'));

describe('while somebody is away', () => {
  test('whoever stands in is told for whom, and decides; the record says so', async () => {
    value(await away(MAYA, LIAM));
    const request = await asks();
    expect(await trace(request)).toEqual([
      [MAYA, 'issueProjectLead', 'away'],
      [LIAM, 'standIn', 'chosen'],
    ]);
    expect([told(LIAM), told(MAYA)]).toEqual([
      [expect.stringContaining('Liam Chen decides for Maya Lindqvist, who is away.')],
      [],
    ]);
    expect(error(await approves(MAYA, request))).toMatchObject({ refusal: { code: 'youAreAway' } });
    value(await approves(LIAM, request));
    expect(world.members('design')).toContain(PRIYA);
    const { approvals } = await get(world.as(NOAH), 'WEB-1', request.id);
    expect(approvals[0]?.decisions).toMatchObject([
      { by: { displayName: LIAM }, standsFor: { displayName: MAYA } },
    ]);
    const view = value(await world.as(LIAM).access('access.away', {}));
    expect(view).toMatchObject({ standsFor: [{ person: { displayName: MAYA } }] });
    const audit = await auditOf(world);
    expect(audit.map(({ event }) => event.kind)).toContain('standIn.set');
    expect(audit.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({
        kind: 'request.approved',
        actor: expect.objectContaining({ displayName: LIAM }),
        standsFor: expect.objectContaining({ displayName: MAYA }),
      }),
    );
    const { accountId } = world.person(MAYA);
    const entries = value(await world.as('Olivia Hart').admin('audit.entries', { accountId }));
    expect(entries.items).toContainEqual(
      expect.objectContaining({
        requestId: request.id,
        request: expect.objectContaining({
          decisions: [
            expect.objectContaining({ standsFor: expect.objectContaining({ accountId }) }),
          ],
        }),
      }),
    );
  });

  test('a request that waits already goes to them, and back once it is over or an admin ends it', async () => {
    const request = await asks();
    value(await away(MAYA, LIAM, { from: now() + HOUR, until: now() + 2 * HOUR }));
    expect(await trace(request)).toEqual([[MAYA, 'issueProjectLead', 'chosen']]);
    await world.pass(HOUR + 1);
    await world.sweep();
    expect(told(LIAM)).toHaveLength(1);
    await world.pass(HOUR);
    expect(error(await approves(LIAM, request))).toMatchObject({
      refusal: { code: 'notYourTurn' },
    });
    value(await away(MAYA, LIAM));
    const admin = world.as('Olivia Hart');
    expect(value(await admin.admin('admin.away', {}))).toMatchObject([
      { person: { displayName: MAYA }, deputy: { displayName: LIAM } },
    ]);
    const { accountId } = world.person(MAYA);
    expect(value(await admin.admin('admin.endAway', { accountId }))).toEqual([]);
    expect((await approves(LIAM, request)).ok).toBe(false);
    value(await approves(MAYA, request));
  });

  test.each<[string, string, Partial<NamedAsk>, string]>([
    ['who would gain', LIAM, { people: [LIAM] }, 'gains'],
    ['who asks', NOAH, {}, 'isRequester'],
  ])(
    'one %s does not decide, and whoever is away goes on being asked',
    async (_, deputy, more, outcome) => {
      value(await away(MAYA, deputy));
      const request = await asks(more);
      expect(await trace(request)).toEqual([
        [MAYA, 'issueProjectLead', 'chosen'],
        [deputy, 'standIn', outcome],
      ]);
      expect((await approves(deputy, request)).ok).toBe(false);
      value(await approves(MAYA, request));
    },
  );

  test('one whose account is closed meanwhile does not decide; of one that is, nobody can say so', async () => {
    const { directory } = world.platform.atlassian;
    expect(error(await away(MAYA, 'Tom Becker'))).toMatchObject({
      refusal: { code: 'nobodyThere' },
    });
    value(await away(MAYA, LIAM));
    directory.setActive(world.person(LIAM).accountId, false);
    const request = await asks();
    expect(await trace(request)).toEqual([
      [MAYA, 'issueProjectLead', 'chosen'],
      [LIAM, 'standIn', 'inactive'],
    ]);
  });

  test('one who does not see the work item does not decide', async () => {
    await world.allow(['design'], { fallbackApprovers: [] });
    value(await away('Isabelle Moreau', 'Grace Kim'));
    const finance = { ...named, issue: 'FIN-1', people: [PRIYA] };
    const request = value(await ask(world, world.as('Ingrid Solberg'), finance));
    const traced = request.approvals.flatMap((one) => one.trace);
    expect(traced.map(({ tried, outcome }) => [tried.source, outcome])).toContainEqual([
      'standIn',
      'cannotSeeIssue',
    ]);
  });

  test('one who stands in for a fallback approver decides no sooner than they would', async () => {
    const { directory, faults } = world.platform.atlassian;
    await world.allow(['design'], { rolesOf: 'anyProject', fallbackApprovers: [EMMA] });
    directory.removeMember(world.groupId('qa'), world.person(MAYA).accountId);
    value(await away(EMMA, LIAM));
    const request = await asks({ people: [], groups: ['qa'], add: ['WEB/Developers'] });
    // What the lead would gain is not told just now: that is no reason to decide in their place.
    const stop = faults.add({
      path: /^\/user\/groups/,
      query: new RegExp(encodeURIComponent(world.person(MAYA).accountId)),
      effect: answering(503, { errorMessages: ['No.'], errors: {} }),
    });
    const reply = await approve(world.as(LIAM), 'WEB-1', request);
    stop();
    expect(error(reply)).toMatchObject({ code: 'platform', retryable: true });
    value(await approves(MAYA, request));
  });

  test('whoever is away is so for a fallback approver, too, who has named them', async () => {
    const rule = ruleInput({ stages: [stage(2, people(MAYA, NOAH))] }, 0);
    await world.allow(['design'], { fallbackApprovers: [EMMA], rules: [rule] });
    value(await away(EMMA, MAYA));
    value(await away(MAYA, LIAM));
    const request = await asks();
    expect(await trace(request)).toEqual([
      [MAYA, 'named', 'away'],
      [LIAM, 'standIn', 'chosen'],
      [NOAH, 'named', 'isRequester'],
      [EMMA, 'fallbackApprover', 'chosen'],
      [MAYA, 'standIn', 'away'],
    ]);
  });

  test('nobody stands in for who stands in: no chain comes back', async () => {
    value(await away(MAYA, LIAM));
    value(await away(LIAM, MAYA));
    const request = await asks();
    expect(await trace(request)).toEqual([
      [MAYA, 'issueProjectLead', 'chosen'],
      [LIAM, 'standIn', 'away'],
    ]);
    value(await approves(MAYA, request));
  });
});

describe('two people never become one, nor one two', () => {
  test('whoever stood in and whoever was away are one of the two that have to approve', async () => {
    await rules({ what: about(['design']), stages: [stage(2, people(MAYA, EMMA))] });
    value(await away(MAYA, LIAM));
    const request = await asks();
    value(await approves(LIAM, request));
    value(await back(MAYA));
    expect((await approves(MAYA, request)).ok).toBe(false);
    expect(world.members('design')).not.toContain(PRIYA);
    value(await approves(EMMA, request));
    expect(world.members('design')).toContain(PRIYA);
  });

  test('nor does whoever has approved get another vote by a stand-in', async () => {
    await rules({ what: about(['design']), stages: [stage(2, people(MAYA, EMMA))] });
    const request = await asks();
    value(await approves(MAYA, request));
    value(await away(MAYA, LIAM));
    expect((await approves(LIAM, request)).ok).toBe(false);
    expect(world.members('design')).not.toContain(PRIYA);
  });

  test('one person stands in for one of two, and not for both; nor beside their own vote', async () => {
    await rules({ what: about(['design']), stages: [stage(2, people(MAYA, EMMA))] });
    value(await away(MAYA, LIAM));
    value(await away(EMMA, LIAM));
    const request = await asks();
    value(await approves(LIAM, request));
    expect((await approves(LIAM, request)).ok).toBe(false);
    expect(world.members('design')).not.toContain(PRIYA);
    await back(MAYA);
    await back(EMMA);
    value(await away(EMMA, MAYA));
    const other = await asks({ people: ['Grace Kim'] });
    value(await approves(MAYA, other));
    expect((await approves(MAYA, other)).ok).toBe(false);
    expect(world.members('design')).not.toContain('Grace Kim');
  });

  test('whoever was stood for in one stage does not decide the next', async () => {
    await rules({
      what: about(['design']),
      stages: [stage(1, people(MAYA)), stage(1, people(MAYA, EMMA))],
    });
    value(await away(MAYA, LIAM));
    const request = await asks();
    value(await approves(LIAM, request));
    value(await back(MAYA));
    expect((await approves(MAYA, request)).ok).toBe(false);
    expect((await approves(LIAM, request)).ok).toBe(false);
    value(await approves(EMMA, request));
    expect(world.members('design')).toContain(PRIYA);
  });

  test('what would give something to whoever was stood for is not given', async () => {
    await world.allow(['design'], { rolesOf: 'anyProject' });
    const { directory } = world.platform.atlassian;
    directory.removeMember(world.groupId('qa'), world.person(MAYA).accountId);
    value(await away(MAYA, LIAM));
    const request = await asks({ people: [], groups: ['qa'], add: ['WEB/Developers'] });
    const shown = await get(world.as(PRIYA), 'WEB-1', request.id);
    value(await approve(world.as(LIAM), 'WEB-1', shown));
    directory.addMember(world.groupId('qa'), world.person(MAYA).accountId);
    await world.settle();
    expect((await steps(world.as(NOAH), 'WEB-1', request.id))[0]?.outcome).toMatchObject({
      state: 'failed',
      reason: 'approverGains',
    });
  });
});

describe('where it can’t be read who is away', () => {
  const KEY = 'away:current';
  const damaged: Record<string, unknown> = {
    'makes no sense': { v: 1, value: { poisoned: true } },
    'has one that makes no sense': { v: 1, value: [{ person: { accountId: 'x' } }] },
    'is null': { v: 1, value: null },
    'is of a later version': { v: 99, value: [] },
  };
  const admin = () => world.as('Olivia Hart');

  test.each(Object.keys(damaged))(
    'as it %s, nothing is asked, approved or written over it, and admins are told',
    async (how) => {
      const request = await asks();
      value(await away(MAYA, LIAM));
      const mend = poison(world.platform, 'away', KEY, damaged[how]);
      const before = rowOf(world.platform, KEY);
      const unreadable = { code: 'unreadable', record: 'away' };
      for (const reply of [
        await approves(MAYA, request),
        await approves(LIAM, request),
        await ask(world, world.as(NOAH), { ...named, add: ['frontend'] }),
        await away(EMMA, PRIYA),
        await back(MAYA),
      ]) {
        expect(error(reply as never)).toMatchObject(unreadable);
      }
      await world.sweep();
      expect(rowOf(world.platform, KEY)).toEqual(before);
      expect(world.members('design')).not.toContain(PRIYA);
      const { requests } = value(await world.as(MAYA).panel('panel.load', 'WEB-1'));
      expect(requests).toMatchObject([{ id: request.id, state: 'awaitingApproval' }]);
      expect(value(await admin().admin('aside.list', {})).items).toMatchObject([
        { key: KEY, kind: 'away', wayOut: 'remove' },
      ]);
      mend();
      value(await approves(LIAM, request));
      expect(world.members('design')).toContain(PRIYA);
    },
  );

  test('it can be declined, and an admin removes the record: then nobody is away', async () => {
    const [one, other] = [await asks(), await asks({ add: ['frontend'] })];
    value(await away(MAYA, LIAM));
    poison(world.platform, 'away', KEY);
    expect(value(await decline(world.as(MAYA), 'WEB-1', one, 'No.'))).toMatchObject({
      state: 'declined',
    });
    value(await admin().admin('aside.list', {}));
    value(await admin().admin('aside.end', { key: KEY }));
    expect((await approves(LIAM, other)).ok).toBe(false);
    value(await approves(MAYA, other));
    expect(world.members('frontend')).toContain(PRIYA);
  });
});

describe('nobody says so for others, nor for long', () => {
  test.each([
    ['for ever', 0, 20_000, 'tooLong'],
    ['in the past', -20, -10, 'noTime'],
    ['backwards', 20, 10, 'noTime'],
    ['far ahead', 70, 80, 'tooFarAhead'],
  ])('%s', async (_, from, until, code) => {
    const over = { from: now() + from * DAY, until: now() + until * DAY };
    expect(error(await away(MAYA, LIAM, over))).toMatchObject({ refusal: { code } });
    expect(value(await world.as('Olivia Hart').admin('admin.away', {}))).toEqual([]);
  });

  test('nobody decides for themselves, and only admins see all and end another’s', async () => {
    expect(error(await away(MAYA, MAYA))).toMatchObject({ refusal: { code: 'oneself' } });
    value(await away(MAYA, LIAM));
    value(await back(PRIYA));
    expect(value(await world.as(PRIYA).access('access.away', {}))).toMatchObject({ standsFor: [] });
    expect(error(await world.as(LIAM).admin('admin.away', {}))).toMatchObject({
      code: 'notAllowed',
    });
    const request = await asks();
    expect((await decline(world.as(LIAM), 'WEB-1', request, 'No.')).ok).toBe(true);
  });
});
