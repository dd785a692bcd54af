import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formerOf } from '../../src/domain/action/former';
import { noDeliveries } from '../../src/domain/delivery/deliveries';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { type KeptPerson, newPerson, type Standing } from '../../src/domain/personal/kept-person';
import type { PersonalRound } from '../../src/domain/personal/personal-data-round';
import { NOT_REPORTED } from '../../src/domain/personal/reporting';
import type { PersonChanges } from '../../src/domain/personal/rewrite-people';
import { type Rule, ruleOfEverything } from '../../src/domain/policy/rule';
import type { AccessRequest } from '../../src/domain/request/access-request';
import type { Ports } from '../../src/entry/compose';
import { changesOf, pendingOf } from '../../src/operations/personal/changes-of-round';
import { deleteWhenOver, readCutOff, tellDeleted } from '../../src/operations/personal/delete-over';
import { endRound } from '../../src/operations/personal/end-round';
import { reportPeople } from '../../src/operations/personal/report-people';
import { saveRetention } from '../../src/operations/personal/save-retention';
import { takeOutApprovers } from '../../src/operations/personal/take-out-approvers';
import { changedIn, treatRecord } from '../../src/operations/personal/treat-record';
import type { ReportAnswer, ReportedAccount } from '../../src/ports/account-report';
import type { KeptRecord } from '../../src/ports/kept-records';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { SiteFailure } from '../../src/ports/site-failure';
import { approvedAsk, storeAsk } from '../support/carry-out';
import { type Operations, openOperations } from '../support/open-operations';
import { awaiting, grant, holding, inState, LEAD, person, REQUESTER } from '../support/samples';

/** Whose data is stored: reported, erased, renamed, and deleted once it is over. */
let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

type Over = (own: Ports) => Partial<Ports>;
const PRIYA = 'Priya Raman';
const kept = (accountId: string, standing: Partial<Standing> = {}): KeptPerson =>
  ({
    ...newPerson(accountId, bench.now(), 1, bench.now()),
    standing: { state: 'known', reportAt: bench.now() - 1, tries: 0, ...standing },
  }) as KeptPerson;
const write = (...people: readonly KeptPerson[]) =>
  bench.run(async ({ keptPeople }) => {
    for (const one of people) expect(await keptPeople.write(one)).toBe('committed');
  });
const get = (accountId: string) =>
  bench.run(async ({ keptPeople }) => (await keptPeople.getMany([accountId])).get(accountId));
const standingOf = async (accountId: string) => (await get(accountId))?.standing;
const reporting = () => bench.run(({ keptPeople }) => keptPeople.reporting());
const events = () =>
  bench.run(async ({ trail }) => {
    const { records } = await trail.search({});
    return records.flatMap((record) => record.events);
  });
const former = formerOf('0123456789abcdef');
const erase = (...ids: readonly string[]): PersonChanges =>
  new Map(ids.map((id) => [id, { kind: 'erase', former, emails: [] }]));

