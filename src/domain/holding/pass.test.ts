import { describe, expect, test } from 'vitest';
import { AT, grant, holding } from '../../../tests/support/samples';
import type { Grant } from '../grant/grant';
import { DAY, HOUR, MINUTE } from '../lib/time';
import { endForHolder } from './end-for-holder';
import { endForLeaver } from './end-for-leaver';
import { giveGrant } from './give-grant';
import { type Holding, type HoldingWork, type Wanted, workOf } from './holding';
import { lateNotice, nextNoticeAt } from './late-notice';
import { missingSince } from './missing';
import { beginPass, dueAtOf, endPass, type Found, pauseBeforeNextTry, tellLate } from './pass';

const DUE = AT + DAY;
const settling = (over: object = {}): HoldingWork => ({
  state: 'settling',
  until: DUE + HOUR,
  sent: false,
  tries: 2,
  ...over,
});
const stuckFor = (tries: number): HoldingWork => ({
  state: 'stuck',
  cause: 'siteRefused',
  tries,
  nextTryAt: DUE + HOUR,
});

describe('a pass ends as what is wanted by then and what was found say together', () => {
  const grantsFor: Record<Wanted, readonly Grant[]> = {
    held: [grant({ endsAt: DUE + DAY })],
    notHeld: [grant()],
    notOurs: [grant({ unproved: true })],
    whatever: [],
  };
  type End = 'goes on' | 'is over' | 'looked at again' | 'lastAdmin' | 'unproved';
  const found: Record<Found['found'], Found> = {
    held: { found: 'held' },
    notHeld: { found: 'notHeld' },
    gone: { found: 'gone' },
    notToGive: { found: 'notToGive' },
    again: { found: 'again' },
    stuck: { found: 'stuck', cause: 'lastAdmin' },
  };
  const rows: [Wanted, Found['found'], End, ('expired' | 'goneByHand' | 'notGivenBack')[]][] = [
    ['held', 'held', 'goes on', []],
    ['held', 'notHeld', 'looked at again', []],
    ['held', 'gone', 'is over', ['goneByHand']],
    ['held', 'notToGive', 'is over', ['notGivenBack']],
    ['held', 'again', 'looked at again', []],
    ['held', 'stuck', 'lastAdmin', []],
    ['notHeld', 'held', 'looked at again', []],
    ['notHeld', 'notHeld', 'is over', ['expired']],
    ['notHeld', 'gone', 'is over', ['expired']],
    ['notHeld', 'notToGive', 'is over', ['expired']],
    ['notHeld', 'again', 'looked at again', []],
    ['notHeld', 'stuck', 'lastAdmin', []],
    ['notOurs', 'held', 'unproved', []],
    ['notOurs', 'notHeld', 'is over', ['expired']],
    ['notOurs', 'gone', 'is over', ['expired']],
    ['notOurs', 'notToGive', 'is over', ['expired']],
    ['notOurs', 'again', 'looked at again', []],
    ['notOurs', 'stuck', 'lastAdmin', []],
    ['whatever', 'held', 'is over', []],
    ['whatever', 'notHeld', 'is over', []],
    ['whatever', 'gone', 'is over', []],
    ['whatever', 'notToGive', 'is over', []],
    ['whatever', 'again', 'looked at again', []],
    ['whatever', 'stuck', 'is over', []],
  ];
  test.each(rows)('wanted %s, found %s: %s', (wanted, what, end, why) => {
    const before = holding(grantsFor[wanted], { work: settling() });
    const after = endPass(before, found[what], DUE).holding;
    const { work } = after;
    expect(after.ended.map((one) => one.why)).toEqual(why);
    expect(after.grants).toEqual(end === 'is over' ? [] : before.grants);
    const expected: Record<End, object> = {
      'goes on': { state: 'runs', dueAt: DUE + DAY },
      'is over': { state: 'over' },
      'looked at again': { state: 'settling', until: DUE, tries: 2 },
      lastAdmin: { state: 'stuck', cause: 'lastAdmin', tries: 3 },
      unproved: { state: 'stuck', cause: 'unproved', tries: 3 },
    };
    expect(work).toMatchObject(expected[end]);
    expect([after.revision, after.turnedAt]).toEqual([2, DUE]);
  });

  test('what the site said to it is kept, and told to the audit', () => {
    const siteMessage = 'The group is locked.';
    const before = holding([grant()], { work: settling() });
    const said = endPass(before, { found: 'stuck', cause: 'siteRefused', siteMessage }, DUE + HOUR);
    expect(said.holding.work).toMatchObject({ cause: 'siteRefused', siteMessage });
    expect(said.facts).toMatchObject([{ fact: { kind: 'grant.overdue', siteMessage } }]);
    const nothing = endPass(before, { found: 'stuck', cause: 'siteRefused' }, DUE + HOUR);
    expect(Object.keys(nothing.holding.work)).not.toContain('siteMessage');
  });

  test('what stays and can’t be given back is tried again, and there is nothing overdue to tell', () => {
    const before = holding([grant({ endsAt: undefined })], { work: settling({ tries: 0 }) });
    const end = endPass(before, { found: 'stuck', cause: 'siteRefused' }, DUE);
    expect(end.holding.work).toMatchObject({ state: 'stuck', nextTryAt: DUE + 2 * MINUTE });
    expect(end.facts).toEqual([]);
  });
});

