import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AT,
  acting,
  developers,
  frontend,
  grant,
  holding as holdingOf,
  liveState,
  ordinaryGroup,
  ordinaryRole,
  subject,
} from '../../../tests/support/samples';
import type { StepState } from '../effects/step';
import { whatStepGave } from '../effects/what-step-gave';
import { endingOrder } from '../ends/ending-order';
import { judgePass } from '../ends/judge-pass';
import type { Grant } from '../grant/grant';
import { STUCK_CAUSES } from '../grant/stuck-cause';
import { DAY, HOUR, MINUTE } from '../lib/time';
import type { HoldingChange } from './change-holding';
import { endGrants, withdrawGrant } from './end-grants';
import { giveGrant } from './give-grant';
import { givenOnRecord } from './given-on-record';
import { type Held, type Holding, lastingGrant, latestEnd, wantedOf } from './holding';
import { outlastedSince } from './outlasted-since';
import { OVERDUE_AFTER, overdueSince } from './overdue';
import { beginPass, dueAtOf, endPass, type Found } from './pass';

const held: Held = { connectionId: 'site', entitlement: frontend, subject: subject('Sam') };
const holding = (...grants: Grant[]): Holding => holdingOf(grants);
const give = (
  current: Holding | undefined,
  one: Grant,
  how: 'applied' | 'prolonged' = 'applied',
): HoldingChange | undefined =>
  giveGrant(held, current, { grant: one, how, lookedAt: one.grantedAt }, one.grantedAt);
const whys = (change: HoldingChange | undefined) => change?.holding.ended.map(({ why }) => why);

const NOT_HELD = { before: 'notHeld', at: AT } as const;
const MAY_HAVE_GIVEN = { how: 'applied', at: AT, unproved: true, unconfirmed: true } as const;

describe('what may have been given, and nobody has seen there', () => {
  const unconfirmed = grant({ unproved: true, unconfirmed: true });

  test('has an end, and is not taken away by itself', () => {
    const given = give(undefined, unconfirmed)?.holding;
    expect(given?.work).toEqual({ state: 'runs', dueAt: unconfirmed.endsAt });
    expect(given && wantedOf(given, AT + 400 * DAY)).toBe('notOurs');
  });

  test.each<[string, Found, number]>([
    ['when it is due', { found: 'notHeld' }, AT + 400 * DAY],
    ['with the group', { found: 'gone' }, AT + 400 * DAY],
    ['before it is due', { found: 'gone' }, AT],
  ])('is told of nowhere where it is not there, %s', (_, found, at) => {
    const { holding: after, facts } = endPass(holding(unconfirmed), found, at);
    expect([after.grants, after.ended, facts]).toEqual([[], [], []]);
  });

  test('nor where somebody takes it away, or a later one takes its place', () => {
    const later = grant({ requestId: 'r2', endsAt: undefined });
    for (const change of [
      endGrants(holding(unconfirmed), 'goneByHand', AT + DAY, AT + DAY),
      endGrants(holding(unconfirmed), 'revoked', AT + DAY, AT + DAY),
      give(holding(unconfirmed), later),
    ]) {
      expect([change?.holding.ended, change?.facts]).toEqual([[], []]);
    }
  });

  test('outlasts nothing that is proved to have been given since', () => {
    const longer = grant({ endsAt: AT + 30 * DAY, unproved: true, unconfirmed: true });
    const proved = grant({ requestId: 'r2' });
    expect(give(holding(longer), proved)?.holding.grants).toEqual([proved]);
  });

  test('is given on record once it is known, and does not become a guess again', () => {
    const known = give(holding(unconfirmed), grant())?.holding;
    expect(known?.grants).toEqual([grant()]);
    expect(give(holding(grant()), unconfirmed)).toBeUndefined();
    const onRecord = (one: Holding) => [...givenOnRecord([one], grant().requestId).values()].length;
    expect([onRecord(holding(unconfirmed)), onRecord(holding(grant()))]).toEqual([0, 1]);
  });
});

