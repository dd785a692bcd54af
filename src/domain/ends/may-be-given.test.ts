import { expect, test } from 'vitest';
import {
  AT,
  developers,
  frontend,
  grant,
  holding,
  LISTED,
  liveState,
  ordinaryGroup,
  otherProjectRole,
} from '../../../tests/support/samples';
import type { ExistingEntitlement } from '../action/entitlement';
import type { Grant } from '../grant/grant';
import { APPROVAL_HOLDS_FOR } from '../lib/approval-holds';
import { DAY } from '../lib/time';
import type { Policy } from '../policy/policy';
import type { Rule } from '../policy/rule';
import { LEAD_DECIDES } from '../policy/stage-rule';
import type { GroupProtection } from '../protection/group-protection';
import { isApprovalOver, mayBeGiven } from './may-be-given';

const live = (...protection: GroupProtection[]) =>
  liveState({ groups: new Map([['g1', { ...ordinaryGroup, protection }]]) });
const policy = (over: Partial<Policy> = {}): Policy => ({ ...LISTED, ...over });
/** What is said of roles holds of no group. */
const sevenDays = (what: Partial<Rule['what']>): Rule => ({
  id: 'r',
  name: 'A week',
  what: { groups: [], roles: false, accounts: false, newGroups: false, ...what },
  askers: { who: 'everybody' },
  projects: 'all',
  stages: LEAD_DECIDES,
  longestTermDays: 7,
  usualTermDays: undefined,
  ticket: false,
});
const unlocked = { ...frontend, unlockedFor: ['jiraAdministration' as const], unlockedOn: 'site' };

interface Case {
  /** Null: for good. */
  readonly days?: number | null;
  readonly of?: ExistingEntitlement;
  readonly live?: ReturnType<typeof live>;
  readonly policy?: Policy;
}

test.each<[string, boolean, Case]>([
  ['for a time', true, {}],
  ['for good', true, { days: null }],
  [
    'for good, where nothing is any more',
    false,
    { days: null, policy: policy({ longestTermDays: 400 }) },
  ],
  ['as long as the longest term', true, { policy: policy({ longestTermDays: 30 }) }],
  ['longer than it', false, { policy: policy({ longestTermDays: 29 }) }],
  [
    'longer than a rule about it says',
    false,
    { policy: policy({ rules: [sevenDays({ groups: ['g1'] })] }) },
  ],
  [
    'longer than a rule about something else says',
    true,
    { policy: policy({ rules: [sevenDays({ roles: true })] }) },
  ],
  ['of a group that is delisted', false, { policy: policy({ requestableGroups: [] }) }],
  ['of a group that is gone', false, { live: liveState({ groups: new Map() }) }],
  ['of a group that is protected', false, { live: live('jiraAdministration') }],
  [
    'of a group that is unlocked for it',
    true,
    { live: live('jiraAdministration'), policy: policy({ requestableGroups: [unlocked] }) },
  ],
  ['of a group of which that is not known', false, { live: live('notKnown') }],
  ['of a role of the project of its own issue', true, { of: developers }],
  ['of a role of another', false, { of: otherProjectRole }],
  [
    'of a role of another, as any can be asked for',
    true,
    { of: otherProjectRole, policy: policy({ rolesOf: 'anyProject' }) },
  ],
])('a claim %s counts: %s', (_, counts, { days = 30, of = frontend, ...over }) => {
  const claim = grant({ endsAt: days === null ? undefined : AT + days * DAY });
  const known = {
    gain: 'nothing',
    asked: 'allowed',
    at: AT,
    live: live(),
    policy: policy(),
    ...over,
  } as const;
  expect(mayBeGiven(holding([], { entitlement: of }), claim, known) === 'yes').toBe(counts);
});

const START = AT + 20 * DAY;

test.each<[string, Partial<Grant>, number]>([
  ['a day after its start', { approvedAt: AT, approvalValidUntil: START + DAY }, START + DAY],
  [
    'less than seven days, as others had approved before',
    { approvedAt: AT, approvalValidUntil: AT + 3 * DAY },
    AT + 3 * DAY,
  ],
  ['seven days, of what was stored without it', { approvedAt: AT }, AT + APPROVAL_HOLDS_FOR],
  ['and seven from when it was given, of what was stored first', {}, START + APPROVAL_HOLDS_FOR],
])('an approval gives for %s', (_, over, until) => {
  const { approvedAt: _none, ...given } = grant({ grantedAt: START, endsAt: START + 40 * DAY });
  const one = { ...given, ...over };
  expect([isApprovalOver(one, until), isApprovalOver(one, until + 1)]).toEqual([false, true]);
  const known = {
    gain: 'nothing',
    asked: 'allowed',
    live: live(),
    policy: policy(),
  } as const;
  const judged = [until, until + 1].map((at) => mayBeGiven(holding([]), one, { ...known, at }));
  expect(judged).toEqual(['yes', 'no']);
});
