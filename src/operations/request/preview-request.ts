import type { Ask } from '#domain/action/ask';
import { narrowAsk } from '#domain/action/narrow-ask';
import type { Person } from '#domain/action/person';
import type { Approval } from '#domain/approval/approval';
import { judgeApprovers } from '#domain/approval/enough-approvers';
import type { Connection } from '#domain/connection/connection';
import type { NoRenewal } from '#domain/grant/no-renewal';
import { ALLOWED, type Allowed, forbidden } from '#domain/lib/allowed';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Instant } from '#domain/lib/time';
import { judgeWhole } from '#domain/plan/judge-whole';
import { isDoable, makePlan } from '#domain/plan/make-plan';
import { areAllLookedUp, noRenewalsOf } from '#domain/plan/no-renewals';
import { countVerdicts, type Plan, type PlanCounts, type Verdict } from '#domain/plan/plan';
import { planFingerprint } from '#domain/plan/plan-fingerprint';
import type { AskedBundle } from '#domain/policy/asked-bundle';
import type { PeopleBecause } from '#domain/policy/decided-by-policy';
import { findBundles, type NamedBundle } from '#domain/policy/find-bundles';
import type { FollowedBundle } from '#domain/policy/followed-bundle';
import type { NoGlassBecause } from '#domain/policy/judge-break-glass';
import { judgeTerm } from '#domain/policy/judge-term';
import type { Policy } from '#domain/policy/policy';
import { ticketRuleOfAll } from '#domain/policy/ruling';
import type { IssueRef } from '#domain/request/access-request';
import { isSameSite } from '#domain/request/is-same-site';
import type { RequestRefusal } from '#domain/request/request-refusal';
import { beginsAt, judgeStart, type StartRefusal } from '#domain/term/start';
import type { Term } from '#domain/term/term';
import type { Clock } from '#ports/clock';
import type { ConnectionStore } from '#ports/connection-store';
import type { PolicyStore } from '#ports/policy-store';
import type { Site, Sites } from '#ports/site';
import { type AskIds, lookUpIdsOf, readAsk } from '../action/read-ask';
import { type ApprovalAsked, type ApprovalPorts, findApprovals } from '../approval/find-approvals';
import { type FoundGlass, findBrokenGlass, type GlassPorts } from '../approval/find-broken-glass';
import { type FoundByPolicy, findByPolicy, type LiveOfAsk } from '../approval/find-by-policy';
import { findToldInPlace } from '../approval/find-told-in-place';
import { mustBeReadable } from '../approval/must-be-readable';
import { onSite } from '../connection/on-site';
import { asFollowed } from '../plan/as-followed';
import { type AskedInPorts, findAskedIn } from '../plan/find-asked-in';
import { findAsker } from '../plan/find-asker';
import { lookUp } from '../plan/look-up';
import { readLiveState } from '../plan/read-live-state';

export interface PreviewPorts
  extends Omit<ApprovalPorts, keyof Site>,
    Pick<AskedInPorts, 'watchedIssues'>,
    Pick<GlassPorts, 'requests'>,
    Sites {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
  readonly clock: Clock;
}

export interface Asked {
  /** Where it is to be given; undefined where no site is connected. */
  readonly connectionId: string | undefined;
  /** An issue that the caller was found to see. */
  readonly issue: IssueRef;
  readonly requester: Person;
  readonly ask: AskIds;
  readonly term: Term;
  /** Without it, at once. */
  readonly startsAt?: Instant | undefined;
  /** Bundles by which some of it was chosen. */
  readonly bundles?: readonly NamedBundle[] | undefined;
  /** Whoever asks takes it now, before anybody decides. */
  readonly breaksGlass?: boolean | undefined;
  /** The bundle to whose contents it brings those who have it. */
  readonly follows?: FollowedBundle | undefined;
}

export interface Preview {
  readonly connection: Connection;
  readonly policy: Policy;
  /** All that was asked, and what the plan says of each action of it. */
  readonly ask: Ask;
  readonly plan: Plan;
  readonly counts: PlanCounts;
  /** What somebody said of an action's access who does not want it renewed, by the actions. */
  readonly noRenewals: readonly (NoRenewal | undefined)[];
  readonly fingerprint: string;
  /** The part that can be done: what a request would be about. */
  readonly doable: Ask;
  /** With what the policy decides, as it is decided. */
  readonly approvals: readonly Approval[];
  /** Those who would have been asked about what the policy decides: they are told of it. */
  readonly told: readonly Person[];
  /** Who reviews what is taken before anybody decides, and what is noted of it; undefined where nothing is. */
  readonly glass: Pick<FoundGlass, 'reviewers' | 'places'> | undefined;
  /** Why people decide what the policy would decide by its rules. */
  readonly peopleBecause: readonly PeopleBecause[];
  /** The bundles by which some of it was chosen; none where one of them is refused. */
  readonly bundles: readonly AskedBundle[];
  /** Why it can't be asked for by these names. */
  readonly bundleRefusal: RequestRefusal | undefined;
  /** The rule by which the reason has to name a work item. */
  readonly ticketRule: string | undefined;
  /** Why it could not be submitted as it stands; a missing justification is not looked at. */
  readonly refusal: RequestRefusal | undefined;
}