test.each([1, 5, 20, 59])(
  'what could not be looked at is looked at again as its term is over, %d minutes later',
  (minutes) => {
    for (let tries = 0; tries < 9; tries += 1) {
      const endsAt = DUE + minutes * MINUTE;
      const before = holding([grant({ endsAt })], { work: settling({ tries }) });
      const { work } = endPass(before, { found: 'stuck', cause: 'siteRefused' }, DUE).holding;
      const nextTryAt = Math.min(endsAt, DUE + pauseBeforeNextTry(tries + 1, 'siteRefused'));
      expect(work).toMatchObject({ state: 'stuck', nextTryAt });
    }
  },
);

describe('that a removal may have been sent is not forgotten while a pass goes on', () => {
  test.each<[string, HoldingWork, boolean, boolean]>([
    ['sends', workOf([grant()]), true, true],
    ['only looks', workOf([grant()]), false, false],
    ['sends, after one that did not', settling(), true, true],
    ['only looks, after one that sent', settling({ sent: true }), false, true],
    ['only looks, after one that did not send', settling(), false, false],
    ['sends, after what was stuck', stuckFor(3), true, true],
    ['only looks, after what was stuck', stuckFor(3), false, false],
  ])('a pass that %s', (_, work, sends, sent) => {
    const begun = beginPass(holding([grant()], { work }), sends, DUE, DUE + MINUTE);
    expect(begun.work).toMatchObject({ state: 'settling', until: DUE + MINUTE, sent });
    expect(endPass(begun, { found: 'again' }, DUE + 1).holding.work).toMatchObject({ sent });
  });

  test.each([workOf([grant()]), stuckFor(3)])('another has ended it meanwhile: %o', (work) => {
    const again = endPass(holding([grant()], { work }), { found: 'again' }, DUE).holding.work;
    expect(again).toMatchObject({ state: 'settling', sent: false });
  });

  test('nor how often it failed', () => {
    for (const [work, tries] of [
      [settling(), 2],
      [stuckFor(3), 3],
      [workOf([grant()]), 0],
    ] as const) {
      const begun = beginPass(holding([grant()], { work }), true, DUE, DUE + MINUTE);
      expect(begun.work).toMatchObject({ tries });
    }
  });
});

test('a holding is looked at next when its work says so, and never where there is none', () => {
  const dueAt = (work: HoldingWork) => dueAtOf({ work });
  expect(dueAt({ state: 'runs', dueAt: DUE })).toBe(DUE);
  expect(dueAt(settling())).toBe(DUE + HOUR);
  expect(dueAt({ ...stuckFor(1), nextTryAt: DUE + 7 } as HoldingWork)).toBe(DUE + 7);
  expect(dueAt({ state: 'stays' })).toBeUndefined();
  expect(dueAt({ state: 'over' })).toBeUndefined();
});

test('pauses double, up to an hour, or ten minutes where it passes by itself', () => {
  const minutes = (cause: 'siteRefused' | 'siteUnavailable') =>
    [1, 2, 3, 4, 5, 6, 7, 5_000].map((tries) => pauseBeforeNextTry(tries, cause) / MINUTE);
  expect(minutes('siteRefused')).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  expect(minutes('siteUnavailable')).toEqual([2, 4, 8, 10, 10, 10, 10, 10]);
});

