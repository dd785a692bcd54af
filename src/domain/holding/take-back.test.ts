import { describe, expect, test } from 'vitest';
import { AT, frontend, grant, holding, subject } from '../../../tests/support/samples';
import type { Grant } from '../grant/grant';
import { DAY, HOUR } from '../lib/time';
import { judgeTakeBack, takeBack } from './take-back';

const REFUSED = (code: string) => ({ allowed: false, why: { code } });
const others = grant({ requestId: 'r2' });

describe('access that a request gave is ended early', () => {
  test.each<[string, readonly Grant[], unknown]>([
    ['while it goes on', [grant()], { allowed: true }],
    ['while it has no end', [grant({ endsAt: undefined })], { allowed: true }],
    ['not where the request gave nothing', [], REFUSED('notInForce')],
    ['not where another gives it', [others], REFUSED('notInForce')],
    [
      'not where nothing proves that the app gave it',
      [grant({ unproved: true })],
      REFUSED('unproved'),
    ],
    ['where that is proved of another', [grant({ unproved: true }), others], { allowed: true }],
    ['not once its end has come', [grant({ endsAt: AT })], REFUSED('ends')],
    ['just before its end', [grant({ endsAt: AT + 1 })], { allowed: true }],
    ['not where it was returned', [grant({ returned: true })], REFUSED('ends')],
    [
      'not where one was returned, and the end of the other has come',
      [grant({ returned: true }), grant({ block: 1, endsAt: AT })],
      REFUSED('ends'),
    ],
    ['where it goes on under another', [grant({ endsAt: AT }), others], { allowed: true }],
  ])('%s', (_, grants, expected) => {
    expect(judgeTakeBack({ grants }, 'r1', AT)).toEqual(expected);
  });

  const of = { requestId: 'r9', issueKey: 'WEB-9' };
  const taken = (...[grants, over = {}]: Parameters<typeof holding>) =>
    takeBack(holding(grants, over), { of, right: 'approved', at: AT + HOUR });

  test('all of it, now, and it is told under the request from which it was done', () => {
    const lasting = grant({ requestId: 'r2', endsAt: undefined });
    expect(taken([grant(), lasting])).toMatchObject({
      holding: {
        revision: 2,
        grants: [
          { endsAt: AT + HOUR, termEndsAt: AT + DAY, returned: true, takenBack: true },
          { requestId: 'r2', endsAt: AT + HOUR, returned: true, takenBack: true },
        ],
        ended: [],
        work: { state: 'runs', dueAt: AT + HOUR },
      },
    });
    expect(taken([grant()]).facts).toEqual([
      {
        of,
        fact: {
          kind: 'grant.takenBack',
          subject: subject('Sam'),
          entitlement: frontend,
          right: 'approved',
        },
      },
    ]);
  });

  test('and whoever is at it just now is left to it, and then looks what is wanted by then', () => {
    const settling = { state: 'settling', until: AT + DAY, sent: true, tries: 1 } as const;
    expect(taken([grant()], { work: settling }).holding.work).toEqual(settling);
    const stuck = {
      state: 'stuck',
      cause: 'siteUnavailable',
      tries: 1,
      nextTryAt: AT + DAY,
    } as const;
    const told = { audit: AT };
    const { holding: after } = taken([grant()], { work: stuck, told });
    expect(after).toMatchObject({ work: { state: 'runs', dueAt: AT + HOUR }, told });
  });
});