describe('Invariant 3: access that existed before is nobody’s grant', () => {
  test.each<[StepState, ReturnType<typeof whatStepGave>]>([
    [
      { state: 'applied', before: 'notHeld', at: AT },
      { how: 'applied', at: AT, unproved: false, unconfirmed: false },
    ],
    [
      { state: 'applied', before: 'notHeld', at: AT, unproved: true },
      { how: 'applied', at: AT, unproved: true, unconfirmed: false },
    ],
    [{ state: 'unchanged', at: AT }, undefined],
    [
      { state: 'unchanged', at: AT, prolonged: true },
      { how: 'prolonged', at: AT, unproved: false, unconfirmed: false },
    ],
    [{ state: 'failed', reason: 'siteRefused', retryable: true, at: AT }, undefined],
    [
      { state: 'failed', reason: 'siteRefused', retryable: true, at: AT + 1, begun: NOT_HELD },
      MAY_HAVE_GIVEN,
    ],
    [
      { state: 'failed', reason: 'approvalLapsed', retryable: false, at: AT + 1, begun: NOT_HELD },
      MAY_HAVE_GIVEN,
    ],
    [{ state: 'begun', ...NOT_HELD }, MAY_HAVE_GIVEN],
    // A removal.
    [{ state: 'begun', ...NOT_HELD, before: 'held' }, undefined],
    [{ state: 'manual', by: subject('Lena'), at: AT }, undefined],
    [{ state: 'pending' }, undefined],
  ])('%j gives %j', (outcome, given) => {
    expect(whatStepGave(outcome)).toEqual(given);
  });

  test('what nothing gives any more can’t be prolonged', () => {
    expect(give(undefined, grant(), 'prolonged')).toBeUndefined();
    expect(give(holding(), grant(), 'prolonged')).toBeUndefined();
  });

  test('what is not proved to be ours is never taken away by itself, however it is prolonged', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 }), (terms) => {
        let one = give(undefined, grant({ unproved: true }));
        terms.forEach((days, place) => {
          const next = grant({ requestId: `p${place}`, endsAt: AT + days * DAY });
          one = give(one?.holding, next, 'prolonged');
        });
        const due = one?.holding;
        if (due === undefined) throw new Error('nothing was given');
        expect(wantedOf(due, (latestEnd(due) ?? 0) + 1)).toBe('notOurs');
      }),
    );
  });

  test('what another request is proved to have given just before is ours, however often it is written', () => {
    const again = grant({ requestId: 'r2', unproved: true, endsAt: AT + 3 * DAY });
    const beside = (givenAt: number) =>
      give(holding(grant({ grantedAt: givenAt })), again)?.holding;
    const just = beside(AT - 9 * MINUTE);
    expect(just && wantedOf(just, AT + 4 * DAY)).toBe('notHeld');
    const twice = give(just, again)?.holding;
    expect(twice && wantedOf(twice, AT + 4 * DAY)).toBe('notHeld');
    // Long before: somebody may have taken it away since, and given it again.
    const long = beside(AT - 10 * MINUTE);
    expect(long && wantedOf(long, AT + 4 * DAY)).toBe('notOurs');
  });

  test('given anew and proved, it is ours again', () => {
    const anew = give(holding(grant({ unproved: true })), grant({ requestId: 'r2' }));
    expect(anew && wantedOf(anew.holding, AT + 2 * DAY)).toBe('notHeld');
  });
});

