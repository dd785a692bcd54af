import { describe, expect, test } from 'vitest';
import { AT, developers, frontend, grant, holding, subject } from '../../../tests/support/samples';
import { type ExistingEntitlement, existingIds } from '../action/entitlement';
import type { Grant } from '../grant/grant';
import { DAY } from '../lib/time';
import type { Verdict } from '../plan/plan';
import type { FollowedEnd } from '../policy/followed-bundle';
import { endFor } from '../request/end-for';
import type { BundleHolder } from './bundle-difference';
import { followBundle } from './follow-bundle';
import { heldBy } from './held-by';
import { type Held, type Holding, holdingId } from './holding';
import { judgeFollowed, keepTogether } from './judge-followed';

const design: ExistingEntitlement = { kind: 'group', groupId: 'g2', name: 'design' };
const END = AT + 30 * DAY;
const CONNECTION = 'c1';
const sam = subject('Sam');

const holder = (name: string, over: Partial<BundleHolder> = {}): BundleHolder => ({
  person: { accountId: name, displayName: name },
  requestIds: ['r1'],
  endsAt: END,
  withWorkItem: false,
  lacks: [design],
  beyond: [],
  heldBesides: [],
  ...over,
});
const MOST = { people: 500, changes: 10 };

describe('one request for those who differ', () => {
  test('has a line for each thing, with those whom it is about, what is given first', () => {
    const following = followBundle(
      [holder('a', { beyond: [developers] }), holder('b'), holder('c', { lacks: [] })],
      MOST,
    );
    expect(following.changes).toEqual([
      { verb: 'add', entitlement: design, subjects: [0, 1] },
      { verb: 'remove', entitlement: developers, subjects: [0] },
    ]);
    expect(following.people.map(({ person }) => person.accountId)).toEqual(['a', 'b']);
  });

  test.each<[string, readonly BundleHolder[], number | undefined]>([
    [
      'the last end of those who are given something',
      [holder('a'), holder('b', { endsAt: END + 1 })],
      END + 1,
    ],
    [
      'none, where one of them has it for good',
      [holder('a'), holder('b', { endsAt: undefined })],
      undefined,
    ],
    [
      'not that of whom something is only taken',
      [holder('a'), holder('b', { endsAt: END + 1, lacks: [], beyond: [developers] })],
      END,
    ],
  ])('its end is %s', (_, holders, until) => {
    expect(followBundle(holders, MOST).until).toBe(until);
  });

  test('whoever does not fit is left whole for the next', () => {
    const all = [holder('a'), holder('b', { lacks: [], beyond: [developers] }), holder('c')];
    expect(followBundle(all, { people: 500, changes: 1 })).toMatchObject({ left: 1 });
    const byPeople = followBundle(all, { people: 1, changes: 10 });
    expect([byPeople.people.length, byPeople.left]).toEqual([1, 2]);
  });

  test('what ends with a work item is followed by nothing; what is beyond is taken all the same', () => {
    const { people, withWorkItem, changes } = followBundle(
      [
        holder('a', { withWorkItem: true }),
        holder('b', { withWorkItem: true, beyond: [developers] }),
      ],
      MOST,
    );
    expect(people.map(({ person }) => person.accountId)).toEqual(['b']);
    expect(withWorkItem).toHaveLength(2);
    expect(changes.map(({ verb }) => verb)).toEqual(['remove']);
  });
});