describe('whose data is stored is reported', () => {
  const NOTHING: ReportAnswer = { closed: new Set(), updated: new Set(), cycle: undefined };
  async function report(
    answer: (accounts: readonly ReportedAccount[]) => Partial<ReportAnswer> | Error = () => ({}),
    over: Over = () => ({}),
    mayGoOn?: () => boolean,
  ) {
    const calls: (readonly string[])[] = [];
    const count = await bench.run((own) =>
      reportPeople(
        {
          ...own,
          accountReport: {
            report: async (accounts) => {
              calls.push(accounts.map(({ accountId }) => accountId));
              const told = answer(accounts);
              if (told instanceof Error) throw told;
              return { ...NOTHING, ...told };
            },
          },
          ...over(own),
        },
        mayGoOn,
      ),
    );
    return { count, calls };
  }
  const refused = (status: number) => new SiteFailure('unexpectedAnswer', 'no', false, status);

  test('once it is due, and again after a cycle', async () => {
    await write(kept('a'), kept('b', { reportAt: bench.now() + HOUR } as never));
    expect(await report()).toEqual({ count: 1, calls: [['a']] });
    expect(await standingOf('a')).toMatchObject({ state: 'known', tries: 0 });
    const next = (await standingOf('a')) as { reportAt: number };
    expect(next.reportAt).toBeGreaterThanOrEqual(bench.now() + 7 * DAY - MINUTE);
    expect(await reporting()).toMatchObject({ cycle: 7 * DAY, last: { accounts: 1 }, erased: 0 });
    expect(await report()).toEqual({ count: 0, calls: [] });
  });

  test('and what became of each is kept: closed, called otherwise, or as it was', async () => {
    await write(kept('a'), kept('b'), kept('c'));
    const answer = { closed: new Set(['a']), updated: new Set(['b']), cycle: 3 * DAY };
    expect((await report(() => answer)).count).toBe(3);
    const states = [await standingOf('a'), await standingOf('b'), await standingOf('c')];
    expect(states.map((one) => one?.state)).toEqual(['closed', 'updated', 'known']);
    expect(states[0]).toMatchObject({
      emails: [],
      former: { accountId: expect.stringMatching(/^former-/) },
    });
    expect((await reporting()).cycle).toBe(3 * DAY);
  });

  test('not where nothing is stored of them any more: they are forgotten', async () => {
    await bench.run(({ keptPeople }) =>
      keptPeople.keepRound({ number: 3, beganAt: bench.now(), isOver: true, kind: 'audit' }),
    );
    await write({ ...kept('gone'), foundIn: 2 }, { ...kept('there'), foundIn: 3 });
    expect((await report()).calls).toEqual([['there']]);
    expect([await get('gone'), (await get('there')) !== undefined]).toEqual([undefined, true]);
  });

  test('five calls in a sweep at most, and none where there is no time', async () => {
    let made = 0;
    const endless: Over = ({ keptPeople }) => ({
      keptPeople: {
        ...keptPeople,
        due: async (_, __, limit) => Array.from({ length: limit }, () => kept(`p${made++}`)),
        write: async () => 'committed',
      },
    });
    const { count, calls } = await report(undefined, endless);
    expect([count, calls.map(({ length }) => length)]).toEqual([450, [90, 90, 90, 90, 90]]);
    expect((await report(undefined, endless, () => false)).calls).toEqual([]);
  });

  test('the one that is not taken is found by halves, put off, and keeps no other', async () => {
    await write(kept('a'), kept('b'), kept('c'), kept('d'));
    const { count, calls } = await report((accounts) =>
      accounts.some(({ accountId }) => accountId === 'c') ? refused(400) : {},
    );
    expect(count).toBe(3);
    expect(calls).toEqual([['a', 'b', 'c', 'd'], ['a', 'b'], ['c', 'd'], ['c'], ['d']]);
    expect(await standingOf('c')).toMatchObject({ state: 'known', tries: 1 });
    expect(await standingOf('d')).toMatchObject({ state: 'known', tries: 0 });
  });

  test('where none is taken it is the report, and nobody is put off for it', async () => {
    await write(kept('a'), kept('b'));
    expect((await report(() => refused(400))).count).toBe(0);
    expect(await standingOf('a')).toMatchObject({ tries: 0 });
    expect((await reporting()).failing).toMatchObject({ tries: 1, problem: 'refused' });
    // Known to be the matter themselves, they are put off alone.
    await bench.run(({ keptPeople }) => keptPeople.keepReporting(NOT_REPORTED));
    await write({ ...kept('a', { tries: 2 } as never), revision: 2 });
    await write({ ...kept('b', { tries: 1 } as never), revision: 2 });
    await report(() => refused(400));
    expect([await standingOf('a'), await standingOf('b')]).toMatchObject([
      { tries: 3 },
      { tries: 2 },
    ]);
  });

  test.each([
    ['is an outage', () => new SiteFailure('siteUnavailable', 'no', true, 503), 'unavailable'],
    ['is a refusal', () => refused(403), 'refused'],
  ])(
    'a failure that %s is tried again later, and told to admins after a day',
    async (_, failure, problem) => {
      await write(kept('a'));
      expect((await report(failure)).calls).toHaveLength(1);
      expect((await reporting()).failing).toMatchObject({ tries: 1, problem });
      expect((await report(failure)).calls).toEqual([]);
      const told = () => bench.pushed.filter(({ item }) => item.kind === 'notifyAdmins');
      expect(told()).toEqual([]);
      await bench.platform.clock.advance(DAY);
      await report(failure);
      expect(told()).toMatchObject([{ item: { notice: { about: 'reportFailing' } } }]);
      await bench.platform.clock.advance(2 * DAY);
      expect((await report()).count).toBe(1);
      expect((await reporting()).failing).toBeUndefined();
    },
  );

  test('what is no failure of Atlassian is none', async () => {
    await write(kept('a'));
    await expect(report(() => new TypeError('Not so.'))).rejects.toThrow('Not so.');
  });
});

