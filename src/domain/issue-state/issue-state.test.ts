import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AT,
  awaiting,
  inState,
  LEAD,
  OTHER_LEAD,
  person,
  REQUESTER,
  stage,
} from '../../../tests/support/samples';
import type { AccessOfRequest } from '../holding/access-of-request';
import type { Late } from '../holding/lateness-of';
import { DAY } from '../lib/time';
import type { AccessRequest, RequestState } from '../request/access-request';
import { whoseTurn } from '../request/whose-turn';
import { issueStateOf, type RequestStanding, SHOWN_STATES, type ShownState } from './issue-state';

const standing = (
  request: AccessRequest,
  access?: AccessOfRequest,
  late?: Late,
): RequestStanding => ({ request, access, late });
const statesOf = (...standings: readonly RequestStanding[]) => issueStateOf(standings)?.states;
const done = inState('completed');
const overdue: Late = { about: 'overdue', since: AT };
const active: AccessOfRequest = { state: 'active', until: AT + DAY };

const BY_STATE: Readonly<Record<RequestState, ShownState>> = {
  awaitingApproval: 'waiting',
  scheduled: 'scheduled',
  approved: 'applying',
  applying: 'applying',
  needsAttention: 'needsAttention',
  completed: 'done',
  declined: 'declined',
  withdrawn: 'withdrawn',
  timedOut: 'timedOut',
};

describe('a work item is found', () => {
  test('by nothing where nobody has asked', () => {
    expect(issueStateOf([])).toBeUndefined();
  });

  test.each(Object.entries(BY_STATE))('by a request that is %s as %s', (state, shown) => {
    expect(statesOf(standing(inState(state as RequestState)))).toEqual([shown]);
  });

  test('as paused while it is not carried out', () => {
    const pause = { cause: 'siteBusy', since: AT, until: AT } as never;
    const applying = { ...inState('applying'), pause } as AccessRequest;
    expect(statesOf(standing(applying))).toEqual(['paused']);
  });

  test.each<[string, AccessRequest, AccessOfRequest | undefined, Late | undefined, ShownState[]]>([
    ['in force', done, active, undefined, ['active']],
    ['being taken back', done, { state: 'ending' }, undefined, ['ending']],
    ['over', done, { state: 'ended', at: AT }, undefined, ['ended']],
    ['under another request', done, { state: 'goesOn' }, undefined, ['goesOn']],
    ['overdue', done, { state: 'ending' }, overdue, ['overdue']],
    ['overdue in part', done, active, overdue, ['overdue', 'active']],
    ['missing', done, active, { about: 'missing', since: AT }, ['missing', 'active']],
    ['there in part', inState('needsAttention'), active, undefined, ['needsAttention', 'active']],
  ])('by access that is %s', (_, request, access, late, states) => {
    expect(statesOf(standing(request, access, late))).toEqual(states);
  });

  test('by the next end of what is in force, and by what is overdue the longest', () => {
    const later = { state: 'active', until: AT + 9 * DAY } as const;
    const forGood = { state: 'active', until: undefined } as const;
    const earlier = { about: 'overdue', since: AT - DAY } as const;
    expect(
      issueStateOf([
        standing(done, later, overdue),
        standing(done, active),
        standing(done, forGood, { about: 'missing', since: AT - 9 * DAY }),
        standing(done, { state: 'ended', at: AT - DAY }, earlier),
      ]),
    ).toMatchObject({ endsAt: AT + DAY, overdueSince: AT - DAY });
    expect(issueStateOf([standing(done, forGood)])).toMatchObject({
      endsAt: undefined,
      overdueSince: undefined,
    });
  });

  test('by those whose turn it is, and by nobody who has closed their account', () => {
    const former = { accountId: 'former-0f1e2d3c4b5a', displayName: 'Former user 0f1e2d3c4b5a' };
    const pia = person('Pia');
    const request = awaiting({
      requester: former,
      approvals: [stage(LEAD, { mayDecline: [pia] }), stage(OTHER_LEAD, { order: 2 })],
    });
    expect(issueStateOf([standing(request)])).toMatchObject({
      approvers: [LEAD.accountId, pia.accountId],
      requesters: [],
    });
  });

  test('by no more approvers than Jira takes', () => {
    const many = Array.from({ length: 500 }, (_, place) => person(`Person${place}`));
    const state = issueStateOf([
      standing(awaiting({ approvals: [stage(LEAD, { approvers: many })] })),
    ]);
    expect(state?.approvers).toHaveLength(200);
  });
});

const anyStanding = fc.record<RequestStanding>({
  request: fc.constantFrom(...(Object.keys(BY_STATE) as RequestState[])).map(inState),
  access: fc.constantFrom<AccessOfRequest | undefined>(
    undefined,
    active,
    { state: 'active', until: undefined },
    { state: 'ending' },
    { state: 'goesOn' },
    { state: 'ended', at: AT },
  ),
  late: fc.constantFrom<Late | undefined>(undefined, overdue, { about: 'missing', since: AT }),
});

test('whatever its requests are, in any order, it is found by all that holds of one of them and by nothing else', () => {
  fc.assert(
    fc.property(fc.array(anyStanding, { minLength: 1, maxLength: 8 }), (standings) => {
      const all = issueStateOf(standings);
      const each = standings.map((one) => issueStateOf([one]));
      expect(issueStateOf(standings.toReversed())).toEqual(all);
      expect(new Set(all?.states)).toEqual(new Set(each.flatMap((one) => one?.states ?? [])));
      expect(all?.states).toEqual(SHOWN_STATES.filter((state) => all?.states.includes(state)));
      const isWaiting = standings.some(({ request }) => request.state === 'awaitingApproval');
      expect(all?.states.includes('waiting')).toBe(isWaiting);
      expect((all?.approvers.length ?? 0) > 0).toBe(isWaiting);
      expect(new Set(all?.approvers)).toEqual(
        new Set(standings.flatMap(({ request }) => whoseTurn(request))),
      );
      expect(all?.requesters).toEqual([REQUESTER.accountId]);
    }),
  );
});