export async function previewRequest(
  ports: PreviewPorts,
  asked: Asked,
): Promise<Result<Preview, { readonly code: 'notConnected' }>> {
  const { connectionId } = asked;
  if (connectionId === undefined) return refuse({ code: 'notConnected' });
  const [connection, policy] = await Promise.all([
    ports.connections.of(connectionId),
    ports.policies.inForce(connectionId),
  ]);
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const there = onSite(ports, connectionId);
  const site = await lookUp(there.directory, lookUpIdsOf(asked.ask));
  const ask = readAsk(asked.ask, site);
  const at = ports.clock.now();
  const live = await readLiveState(there, connectionId, ask, {
    known: site,
    records: areAllLookedUp(ask) ? 'ofAll' : 'ofHeld',
  });
  const noRenewals = noRenewalsOf(ask, live);
  const begins = beginsAt(asked.startsAt, at);
  const made = makePlan({
    ask,
    term: asked.term,
    policy,
    connectionId,
    issueProjectId: isSameSite(connectionId, asked.issue) ? asked.issue.projectId : undefined,
    groupsOfRequest: new Set(),
    accountsOfRequest: new Set(),
    tokenKind: connection.tokenKind,
    live,
    ...(await findAsker(there.directory, policy, ask, asked.requester.accountId)),
    ...(await findAskedIn(ports, policy, ask, asked)),
    at: begins,
  });
  const { follows } = asked;
  const verdicts = await asFollowed(there, follows, connectionId, ask, made.verdicts);
  const plan: Plan = { ...made, verdicts };
  const doable = narrowAsk(ask, (action) => isMeant(verdicts[action], follows));
  const { approvals, told, peopleBecause, glass, noGlass } = await findWhoDecides(
    { ...there, requests: ports.requests },
    { ...asked, startsAt: asked.startsAt, ask: doable, policy, connectionId },
    { live, plan },
  );
  if (!judgeApprovers(approvals).allowed) await mustBeReadable(there, approvals);
  const counts = countVerdicts(plan.verdicts);
  const found = findBundles(policy, asked.bundles ?? [], ask);
  const bundles = found.ok ? found.value : [];
  const bundleRefusal = found.ok ? judgeWhole(bundles, ask, plan.verdicts) : found.error;
  return ok({
    connection,
    policy,
    ask,
    plan,
    counts,
    fingerprint: planFingerprint(connectionId, ask, plan, noRenewals, approvals),
    noRenewals,
    doable,
    approvals,
    told,
    glass,
    peopleBecause: [...new Set(peopleBecause.values())],
    bundles,
    bundleRefusal,
    ticketRule: ticketRuleOfAll(policy, doable.changes),
    refusal:
      refusalOf(
        counts,
        noGlass === undefined ? approvals : { code: 'noGlass', because: noGlass },
        judgeStart(asked.startsAt, doable, asked.term, at),
        judgeProlonged(asked.startsAt, plan),
        judgeTerm({ ask: doable, term: asked.term }, policy, begins),
      ) ?? bundleRefusal,
  });
}

/** A request that follows a bundle is about what differs, and not about what is so already. */
export const isMeant = (
  verdict: Verdict | undefined,
  follows: FollowedBundle | undefined,
): boolean => (follows === undefined ? isDoable(verdict) : verdict?.verdict === 'change');

interface WhoDecides
  extends Pick<Preview, 'approvals' | 'told' | 'glass'>,
    Pick<FoundByPolicy, 'peopleBecause'> {
  /** Why whoever asks can't take it before anybody decides. */
  readonly noGlass: NoGlassBecause | undefined;
}

const NOBODY: WhoDecides = {
  approvals: [],
  told: [],
  peopleBecause: new Map(),
  glass: undefined,
  noGlass: undefined,
};

/** What the policy decides, who decides the rest, and who is told in their place; nobody, where whoever asks takes it at once. */
async function findWhoDecides(
  ports: GlassPorts,
  asked: ApprovalAsked & Pick<Asked, 'breaksGlass'> & { readonly startsAt: Instant | undefined },
  { live, plan }: { readonly live: LiveOfAsk; readonly plan: Plan },
): Promise<WhoDecides> {
  if (asked.ask.changes.length === 0) return NOBODY;
  if (asked.breaksGlass === true) {
    const found = await findBrokenGlass(ports, asked, { live, plan });
    if (!found.ok) return { ...NOBODY, noGlass: found.error };
    const { stages, told, ...glass } = found.value;
    return { ...NOBODY, approvals: stages, told, glass };
  }
  const { stages, peopleBecause } = await findByPolicy(ports, asked, live);
  const { approvals } = await findApprovals(ports, { ...asked, stored: stages });
  if (stages.length === 0) return { ...NOBODY, approvals, peopleBecause };
  const told = await findToldInPlace(ports, { ...asked, stages });
  return { ...NOBODY, approvals: [...stages, ...approvals], told, peopleBecause };
}

function refusalOf(
  counts: PlanCounts,
  deciding: readonly Approval[] | Extract<RequestRefusal, { code: 'noGlass' }>,
  start: Allowed<RequestRefusal>,
  prolonged: Allowed<RequestRefusal>,
  term: Allowed<RequestRefusal>,
): RequestRefusal | undefined {
  if (!start.allowed) return start.why;
  if (!prolonged.allowed) return prolonged.why;
  if (counts.change === 0) return { code: 'nothingToChange' };
  if ('code' in deciding) return deciding;
  const decided = judgeApprovers(deciding);
  if (!decided.allowed) return decided.why;
  return term.allowed ? undefined : term.why;
}

/** What is held for longer than until its start is prolonged by it, and that begins at once. */
export function judgeProlonged(
  startsAt: Instant | undefined,
  { verdicts }: Plan,
): Allowed<Extract<StartRefusal, { readonly code: 'startOfExtension' }>> {
  const isExtended =
    startsAt !== undefined &&
    verdicts.some((one) => one.verdict === 'change' && (one.prolongs ?? startsAt) > startsAt);
  return isExtended ? forbidden({ code: 'startOfExtension' }) : ALLOWED;
}
