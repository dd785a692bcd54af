import type { Ask } from '../../src/domain/action/ask';
import type { GroupEntitlement, RoleEntitlement } from '../../src/domain/action/entitlement';
import type { Person } from '../../src/domain/action/person';
import type { PersonSubject } from '../../src/domain/action/subject';
import type { Approval } from '../../src/domain/approval/approval';
import type { Connection } from '../../src/domain/connection/connection';
import type { Grant } from '../../src/domain/grant/grant';
import { type Holding, workOf } from '../../src/domain/holding/holding';
import { DAY } from '../../src/domain/lib/time';
import type { Acting, LiveGroup, LiveRole, LiveState } from '../../src/domain/plan/live-state';
import type { PlanQuestion } from '../../src/domain/plan/plan-question';
import { FIRST_POLICY, type Policy } from '../../src/domain/policy/policy';
import type {
  AccessRequest,
  Applying,
  Approved,
  AwaitingApproval,
  NeedsAttention,
  RequestState,
  Scheduled,
} from '../../src/domain/request/access-request';
import { coreOf } from '../../src/domain/request/core-of';

/** Made-up people, things and requests for the tests of the rules. */
export const AT = Date.UTC(2026, 0, 5, 9, 0);

export const person = (name: string): Person => ({
  accountId: name.toLowerCase(),
  displayName: name,
});
export const subject = (name: string): PersonSubject => ({ kind: 'person', ...person(name) });

export const REQUESTER = person('Rita');
export const LEAD = person('Lena');
export const OTHER_LEAD = person('Otto');

/** To the site of `ISSUE`, with the token of its lead. */
export const connection: Connection = {
  id: 'site',
  revision: 1,
  instanceUrl: 'https://acme.atlassian.net',
  cloudId: 'site',
  siteName: 'Acme',
  email: 'olivia@acme.example',
  credentialId: 'c1',
  actsAs: LEAD,
  tokenKind: 'unscoped',
  connectedAt: AT,
  connectedBy: LEAD,
  health: { state: 'working', checkedAt: AT },
};

export const frontend: GroupEntitlement = { kind: 'group', groupId: 'g1', name: 'frontend' };
export const developers: RoleEntitlement = {
  kind: 'role',
  projectId: '10',
  projectKey: 'WEB',
  projectName: 'Website',
  roleId: '100',
  name: 'Developers',
};
export const otherProjectRole: RoleEntitlement = {
  ...developers,
  projectId: '20',
  projectKey: 'MOB',
  projectName: 'Mobile',
};

export const ISSUE = {
  cloudId: 'site',
  id: '1',
  key: 'WEB-1',
  projectId: '10',
  projectKey: 'WEB',
} as const;

/** Adds these people to the group `frontend`. */
export function addToFrontend(...names: readonly string[]): Ask {
  return {
    subjects: names.map(subject),
    changes: [{ verb: 'add', entitlement: frontend, subjects: names.map((_, place) => place) }],
  };
}

export function stage(approver: Person, over: Partial<Approval> = {}): Approval {
  return {
    projectId: '10',
    asks: 'lead:10',
    rules: [],
    order: 1,
    needed: 1,
    changes: [0],
    approvers: [approver],
    mayDecline: [],
    trace: [],
    decisions: [],
    ...over,
  };
}

export function awaiting(over: Partial<AwaitingApproval> = {}): AwaitingApproval {
  return {
    id: 'r1',
    revision: 3,
    state: 'awaitingApproval',
    connectionId: 'site',
    issue: ISSUE,
    requester: REQUESTER,
    ask: addToFrontend('Sam'),
    justification: 'They join the team.',
    term: { kind: 'permanent' },
    stepsPerBlock: 250,
    policyVersion: 1,
    planned: { change: 1, alreadySo: 0, refused: 0, impossible: 0 },
    approvals: [stage(LEAD)],
    createdAt: AT,
    since: AT,
    timesOutAt: AT + 1_000_000,
    ...over,
  };
}