describe('a round', () => {
  const round: PersonalRound = { number: 4, beganAt: 2_000, isOver: true, kind: 'audit' };
  const closed = (id: string, over: object = {}) =>
    kept(id, {
      state: 'closed',
      since: 1_000,
      former,
      emails: ['x@acme.example'],
      ...over,
    } as never);
  const updated = (id: string, over: object = {}) =>
    kept(id, { state: 'updated', since: 1_000, ...over } as never);

  test('is for those who waited as it began, those whose account was closed first', async () => {
    await write(updated('u'), closed('c'), closed('late', { since: 3_000 }), kept('k'));
    const pending = await bench.run((own) => pendingOf(own, round));
    expect(pending.map(({ accountId }) => accountId)).toEqual(['c', 'u']);
  });

  test('erases the ones, and calls the others as Jira does now, or by no name where it does not show them', async () => {
    const avatarUrl = 'https://acme.example/u.png';
    const asked: (readonly string[])[] = [];
    const people: Ports['hostAsApp']['people'] = async (ids) => {
      asked.push(ids);
      const one = { ...person('U'), active: true, accountType: 'atlassian' as const, avatarUrl };
      return new Map([['u', one]]);
    };
    const changes = (...of: readonly KeptPerson[]) =>
      bench.run(({ hostAsApp }) => changesOf({ hostAsApp: { ...hostAsApp, people } }, of));
    expect(await changes(closed('c'), updated('u'), updated('hidden'))).toEqual(
      new Map([
        ['c', { kind: 'erase', former, emails: ['x@acme.example'] }],
        ['u', { kind: 'refresh', displayName: 'U', avatarUrl }],
        ['hidden', { kind: 'refresh', displayName: 'Somebody' }],
      ]),
    );
    await changes(closed('c'));
    expect(asked).toEqual([['u', 'hidden']]);
  });

  const end = (over: Over = () => ({})) =>
    bench.run((own) => endRound({ ...own, ...over(own) }, round));

  test('ends with those erased who were found nowhere, which is counted and told', async () => {
    const found = { foundIn: round.number };
    await write(closed('gone'), { ...closed('stays'), ...found });
    await end();
    expect(await get('gone')).toBeUndefined();
    expect(await standingOf('stays')).toMatchObject({ state: 'closed', triedAt: round.beganAt });
    expect((await reporting()).erased).toBe(1);
    expect(await events()).toMatchObject([{ kind: 'person.erased', former: former.accountId }]);
    expect(JSON.stringify(await events())).not.toContain('gone');
  });

  test('with those known again who were renamed wherever they were found', async () => {
    await write(updated('done'), updated('left', { leftIn: round.number }));
    await end();
    expect(await get('done')).toMatchObject({
      dataFrom: round.beganAt,
      isRefreshed: true,
      standing: { state: 'known', reportAt: 1_000 + 7 * DAY, tries: 0 },
    });
    expect(await standingOf('left')).toMatchObject({ state: 'updated', triedAt: round.beganAt });
    expect((await reporting()).erased).toBe(0);
    expect(await events()).toEqual([]);
  });

  test('and counts nobody whom others have written meanwhile', async () => {
    await write(closed('gone'));
    await end(() => ({ commit: async () => 'conflict' }));
    expect((await reporting()).erased).toBe(0);
    expect(await get('gone')).toBeDefined();
  });
});