describe('what is in force', () => {
  test('the latest end counts, whatever is given in which order; what stays outlasts all', () => {
    const ends = fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(ends, { minLength: 1, maxLength: 8 }), (days) => {
        let current: Holding | undefined;
        days.forEach((count, place) => {
          const endsAt = count === undefined ? undefined : AT + count * DAY;
          const how = place === 0 ? 'applied' : 'prolonged';
          current = give(current, grant({ requestId: `r${place}`, endsAt }), how)?.holding;
        });
        if (current === undefined) throw new Error('nothing was given');
        const latest = days.includes(undefined)
          ? undefined
          : AT + Math.max(...days.map((count) => count ?? 0)) * DAY;
        expect(latestEnd(current)).toBe(latest);
        expect(current.work).toEqual(
          latest === undefined ? { state: 'stays' } : { state: 'runs', dueAt: latest },
        );
        expect(dueAtOf(current)).toBe(latest);
      }),
    );
  });

  test('written twice, by a run and the one that takes over, it is there once', () => {
    const once = give(undefined, grant());
    const twice = give(once?.holding, grant());
    expect(twice?.holding.grants).toEqual(once?.holding.grants);
    expect(twice?.facts).toEqual([]);
  });

  test('no end extends itself: what ends no later is superseded, a later one goes on', () => {
    const longer = give(
      holding(grant()),
      grant({ requestId: 'r2', endsAt: AT + 9 * DAY }),
      'prolonged',
    );
    expect(whys(longer)).toEqual(['superseded']);
    expect(longer?.facts).toMatchObject([{ of: { requestId: 'r1' }, fact: { why: 'superseded' } }]);
    const shorter = give(longer?.holding, grant({ requestId: 'r3' }), 'prolonged');
    expect(shorter && latestEnd(shorter.holding)).toBe(AT + 9 * DAY);
  });

  test('given anew though a grant is in force: it had been taken away by hand, and its end is over', () => {
    const long = holding(grant({ endsAt: AT + 90 * DAY }));
    const anew = grant({ requestId: 'r2', grantedAt: AT + DAY, endsAt: AT + 2 * DAY });
    expect(whys(give(long, anew))).toEqual(['goneByHand']);
    // Two requests at the same time may both be told that they gave it: then the later end counts.
    const beside = give(
      long,
      grant({ requestId: 'r2', grantedAt: AT + MINUTE, endsAt: AT + 2 * DAY }),
    );
    expect(beside && latestEnd(beside.holding)).toBe(AT + 90 * DAY);
  });

  test('of all in force, those that others outlast are so since both are there, and the rest never', () => {
    const ends = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
    const one = fc.record({ days: ends, later: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), (all) => {
        const grants = all.map(({ days, later }, place) =>
          grant({
            requestId: `r${place}`,
            grantedAt: AT + later,
            endsAt: days === undefined ? undefined : AT + days * DAY,
          }),
        );
        const end = latestEnd({ grants });
        for (const each of grants) {
          const since = outlastedSince(each, { grants });
          expect(since === undefined).toBe(each.endsAt === end);
          if (since === undefined) continue;
          const longer = grants.filter(
            ({ endsAt }) => (endsAt ?? AT + 9 * DAY) > (each.endsAt ?? 0),
          );
          const first = Math.min(...longer.map(({ grantedAt }) => grantedAt));
          expect(since).toBe(Math.max(each.grantedAt, first));
        }
      }),
    );
  });

  test('the grant that outlasts the others is the one that is told of, wherever it stands', () => {
    const long = grant({ requestId: 'r2', endsAt: AT + 9 * DAY });
    const stays = grant({ requestId: 'r3', endsAt: undefined });
    expect(lastingGrant(holding(long, grant()))).toBe(long);
    expect(lastingGrant(holding(grant(), long))).toBe(long);
    expect(lastingGrant(holding(stays, long, grant()))).toBe(stays);
    expect(lastingGrant(holding())).toBeUndefined();
  });

  test('what the site is to show', () => {
    const unproved = grant({ requestId: 'r2', unproved: true });
    const rows: [Grant[], number, ReturnType<typeof wantedOf>][] = [
      [[], AT, 'whatever'],
      [[grant()], AT + DAY - 1, 'held'],
      [[grant()], AT + DAY, 'notHeld'],
      [[grant({ endsAt: undefined })], AT + 900 * DAY, 'held'],
      [[unproved], AT + DAY, 'notOurs'],
      // One of two is proved to be the app's: so the access is.
      [[unproved, grant()], AT + DAY, 'notHeld'],
    ];
    for (const [grants, at, wanted] of rows) expect(wantedOf({ grants }, at)).toBe(wanted);
  });

  test('of what has ended, the last eight are kept', () => {
    let one = give(undefined, grant());
    expect(one?.holding).toStrictEqual({
      ...held,
      revision: 1,
      grants: [grant()],
      ended: [],
      work: { state: 'runs', dueAt: AT + DAY },
    });
    for (let place = 2; place <= 12; place += 1) {
      one = give(one?.holding, grant({ requestId: `r${place}` }), 'prolonged');
    }
    expect(one?.holding.ended.map(({ requestId }) => requestId)).toEqual(
      [4, 5, 6, 7, 8, 9, 10, 11].map((place) => `r${place}`),
    );
  });

  test('prolonged a day later it is the same access: no earlier end is taken for gone', () => {
    const long = holding(grant({ endsAt: AT + 90 * DAY }));
    const next = grant({ requestId: 'r2', grantedAt: AT + DAY, endsAt: AT + 2 * DAY });
    const after = give(long, next, 'prolonged');
    expect(after?.holding).toMatchObject({ grants: [{ requestId: 'r1' }, next], ended: [] });
  });

  test('a step that turned out not to have given it leaves nothing', () => {
    const two = give(holding(grant()), grant({ requestId: 'r2', endsAt: AT + 9 * DAY }));
    const without = two && withdrawGrant(two.holding, { requestId: 'r2', block: 0 });
    expect(without?.holding.grants).toEqual([]);
    expect(withdrawGrant(holding(grant()), { requestId: 'r2', block: 0 })).toBeUndefined();
  });
});