/** The same request in any state, approved by its lead where it has come that far. */
export function inState(state: RequestState): AccessRequest {
  const waiting = awaiting();
  const core = coreOf(waiting);
  const decided = {
    ...core,
    approvals: [stage(LEAD, { decisions: [{ decision: 'approved', by: LEAD, at: AT }] })],
    approvedAt: AT,
    approvalValidUntil: AT + 1_000_000,
  };
  const progress = { pending: 0, applied: 0, unchanged: 0, failed: 1, manual: 0, retryable: 1 };
  switch (state) {
    case 'awaitingApproval':
      return waiting;
    case 'scheduled':
      return { ...decided, state, startsAt: AT + DAY } satisfies Scheduled;
    case 'approved':
      return { ...decided, state } satisfies Approved;
    case 'applying':
      return { ...decided, state, lease: { epoch: 1, until: AT }, progress } satisfies Applying;
    case 'completed':
    case 'needsAttention':
      return { ...decided, state, progress } as NeedsAttention;
    default:
      return { ...core, state };
  }
}

export const ordinaryGroup: LiveGroup = {
  protection: [],
  managedElsewhere: false,
  givesProductAccess: false,
  acting: undefined,
  administersAlone: undefined,
};
export const ordinaryRole: LiveRole = {
  projectArchived: false,
  adminRole: false,
  acting: undefined,
};
/** So many who can act, and everybody was looked at. */
export const acting = (count: number, ...idleGroups: string[]): Acting => ({
  count,
  isWhole: true,
  idleGroups: new Set(idleGroups),
});

/** Sam in the group `frontend` for a day, by the first block of a request. */
export const grant = (over: Partial<Grant> = {}): Grant => ({
  requestId: 'r1',
  block: 0,
  issueKey: 'WEB-1',
  size: 1,
  grantedAt: AT,
  endsAt: AT + DAY,
  ...over,
});

/** What these grants, in force, make of it. */
export const holding = (grants: readonly Grant[], over: Partial<Holding> = {}): Holding => ({
  connectionId: 'site',
  entitlement: frontend,
  subject: subject('Sam'),
  revision: 1,
  grants,
  ended: [],
  work: workOf(grants),
  ...over,
});

/** The group `frontend` is listed; everything else is as it is before an admin has looked. */
export const LISTED: Policy = {
  ...FIRST_POLICY,
  requestableGroups: [{ ...frontend, unlockedFor: [] }],
};

/** What a plan is asked of: Sam into `frontend`, for good. */
export const planQuestion = (over: Partial<PlanQuestion> = {}): PlanQuestion => ({
  ask: addToFrontend('Sam'),
  term: { kind: 'permanent' },
  policy: LISTED,
  connectionId: 'site',
  issueProjectId: '10',
  groupsOfRequest: new Set(),
  accountsOfRequest: new Set(),
  tokenKind: 'unscoped',
  live: liveState(),
  at: AT,
  ...over,
});

/** A site that knows everybody and everything that the samples name; nobody holds anything. */
export function liveState(over: Partial<LiveState> = {}): LiveState {
  const active = { active: true, accountType: 'atlassian' as const };
  return {
    people: new Map(['sam', 'rita', 'lena', 'otto', 'pia'].map((id) => [id, active])),
    groups: new Map([['g1', ordinaryGroup]]),
    roles: new Map([
      ['role:10:100', ordinaryRole],
      ['role:20:100', ordinaryRole],
    ]),
    owners: new Map(),
    takenNames: new Set(),
    protectedNames: new Set(),
    groupNames: [],
    ownAccount: 'robot',
    absences: new Map(),
    holders: new Map(),
    endings: new Map(),
    given: new Map(),
    revoked: new Map(),
    approved: new Map(),
    noRenewals: new Map(),
    unreadable: new Map(),
    ...over,
  };
}
