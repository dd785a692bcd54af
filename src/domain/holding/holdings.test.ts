import { describe, expect, test } from 'vitest';
import {
  AT,
  developers,
  frontend,
  grant,
  holding,
  inState,
  REQUESTER,
  subject,
} from '../../../tests/support/samples';
import type { Ask } from '../action/ask';
import type { Entitlement } from '../action/entitlement';
import type { Subject } from '../action/subject';
import type { StepState } from '../effects/step';
import { heldThrough } from '../ends/held-through';
import type { Grant } from '../grant/grant';
import { DAY, HOUR, MINUTE } from '../lib/time';
import { endGrants, withdrawGrant } from './end-grants';
import { endingsOf } from './endings-of';
import { giveGrant, mayHaveMoved } from './give-grant';
import { heldBy } from './held-by';
import { type Holding, type HoldingWork, holdingId, workOf } from './holding';

const sam = subject('Sam');
const team: Subject = { kind: 'group', groupId: 'g9', displayName: 'team' };
const newGroup = { kind: 'newGroup', name: 'new' } as const;
const settling = (over: object = {}): HoldingWork => ({
  state: 'settling',
  until: AT + HOUR,
  sent: true,
  tries: 2,
  ...over,
});
const stuck: HoldingWork = { state: 'stuck', cause: 'siteRefused', tries: 3, nextTryAt: AT };

describe('who can hold what', () => {
  const rows: [string, Entitlement, Subject | undefined, Subject | undefined][] = [
    ['a person in a group', frontend, sam, sam],
    ['a person in a role', developers, sam, sam],
    ['a group in a role', developers, team, team],
    ['a group that is not there yet', newGroup, sam, undefined],
    ['an account', { kind: 'account' } as Entitlement, sam, undefined],
    ['nobody', frontend, undefined, undefined],
    [
      'somebody without an account',
      frontend,
      { kind: 'newPerson', email: 'a@acme.example', displayName: 'A' },
      undefined,
    ],
    ['a group without an id', developers, { ...newGroup, displayName: 'new' }, undefined],
  ];
  test.each(rows)('%s', (_, entitlement, who, holds) => {
    expect(heldBy('site', entitlement, who)).toEqual(
      holds && { connectionId: 'site', entitlement, subject: holds },
    );
  });

  test('nothing of a profile but the name is kept', () => {
    const withPicture = { ...sam, avatarUrl: 'https://acme.example/sam.png' };
    expect(heldBy('site', frontend, withPicture)?.subject).toEqual(sam);
  });

  test('is told apart by site, thing and person', () => {
    const one = holding([]);
    const others = [
      { ...one, connectionId: 'other' },
      { ...one, entitlement: developers },
      { ...one, subject: subject('Pia') },
    ];
    expect(new Set([one, ...others].map(holdingId)).size).toBe(4);
    expect(holdingId({ ...one, subject: { ...sam, displayName: 'Samuel' } })).toBe(holdingId(one));
    // Stored holdings are found by it: with any other form, they would be lost.
    expect(holdingId(one)).toBe('site:group:g1:person:sam');
  });
});

describe('what a request gave', () => {
  const ask: Ask = {
    subjects: [sam, subject('Pia')],
    changes: [
      { verb: 'add', entitlement: frontend, subjects: [0, 1] },
      { verb: 'remove', entitlement: developers, subjects: [0] },
      { verb: 'add', entitlement: newGroup, subjects: [0] },
    ],
  };
  const applied: StepState = { state: 'applied', before: 'notHeld', at: AT };
  const block = (change: number, ...outcomes: readonly StepState[]) => ({
    requestId: 'r1',
    block: change,
    revision: 1,
    change,
    steps: outcomes.map((outcome, at) => ({
      subject: at,
      planned: { verdict: 'change' } as const,
      outcome,
    })),
  });
  test.each([
    ['each that was applied', [block(0, applied, applied)], ['sam', 'pia']],
    ['not what was so before', [block(0, { state: 'unchanged', at: AT }, applied)], ['pia']],
    ['not what is to be done', [block(0, { state: 'pending' })], []],
    ['not what was taken away', [block(1, applied)], []],
    ['not into what is not there', [block(2, applied)], []],
    ['not of a change that nobody asked for', [block(7, applied)], []],
    ['of two blocks together', [block(1, applied), block(0, applied)], ['sam']],
  ])('%s', (_, blocks, names) => {
    const found = heldThrough({ ...inState('applying'), ask }, blocks);
    expect(found.map((one) => 'accountId' in one.subject && one.subject.accountId)).toEqual(names);
    expect(found.every(({ connectionId }) => connectionId === 'site')).toBe(true);
  });
});