describe('an approver whose account was closed', () => {
  const takeOut = (changes: PersonChanges, over: Over = () => ({})) =>
    bench.run((own) => takeOutApprovers({ ...own, ...over(own) }, changes));
  const policy = () => bench.run(({ policies }) => policies.inForce(bench.connection.id));

  test('is taken out of the policy, as a new version, and admins are told', async () => {
    await bench.allow({ fallbackApprovers: [person('Gone'), LEAD] });
    const { version } = await policy();
    await takeOut(erase('gone'));
    expect(await policy()).toMatchObject({ version: version + 1, fallbackApprovers: [LEAD] });
    expect(bench.pushed).toMatchObject([
      { item: { notice: { about: 'approverLeft', version: version + 1 } } },
    ]);
    const [event] = await events();
    expect(event).toMatchObject({
      kind: 'policy.changed',
      version: version + 1,
      actor: { kind: 'app' },
    });
    expect(JSON.stringify(event)).not.toContain('"gone"');
    expect(JSON.stringify(event)).toContain(former.accountId);
  });

  test('is nowhere in what the audit says of a rule that named them', async () => {
    const people = [person('Gone'), LEAD];
    const rule: Rule = {
      ...ruleOfEverything(undefined),
      id: 'r1',
      name: 'Finance',
      stages: [{ needed: 1, sources: [{ kind: 'people', people }] }],
    };
    await bench.allow({ rules: [rule] });
    await takeOut(erase('gone'));
    const [event] = await events();
    expect(event).toMatchObject({
      changes: [
        {
          of: 'ruleSays',
          parts: [
            {
              part: 'stages',
              before: [{ sources: [{ people: [{ accountId: former.accountId }, LEAD] }] }],
              after: [{ sources: [{ people: [LEAD] }] }],
            },
          ],
        },
      ],
    });
    expect(JSON.stringify(event)).not.toMatch(/"gone"|"Gone"/);
  });

  test.each<[string, PersonChanges]>([
    ['who is not among them', erase('other')],
    ['who is only called otherwise', new Map([['gone', { kind: 'refresh', displayName: 'New' }]])],
  ])('not one %s', async (_, changes) => {
    await bench.allow({ fallbackApprovers: [person('Gone')] });
    const before = await policy();
    await takeOut(changes);
    expect(await policy()).toEqual(before);
    expect(bench.pushed).toEqual([]);
  });

  test('and nobody is told of what others have saved meanwhile', async () => {
    await bench.allow({ fallbackApprovers: [person('Gone')] });
    await takeOut(erase('gone'), () => ({ commit: async () => 'conflict' }));
    expect(bench.pushed).toEqual([]);
  });
});

describe('for how long what is over is kept', () => {
  const save = (
    before: number | undefined,
    keepDays: number | undefined,
    over: Over = () => ({}),
  ) => bench.run((own) => saveRetention({ ...own, ...over(own) }, { before, keepDays }, LEAD));
  const changed = { ok: false, error: { code: 'changedMeanwhile' } };

  test('is as an admin saves it, which is told', async () => {
    expect(await save(undefined, 90)).toMatchObject({
      ok: true,
      value: { keepDays: 90, revision: 1 },
    });
    expect(await events()).toMatchObject([
      { kind: 'retention.changed', before: null, after: 90, actor: { kind: 'person', ...LEAD } },
    ]);
    expect(await save(90, 90)).toMatchObject({ ok: true, value: { revision: 1 } });
    expect(await events()).toHaveLength(1);
    expect(await save(90, undefined)).toMatchObject({ ok: true, value: { keepDays: undefined } });
    expect((await events())[0]).toMatchObject({ before: 90, after: null });
  });

  test('and not over what another has saved', async () => {
    await save(undefined, 90);
    expect(await save(undefined, 60)).toEqual(changed);
    expect(await save(90, 60, () => ({ commit: async () => 'conflict' }))).toEqual(changed);
    const at = await bench.run((own) => readCutOff(own));
    expect(at).toBeGreaterThan(bench.now() - 90 * DAY - MINUTE);
    expect(at).toBeLessThanOrEqual(bench.now() - 90 * DAY);
  });
});