describe('what is told of access that is overdue', () => {
  const nobody = { audit: false, approver: false, workItem: false };
  const first = { audit: DUE + 10 * MINUTE };
  const all = { audit: DUE + DAY, approver: DUE + 15 * MINUTE, workItem: DUE + DAY };
  type Delivery = Holding['told'];
  const rows: [string, number, Delivery, object, Delivery][] = [
    ['not yet', 10 * MINUTE - 1, undefined, nobody, undefined],
    ['the audit first', 10 * MINUTE, undefined, { ...nobody, audit: true }, first],
    ['nothing twice', 15 * MINUTE - 1, first, nobody, first],
    [
      'then the approver',
      15 * MINUTE,
      first,
      { ...nobody, approver: true },
      { ...first, approver: DUE + 15 * MINUTE },
    ],
    [
      'then the work item',
      DAY,
      { ...first, approver: DUE + 15 * MINUTE },
      { ...nobody, workItem: true },
      { ...first, approver: DUE + 15 * MINUTE, workItem: DUE + DAY },
    ],
    ['the audit again a day after it was told', 2 * DAY - 1, all, nobody, all],
    ['but nobody else', 2 * DAY, all, { ...nobody, audit: true }, { ...all, audit: DUE + 2 * DAY }],
    [
      'all at once, where nobody looked before',
      DAY,
      undefined,
      { audit: true, approver: true, workItem: true },
      { audit: DUE + DAY, approver: DUE + DAY, workItem: DUE + DAY },
    ],
  ];
  test.each(rows)('%s', (_, late, told, expected, toldNow) => {
    const one = holding([grant()], told === undefined ? {} : { told });
    const notice = { about: 'overdue', ...expected, told: toldNow };
    expect(lateNotice(one, DUE + late)).toStrictEqual(notice);
  });

  test('what was told is kept as it is where nothing is overdue', () => {
    const one = holding([grant({ endsAt: DUE + DAY })], { told: all });
    expect(lateNotice(one, DUE)).toStrictEqual({ about: 'overdue', ...nobody, told: all });
  });

  test.each<[string, Delivery, number]>([
    ['nothing yet: the audit is next', undefined, 10 * MINUTE],
    ['the audit: the approver is next', first, 15 * MINUTE],
    ['the approver too: the work item is next', { ...first, approver: DUE }, DAY],
    ['all but the approver', { ...first, workItem: DUE }, 15 * MINUTE],
    ['all: the audit a day later', all, 2 * DAY],
  ])('told %s', (_, told, late) => {
    expect(nextNoticeAt(holding([grant()]), { about: 'overdue', told })).toBe(DUE + late);
  });

  test('nothing is ever told of what has no end', () => {
    const nothing = { about: 'overdue', told: undefined } as const;
    expect(nextNoticeAt(holding([grant({ endsAt: undefined })]), nothing)).toBeUndefined();
    expect(nextNoticeAt(holding([]), nothing)).toBeUndefined();
  });
});

describe('what is late and nobody has come to is told', () => {
  const late = (over: Partial<Holding> = {}) => holding([grant()], over);
  const overdue = (why: object) => ({
    of: grant(),
    fact: {
      kind: 'grant.overdue',
      subject: late().subject,
      entitlement: late().entitlement,
      since: DUE,
      ...why,
    },
  });

  test('as not reached, and nothing else of it changes', () => {
    const at = DUE + 10 * MINUTE;
    expect(tellLate(late(), at)).toStrictEqual({
      holding: { ...late(), revision: 2, told: { audit: at } },
      facts: [overdue({ cause: 'notReached' })],
      notice: {
        about: 'overdue',
        audit: true,
        approver: false,
        workItem: false,
        told: { audit: at },
      },
    });
    expect(tellLate(late(), at - 1)).toBeUndefined();
    expect(tellLate(holding([]), at)).toBeUndefined();
  });

  test('with why it is stuck, in the words of the site where it had any', () => {
    const at = DUE + HOUR;
    const why = (work: HoldingWork) => tellLate(late({ work }), at)?.facts;
    expect(why(stuckFor(1))).toStrictEqual([overdue({ cause: 'siteRefused' })]);
    const said = { ...stuckFor(1), siteMessage: 'Not for you.' } as HoldingWork;
    expect(why(said)).toStrictEqual([
      overdue({ cause: 'siteRefused', siteMessage: 'Not for you.' }),
    ]);
    expect(why(settling())).toStrictEqual([overdue({ cause: 'notReached' })]);
  });

  test.each<[string, Holding['told'], object | undefined]>([
    ['all of it', { audit: 0, approver: 0, workItem: 0 }, { audit: true }],
    [
      'the audit, of whoever is not told yet',
      { audit: DUE + 2 * DAY },
      { audit: false, approver: true, workItem: true },
    ],
    [
      'all but the work item',
      { audit: DUE + 2 * DAY, approver: 1 },
      { audit: false, approver: false, workItem: true },
    ],
    [
      'all but the approver',
      { audit: DUE + 2 * DAY, workItem: 1 },
      { audit: false, approver: true, workItem: false },
    ],
    ['all of it today', { audit: DUE + 2 * DAY, approver: 1, workItem: 1 }, undefined],
  ])('once each, and to the audit every day, where was told %s', (_, told, notice) => {
    const change = tellLate(late(told === undefined ? {} : { told }), DUE + 2 * DAY);
    if (notice === undefined) expect(change).toBeUndefined();
    else expect(change?.notice).toMatchObject(notice);
    const isAudited = notice !== undefined && 'audit' in notice && notice.audit === true;
    expect(change?.facts ?? []).toHaveLength(isAudited ? 1 : 0);
  });
});