describe('when access of the app ends', () => {
  const endOf = (one: Holding, own?: string) =>
    endingsOf([one], own).get('group:g1')?.get('person:sam');

  test.each<[string, Holding, string | undefined, number | undefined]>([
    ['at its end', holding([grant()]), undefined, AT + DAY],
    ['never, where nothing is in force', holding([]), undefined, undefined],
    ['never, where something stays', holding([grant({ endsAt: undefined })]), undefined, undefined],
    ['never, where it may be another’s', holding([grant({ unproved: true })]), 'r2', undefined],
    [
      'where one of two is proved to be ours',
      holding([grant({ unproved: true }), grant({ requestId: 'r2', endsAt: AT + HOUR })]),
      undefined,
      AT + DAY,
    ],
    ['when it was given, for whom gave it', holding([grant()]), 'r1', AT],
    ['when it was given, even if it stays', holding([grant({ endsAt: undefined })]), 'r1', AT],
    ['at its end, for another request', holding([grant()]), 'r2', AT + DAY],
  ])('%s', (_, one, own, end) => {
    expect(endOf(one, own)?.at).toBe(end);
  });

  test('is known of two people in one group, and of two things of one person', () => {
    const endings = endingsOf(
      [
        holding([]),
        holding([grant({ endsAt: undefined })], { subject: subject('Pia') }),
        holding([grant()]),
        holding([grant({ endsAt: AT + HOUR })], { subject: REQUESTER_SUBJECT }),
        holding([grant({ endsAt: AT + 2 })], { entitlement: developers }),
      ],
      undefined,
    );
    expect(
      [...endings].map(([key, ends]) => [key, [...ends].map(([who, { at }]) => [who, at])]),
    ).toEqual([
      [
        'group:g1',
        [
          ['person:sam', AT + DAY],
          ['person:rita', AT + HOUR],
        ],
      ],
      ['role:10:100', [['person:sam', AT + 2]]],
    ]);
  });
});
const REQUESTER_SUBJECT: Subject = { kind: 'person', ...REQUESTER };

describe('ending what was in force', () => {
  const before = grant({ grantedAt: AT - 1 });
  const since = grant({ requestId: 'r2', grantedAt: AT });

  test('ends all of it, and nothing is left to do', () => {
    const change = endGrants(holding([before], { work: settling() }), 'revoked', AT, AT + 5);
    expect(change?.holding).toMatchObject({
      revision: 2,
      grants: [],
      ended: [{ requestId: 'r1', why: 'revoked', endedAt: AT + 5 }],
      work: { state: 'over' },
      turnedAt: AT + 5,
    });
  });

  test.each([
    [settling(), true],
    [settling({ sent: false }), false],
    [stuck, false],
  ])('leaves one given since the look, to be settled: %o', (work, sent) => {
    const two = holding([before, since], { work });
    const change = endGrants(two, 'goneByHand', AT, AT + 5);
    expect(change?.holding).toMatchObject({
      grants: [since],
      ended: [{ requestId: 'r1', why: 'goneByHand' }],
      work: { state: 'settling', until: AT + 5, sent, tries: 0 },
    });
  });

  test('is nothing where all was given since', () => {
    expect(endGrants(holding([since]), 'revoked', AT, AT + 5)).toBeUndefined();
  });
});

