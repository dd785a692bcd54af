import type { Ask } from '../action/ask';
import type { Entitlement } from '../action/entitlement';
import type { Person } from '../action/person';
import { accountIdsOf } from '../action/subject';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Approval, TraceEntry } from './approval';

/** Somebody who might decide, as Jira knows them now. */
export interface Candidate extends Person {
  readonly active: boolean;
  readonly accountType: 'atlassian' | 'app' | 'customer' | 'unknown';
}

export interface ApprovalQuestion {
  readonly ask: Ask;
  readonly requester: Person;
  readonly issueProject: { readonly id: string; readonly key: string };
  /** Whether the roles that are asked for are of the issue's own site. */
  readonly sameSite: boolean;
  /** The lead of each deciding project, by `decidingProject`, as looked up now. */
  readonly leads: ReadonlyMap<string, Candidate | undefined>;
  /** In the policy's order. */
  readonly fallback: readonly Candidate[];
}

/**
 * Who decides: for a project role the lead of its project, for anything else the lead of the issue's
 * project; where that lead can't, every fallback approver who can, any one of whom decides. Nobody
 * decides on their own request or on one about themselves. One stage for each deciding project; a
 * stage that nobody is left for has no approvers.
 */
export function resolveApprovals(question: ApprovalQuestion): Approval[] {
  return [...stagesOf(question)].map(([projectId, stage]) =>
    resolveStage(question, projectId, stage),
  );
}

/** Whether every stage has somebody who may decide it; the refusal names the first that has not. */
export function judgeApprovers(approvals: readonly Approval[]): Allowed<NoApprover> {
  const stage = approvals.find(({ approvers, decision }) => !decision && approvers.length === 0);
  return stage === undefined ? ALLOWED : forbidden({ code: 'noApprover', trace: stage.trace });
}

type NoApprover = { readonly code: 'noApprover'; readonly trace: readonly TraceEntry[] };

interface Stage {
  readonly projectKey: string;
  readonly changes: number[];
}

/**
 * The project whose lead decides about an entitlement. Ids of projects are each site's own: one of
 * another site is marked, so that it is never taken for the issue's.
 */
export function decidingProject(
  entitlement: Entitlement,
  { issueProject, sameSite }: Pick<ApprovalQuestion, 'issueProject' | 'sameSite'>,
): { readonly id: string; readonly key: string } {
  if (entitlement.kind !== 'role') return issueProject;
  const { projectId, projectKey } = entitlement;
  return { id: sameSite ? projectId : `elsewhere:${projectId}`, key: projectKey };
}

function stagesOf(question: ApprovalQuestion): Map<string, Stage> {
  const stages = new Map<string, Stage>();
  question.ask.changes.forEach(({ entitlement }, position) => {
    const { id, key: projectKey } = decidingProject(entitlement, question);
    const stage = stages.get(id) ?? { projectKey, changes: [] };
    stage.changes.push(position);
    stages.set(id, stage);
  });
  return stages;
}

function resolveStage(question: ApprovalQuestion, projectId: string, stage: Stage): Approval {
  const { projectKey, changes } = stage;
  const source = projectId === question.issueProject.id ? 'issueProjectLead' : 'roleProjectLead';
  const lead = question.leads.get(projectId);
  const first = consider(question, { source, projectKey }, lead);
  const approvers = first.outcome === 'chosen' && lead !== undefined ? [personOf(lead)] : [];
  const trace = [first];
  if (approvers.length === 0) {
    if (question.fallback.length === 0) {
      trace.push({ tried: { source: 'fallbackApprover' }, outcome: 'nobody' });
    }
    for (const candidate of question.fallback) {
      const entry = consider(question, { source: 'fallbackApprover' }, candidate);
      trace.push(entry);
      if (entry.outcome === 'chosen') approvers.push(personOf(candidate));
    }
  }
  return { projectId, changes, approvers, trace, decision: undefined };
}

function consider(
  { ask, requester }: ApprovalQuestion,
  tried: TraceEntry['tried'],
  candidate: Candidate | undefined,
): TraceEntry {
  if (candidate === undefined) return { tried, outcome: 'nobody' };
  const person = personOf(candidate);
  const { accountId } = candidate;
  if (candidate.accountType === 'app' || candidate.accountType === 'customer') {
    return { tried, person, outcome: 'notAPerson' };
  }
  if (!candidate.active) return { tried, person, outcome: 'inactive' };
  if (accountId === requester.accountId) return { tried, person, outcome: 'isRequester' };
  if (accountIdsOf(ask.subjects).includes(accountId))
    return { tried, person, outcome: 'isSubject' };
  return { tried, person, outcome: 'chosen' };
}

/** What is stored of a candidate: no e-mail, which others may not be allowed to see. */
function personOf({ accountId, displayName, avatarUrl }: Candidate): Person {
  return { accountId, displayName, ...(avatarUrl === undefined ? {} : { avatarUrl }) };
}