describe('what is over for long enough is deleted', () => {
  const cutOff = () => bench.now() - 30 * DAY;
  beforeEach(() => bench.run(({ commit }) => commit({ retention: { revision: 1, keepDays: 30 } })));
  const records = async (kind: KeptRecord['kind']) =>
    bench.run(async ({ keptRecords }) => (await keptRecords.page(kind, undefined)).records);
  const only = async (kind: KeptRecord['kind']) => {
    const [one] = await records(kind);
    if (one === undefined) throw new Error(`There is no ${kind}`);
    return one;
  };
  const remove = async (
    kind: KeptRecord['kind'],
    at: number | undefined = cutOff(),
    over: Over = () => ({}),
  ) => {
    const one = await only(kind);
    return bench.run((own) => deleteWhenOver({ ...own, ...over(own) }, one, at));
  };
  const over = (since: number): AccessRequest => {
    const { approvals: _, timesOutAt: __, ...core } = awaiting({ id: 'r1', revision: 1, since });
    return { ...inState('withdrawn'), ...core, state: 'withdrawn', approvals: [] } as never;
  };
  const store = (writes: Parameters<Ports['commit']>[0]) =>
    bench.run(async ({ commit }) => expect(await commit(writes)).toBe('committed'));

  test('a request, with what was told of it, and it is counted', async () => {
    await store({
      request: over(cutOff() - 1),
      deliveries: { ...noDeliveries('r1'), revision: 1 },
    });
    expect(await remove('request')).toBe(true);
    expect([await records('request'), await records('telling')]).toEqual([[], []]);
    await bench.run((own) => tellDeleted(own));
    expect(await events()).toMatchObject([{ kind: 'records.deleted', requests: 1, records: 0 }]);
    await bench.run((own) => tellDeleted(own));
    expect(await events()).toHaveLength(1);
  });

  test('not one that is younger, or open; nor anything where it is kept for good', async () => {
    await store({ request: over(cutOff() + MINUTE) });
    expect(await remove('request')).toBe(false);
    expect(await remove('request', undefined)).toBe(false);
    await bench.run((own) => tellDeleted(own));
    expect(await events()).toEqual([]);
  });

  test('not where an admin has it kept for longer by now, or the record was written meanwhile', async () => {
    await store({ request: over(cutOff() - DAY) });
    expect(await remove('request', cutOff() + HOUR)).toBe(false);
    const conflicting: Over = () => ({ commit: async () => 'conflict' });
    expect(await remove('request', cutOff(), conflicting)).toBe(false);
    expect(await records('request')).toHaveLength(1);
  });

  test('a request of which something is in force, or not known, is kept', async () => {
    const approved = approvedAsk(bench, {
      subjects: [bench.person(PRIYA)],
      changes: [{ verb: 'add', entitlement: bench.group('frontend') }],
    });
    const outcome = { state: 'applied', before: 'notHeld', at: 1 } as const;
    await storeAsk(bench, approved, { outcomes: [outcome] });
    const progress = { pending: 0, applied: 1, unchanged: 0, failed: 0, manual: 0, retryable: 0 };
    const done = { ...approved, revision: 2, state: 'completed', progress, since: 1 } as never;
    const held = holding([grant({ requestId: 'r1' })], {
      connectionId: bench.connection.id,
      entitlement: bench.group('frontend'),
      subject: bench.person(PRIYA),
    });
    await store({ request: done, holdings: [held] });
    expect(await remove('request')).toBe(false);
    const unreadable: Over = ({ holdings }) => ({
      holdings: {
        ...holdings,
        getMany: async () => ({ found: new Map(), unreadable: new Set(['x']) }),
      },
    });
    expect(await remove('request', cutOff(), unreadable)).toBe(false);
    const none: Over = ({ holdings }) => ({
      holdings: { ...holdings, getMany: async () => ({ found: new Map(), unreadable: new Set() }) },
    });
    expect(await remove('steps')).toBe(false);
    expect(await remove('request', cutOff(), none)).toBe(true);
    expect(await records('steps')).toEqual([]);
  });

  test('a holding of which nothing depends any more', async () => {
    const one = holding([], { turnedAt: 1, work: { state: 'over' } });
    await store({ holdings: [one] });
    expect(await remove('holding', 1)).toBe(false);
    expect(await remove('holding')).toBe(true);
    expect(await records('holding')).toEqual([]);
    await bench.run((own) => tellDeleted(own));
    expect(await events()).toMatchObject([{ kind: 'records.deleted', requests: 0, records: 1 }]);
  });

  test('what is left of a request that is gone, and nothing of one that is there', async () => {
    const request = over(bench.now());
    const step = {
      subject: 0,
      planned: { verdict: 'change' },
      outcome: { state: 'pending' },
    } as const;
    await store({
      request,
      submissionKey: 'sent-1',
      blocks: [{ requestId: 'r1', block: 0, revision: 1, change: 0, steps: [step] }],
      deliveries: { ...noDeliveries('r1'), revision: 1 },
      audit: [{ id: 'a1', at: 1, issueKey: 'WEB-1', requestId: 'r1', events: [] }],
    });
    const kinds = ['steps', 'telling', 'submission', 'audit'] as const;
    for (const kind of kinds) expect([kind, await remove(kind)]).toEqual([kind, false]);
    const gone: Over = ({ requests }) => ({
      requests: { ...requests, get: async () => undefined },
    });
    for (const kind of kinds) {
      expect([kind, await remove(kind, cutOff(), gone)]).toEqual([kind, true]);
      expect(await records(kind)).toEqual([]);
    }
  });

  test('the audit of nothing in particular by its age alone; what was told to admins never', async () => {
    const record = { id: 'a1', at: 1_000, issueKey: undefined, requestId: undefined, events: [] };
    await store({ audit: [record], deliveries: { ...noDeliveries('admins'), revision: 1 } });
    expect(await remove('audit', 1_000)).toBe(false);
    expect(await remove('audit', 1_001)).toBe(true);
    expect(await remove('telling')).toBe(false);
  });

  test.each(['connection', 'policy'] as const)('the %s never', async (kind) => {
    expect(await remove(kind)).toBe(false);
  });
});