describe('access in force that is not there', () => {
  const lasting = holding([grant({ endsAt: undefined })]);
  const refused = { found: 'stuck', cause: 'siteRefused' } as const;
  const pass = (of: ReturnType<typeof holding>, found: Found, at: number) =>
    endPass(beginPass(of, false, at, at + MINUTE), found, at).holding;
  const gone = pass(lasting, { ...refused, missing: true }, AT);

  test.each<[string, Found, number | undefined]>([
    ['is missing since it was first found so', { ...refused, missing: true }, AT],
    ['and while it can’t be looked at', { found: 'stuck', cause: 'siteUnavailable' }, AT],
    ['and while it is looked at again', { found: 'again' }, AT],
    ['and not once it is there', { found: 'held' }, undefined],
    ['nor once it is over', { found: 'notToGive' }, undefined],
  ])('%s', (_, found, since) => {
    expect(missingSince(gone, AT)).toBe(AT);
    expect(missingSince(pass(gone, found, AT + HOUR), AT + HOUR)).toBe(since);
  });

  test.each<[string, number, boolean, boolean, boolean]>([
    ['at once, to the audit', 0, true, false, false],
    ['after a quarter of an hour, to the approver and admins', 15 * MINUTE, false, true, false],
    ['after a day, to the work item, and to the audit again', DAY, true, false, true],
    ['each day after, to the audit', 2 * DAY, true, false, false],
  ])('is told, once each: %s', (_, later, audit, approver, workItem) => {
    const stuck = { found: 'stuck', cause: 'projectArchived' } as const;
    let current = holding([grant({ endsAt: undefined })]);
    let end = endPass(current, { ...stuck, missing: true }, AT);
    while (end.holding.work.state === 'stuck' && end.holding.work.nextTryAt <= AT + later) {
      current = end.holding;
      // As the next try finds it: the site may not tell any more by then that it is not there.
      end = endPass(current, stuck, end.holding.work.nextTryAt);
      if (end.notice.audit !== end.facts.length > 0) break;
    }
    const at = end.holding.turnedAt;
    expect(at).toBe(AT + later);
    expect(end.notice).toMatchObject({ about: 'missing', audit, approver, workItem });
    const { subject, entitlement } = current;
    const why = { kind: 'grant.missing', subject, entitlement, since: AT, cause: stuck.cause };
    expect(end.facts.map(({ fact }) => fact)).toEqual(audit ? [why] : []);
    // Whoever finds that nobody has come to it tells the same, and nothing twice.
    expect(tellLate({ ...current, work: settling() }, AT + later)?.notice.audit ?? false).toBe(
      audit && later > 0,
    );
    expect(tellLate(end.holding, AT + later)).toBeUndefined();
    expect(end.holding.told).toBeUndefined();
  });

  test.each<[string, Found | 'given', object[]]>([
    ['is there', { found: 'held' }, [{ kind: 'grant.thereAgain', missingSince: AT }]],
    ['may not be given back', { found: 'notToGive' }, [{ kind: 'grant.ended' }]],
    ['is looked at again', { found: 'again' }, []],
    ['was given anew', 'given', [{ kind: 'grant.thereAgain', missingSince: AT }]],
  ])('says to the audit that it is over, where it %s', (_, found, facts) => {
    const at = AT + HOUR;
    const given = {
      grant: grant({ requestId: 'r2', grantedAt: at, endsAt: undefined }),
      lookedAt: at,
    };
    const change =
      found === 'given'
        ? giveGrant(gone, gone, { ...given, how: 'applied' }, at)
        : endPass(gone, found, at);
    const told = change?.facts.filter(
      ({ fact }) => fact.kind !== 'grant.ended' || found !== 'given',
    );
    expect(told?.map(({ fact }) => fact)).toMatchObject(facts);
    expect(change?.holding.toldMissing).toEqual(facts.length === 0 ? { audit: AT } : undefined);
  });

  test('returned while it is missing: it is not said to be there again', () => {
    expect(endForHolder(gone, AT + HOUR).facts.map(({ fact }) => fact.kind)).toEqual([
      'grant.returned',
    ]);
    expect(endForLeaver(gone, AT + HOUR)?.facts).toEqual([]);
  });

  test('is not said to be missing where nothing showed that, nor once its end has come', () => {
    expect(missingSince(pass(lasting, refused, AT), AT)).toBeUndefined();
    const ends = pass(holding([grant()]), { ...refused, missing: true }, AT);
    expect([missingSince(ends, AT), missingSince(ends, AT + DAY)]).toEqual([AT, undefined]);
  });
});
