import type { Ask } from '../action/ask';
import { type Entitlement, isOfProject } from '../action/entitlement';
import type { Person } from '../action/person';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Approval, TraceEntry, TraceOutcome } from './approval';
import { gainOf, type Held, type Reach } from './gains';
import type { Sight } from './sight';

/** Somebody who might decide, as Jira knows them now. */
export interface Candidate extends Person {
  readonly active: boolean;
  readonly accountType: 'atlassian' | 'app' | 'customer' | 'unknown';
}

export interface ApprovalQuestion {
  readonly ask: Ask;
  readonly requester: Person;
  /** Where the issue is now, or was when it was last seen. */
  readonly issueProject: { readonly id: string; readonly key: string };
  /** Whether the app sees the issue. */
  readonly issueThere: boolean;
  /** Whether the roles that are asked for are of the issue's own site. */
  readonly sameSite: boolean;
  /** Positions in `Ask.changes` that are decided already. */
  readonly decided: readonly number[];
  /** The lead of each deciding project, by `decidingProject`, as looked up now. */
  readonly leads: ReadonlyMap<string, Candidate | undefined>;
  /** In the policy's order. */
  readonly fallback: readonly Candidate[];
  readonly known: KnownOfCandidates;
}

/** What was looked up of the candidates, by account id. What is missing is not known. */
export interface KnownOfCandidates {
  readonly sight: ReadonlyMap<string, Sight>;
  readonly reach: ReadonlyMap<string, Reach>;
  readonly held: Held;
}

/**
 * Who decides: for a project role the lead of its project, for anything else the lead of the project
 * that the issue is in now; where that lead can't, every fallback approver who can, any one of whom
 * decides. Nobody decides on their own request, nor where they would gain by the changes of the stage
 * (`gainOf`), nor without seeing the issue. One stage for each deciding project; a stage that nobody
 * is left for has no approvers.
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
/** Whether something that a stage stands on could not be found out: another time it may be another. */
export function isUncertain({ trace }: Pick<Approval, 'trace'>): boolean {
  return trace.some(({ outcome }) => outcome === 'gainUnknown' || outcome === 'sightUnknown');
}

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
  if (!isOfProject(entitlement)) return issueProject;
  const { projectId, projectKey } = entitlement;
  return { id: sameSite ? projectId : `elsewhere:${projectId}`, key: projectKey };
}

function stagesOf(question: ApprovalQuestion): Map<string, Stage> {
  const stages = new Map<string, Stage>();
  question.ask.changes.forEach(({ entitlement }, position) => {
    if (question.decided.includes(position)) return;
    const { id, key: projectKey } = decidingProject(entitlement, question);
    const stage = stages.get(id) ?? { projectKey, changes: [] };
    stage.changes.push(position);
    stages.set(id, stage);
  });
  return stages;
}

function resolveStage(question: ApprovalQuestion, projectId: string, stage: Stage): Approval {
  const { projectKey, changes } = stage;
  const undecided = { projectId, changes, decision: undefined };
  if (!question.issueThere) {
    const trace: TraceEntry[] = [{ tried: { source: 'issue' }, outcome: 'issueGone' }];
    return { ...undecided, approvers: [], mayDecline: [], trace };
  }
  const source = projectId === question.issueProject.id ? 'issueProjectLead' : 'roleProjectLead';
  const lead = question.leads.get(projectId);
  const first = consider(question, changes, { source, projectKey }, lead);
  const approvers = first.outcome === 'chosen' && first.person ? [first.person] : [];
  const trace = [first];
  if (approvers.length === 0) {
    if (question.fallback.length === 0) {
      trace.push({ tried: { source: 'fallbackApprover' }, outcome: 'nobody' });
    }
    for (const candidate of question.fallback) {
      const entry = consider(question, changes, { source: 'fallbackApprover' }, candidate);
      trace.push(entry);
      if (entry.outcome === 'chosen' && entry.person) approvers.push(entry.person);
    }
  }
  const mayDecline = LEAVES_DECLINING[first.outcome] && first.person ? [first.person] : [];
  return { ...undecided, approvers, mayDecline, trace };
}

/**
 * A lead who is passed over by what is asked, or because it is not known, can still say no: else
 * whoever asks could take them out of the decision.
 */
const LEAVES_DECLINING: Readonly<Record<TraceOutcome, boolean>> = {
  gains: true,
  gainUnknown: true,
  sightUnknown: true,
  // They decide anyway, and decline so.
  chosen: false,
  nobody: false,
  inactive: false,
  isRequester: false,
  notAPerson: false,
  cannotSeeIssue: false,
  issueGone: false,
};

function consider(
  question: ApprovalQuestion,
  changes: readonly number[],
  tried: TraceEntry['tried'],
  candidate: Candidate | undefined,
): TraceEntry {
  if (candidate === undefined) return { tried, outcome: 'nobody' };
  const person = personOf(candidate);
  if (!isPersons(candidate)) return { tried, person, outcome: 'notAPerson' };
  if (!candidate.active) return { tried, person, outcome: 'inactive' };
  return { tried, person, outcome: outcomeFor(question, changes, candidate.accountId) };
}

/** An account of a person who can sign in. */
export function canDecide(candidate: Candidate): boolean {
  return candidate.active && isPersons(candidate);
}

function isPersons({ accountType }: Candidate): boolean {
  return accountType !== 'app' && accountType !== 'customer';
}

function outcomeFor(
  { ask, requester, known }: ApprovalQuestion,
  changes: readonly number[],
  accountId: string,
): TraceOutcome {
  if (accountId === requester.accountId) return 'isRequester';
  const sight = known.sight.get(accountId) ?? 'unknown';
  if (sight !== 'sees') return sight === 'cannotSee' ? 'cannotSeeIssue' : 'sightUnknown';
  const reach = known.reach.get(accountId);
  const gain = reach === undefined ? 'unknown' : gainOf(ask, changes, reach, known.held);
  if (gain !== 'nothing') return gain === 'something' ? 'gains' : 'gainUnknown';
  return 'chosen';
}

/** What is stored of a candidate: no email, which others may not be allowed to see. */
function personOf({ accountId, displayName, avatarUrl }: Candidate): Person {
  return { accountId, displayName, ...(avatarUrl === undefined ? {} : { avatarUrl }) };
}
