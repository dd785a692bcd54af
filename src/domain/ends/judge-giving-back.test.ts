import { expect, test } from 'vitest';
import {
  AT,
  developers,
  frontend,
  liveState,
  ordinaryGroup,
  subject,
} from '../../../tests/support/samples';
import type { Grant } from '../grant/grant';
import type { Holding } from '../holding/holding';
import { DAY } from '../lib/time';
import { FIRST_POLICY, type Policy } from '../policy/policy';
import type { GroupProtection } from '../protection/group-protection';
import { judgeGivingBack } from './judge-giving-back';

const grant = (over: Partial<Grant> = {}): Grant => ({
  requestId: 'r1',
  block: 0,
  issueKey: `${developers.projectKey}-1`,
  size: 1,
  grantedAt: AT,
  approvedAt: AT,
  endsAt: AT + 30 * DAY,
  ...over,
});
const of = (over: Partial<Holding> = {}): Holding => ({
  connectionId: 'site',
  entitlement: frontend,
  subject: subject('Sam'),
  revision: 1,
  grants: [grant()],
  ended: [],
  work: { state: 'settling', until: AT, sent: false, tries: 0 },
  ...over,
});
const listed = { ...frontend, unlockedFor: [] };
const unlocked = { ...frontend, unlockedFor: ['jiraAdministration' as const] };
const open: Policy = { ...FIRST_POLICY, requestableGroups: [listed] };
const live = (...protection: GroupProtection[]) =>
  liveState({ groups: new Map([['g1', { ...ordinaryGroup, protection }]]) });

const give = { found: 'toAdd' };
const over = { found: 'notToGive' };
const later = { found: 'stuck', cause: 'siteRefused' };

const inRole = of({ entitlement: developers });
const withGrant = (one: Partial<Grant>, more: Partial<Holding> = {}) =>
  of({ grants: [grant(one)], ...more });
const policy = (one: Partial<Policy>): Policy => ({ ...open, ...one });
const unlockedOn = (site: string) =>
  policy({ requestableGroups: [{ ...unlocked, unlockedOn: site }] });

test.each<[string, Holding, object, ReturnType<typeof live>, Policy | undefined, number]>([
  ['what is listed', of(), give, live(), open, 0],
  ['to the last moment of the approval', of(), give, live(), open, 7 * DAY],
  ['not after it', of(), over, live(), open, 7 * DAY + 1],
  [
    'nor after it was given so long ago',
    withGrant({ approvedAt: undefined as never }),
    over,
    live(),
    open,
    7 * DAY + 1,
  ],
  ['nothing where nothing is in force', of({ grants: [] }), over, live(), open, 0],
  ['not what is delisted', of(), over, live(), policy({ requestableGroups: [] }), 0],
  ['not what is protected', of(), over, live('jiraAdministration'), open, 0],
  ['what is unlocked for it here', of(), give, live('jiraAdministration'), unlockedOn('site'), 0],
  [
    'not what is unlocked elsewhere',
    of(),
    over,
    live('jiraAdministration'),
    unlockedOn('other'),
    0,
  ],
  ['later where that is not known', of(), later, live('notKnown'), open, 0],
  ['later where the policy can’t be read', of(), later, live(), undefined, 0],
  ['the longest term', of(), give, live(), policy({ longestTermDays: 30 }), 0],
  ['no longer one', of(), over, live(), policy({ longestTermDays: 29 }), 0],
  [
    'nothing without an end',
    withGrant({ endsAt: undefined }),
    over,
    live(),
    policy({ longestTermDays: 99 }),
    0,
  ],
  ['a role of the issue’s project', inRole, give, live(), open, 0],
  [
    'not another’s',
    withGrant({ issueKey: 'OTHER-1' }, { entitlement: developers }),
    over,
    live(),
    open,
    0,
  ],
  [
    'unless that can be asked for',
    withGrant({ issueKey: 'OTHER-1' }, { entitlement: developers }),
    give,
    live(),
    policy({ rolesOf: 'anyProject' }),
    0,
  ],
])('gives back %s', (_, holding, expected, state, inForce, after) => {
  expect(
    judgeGivingBack(holding, {
      live: state,
      policy: inForce,
      gain: 'nothing',
      asked: 'allowed',
      at: AT + after,
    }),
  ).toEqual(expected);
});

test('the grant that lasts longest is the one that counts', () => {
  const old = grant({ requestId: 'r0', approvedAt: AT - 60 * DAY, endsAt: AT + DAY });
  const judged = judgeGivingBack(of({ grants: [grant(), old] }), {
    live: live(),
    policy: open,
    gain: 'nothing',
    asked: 'allowed',
    at: AT,
  });
  expect(judged).toEqual(give);
});

test('nothing to whoever approved it, or what the group was given since', () => {
  const at = { live: live(), policy: open, asked: 'allowed', at: AT } as const;
  expect(judgeGivingBack(of(), { ...at, gain: 'something' })).toEqual(over);
  expect(judgeGivingBack(of(), { ...at, gain: 'unknown' })).toEqual(later);
  expect(judgeGivingBack(of(), { ...at, gain: 'nothing' })).toEqual(give);
});

test('nothing that could not be asked for now, by whoever asked and where the work item is', () => {
  const at = { live: live(), policy: open, gain: 'nothing', at: AT } as const;
  expect(judgeGivingBack(of(), { ...at, asked: 'forbidden' })).toEqual(over);
  expect(judgeGivingBack(of(), { ...at, asked: 'notKnown' })).toEqual(later);
});