describe('passes', () => {
  const due = AT + DAY;
  const pass = (one = holding(grant())) => beginPass(one, true, due, due + 3 * MINUTE);

  test('who gives during a pass is found out when it ends, and the site is looked at again', () => {
    const given = give(
      pass(),
      grant({ requestId: 'r2', grantedAt: due, endsAt: due + DAY }),
      'prolonged',
    );
    expect(given?.holding.work).toMatchObject({ state: 'settling', until: due + 3 * MINUTE });
    const end = given && endPass(given.holding, { found: 'notHeld' }, due + MINUTE);
    expect(end?.holding.work).toMatchObject({ state: 'settling', until: due + MINUTE });
    expect(end?.holding.grants).toHaveLength(1);
    const back = end && endPass(end.holding, { found: 'held' }, due + 2 * MINUTE);
    expect(back?.holding.work).toEqual({ state: 'runs', dueAt: due + DAY });
  });

  test('who gives after a pass that they did not see is to look again', () => {
    const over = endPass(pass(), { found: 'notHeld' }, due + MINUTE).holding;
    const after = give(over, grant({ requestId: 'r2', grantedAt: due, endsAt: due + DAY }));
    expect(after?.holding.work).toMatchObject({ state: 'settling' });
    const later = give(over, grant({ requestId: 'r2', grantedAt: due + HOUR, endsAt: due + DAY }));
    expect(later?.holding.work).toEqual({ state: 'runs', dueAt: due + DAY });
  });

  test('taken away by request: only what was there when it was looked at', () => {
    const both = holding(
      grant(),
      grant({ requestId: 'r2', grantedAt: AT + HOUR, endsAt: undefined }),
    );
    const revoked = endGrants(both, 'revoked', AT + MINUTE, AT + HOUR);
    expect(whys(revoked)).toEqual(['revoked']);
    expect(revoked?.holding.work).toMatchObject({ state: 'settling' });
    expect(endGrants(holding(grant()), 'revoked', AT, AT)).toBeUndefined();
  });

  test.each<[string, Found, Holding['work']['state'], string[]]>([
    ['gone', { found: 'notHeld' }, 'over', ['expired']],
    ['there still', { found: 'held' }, 'settling', []],
    ['no time', { found: 'again' }, 'settling', []],
    ['in the way', { found: 'stuck', cause: 'lastAdmin' }, 'stuck', []],
  ])('%s', (_, found, state, why) => {
    const end = endPass(pass(), found, due + 1);
    expect(end.holding.work.state).toBe(state);
    expect(end.holding.ended.map((one) => one.why)).toEqual(why);
  });

  test('what another outlasts was not late: only the latest end is', () => {
    const end = due + 8 * DAY;
    const both = holding(grant(), grant({ requestId: 'r2', endsAt: end }));
    const whole = (at: number) =>
      endPass(beginPass(both, true, at, at + MINUTE), { found: 'notHeld' }, at).holding.ended;
    const said = (at: number) => whole(at).map(({ why, lateBy }) => [why, lateBy]);
    expect(said(end)).toEqual([
      ['outlasted', undefined],
      ['expired', undefined],
    ]);
    expect(said(end + HOUR)).toEqual([
      ['outlasted', undefined],
      ['expired', HOUR],
    ]);
    // The same where it had been taken by hand, and is given anew before the latest end.
    const anew = give(
      both,
      grant({ requestId: 'r3', grantedAt: due + DAY, endsAt: due + 2 * DAY }),
    );
    expect(anew?.holding.ended.map(({ why, lateBy }) => [why, lateBy])).toEqual([
      ['outlasted', undefined],
      ['goneByHand', undefined],
    ]);
    // Taken away by request after its own term: that term was over before.
    const revoked = endGrants(both, 'revoked', due + DAY, due + DAY);
    expect(revoked?.holding.ended.map(({ why }) => why)).toEqual(['outlasted', 'revoked']);
  });

  test('a short term each day beside a long one: those that are over are let go, each told once', () => {
    let one: Holding = holding(grant({ endsAt: AT + 900 * DAY }));
    const told: unknown[] = [];
    for (let day = 1; day <= 400; day += 1) {
      const grantedAt = AT + day * DAY;
      const short = grant({ requestId: `day-${day}`, grantedAt, endsAt: grantedAt + HOUR });
      const change = give(one, short, 'prolonged');
      one = change?.holding ?? one;
      for (const { of, fact } of change?.facts ?? [])
        told.push([of.requestId, 'why' in fact && fact.why]);
      expect(one.grants.length).toBeLessThanOrEqual(2);
    }
    expect(told).toEqual(
      Array.from({ length: 399 }, (_, place) => [`day-${place + 1}`, 'outlasted']),
    );
    expect(one.work).toEqual({ state: 'runs', dueAt: AT + 900 * DAY });
  });

  test.each([
    [due, undefined],
    [due + MINUTE, undefined],
    [due + MINUTE + 1, MINUTE + 1],
    [due + HOUR, HOUR],
  ])('ended at %d it is late by %s, and the audit says so', (at, lateBy) => {
    expect(endPass(pass(), { found: 'notHeld' }, at).facts).toStrictEqual([
      {
        of: expect.objectContaining({ requestId: 'r1', issueKey: 'WEB-1' }),
        fact: {
          kind: 'grant.ended',
          subject: held.subject,
          entitlement: frontend,
          why: 'expired',
          ...(lateBy === undefined ? {} : { lateBy }),
        },
      },
    ]);
  });

  test('only what its term ends can be late: what a request took away was not the app’s to end', () => {
    const after = due + HOUR;
    const ended = endGrants(pass(), 'revoked', after, after)?.holding.ended;
    expect(ended).toStrictEqual([{ ...grant(), why: 'revoked', endedAt: after }]);
  });
});

