import { expect, test } from 'vitest';
import { nobodyApproves, type WhoCanBeAsked } from './nobody-approves';
import type { Candidate } from './resolve-approvals';
import type { StandIn } from './stand-in';

const person = (name: string, over: Partial<Candidate> = {}): Candidate => ({
  accountId: name,
  displayName: name,
  active: true,
  accountType: 'atlassian',
  ...over,
});
const [LEA, DEE, FAY] = [person('lea'), person('dee'), person('fay')];
const gone = person('gone', { active: false });
const app = person('app', { accountType: 'app' });
const away = (who: Candidate, deputy: Candidate) =>
  [who.accountId, { person: who, deputy, from: 0, until: 9 }] as const;
const unread = (who: Candidate) => [who.accountId, 'notKnown'] as const;
const knows = (over: Partial<WhoCanBeAsked> = {}): WhoCanBeAsked => ({
  people: new Map([LEA, DEE, FAY, gone, app].map((one) => [one.accountId, one])),
  away: new Map(),
  fallback: [],
  ...over,
});

test.each<[string, Parameters<typeof nobodyApproves>[0], Partial<WhoCanBeAsked>, unknown]>([
  ['a lead who can decide', LEA, {}, undefined],
  ['no lead', undefined, {}, { why: 'nobody' }],
  ['an inactive one', gone, {}, { why: 'inactive' }],
  ['an app', app, {}, { why: 'notAPerson' }],
  ['no lead, and a fallback approver', undefined, { fallback: [FAY] }, undefined],
  [
    'no lead, and an inactive fallback approver',
    undefined,
    { fallback: [gone] },
    { why: 'nobody' },
  ],
  [
    'no lead, and a fallback approver who is away',
    undefined,
    { fallback: [FAY], away: new Map([away(FAY, gone)]) },
    { why: 'nobody' },
  ],
  [
    'no lead, and somebody who stands in for the fallback approver',
    undefined,
    { fallback: [FAY], away: new Map([away(FAY, DEE)]) },
    undefined,
  ],
  ['a lead who is away, with a stand-in', LEA, { away: new Map([away(LEA, DEE)]) }, undefined],
  // Nobody comes in for them: they go on being asked.
  [
    'a lead who is away, without one who can, though there is a fallback approver',
    LEA,
    { away: new Map([away(LEA, gone)]), fallback: [FAY] },
    { why: 'away', until: 9 },
  ],
  [
    'a lead of whom it can’t be read, though there is a fallback approver',
    LEA,
    { away: new Map([unread(LEA)]), fallback: [FAY] },
    { why: 'awayUnknown' },
  ],
  [
    'a lead of whose stand-in it can’t be read',
    LEA,
    { away: new Map<string, StandIn | 'notKnown'>([away(LEA, DEE), unread(DEE)]) },
    { why: 'awayUnknown' },
  ],
  [
    'no lead, and a fallback approver of whom it can’t be read',
    undefined,
    { fallback: [FAY], away: new Map([unread(FAY)]) },
    { why: 'nobody' },
  ],
  [
    'a lead whose stand-in is away as well',
    LEA,
    { away: new Map([away(LEA, DEE), away(DEE, FAY)]) },
    { why: 'away', until: 9 },
  ],
  [
    'a lead whose stand-in Jira does not know',
    LEA,
    { away: new Map([away(LEA, person('nobody'))]) },
    { why: 'away', until: 9 },
  ],
  ['a lead who is not told', 'notKnown', { fallback: [FAY] }, { why: 'notKnown' }],
])('%s', (_, lead, known, expected) => {
  expect(nobodyApproves(lead, knows(known))).toEqual(expected);
});
