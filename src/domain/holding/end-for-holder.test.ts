import { describe, expect, test } from 'vitest';
import { AT, grant, holding } from '../../../tests/support/samples';
import { DAY, HOUR } from '../lib/time';
import { endForHolder, judgeReturn } from './end-for-holder';
import type { Holding } from './holding';
import { beginPass, endPass } from './pass';
import { isReturned } from './returned';

const idOf = ({ subject }: Holding) => (subject.kind === 'person' ? subject.accountId : '');
const crew = { kind: 'group', groupId: 'g2', displayName: 'crew' } as const;

describe('what somebody has', () => {
  test.each<[string, Holding, string]>([
    ['nothing is in force', holding([]), 'notInForce'],
    ['nothing of it is proved', holding([grant({ unproved: true })]), 'unproved'],
    ['its end has come', holding([grant({ endsAt: AT })]), 'ends'],
    ['a group has it', holding([grant()], { subject: crew }), 'notYours'],
  ])('can’t be returned where %s', (_, one, code) => {
    expect(judgeReturn(one, idOf(one), AT)).toEqual({ allowed: false, why: { code } });
  });

  test('can’t be returned by anybody else', () => {
    const one = holding([grant()]);
    expect(judgeReturn(one, 'somebody-else', AT)).toEqual({
      allowed: false,
      why: { code: 'notYours' },
    });
    expect(judgeReturn(one, '', AT).allowed).toBe(false);
  });

  test.each<[string, Holding]>([
    ['has an end', holding([grant({ endsAt: AT + 1 })])],
    ['stays', holding([grant({ endsAt: undefined })])],
    ['is proved in part', holding([grant({ unproved: true }), grant({ requestId: 'r2' })])],
  ])('can be returned where it %s', (_, one) => {
    expect(judgeReturn(one, idOf(one), AT)).toEqual({ allowed: true });
  });

  test('once it is returned, is due at once, and ends for that where it had not by itself', () => {
    const [later, never, over] = [
      grant({ endsAt: AT + DAY }),
      grant({ requestId: 'r2', endsAt: undefined }),
      grant({ requestId: 'r3', endsAt: AT - HOUR }),
    ];
    const before = holding([later, never, over]);
    const { holding: due, facts } = endForHolder(before, AT);
    expect([isReturned(before, AT), isReturned(due, AT)]).toEqual([false, true]);
    expect(due).toMatchObject({
      revision: 2,
      grants: [
        { endsAt: AT, termEndsAt: AT + DAY },
        { endsAt: AT },
        { endsAt: AT - HOUR, termEndsAt: AT - HOUR },
      ],
      work: { state: 'runs', dueAt: AT },
    });
    expect(facts).toMatchObject([
      { of: { requestId: 'r2' }, fact: { kind: 'grant.returned', subject: before.subject } },
    ]);
    for (const at of [AT, AT - HOUR]) {
      expect(judgeReturn(due, idOf(due), at)).toEqual({ allowed: false, why: { code: 'ends' } });
    }
    const pass = beginPass(due, true, AT, AT + HOUR);
    const { holding: ended } = endPass(pass, { found: 'notHeld' }, AT);
    expect(ended.ended.map(({ why }) => why)).toEqual(['returned', 'returned', 'outlasted']);
  });

  test('is left to whoever is at it', () => {
    const work = { state: 'settling', until: AT + HOUR, sent: true, tries: 1 } as const;
    expect(endForHolder(holding([grant()], { work }), AT).holding.work).toEqual(work);
  });
});