describe('Invariant 8: what is due to end is ended, and lateness is told', () => {
  test.each(STUCK_CAUSES)(
    '%s: tried ever more seldom, but for ever, and every step of it told',
    (cause) => {
      let one = holding(grant());
      let at = AT + DAY;
      const told = { audit: [] as number[], approver: [] as number[], workItem: [] as number[] };
      const what = { subject: held.subject, entitlement: frontend };
      let longest = 0;
      while (at < AT + 5 * DAY) {
        const tried = beginPass(one, true, at, at + MINUTE);
        const end = endPass(tried, { found: 'stuck', cause }, at);
        const late = at - (AT + DAY);
        if (end.notice.audit) told.audit.push(late);
        if (end.notice.approver) told.approver.push(late);
        if (end.notice.workItem) told.workItem.push(late);
        expect(end.facts.map(({ fact }) => fact)).toEqual(
          end.notice.audit ? [{ kind: 'grant.overdue', ...what, since: AT + DAY, cause }] : [],
        );
        one = end.holding;
        const next = dueAtOf(one) ?? 0;
        expect(next).toBeGreaterThan(at);
        longest = Math.max(longest, next - at);
        at = next;
      }
      expect(longest).toBeLessThanOrEqual(HOUR);
      expect(told.audit).toEqual([0, 1, 2, 3].map((days) => OVERDUE_AFTER + days * DAY));
      expect(told.approver).toEqual([15 * MINUTE]);
      expect(told.workItem).toEqual([DAY]);
    },
  );

  test('overdue is what should have ended a while ago, and nothing else', () => {
    const at = AT + DAY + OVERDUE_AFTER;
    expect(overdueSince(holding(grant()), at - 1)).toBeUndefined();
    expect(overdueSince(holding(grant()), at)).toBe(AT + DAY);
    expect(overdueSince(holding(grant({ endsAt: undefined })), at)).toBeUndefined();
    expect(overdueSince(holding(), at)).toBeUndefined();
  });

  test('short terms and small requests come first', () => {
    const long = holding(grant({ endsAt: AT + 9 * DAY }));
    const large = holding(grant({ size: 5_000 }));
    const small = holding(grant({ size: 1 }));
    expect([long, large, small].toSorted(endingOrder)).toEqual([small, large, long]);
  });

  test('how long a term is counts, not when it began or ends', () => {
    const long = holding(grant({ endsAt: AT + 9 * DAY }));
    const short = holding(grant({ grantedAt: AT + 8 * DAY, endsAt: AT + 10 * DAY }));
    expect([long, short].toSorted(endingOrder)).toEqual([short, long]);
  });

  test('what no end is kept of waits for nothing: looking at the site is soon done', () => {
    const short = holding(grant({ endsAt: AT + HOUR }));
    const stays = holding(grant({ endsAt: undefined }));
    const nothing = holding();
    expect([short, stays, nothing].toSorted(endingOrder)).toEqual([nothing, stays, short]);
  });

  test('what has failed already comes after what was not tried', () => {
    const long = holding(grant({ endsAt: AT + 9 * DAY }));
    const { holding: failed } = endPass(
      holding(grant()),
      { found: 'stuck', cause: 'siteUnavailable' },
      AT + 2 * DAY,
    );
    expect([failed, long].toSorted(endingOrder)).toEqual([long, failed]);
  });
});