describe('as it takes effect', () => {
  const held = (
    entitlement: ExistingEntitlement,
    grants: readonly Partial<Grant>[],
    over: Partial<Holding> = {},
  ) =>
    holding(
      grants.map((one) => grant({ requestId: 'r1', endsAt: END, ...one })),
      { connectionId: CONNECTION, entitlement, subject: sam, ...over },
    );
  const judged = (
    verb: 'add' | 'remove',
    holdings: readonly Holding[],
    {
      verdict = { verdict: 'change' } as Verdict,
      ends = {} as Partial<FollowedEnd>,
      inPlace = [] as readonly Held[],
    } = {},
  ) => {
    const entitlement = verb === 'add' ? design : developers;
    const theirs: FollowedEnd = {
      accountId: sam.accountId,
      requestIds: ['r1'],
      endsAt: END,
      ...ends,
    };
    return judgeFollowed({ verb, entitlement, subject: sam }, verdict, {
      follows: {
        bundleId: 'b',
        name: 'Developer',
        policyVersion: 2,
        contents: [frontend, design].map(existingIds),
        through: [frontend, developers].map(existingIds),
        ends: [theirs],
      },
      connectionId: CONNECTION,
      found: new Map(holdings.map((one) => [holdingId(one), one])),
      at: AT,
      inPlace,
    });
  };
  const GO = { verdict: 'change' };
  const NOT_HELD = { verdict: 'refused', reason: 'bundleNotHeld' };
  const BESIDES = { verdict: 'refused', reason: 'heldBesides' };

  test.each<[string, readonly Holding[], unknown]>([
    ['who has something of it', [held(frontend, [{}])], GO],
    ['not who has it no longer', [], NOT_HELD],
    ['not who returned it', [held(frontend, [{ returned: true }])], NOT_HELD],
    ['not who has it by another request alone', [held(frontend, [{ requestId: 'x' }])], NOT_HELD],
    ['not who has it for less long by now', [held(frontend, [{ endsAt: END - 1 }])], NOT_HELD],
    ['who has it for longer by now', [held(frontend, [{ endsAt: END + 1 }])], GO],
    [
      'not where that the app gave it is not proved',
      [held(frontend, [{ unproved: true }])],
      NOT_HELD,
    ],
  ])('it is given to: %s', (_, holdings, wanted) => {
    expect(judged('add', holdings)).toEqual(wanted);
  });

  test.each<[string, readonly Holding[], unknown]>([
    ['what the bundle alone gave', [held(developers, [{}])], GO],
    ['not what another gives as well', [held(developers, [{}, { requestId: 'x' }])], BESIDES],
    [
      'not what another found there',
      [held(developers, [{}], { claims: [grant({ requestId: 'x' })] })],
      BESIDES,
    ],
    ['not what nothing on record gave', [], BESIDES],
    ['not what is not proved', [held(developers, [{ unproved: true }])], BESIDES],
  ])('it takes: %s', (_, holdings, wanted) => {
    expect(judged('remove', holdings)).toEqual(wanted);
  });

  test('it takes nothing as long as what comes in its place is not given', () => {
    const inPlace = [heldBy(CONNECTION, design, sam)].filter((one) => one !== undefined);
    const taken = (...more: Holding[]) =>
      judged('remove', [held(developers, [{}]), ...more], { inPlace });
    const REST = { verdict: 'refused', reason: 'restNotGiven' };
    expect(taken()).toEqual(REST);
    expect(taken(held(design, [{ endsAt: AT }]))).toEqual(REST);
    expect(taken(held(design, [{ requestId: 'new' }]))).toEqual(GO);
    expect(taken(held(design, [], { claims: [grant({ requestId: 'new' })] }))).toEqual(GO);
  });

  test('what is already so is so only for whoever has the bundle', () => {
    const so: Verdict = { verdict: 'alreadySo' };
    expect(judged('add', [], { verdict: so })).toEqual(NOT_HELD);
    expect(judged('add', [held(frontend, [{}])], { verdict: so })).toEqual(so);
    expect(judged('remove', [], { verdict: so })).toEqual(so);
  });

  test('nobody loses something in a plan that can’t give them what comes in its place', () => {
    const [ann, change] = [subject('Ann'), { verdict: 'change' } as const];
    const actions = [
      { verb: 'add', subject: sam },
      { verb: 'add', subject: ann },
      { verb: 'remove', subject: sam },
      { verb: 'remove', subject: ann },
    ] as const;
    const refused: Verdict = { verdict: 'refused', reason: 'groupProtected' };
    expect(keepTogether(actions, [refused, change, change, change])).toEqual([
      refused,
      change,
      { verdict: 'refused', reason: 'restNotGiven' },
      change,
    ]);
  });

  test('nothing is prolonged, nothing is given to whom it does not name, and what is refused stays so', () => {
    const has = [held(frontend, [{}])];
    expect(judged('add', has, { verdict: { verdict: 'change', prolongs: AT } })).toEqual({
      verdict: 'alreadySo',
    });
    expect(judged('add', has, { ends: { accountId: 'another' } })).toEqual(NOT_HELD);
    const refused: Verdict = { verdict: 'refused', reason: 'groupProtected' };
    expect(judged('add', has, { verdict: refused })).toEqual(refused);
    expect(judged('add', has, { ends: { endsAt: AT + DAY } })).toEqual(GO);
  });

  test('for good only where they have it for good', () => {
    const permanent: FollowedEnd = { accountId: sam.accountId, requestIds: ['r1'] };
    const follows = { bundleId: 'b', name: 'x', policyVersion: 1, contents: [], through: [] };
    const end = (term: Parameters<typeof endFor>[0]['term'], theirs: readonly FollowedEnd[]) =>
      endFor({ term, follows: { ...follows, ends: theirs } }, sam, AT);
    expect(end({ kind: 'permanent' }, [permanent])).toBeUndefined();
    expect(end({ kind: 'permanent' }, [{ ...permanent, endsAt: END }])).toBe(END);
    expect(end({ kind: 'days', days: 1 }, [{ ...permanent, endsAt: END }])).toBe(AT + DAY);
    expect(end({ kind: 'until', at: END + 1 }, [{ ...permanent, endsAt: END }])).toBe(END);
    expect(end({ kind: 'permanent' }, [])).toBe(AT);
  });
});
