import { describe, expect, test } from 'vitest';
import { endForHolder } from '#domain/holding/end-for-holder';
import { holdingId } from '#domain/holding/holding';
import { OVERDUE_AFTER } from '#domain/holding/overdue';
import { DAY } from '#domain/lib/time';
import {
  AT,
  frontend,
  grant,
  holding,
  ISSUE,
  inState,
  LEAD,
  REQUESTER,
} from '../../../tests/support/samples';
import { heldView } from './held-view';

type Held = ReturnType<typeof holding>;
const view = (held: Held, now = AT, from: object = { known: 'gone' }) =>
  heldView({ holding: held, from } as never, 'sam', now);
const lasting = (over: object = {}) => grant({ endsAt: undefined, ...over });
const END = AT + DAY;
const LATE = END + OVERDUE_AFTER;
const stuck = {
  state: 'stuck',
  cause: 'siteRefused',
  tries: 1,
  nextTryAt: 0,
} as const;
const ended = [
  { ...grant(), endedAt: AT, why: 'revoked' },
  { ...grant(), endedAt: AT + 1, why: 'superseded' },
  { ...grant(), endedAt: AT + 2, why: 'expired' },
] as never;

test('what somebody has is named by its place, and by the group that gives it', () => {
  const held = holding([grant()]);
  expect(view(held)).toMatchObject({
    key: holdingId(held),
    connectionId: 'site',
    entitlement: frontend,
    subject: held.subject,
  });
  const team = { kind: 'group', groupId: 'g7', displayName: 'team' } as const;
  expect(view(holding([grant()], { subject: team })).subject).toBe(team);
});

describe('how it stands', () => {
  test.each<[string, Held, number, object]>([
    ['nothing is in force', holding([]), AT, { state: 'unconfirmed' }],
    ['it has ended', holding([], { ended }), AT, { state: 'ended', at: AT + 2, why: 'expired' }],
    [
      'none of it is confirmed',
      holding([grant({ unconfirmed: true }), grant({ unconfirmed: true })]),
      LATE,
      { state: 'unconfirmed' },
    ],
    [
      'one of it is confirmed',
      holding([grant({ unconfirmed: true }), grant()]),
      AT,
      { state: 'active', at: END },
    ],
    ['it should have ended', holding([grant()]), LATE, { state: 'overdue', at: END }],
    [
      'it could not be ended',
      holding([grant()], { work: stuck }),
      LATE,
      { state: 'overdue', at: END, cause: 'siteRefused' },
    ],
    [
      'it could not be given back',
      holding([lasting()], { work: stuck, missingSince: AT - 1 } as never),
      AT,
      { state: 'missing', at: AT - 1, cause: 'siteRefused' },
    ],
    ['nothing proves it', holding([grant({ unproved: true })]), AT, { state: 'unproved' }],
    [
      'one of it is proved',
      holding([grant({ unproved: true }), grant()]),
      AT,
      { state: 'active', at: END },
    ],
    ['it is for good', holding([lasting()]), AT, { state: 'stays' }],
    ['it ends', holding([grant()]), END - 1, { state: 'active', at: END }],
    ['it ends just now', holding([grant()]), END, { state: 'ending', at: END }],
    [
      'it was returned',
      endForHolder(holding([lasting()]), AT).holding,
      AT,
      { state: 'ending', at: AT, returned: true },
    ],
    [
      'it was returned, and could not be ended',
      { ...endForHolder(holding([grant()]), AT).holding, work: stuck },
      LATE,
      { state: 'overdue', at: AT, returned: true, cause: 'siteRefused' },
    ],
  ])('%s', (_, held, now, expected) => {
    expect(view(held, now).standing).toEqual(expected);
  });
});

test('whoever has it may return it, as far as the record says, and nobody else', () => {
  const held = holding([grant()]);
  expect(view(held).canReturn).toEqual({ allowed: true });
  expect(view(held, END).canReturn).toMatchObject({ why: { code: 'ends' } });
  const other = { ...held, subject: { kind: 'person', accountId: 'pia', displayName: 'Pia' } };
  expect(view(other as Held).canReturn).toMatchObject({ why: { code: 'notYours' } });
});

describe('where it is from', () => {
  test('is told by the request, with whose approval', () => {
    expect(
      view(holding([grant()]), AT, { known: 'request', request: inState('completed') }).from,
    ).toEqual({
      known: 'request',
      requestId: 'r1',
      issueId: ISSUE.id,
      issueKey: 'WEB-1',
      requester: REQUESTER,
      approvedBy: [LEAD],
      policyVersions: [],
      term: inState('completed').term,
      justification: inState('completed').justification,
    });
  });

  test.each(['gone', 'hidden', 'unreadable'])('is %s, and nothing else is told', (known) => {
    expect(view(holding([grant()]), AT, { known }).from).toEqual({ known });
  });
});
