import { entitlementKey } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { subjectKey } from '#domain/action/subject';
import type { Approval } from '#domain/approval/approval';
import { gainOf } from '#domain/approval/gains';
import { canDecide } from '#domain/approval/resolve-approvals';
import type { Allowed } from '#domain/lib/allowed';
import { ALLOWED, forbidden } from '#domain/lib/allowed';
import type { LiveState, OnSite } from '#domain/plan/live-state';
import { areAllLookedUp } from '#domain/plan/no-renewals';
import { judgeByPolicy, type PeopleBecause, policyRules } from '#domain/policy/decided-by-policy';
import { SiteFailure } from '#ports/site-failure';
import { type ApprovalAsked, type ApprovalPorts, findReachAndHeld } from './find-approvals';
import { findKnownOfAccess } from './policy-decides';

/** What the site and the app’s own records say of what is asked for. */
export type LiveOfAsk = OnSite & Pick<LiveState, 'noRenewals'>;

export interface FoundByPolicy {
  /** What the policy decides, as stages that are decided. */
  readonly stages: readonly Approval[];
  /** By their positions, changes that people decide though their rules have the policy decide, and why. */
  readonly peopleBecause: ReadonlyMap<number, PeopleBecause>;
}

/** By which a stage that the policy decided is known: nobody is asked. */
const ASKS_NOBODY = 'policy';

/**
 * What of an ask the policy decides, in place of people: what its rules say, as far as it is harmless by what the site says now,
 * and gives nothing to whoever signed it. What is not known is for people. `live`: what the site was found to say of all that is asked for.
 */
export async function findByPolicy(
  ports: ApprovalPorts,
  asked: ApprovalAsked,
  live: LiveOfAsk,
): Promise<FoundByPolicy> {
  const { ask, policy, issue } = asked;
  const meant = ask.changes.flatMap(({ entitlement }, change) => {
    const rules = policyRules(policy, entitlement);
    return rules.length === 0 ? [] : [{ change, rules }];
  });
  if (meant.length === 0) return { stages: [], peopleBecause: new Map() };
  const judged = await Promise.all(
    meant.map(async (one) => ({
      ...one,
      allowed: await judgeHarm(ports, asked, one.change, live),
    })),
  );
  const harmless = judged.flatMap(({ change, allowed }) => (allowed.allowed ? change : []));
  const signer = policy.savedBy;
  const bySigner =
    signer === undefined || harmless.length === 0
      ? new Map<number, PeopleBecause>()
      : await findWhySignerCant(ports, asked, signer, harmless);
  const peopleBecause = new Map([
    ...judged.flatMap(({ change, allowed }) =>
      allowed.allowed ? [] : [[change, allowed.why] as const],
    ),
    ...bySigner,
  ]);
  const decided = meant.filter(({ change }) => !peopleBecause.has(change));
  if (signer === undefined || decided.length === 0) return { stages: [], peopleBecause };
  const { accountId, displayName, avatarUrl } = signer;
  const by = { accountId, displayName, ...(avatarUrl === undefined ? {} : { avatarUrl }) };
  const decision = {
    decision: 'byPolicy',
    by,
    at: ports.clock.now(),
    askedIn: issue.projectId,
    policyVersion: policy.version,
  } as const;
  const byRules = Map.groupBy(decided, ({ rules }) => JSON.stringify(rules));
  const stages = [...byRules.values()].map(
    (those): Approval => ({
      projectId: issue.projectId,
      asks: ASKS_NOBODY,
      rules: those[0]?.rules ?? [],
      order: 1,
      needed: 1,
      changes: those.map(({ change }) => change),
      approvers: [],
      mayDecline: [],
      trace: [],
      decisions: [decision],
    }),
  );
  return { stages, peopleBecause };
}

/** Whether what a change gives is harmless. Where the site does not tell, it is not known. */
async function judgeHarm(
  { directory }: Pick<ApprovalPorts, 'directory'>,
  { ask, policy }: ApprovalAsked,
  position: number,
  live: LiveOfAsk,
): Promise<Allowed<PeopleBecause>> {
  const change = ask.changes[position];
  if (change === undefined) return forbidden('notKnown');
  const subjects = change.subjects.flatMap((at) => ask.subjects[at] ?? []);
  if (!areAllLookedUp(ask)) return forbidden('tooMany');
  const said = live.noRenewals.get(entitlementKey(change.entitlement));
  if (subjects.some((one) => said?.has(subjectKey(one)))) return forbidden('notToBeRenewed');
  // What is no plain change is for people, and nothing is asked of the site for it.
  const first = judgeByPolicy(policy, change, subjects, undefined);
  if (!first.allowed && first.why !== 'notKnown') return first;
  try {
    const known = await findKnownOfAccess(directory, change.entitlement, live);
    return judgeByPolicy(policy, change, subjects, known);
  } catch (error) {
    if (error instanceof SiteFailure) return forbidden('notKnown');
    throw error;
  }
}

/** Of these changes, those that are not whoever signed's to decide: they ask, may gain, or can't sign in any more. */
async function findWhySignerCant(
  ports: ApprovalPorts,
  asked: ApprovalAsked,
  { accountId }: Person,
  changes: readonly number[],
): Promise<ReadonlyMap<number, PeopleBecause>> {
  const all = (why: PeopleBecause) => new Map(changes.map((change) => [change, why]));
  if (asked.requester.accountId === accountId) return all('signerGains');
  const found = (await ports.hostAsApp.people([accountId])).get(accountId);
  if (found === undefined || !canDecide(found)) return all('signerGone');
  const { reach, held } = await findReachAndHeld(ports, asked, [found], 'goOnUnknown');
  const own = reach.get(accountId);
  const judge = (change: number): Allowed<PeopleBecause> =>
    own !== undefined && gainOf(asked.ask, [change], own, held) === 'nothing'
      ? ALLOWED
      : forbidden('signerGains');
  return new Map(
    changes.flatMap((change) => {
      const allowed = judge(change);
      return allowed.allowed ? [] : [[change, allowed.why] as const];
    }),
  );
}
