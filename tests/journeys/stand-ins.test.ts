import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { awayKey } from '../../src/adapters/storage/keys';
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
    expect(value(await admin.admin('admin.away', {})).items).toMatchObject([
      { person: { displayName: MAYA }, deputy: { displayName: LIAM } },
    ]);
    const { accountId } = world.person(MAYA);
    expect(value(await admin.admin('admin.endAway', { accountId }))).toEqual({ accountId });
    expect(value(await admin.admin('admin.away', {})).items).toEqual([]);
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
  const key = (name = MAYA) => awayKey(world.person(name).accountId);
  const damaged: Record<string, unknown> = {
    'makes no sense': { v: 1, value: { poisoned: true } },
    'makes sense in part': { v: 1, value: { person: { accountId: 'x' } } },
    'is null': { v: 1, value: null },
    'is of a later version': { v: 99, value: {} },
    'is somebody else’s': {
      v: 1,
      value: {
        person: { accountId: 'x', displayName: 'X' },
        deputy: { accountId: 'y', displayName: 'Y' },
        from: 0,
        until: 9e12,
      },
    },
  };
  const admin = () => world.as('Olivia Hart');

  test.each(Object.keys(damaged))(
    'as it %s, nothing is asked, approved or written over it, and admins are told',
    async (how) => {
      const request = await asks();
      value(await away(MAYA, LIAM));
      const mend = poison(world.platform, 'away', key(), damaged[how]);
      const before = rowOf(world.platform, key());
      const unreadable = { code: 'unreadable', record: 'away' };
      for (const reply of [
        await approves(MAYA, request),
        await approves(LIAM, request),
        await ask(world, world.as(NOAH), { ...named, add: ['frontend'] }),
        await away(MAYA, PRIYA),
        await back(MAYA),
      ]) {
        expect(error(reply as never)).toMatchObject(unreadable);
      }
      await world.sweep();
      expect(rowOf(world.platform, key())).toEqual(before);
      expect(world.members('design')).not.toContain(PRIYA);
      const { requests } = value(await world.as(MAYA).panel('panel.load', 'WEB-1'));
      expect(requests).toMatchObject([{ id: request.id, state: 'awaitingApproval' }]);
      expect(value(await admin().admin('aside.list', {})).items).toMatchObject([
        { key: key(), kind: 'away', wayOut: 'remove' },
      ]);
      mend();
      value(await approves(LIAM, request));
      expect(world.members('design')).toContain(PRIYA);
    },
  );

  test.each(Object.keys(damaged))(
    'as another person’s record %s, nothing else is stopped',
    async (how) => {
      const waiting = await asks();
      value(await away(EMMA, LIAM));
      poison(world.platform, 'away', key(EMMA), damaged[how]);
      value(await away(MAYA, LIAM));
      const other = value(await ask(world, world.as(NOAH), { ...named, add: ['frontend'] }));
      await world.settle();
      await world.sweep();
      for (const one of [waiting, other]) value(await approves(LIAM, one));
      expect(world.members('design')).toContain(PRIYA);
      expect(world.members('frontend')).toContain(PRIYA);
      value(await back(MAYA));
    },
  );

  test.each<[string, () => Promise<void>, readonly string[]]>([
    [
      'what another decides',
      () =>
        rules(
          { what: about(['design']), stages: [stage(1, people(MAYA))] },
          { what: about(['frontend']), stages: [stage(1, people(EMMA))] },
        ),
      ['frontend'],
    ],
    [
      'a stage in which others are enough',
      () => rules({ what: about(['design', 'frontend']), stages: [stage(1, people(MAYA, EMMA))] }),
      ['design', 'frontend'],
    ],
    [
      'a stage before theirs',
      () =>
        rules({
          what: about(['design', 'frontend']),
          stages: [stage(1, people(EMMA)), stage(1, people(MAYA))],
        }),
      ['design', 'frontend'],
    ],
  ])('%s goes on beside, in the same request', async (_, rule, changes) => {
    await rule();
    const request = await asks({ add: ['design', 'frontend'] });
    value(await away(MAYA, LIAM));
    poison(world.platform, 'away', key());
    value(await approves(EMMA, request));
    const { approvals } = await get(world.as(NOAH), 'WEB-1', request.id);
    const decided = approvals.filter(({ decisions }) => decisions.length > 0);
    expect(decided.flatMap((one) => one.changes)).toHaveLength(changes.length);
    expect(decided).toMatchObject([{ decisions: [{ by: { displayName: EMMA } }] }]);
  });

  test('where it is of whoever decides for somebody, neither of the two decides', async () => {
    const request = await asks();
    value(await away(MAYA, LIAM));
    value(await away(LIAM, EMMA, { from: now() + 2 * DAY, until: now() + 3 * DAY }));
    const mend = poison(world.platform, 'away', key(LIAM));
    for (const name of [MAYA, LIAM, EMMA]) {
      expect(error(await approves(name, request))).toMatchObject({ code: 'unreadable' });
    }
    const shown = await get(world.as(NOAH), 'WEB-1', request.id);
    expect(shown.approvals.flatMap(({ trace: all }) => all)).toMatchObject([
      { person: { displayName: MAYA }, outcome: 'awayUnknown' },
    ]);
    mend();
    value(await approves(LIAM, request));
  });

  test('nobody of a fallback keeps another from deciding, nor from being told', async () => {
    await world.allow(['design'], { fallbackApprovers: [EMMA, LIAM] });
    value(await away(EMMA, PRIYA));
    poison(world.platform, 'away', key(EMMA));
    world.platform.atlassian.directory.setActive(world.person(MAYA).accountId, false);
    const request = await asks();
    expect([told(LIAM), told(EMMA)]).toEqual([[expect.any(String)], []]);
    value(await approves(LIAM, request));
  });

  test('whoever they name, and admins, are told of it beside all others', async () => {
    for (const name of [MAYA, EMMA, PRIYA]) value(await away(name, LIAM));
    poison(world.platform, 'away', key());
    const others = [EMMA, PRIYA];
    const names = (all: readonly { readonly person: { readonly displayName: string } }[]) =>
      all.map(({ person }) => person.displayName).sort();
    const liam = value(await world.as(LIAM).access('access.away', {}));
    const all = value(await admin().admin('admin.away', {}));
    expect([names(liam.standsFor), liam.unreadable]).toEqual([others, 1]);
    expect([names(all.items), all.unreadable]).toEqual([others, 1]);
    const { accountId } = world.person(EMMA);
    value(await admin().admin('admin.endAway', { accountId }));
    expect(value(await admin().admin('aside.list', {})).items).toMatchObject([{ key: key() }]);
  });

  test('it can be declined, and an admin removes the record: then nobody is away', async () => {
    const [one, other] = [await asks(), await asks({ add: ['frontend'] })];
    value(await away(MAYA, LIAM));
    const third = await asks({ people: ['Grace Kim'] });
    poison(world.platform, 'away', key());
    expect(value(await decline(world.as(LIAM), 'WEB-1', third, 'No.'))).toMatchObject({
      state: 'declined',
    });
    expect(value(await decline(world.as(MAYA), 'WEB-1', one, 'No.'))).toMatchObject({
      state: 'declined',
    });
    value(await admin().admin('aside.list', {}));
    value(await admin().admin('aside.end', { key: key() }));
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
    expect(value(await world.as('Olivia Hart').admin('admin.away', {})).items).toEqual([]);
  });

  test('nor from before they said so', async () => {
    const said = now();
    value(await away(MAYA, LIAM, { from: said - 300 * DAY }));
    const [shown] = value(await world.as('Olivia Hart').admin('admin.away', {})).items;
    const [set] = (await auditOf(world)).filter(({ event }) => event.kind === 'standIn.set');
    for (const from of [shown?.from, set?.event.kind === 'standIn.set' ? set.event.from : 0]) {
      expect(from).toBeGreaterThanOrEqual(said);
    }
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