describe('what a pass does', () => {
  const live = (over: Parameters<typeof liveState>[0], isHeld: boolean) =>
    liveState({ holders: new Map([['group:g1', new Set(isHeld ? ['person:sam'] : [])]]), ...over });
  const group = (over: object) => new Map([['g1', { ...ordinaryGroup, ...over }]]);
  const judge = (
    wanted: 'held' | 'notHeld' | 'notOurs' | 'whatever',
    state: ReturnType<typeof live>,
  ) => judgePass([{ holding: holding(grant()), wanted }], state, AT)[0];

  test.each([
    ['notHeld', true, {}, { found: 'toRemove' }],
    ['notHeld', false, {}, { found: 'notHeld' }],
    ['held', false, {}, { found: 'toAdd' }],
    ['held', true, {}, { found: 'held' }],
    ['notOurs', true, {}, { found: 'held' }],
    ['notOurs', false, {}, { found: 'notHeld' }],
    ['whatever', true, {}, { found: 'held' }],
    [
      'notHeld',
      true,
      { groups: group({ managedElsewhere: true }) },
      { found: 'stuck', cause: 'groupManagedElsewhere' },
    ],
    ['notHeld', false, { groups: group({ managedElsewhere: true }) }, { found: 'notHeld' }],
    [
      'notHeld',
      true,
      { groups: group({ protection: ['siteAdministration'], acting: acting(1) }) },
      { found: 'stuck', cause: 'lastAdmin' },
    ],
    [
      'notHeld',
      true,
      { groups: group({ protection: ['siteAdministration'], acting: acting(2) }) },
      { found: 'toRemove' },
    ],
    ['notHeld', true, { groups: new Map() }, { found: 'gone' }],
    ['held', false, { groups: new Map() }, { found: 'gone' }],
    ['held', false, { people: new Map() }, { found: 'stuck', cause: 'siteRefused' }],
  ] as const)('wanted %s, held %s, %j: %j', (wanted, isHeld, over, expected) => {
    expect(judge(wanted, live(over as never, isHeld))).toEqual(expected);
  });

  test('in an archived project nothing can be taken back, and it says so', () => {
    const role: Holding = { ...holding(grant()), entitlement: developers };
    const state = liveState({
      roles: new Map([['role:10:100', { ...ordinaryRole, projectArchived: true }]]),
      holders: new Map([['role:10:100', new Set(['person:sam'])]]),
    });
    expect(judgePass([{ holding: role, wanted: 'notHeld' }], state, AT)).toEqual([
      { found: 'stuck', cause: 'projectArchived' },
    ]);
  });

  test.each([
    ['gone', { found: 'gone' }],
    ['inRecycleBin', { found: 'stuck', cause: 'projectInBin' }],
    ['notKnown', { found: 'stuck', cause: 'projectHidden' }],
    [undefined, { found: 'stuck', cause: 'projectHidden' }],
  ] as const)('a role that is not there, %s, whatever is wanted', (absence, expected) => {
    const role: Holding = { ...holding(grant()), entitlement: developers };
    const absences = new Map(absence === undefined ? [] : [['role:10:100', absence] as const]);
    const state = liveState({ roles: new Map(), absences });
    for (const wanted of ['held', 'notHeld', 'notOurs', 'whatever'] as const)
      expect(judgePass([{ holding: role, wanted }], state, AT)).toEqual([expected]);
  });

  test('a group that is not there is nobody’s member, whatever is wanted', () => {
    const team = { kind: 'group', groupId: 'gone', displayName: 'gone' } as const;
    const role: Holding = { ...holding(grant()), entitlement: developers, subject: team };
    for (const wanted of ['held', 'notHeld', 'notOurs'] as const)
      expect(judgePass([{ holding: role, wanted }], liveState(), AT)).toEqual([{ found: 'gone' }]);
  });

  test('what is gone for good ends, before its time as taken away by somebody else', () => {
    const why = (at: number, over: Partial<Grant> = {}) =>
      endPass(beginPass(holding(grant(over)), false, at, at + MINUTE), { found: 'gone' }, at)
        .holding;
    expect(why(AT + HOUR)).toMatchObject({ grants: [], ended: [{ why: 'goneByHand' }] });
    expect(why(AT + HOUR, { endsAt: undefined }).work).toEqual({ state: 'over' });
    expect(why(AT + DAY)).toMatchObject({ grants: [], ended: [{ why: 'expired' }] });
    expect(why(AT + DAY, { unproved: true })).toMatchObject({ ended: [{ why: 'expired' }] });
  });
});
