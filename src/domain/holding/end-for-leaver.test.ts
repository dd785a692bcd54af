import { describe, expect, test } from 'vitest';
import { AT, grant, holding } from '../../../tests/support/samples';
import { DAY, HOUR } from '../lib/time';
import { endForLeaver } from './end-for-leaver';
import { endGrants } from './end-grants';
import type { Holding } from './holding';
import { beginPass, endPass } from './pass';

describe('what somebody holds whose account is closed', () => {
  test('is due at once, whenever it was to end, and ends for that where it had not by itself', () => {
    const [later, never, over] = [
      grant({ endsAt: AT + DAY }),
      grant({ requestId: 'r2', endsAt: undefined }),
      grant({ requestId: 'r3', endsAt: AT - HOUR }),
    ];
    const told = { audit: AT - HOUR };
    const change = endForLeaver(holding([later, never, over], { told }), AT);
    expect(change).toMatchObject({
      facts: [],
      holding: {
        revision: 2,
        grants: [
          { ...later, endsAt: AT, leaver: true },
          { ...never, endsAt: AT, leaver: true },
          { ...over, endsAt: AT - HOUR, leaver: true },
        ],
        ended: [],
        work: { state: 'runs', dueAt: AT },
        told,
      },
    });
    const due = change?.holding as Holding;
    const { holding: ended } = endPass(
      beginPass(due, true, AT, AT + HOUR),
      { found: 'notHeld' },
      AT,
    );
    expect(ended.ended.map(({ why }) => why)).toEqual(['leaver', 'leaver', 'outlasted']);
  });

  test('but by the request that takes it away, where one does', () => {
    const due = endForLeaver(holding([grant()]), AT + 1)?.holding as Holding;
    const gone = endGrants(due, 'revoked', AT + 1, AT + 2);
    expect(gone?.holding.ended.map(({ why }) => why)).toEqual(['revoked']);
  });

  test.each<[string, Holding]>([
    ['nothing is in force', holding([])],
    ['all of it is due already', holding([grant({ endsAt: AT }), grant({ endsAt: AT - 1 })])],
  ])('is left where %s', (_, one) => {
    expect(endForLeaver(one, AT)).toBeUndefined();
  });

  test('is not left where only some of it is due', () => {
    const some = holding([grant({ endsAt: AT }), grant({ requestId: 'r2', endsAt: AT + 1 })]);
    expect(endForLeaver(some, AT)?.holding.grants.map(({ endsAt }) => endsAt)).toEqual([AT, AT]);
    const stays = holding([grant({ endsAt: AT }), grant({ requestId: 'r2', endsAt: undefined })]);
    expect(endForLeaver(stays, AT)).toBeDefined();
  });

  test('stays with whoever is at it', () => {
    const work = { state: 'settling', until: AT + HOUR, sent: true, tries: 2 } as const;
    expect(endForLeaver(holding([grant()], { work }), AT)?.holding.work).toEqual(work);
  });

  test('does not wait for when it was to be given back', () => {
    const nextTryAt = AT + HOUR;
    const work = { state: 'stuck', cause: 'siteRefused', tries: 2, nextTryAt } as const;
    const end = endForLeaver(holding([grant()], { work }), AT);
    expect(end?.holding.work).toEqual({ state: 'runs', dueAt: AT });
  });
});
