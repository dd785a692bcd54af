import { expect, test } from 'vitest';
import { nobodyApproves, type WhoCanBeAsked } from './nobody-approves';
import type { Candidate } from './resolve-approvals';

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
const away = (who: Candidate, deputy: Candidate) => ({ person: who, deputy, from: 0, until: 9 });
const knows = (over: Partial<WhoCanBeAsked> = {}): WhoCanBeAsked => ({
  people: new Map([LEA, DEE, FAY, gone, app].map((one) => [one.accountId, one])),
  away: [],
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
    { fallback: [FAY], away: [away(FAY, gone)] },
    { why: 'nobody' },
  ],
  [
    'no lead, and somebody who stands in for the fallback approver',
    undefined,
    { fallback: [FAY], away: [away(FAY, DEE)] },
    undefined,
  ],
  ['a lead who is away, with a stand-in', LEA, { away: [away(LEA, DEE)] }, undefined],
  // Nobody comes in for them: they go on being asked.
  [
    'a lead who is away, without one who can, though there is a fallback approver',
    LEA,
    { away: [away(LEA, gone)], fallback: [FAY] },
    { why: 'away', until: 9 },
  ],
  [
    'a lead whose stand-in is away as well',
    LEA,
    { away: [away(LEA, DEE), away(DEE, FAY)] },
    { why: 'away', until: 9 },
  ],
  [
    'a lead whose stand-in Jira does not know',
    LEA,
    { away: [away(LEA, person('nobody'))] },
    { why: 'away', until: 9 },
  ],
  ['a lead who is not told', 'notKnown', { fallback: [FAY] }, { why: 'notKnown' }],
])('%s', (_, lead, known, expected) => {
  expect(nobodyApproves(lead, knows(known))).toEqual(expected);
});
