import { type Entitlement, entitlementKey } from '#domain/action/entitlement';
import { eachOnce, type Person } from '#domain/action/person';
import { subjectKey } from '#domain/action/subject';
import type { Approval } from '#domain/approval/approval';
import { gainOf } from '#domain/approval/gains';
import { canDecide } from '#domain/approval/resolve-approvals';
import { ALLOWED, type Allowed, forbidden } from '#domain/lib/allowed';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Instant } from '#domain/lib/time';
import { isDoable } from '#domain/plan/make-plan';
import type { Plan } from '#domain/plan/plan';
import {
  isGlassTerm,
  judgeGlassAsk,
  judgeGlassOf,
  judgeGlassPlace,
  type NoGlassBecause,
} from '#domain/policy/judge-break-glass';
import { isToReview } from '#domain/request/judge-review';
import type { BrokenGlass } from '#ports/commit';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import {
  type ApprovalAsked,
  type ApprovalPorts,
  findApprovals,
  findReachAndHeld,
} from './find-approvals';
import type { LiveOfAsk } from './find-by-policy';
import { glassSeen } from './policy-decides';

export type GlassPorts = ApprovalPorts & {
  readonly requests: Pick<RequestStore, 'brokenGlass' | 'get'>;
};

export interface FoundGlass {
  /** One stage, of all that is asked for, that nobody has decided. */
  readonly stages: readonly Approval[];
  /** Those who would have been asked, in whatever stage, and whoever enabled it. */
  readonly told: readonly Person[];
  /** Those of them who review it after: nobody who would gain by it. */
  readonly reviewers: readonly Person[];
  /** What is noted of each place, so that it can't be taken so again before its review is closed. */
  readonly places: readonly Omit<BrokenGlass, 'after'>[];
}

/** By which a stage is known of which nobody was asked. */
const ASKS_NOBODY = 'glass';

/**
 * Whether whoever asks may take all of it before anybody decides, by what the policy, the site and the app’s own records say now. All of it, or
 * nothing. What is not known is refused.
 */
export async function findBrokenGlass(
  ports: GlassPorts,
  asked: ApprovalAsked & { readonly startsAt: Instant | undefined },
  { live, plan }: { readonly live: LiveOfAsk; readonly plan: Plan },
): Promise<Result<FoundGlass, NoGlassBecause>> {
  const { ask, policy, issue, requester, term, startsAt } = asked;
  const first = [
    judgeGlassOf(policy, requester),
    judgeGlassAsk(ask, requester),
    startsAt === undefined ? ALLOWED : forbidden('notNow' as const),
    isGlassTerm(term) ? ALLOWED : forbidden('termNotShort' as const),
    isAllNew(plan) ? ALLOWED : forbidden('prolongs' as const),
    ...ask.changes.map(({ entitlement }) =>
      judgeGlassPlace(policy, entitlement, glassSeen(entitlement, live)),
    ),
    ...ask.changes.map(({ entitlement }) =>
      live.noRenewals.get(entitlementKey(entitlement))?.has(keyOf(requester)) === true
        ? forbidden('notToBeRenewed' as const)
        : ALLOWED,
    ),
  ].find((one) => !one.allowed);
  if (first !== undefined && !first.allowed) return refuse(first.why);
  const signer = policy.savedBy;
  if (signer === undefined) return refuse('notSigned');
  const bySigner = await judgeSigner(ports, asked, signer);
  if (!bySigner.allowed) return refuse(bySigner.why);
  const places = await Promise.all(
    ask.changes.map(({ entitlement }) => findPlace(ports, asked, entitlement)),
  );
  if (places.includes('reviewOpen')) return refuse('reviewOpen');
  const { approvals } = await findApprovals(ports, asked, 'goOnUnknown');
  const { accountId, displayName, avatarUrl } = signer;
  const by = { accountId, displayName, ...(avatarUrl === undefined ? {} : { avatarUrl }) };
  const others = (all: readonly Person[]) =>
    eachOnce(all).filter((one) => one.accountId !== requester.accountId);
  const deciding = approvals.flatMap(({ approvers }) => approvers);
  return ok({
    stages: [
      {
        projectId: issue.projectId,
        asks: ASKS_NOBODY,
        rules: [],
        order: 1,
        needed: 1,
        changes: ask.changes.map((_, change) => change),
        approvers: [],
        mayDecline: [],
        trace: [],
        decisions: [
          {
            decision: 'brokeGlass',
            by,
            at: ports.clock.now(),
            askedIn: issue.projectId,
            policyVersion: policy.version,
          },
        ],
      },
    ],
    told: others([...deciding, ...approvals.flatMap(({ mayDecline }) => mayDecline), by]),
    reviewers: others([...deciding, by]),
    places: places.filter((one) => one !== 'reviewOpen'),
  });
}

const keyOf = ({ accountId, displayName }: Person) =>
  subjectKey({ kind: 'person', accountId, displayName });

/** What somebody has is prolonged by no break of the glass, and what they have anyway needs none. */
const isAllNew = ({ verdicts }: Plan): boolean =>
  verdicts
    .filter((one) => isDoable(one))
    .every((one) => one.verdict === 'change' && one.prolongs === undefined);

/** Nobody enables what they gain by, nor does somebody who can't sign in any more. */
async function judgeSigner(
  ports: ApprovalPorts,
  asked: ApprovalAsked,
  { accountId }: Person,
): Promise<Allowed<NoGlassBecause>> {
  const found = (await ports.hostAsApp.people([accountId])).get(accountId);
  if (found === undefined || !canDecide(found)) return forbidden('signerGone');
  const { reach, held } = await findReachAndHeld(ports, asked, [found], 'goOnUnknown');
  const own = reach.get(accountId);
  const changes = asked.ask.changes.map((_, change) => change);
  return own !== undefined && gainOf(asked.ask, changes, own, held) === 'nothing'
    ? ALLOWED
    : forbidden('signerGains');
}

/** One that is on record of a request that is gone, or was reviewed, is taken anew. */
export async function findPlace(
  { requests }: Pick<GlassPorts, 'requests'>,
  { connectionId, requester: { accountId } }: Pick<ApprovalAsked, 'connectionId' | 'requester'>,
  entitlement: Entitlement,
): Promise<Omit<BrokenGlass, 'after'> | 'reviewOpen'> {
  const place = { connectionId, accountId, entitlement: entitlementKey(entitlement) };
  const before = await requests.brokenGlass(place);
  if (before === undefined) return { ...place, before };
  const request = await ifUnreadable(requests.get(before), 'unreadable');
  if (request === 'unreadable') return 'reviewOpen';
  return request !== undefined && isToReview(request) ? 'reviewOpen' : { ...place, before };
}
