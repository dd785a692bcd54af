import type { Ask } from '#domain/action/ask';
import { isOfProject } from '#domain/action/entitlement';
import { eachOnce, type Person } from '#domain/action/person';
import type { Approval } from '#domain/approval/approval';
import { hasEnough } from '#domain/approval/enough-approvers';
import { waysToReach } from '#domain/approval/gains';
import {
  type ApprovalQuestion,
  type Candidate,
  canDecide,
  decidingProject,
  type KnownOfCandidates,
  resolveApprovals,
} from '#domain/approval/resolve-approvals';
import { decidedChanges } from '#domain/approval/turns';
import type { Policy } from '#domain/policy/policy';
import { LEAD_DECIDES } from '#domain/policy/stage-rule';
import type { IssueRef } from '#domain/request/access-request';
import { isSameSite } from '#domain/request/is-same-site';
import type { Term } from '#domain/term/term';
import type { HostAsApp } from '#ports/host-jira';
import { findHeld, type HeldPorts } from './find-held';
import { findReach, type WhenUnanswered } from './find-reach';

export interface ApprovalPorts extends HeldPorts {
  readonly hostAsApp: HostAsApp;
}

export interface ApprovalAsked {
  readonly ask: Ask;
  readonly requester: Person;
  readonly issue: IssueRef;
  readonly term: Term;
  readonly policy: Policy;
  readonly connectionId: string;
  /** What is on record of who decides, and was decided already. */
  readonly stored?: readonly Approval[];
}

export interface FoundApprovals {
  /** Where the issue is now; where it was, if it is gone. */
  readonly issue: IssueRef;
  readonly approvals: readonly Approval[];
}

/**
 * Who would decide an ask today: where the issue is, leads and fallback approvers, what they see and
 * what they would gain, all looked up now.
 */
export async function findApprovals(
  ports: ApprovalPorts,
  asked: ApprovalAsked,
  unanswered: WhenUnanswered = 'throwIfLater',
): Promise<FoundApprovals> {
  const { ask, requester, connectionId, stored = [] } = asked;
  const found = await ports.hostAsApp.issue(asked.issue.id);
  const issue = { ...asked.issue, ...found };
  const question: ApprovalQuestion = {
    ask,
    requester,
    issueProject: { id: issue.projectId, key: issue.projectKey },
    issueThere: found !== undefined,
    sameSite: isSameSite(connectionId, issue),
    chainOf: () => LEAD_DECIDES,
    stored,
    leads: new Map(),
    fallback: [],
    known: { sight: new Map(), reach: new Map(), held: new Set() },
  };
  if (found === undefined) return { issue, approvals: resolveApprovals(question) };
  const leads = await findLeads(ports, question);
  const askedOf = async (candidates: readonly Candidate[]) => ({
    ...question,
    leads,
    known: await findKnown(ports, { ...asked, issue }, candidates, unanswered),
  });
  const ofLeads = await askedOf([...leads.values()].flatMap((lead) => lead ?? []));
  const approvals = resolveApprovals(ofLeads);
  if (approvals.every(hasEnough)) return { issue, approvals };
  const fallback = await findFallback(ports.hostAsApp, asked.policy.fallbackApprovers);
  if (fallback.length === 0) return { issue, approvals };
  const ofFallback = await askedOf(fallback);
  return {
    issue,
    approvals: resolveApprovals({
      ...ofLeads,
      fallback,
      known: bothKnown(ofLeads.known, ofFallback.known),
    }),
  };
}

/** The issue's project is asked for on the host; a role of another project is the connected site's. */
async function findLeads(
  ports: ApprovalPorts,
  question: ApprovalQuestion,
): Promise<Map<string, Candidate | undefined>> {
  const { ask, stored, issueProject } = question;
  const decided = decidedChanges(stored);
  const entitlements = new Map(
    ask.changes.flatMap(({ entitlement }, position) =>
      decided.includes(position)
        ? []
        : [[decidingProject(entitlement, question).id, entitlement] as const],
    ),
  );
  const found = [...entitlements].map(async ([id, entitlement]) => {
    const lead =
      id === issueProject.id || !isOfProject(entitlement)
        ? await ports.hostAsApp.projectLead(issueProject.id)
        : (await ports.directory.project(entitlement.projectId))?.lead;
    return [id, lead] as const;
  });
  return new Map(await Promise.all(found));
}

async function findFallback(hostAsApp: HostAsApp, stored: readonly Person[]): Promise<Candidate[]> {
  if (stored.length === 0) return [];
  const known = await hostAsApp.people(stored.map(({ accountId }) => accountId));
  return stored.map(
    (person) => known.get(person.accountId) ?? { ...person, active: false, accountType: 'unknown' },
  );
}

/** Asked only of those who may come into question. */
async function findKnown(
  ports: ApprovalPorts,
  asked: ApprovalAsked,
  candidates: readonly Candidate[],
  unanswered: WhenUnanswered,
): Promise<KnownOfCandidates> {
  const { ask, requester, issue } = asked;
  const people = eachOnce(
    candidates.filter((one) => canDecide(one) && one.accountId !== requester.accountId),
  );
  const changes = ask.changes.map((_, position) => position);
  const [sight, reach] = await Promise.all([
    ports.hostAsApp.sight(
      issue.key,
      people.map(({ accountId }) => accountId),
    ),
    findReach(ports.directory, subjectsGiven(ask), people, unanswered),
  ]);
  const reached = [...reach].map(([accountId, ofThem]) => ({
    accountId,
    ways: waysToReach(ask, changes, ofThem),
  }));
  return { sight, reach, held: await findHeld(ports, reached, asked, unanswered) };
}

/** What is only taken from somebody is no reason to ask who they are. */
function subjectsGiven({ subjects, changes }: Ask) {
  const given = new Set(
    changes.flatMap((change) => (change.verb === 'remove' ? [] : change.subjects)),
  );
  return subjects.filter((_, position) => given.has(position));
}

function bothKnown(one: KnownOfCandidates, other: KnownOfCandidates): KnownOfCandidates {
  return {
    sight: new Map([...one.sight, ...other.sight]),
    reach: new Map([...one.reach, ...other.reach]),
    held: one.held && other.held && new Set([...one.held, ...other.held]),
  };
}