describe('in a record', () => {
  const treat = async (record: KeptRecord, changes: PersonChanges, over: Over = () => ({})) => {
    const found = changedIn(record.value, changes);
    const { left, isRewritten } = await bench.run((own) =>
      treatRecord({ ...own, ...over(own) }, record, changes, found),
    );
    return { left: [...left], isRewritten };
  };
  const only = (kind: KeptRecord['kind']) =>
    bench.run(async ({ keptRecords }) => {
      const [one] = (await keptRecords.page(kind, undefined)).records;
      if (one === undefined) throw new Error(`There is no ${kind}`);
      return one;
    });
  const store = (writes: Parameters<Ports['commit']>[0]) =>
    bench.run(async ({ commit }) => expect(await commit(writes)).toBe('committed'));
  const rita = REQUESTER.accountId;
  const renamed: PersonChanges = new Map([[rita, { kind: 'refresh', displayName: 'Rita New' }]]);

  test('somebody is found by their id, and by an address or an id within a text', () => {
    const changes: PersonChanges = new Map([
      ['a', { kind: 'erase', former, emails: ['a@acme.example'] }],
      ['b', { kind: 'refresh', displayName: 'B' }],
      ['c', { kind: 'erase', former, emails: [] }],
    ]);
    const found = (value: unknown) => [...changedIn(value, changes)].sort();
    expect(found({ by: { accountId: 'b', displayName: 'B' }, text: 'ask a@acme.example' })).toEqual(
      ['a', 'b'],
    );
    expect(found({ text: 'see c' })).toEqual(['c']);
    expect(found({ by: { accountId: 'x', displayName: 'X' } })).toEqual([]);
    expect([...changedIn({ by: { accountId: 'a', displayName: 'A' } }, new Map())]).toEqual([]);
  });

  test('a request that waits is withdrawn for whoever asked and is gone, and told so', async () => {
    await store({ request: awaiting({ id: 'r1', revision: 1 }) });
    const { left, isRewritten } = await treat(await only('request'), erase(rita));
    expect([left, isRewritten]).toEqual([[rita], false]);
    const request = await bench.run(({ requests }) => requests.get('r1'));
    expect(request?.state).toBe('withdrawn');
    expect(bench.pushed).toMatchObject([{ item: { kind: 'notifyWithdrawn', requestId: 'r1' } }]);
    expect(await events()).toMatchObject([{ kind: 'request.withdrawn', actor: { kind: 'app' } }]);
    // By the next round it is over, and nothing of them stays.
    expect(await treat(await only('request'), erase(rita))).toEqual({
      left: [],
      isRewritten: true,
    });
    expect(JSON.stringify((await only('request')).value)).not.toContain('rita');
  });

  test('who is called otherwise is so at once, and withdraws nothing', async () => {
    await store({ request: awaiting({ id: 'r1', revision: 1 }) });
    expect(await treat(await only('request'), renamed)).toEqual({ left: [], isRewritten: true });
    const request = await bench.run(({ requests }) => requests.get('r1'));
    expect([request?.state, request?.requester.displayName]).toEqual([
      'awaitingApproval',
      'Rita New',
    ]);
  });

  test('and what others have written meanwhile is left to the next round', async () => {
    await store({ request: awaiting({ id: 'r1', revision: 1 }) });
    const stale = await only('request');
    await treat(stale, renamed);
    const again: PersonChanges = new Map([[rita, { kind: 'refresh', displayName: 'Newer' }]]);
    expect(await treat(stale, again)).toEqual({ left: [rita], isRewritten: false });
  });

  test('nobody who is not in it is left in it', async () => {
    expect(await treat(await only('connection'), erase('nobody'))).toEqual({
      left: [],
      isRewritten: false,
    });
  });

  test('what somebody holds ends, and its record goes once it is over', async () => {
    const [endsAt, id] = [bench.now() + DAY, 'sam'];
    const one = holding([grant({ endsAt, grantedAt: 1, approvedAt: 1 })], {
      connectionId: bench.connection.id,
    });
    await store({ holdings: [one] });
    expect(await treat(await only('holding'), erase(id))).toEqual({
      left: [id],
      isRewritten: false,
    });
    const due = (await only('holding')).value as typeof one;
    expect(due.grants[0]).toMatchObject({ leaver: true });
    expect(due.grants[0]?.endsAt).toBeLessThanOrEqual(bench.now());
    await store({ holdings: [{ ...due, revision: 3, grants: [], work: { state: 'over' } }] });
    expect(await treat(await only('holding'), erase(id))).toEqual({ left: [], isRewritten: true });
    await expect(only('holding')).rejects.toThrow('There is no holding');
  });

  test('and what is due already stays until it is', async () => {
    const one = holding([grant({ endsAt: bench.now() - 1 })], {
      connectionId: bench.connection.id,
    });
    await store({ holdings: [one] });
    expect(await treat(await only('holding'), erase('sam'))).toEqual({
      left: ['sam'],
      isRewritten: false,
    });
    expect((await only('holding')).value).toEqual(one);
  });

  test('a name waits while a pass over a holding is under way', async () => {
    const changes: PersonChanges = new Map([['sam', { kind: 'refresh', displayName: 'Sam New' }]]);
    const until = bench.now() + HOUR;
    const work = { state: 'settling', until, sent: true, tries: 0 } as const;
    const one = holding([grant()], { connectionId: bench.connection.id, work });
    await store({ holdings: [one] });
    expect(await treat(await only('holding'), changes)).toEqual({
      left: ['sam'],
      isRewritten: false,
    });
    const stays = holding([grant({ endsAt: undefined })], { revision: 2 });
    await store({ holdings: [{ ...stays, connectionId: one.connectionId }] });
    expect(await treat(await only('holding'), changes)).toEqual({ left: [], isRewritten: true });
    expect(JSON.stringify((await only('holding')).value)).toContain('Sam New');
  });

  test('a failure of the store is none of the record', async () => {
    await store({ request: awaiting({ id: 'r1', revision: 1 }) });
    const failing: Over = ({ keptRecords }) => ({
      keptRecords: {
        ...keptRecords,
        rewrite: () => Promise.reject(new PlatformFailure('NO', 'no', true)),
      },
    });
    await expect(treat(await only('request'), renamed, failing)).rejects.toThrow('no');
  });
});