describe('a step that turns out to have given nothing', () => {
  const other = grant({ block: 1, endsAt: AT + HOUR });

  test.each<[string, HoldingWork, HoldingWork]>([
    ['runs', workOf([grant(), other]), { state: 'runs', dueAt: AT + HOUR }],
    ['is settled on', settling(), settling()],
    ['stays stuck', stuck, stuck],
  ])('takes its entry along, not that of another block: the rest %s', (_, work, left) => {
    const change = withdrawGrant(holding([grant(), other], { work }), grant());
    expect(change?.holding).toMatchObject({ revision: 2, grants: [other], ended: [], work: left });
  });

  test.each([settling(), stuck])('leaves nothing to do where it was the only one: %o', (work) => {
    const change = withdrawGrant(holding([grant()], { work }), grant());
    expect(change?.holding).toMatchObject({ grants: [], ended: [], work: { state: 'over' } });
  });

  test('changes nothing where it has no entry', () => {
    expect(withdrawGrant(holding([other]), grant())).toBeUndefined();
  });
});

describe('giving while others are at it', () => {
  const held = holding([]);
  const next = grant({ requestId: 'r2', grantedAt: AT + HOUR, endsAt: AT + DAY });
  const give = (current: Holding, how: 'applied' | 'prolonged', one = next, lookedAt = AT + HOUR) =>
    giveGrant(held, current, { grant: one, how, lookedAt }, AT + HOUR)?.holding;

  test.each<[string, HoldingWork, number | undefined, boolean]>([
    ['somebody is at it', settling(), undefined, true],
    ['nobody ever made a pass', workOf([]), undefined, false],
    ['a pass was made just before', workOf([]), AT + HOUR - 10 * MINUTE + 1, true],
    ['a pass was made long before', workOf([]), AT + HOUR - 10 * MINUTE, false],
    ['it is stuck', stuck, undefined, false],
  ])('%s', (_, work, turnedAt, moved) => {
    const current = holding([grant()], { work, ...(turnedAt !== undefined && { turnedAt }) });
    expect(mayHaveMoved(current, AT + HOUR)).toBe(moved);
    expect(give(current, 'prolonged')?.work.state).toBe(moved ? 'settling' : 'runs');
  });

  test('keeps what whoever is at it has sent, and until when they are', () => {
    for (const sent of [true, false]) {
      const current = holding([grant()], { work: settling({ sent, until: AT + 3 * HOUR }) });
      expect(give(current, 'applied')?.work).toEqual({
        state: 'settling',
        until: AT + 3 * HOUR,
        sent,
        tries: 0,
      });
    }
    const turned = holding([grant()], { turnedAt: AT + HOUR });
    expect(give(turned, 'applied')?.work).toEqual({
      state: 'settling',
      until: AT + HOUR,
      sent: false,
      tries: 0,
    });
  });

  test.each([
    ['due', { endsAt: AT + HOUR }, 'expired'],
    ['not yet due', { endsAt: AT + HOUR + 1 }, 'goneByHand'],
    ['without an end', { endsAt: undefined }, 'goneByHand'],
    [
      'given just before, so perhaps the same',
      { grantedAt: AT + HOUR - 10 * MINUTE + 1 },
      'superseded',
    ],
    ['given ten minutes before', { grantedAt: AT + HOUR - 10 * MINUTE }, 'goneByHand'],
  ])('given anew, ends an earlier one that is %s', (_, over, why) => {
    expect(give(holding([grant(over)]), 'applied')?.ended).toMatchObject([{ why }]);
  });

  test('unproved, takes no earlier one for gone', () => {
    const unproved = { ...next, unproved: true as const, endsAt: AT + 9 };
    const after = give(holding([grant()]), 'applied', unproved);
    expect(after?.grants.map(({ requestId }) => requestId)).toEqual(['r1', 'r2']);
    expect(after?.ended).toEqual([]);
  });

  test('prolonging does not make ours what is not proved to be, unless one of two is', () => {
    const other = grant({ block: 1, unproved: true });
    const isUnproved = (...grants: readonly Grant[]) =>
      give(holding(grants), 'prolonged')?.grants.find(({ requestId }) => requestId === 'r2')
        ?.unproved;
    expect(isUnproved(other)).toBe(true);
    expect(isUnproved(grant())).toBeUndefined();
    expect(isUnproved(grant(), other)).toBeUndefined();
  });
});
