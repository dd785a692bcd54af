import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT, frontend, grant, holding, person, subject } from '../../../tests/support/samples';
import type { Grant } from '../grant/grant';
import type { NoRenewal } from '../grant/no-renewal';
import { DAY, HOUR } from '../lib/time';
import { giveGrant } from './give-grant';
import type { Holding } from './holding';
import {
  allowRenewal,
  judgeNoRenewal,
  judgeRenewal,
  noRenewalOf,
  noRenewalOfEnd,
  sayNoRenewal,
} from './no-renewal';

const REFUSED = (code: string) => ({ allowed: false, why: expect.objectContaining({ code }) });
const note: NoRenewal = { by: person('Lena'), at: AT, reason: 'It ends.', endsAt: AT + DAY };
const lifted: NoRenewal = { ...note, lifted: { by: person('Otto'), at: AT + HOUR } };
const said = { of: { requestId: 'r1', issueKey: 'WEB-1' }, by: person('Lena'), at: AT };

describe('that access is not to be renewed can be said', () => {
  test.each<[string, readonly Grant[], NoRenewal | undefined, unknown]>([
    ['while it goes on and ends', [grant()], undefined, { allowed: true }],
    ['once it may be again', [grant()], lifted, { allowed: true }],
    ['of a later end', [grant({ endsAt: AT + 2 * DAY })], note, { allowed: true }],
    ['not twice of the same end', [grant()], note, REFUSED('saidAlready')],
    ['not where it has no end', [grant({ endsAt: undefined })], undefined, REFUSED('noEnd')],
    ['not once it is over', [grant({ endsAt: AT })], undefined, REFUSED('ends')],
    [
      'not of what another request gave',
      [grant({ requestId: 'r2' })],
      undefined,
      REFUSED('notInForce'),
    ],
    ['not of what no end takes away', [grant({ unproved: true })], undefined, REFUSED('unproved')],
  ])('%s', (_, grants, noRenewal, expected) => {
    const of = { grants, ...(noRenewal === undefined ? {} : { noRenewal }) };
    expect(judgeNoRenewal(of, 'r1', AT)).toEqual(expected);
  });

  test('of all that is in force, with why, and nothing else of it changes', () => {
    const before = holding([grant()]);
    const { holding: after, facts } = sayNoRenewal(before, {
      ...said,
      right: 'decides',
      reason: 'It ends.',
    });
    expect(after).toEqual({ ...before, revision: before.revision + 1, noRenewal: note });
    expect(facts).toEqual([
      {
        of: said.of,
        fact: {
          kind: 'grant.notToRenew',
          subject: subject('Sam'),
          entitlement: frontend,
          right: 'decides',
          reason: 'It ends.',
        },
      },
    ]);
  });
});

describe('that it may be renewed again can be said', () => {
  const judge = (accountId: string, over: Partial<Holding> = {}) =>
    judgeRenewal(
      holding([grant()], { noRenewal: note, ...over }),
      { requestId: 'r1', askedBy: ['rita'], accountId },
      AT,
    );
  test.each<[string, string, Partial<Holding>, unknown]>([
    ['by others', 'otto', {}, { allowed: true }],
    ['by whoever said so', 'lena', {}, { allowed: true }],
    ['not by whoever has it', 'sam', {}, REFUSED('ownAccess')],
    ['not by whoever asked for it', 'rita', {}, REFUSED('ownAccess')],
    ['not twice', 'otto', { noRenewal: lifted }, REFUSED('notSaid')],
    ['not where the request does not give it', 'otto', { grants: [] }, REFUSED('notInForce')],
  ])('%s', (_, accountId, over, expected) => {
    expect(judge(accountId, over)).toEqual(expected);
  });

  test('and what was said stays, with who took it back', () => {
    const before = holding([grant()], { noRenewal: note });
    const { holding: after, facts } = allowRenewal(before, {
      ...said,
      by: person('Otto'),
      at: AT + HOUR,
      right: 'admin',
    });
    expect(after).toEqual({ ...before, revision: before.revision + 1, noRenewal: lifted });
    expect(facts).toMatchObject([{ fact: { kind: 'grant.mayRenew', right: 'admin' } }]);
    expect([noRenewalOf(after), noRenewalOfEnd(after)]).toEqual([undefined, undefined]);
    expect(allowRenewal(holding([grant()]), { ...said, right: 'admin' }).facts).toEqual([]);
  });
});

test('it holds of the end that was meant, and of a sooner one; of a later one, whoever approved that knew', () => {
  const ofEnd = (endsAt: number | undefined) =>
    noRenewalOfEnd({ grants: [grant({ endsAt })], noRenewal: note });
  expect(ofEnd(note.endsAt)).toBe(note);
  expect(ofEnd(note.endsAt - 1)).toBe(note);
  expect(ofEnd(note.endsAt + 1)).toBeUndefined();
  expect(ofEnd(undefined)).toBeUndefined();
  expect(noRenewalOfEnd({ grants: [], noRenewal: note })).toBeUndefined();
});

test('it holds of a later end, too, that was approved before it was said, and was given since', () => {
  const approved = (approvedAt: number | undefined) =>
    noRenewalOfEnd({
      grants: [
        grant({ endsAt: note.endsAt + DAY, ...(approvedAt === undefined ? {} : { approvedAt }) }),
      ],
      noRenewal: note,
    });
  expect(approved(note.at - 1)).toBe(note);
  expect(approved(note.at)).toBe(note);
  expect(approved(note.at + 1)).toBeUndefined();
});

test('whatever is given later, what was said stays for whoever asks, until somebody takes it back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.boolean(), (days, isOver) => {
      const grants = isOver ? [] : [grant()];
      const before = holding(grants, { noRenewal: note });
      const given = grant({ requestId: 'r2', grantedAt: AT + HOUR, endsAt: AT + days * DAY });
      const giving = { grant: given, how: 'applied', lookedAt: AT + HOUR } as const;
      const change = giveGrant(before, before, giving, AT + HOUR);
      expect(change && noRenewalOf(change.holding)).toEqual(note);
    }),
  );
});
