import type { Ask, Change } from '#domain/action/ask';
import type { Subject } from '#domain/action/subject';
import { type Instant, SECOND } from '#domain/lib/time';
import type { LiveState } from '#domain/plan/live-state';
import type { Verdict } from '#domain/plan/plan';
import { planInForce } from '#domain/plan/plan-in-force';
import { rulesOf } from '#domain/plan/rules-of';
import type { LetIn } from '#domain/policy/judge-let-in';
import { approversOfAny, type Unasked } from '#domain/request/authorization';
import { isSameSite } from '#domain/request/is-same-site';
import type { ConnectionStore } from '#ports/connection-store';
import type { PolicyStore } from '#ports/policy-store';
import { policyDecidesOn } from '../approval/policy-decides';
import type { JudgedOn } from '../effects/is-unchanged';
import { asFollowed } from '../plan/as-followed';
import { type AskedInPorts, askedWhere, findAskedIn } from '../plan/find-asked-in';
import { findAsker } from '../plan/find-asker';
import { type LivePorts, readLiveState } from '../plan/read-live-state';
import type { RequestRun } from './request-run';

export interface JudgePorts extends LivePorts, AskedInPorts {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
}

/** What was created a moment ago and is not shown yet is looked for again after each of these. */
const LOOKED_FOR_AFTER = [SECOND / 2, SECOND, 2 * SECOND];

interface Judged {
  readonly verdicts: readonly Verdict[];
  readonly live: LiveState;
  readonly stands: JudgedOn;
  /** When that began. */
  readonly judgedAt: Instant;
}

interface JudgedAbout {
  readonly subjects: readonly Subject[];
  readonly approvedWhileIn: readonly string[];
  readonly letIn: readonly LetIn[];
  /** Nobody was asked: the policy in force has to say so still. */
  readonly unasked: Unasked | undefined;
}

/** Looks again for a moment for what was just created, and is not shown yet. */
export async function judgeBlock(
  ports: JudgePorts,
  run: RequestRun,
  change: Change,
  {
    deadline,
    ...about
  }: JudgedAbout & {
    readonly deadline: Instant;
  },
): Promise<Judged> {
  let judged = await judgeNow(ports, run, change, about);
  for (const wait of LOOKED_FOR_AFTER) {
    if (!judged.verdicts.some(isNotYetVisible) || ports.clock.now() + wait >= deadline) break;
    await ports.clock.sleep(wait);
    judged = await judgeNow(ports, run, change, about);
  }
  return judged;
}

function isNotYetVisible(verdict: Verdict): boolean {
  return verdict.verdict === 'impossible' && verdict.reason === 'notYetVisible';
}

/** What the plan of this block alone would say now. */
async function judgeNow(
  ports: JudgePorts,
  run: RequestRun,
  change: Change,
  { subjects, approvedWhileIn, letIn, unasked }: JudgedAbout,
): Promise<Judged> {
  const { request, groupsOfRequest, accountsOfRequest } = run;
  const { connectionId } = request;
  const judgedAt = ports.clock.now();
  const ask: Ask = {
    subjects,
    changes: [{ ...change, subjects: subjects.map((_, place) => place) }],
  };
  const [policy, connection] = await Promise.all([
    ports.policies.inForce(connectionId),
    ports.connections.of(connectionId),
  ]);
  const live = await readLiveState(ports, connectionId, ask, {
    ownRequestId: request.id,
    ...(change.verb === 'add'
      ? { besides: approversOfAny(request).map(({ accountId }) => accountId) }
      : {}),
    proveGone: true,
    records: 'ofAll',
  });
  const planned = planInForce({
    ask,
    term: request.term,
    policy,
    connectionId,
    issueProjectId: isSameSite(connectionId, request.issue) ? request.issue.projectId : undefined,
    groupsOfRequest,
    accountsOfRequest,
    tokenKind: connection?.tokenKind ?? 'scoped',
    live,
    ...(await findAsker(ports.directory, policy, ask, request.requester.accountId)),
    ...(await findAskedIn(ports, policy, ask, askedWhere(request), { afresh: true })),
    approvedWhileIn,
    letIn,
    policyDecides:
      unasked === undefined ||
      (await policyDecidesOn(ports.directory, policy, live)(change.entitlement, unasked)),
    at: ports.clock.now(),
  });
  const { follows } = request;
  const verdicts = await asFollowed(ports, follows, connectionId, ask, planned.verdicts, run.ask);
  const group = rulesOf(change.entitlement).protectionOn(live);
  return { verdicts, live, judgedAt, stands: { connectionId, policy, connection, group } };
}
