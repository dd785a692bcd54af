import type { Ask } from '../action/ask';
import { type Entitlement, isOfProject } from '../action/entitlement';
import type { Person } from '../action/person';
import type { Instant } from '../lib/time';
import { type AskedChain, rulesWith, type Source } from '../policy/stage-rule';
import type { Approval, TraceEntry, TraceOutcome } from './approval';
import { type AskedSource, keyOf, triedIn } from './asked-source';
import { awayBy } from './away-for';
import { hasEnough, judgeApprovers, neededElsewhere } from './enough-approvers';
import { gainOf, type Held, type Reach } from './gains';
import { afterHoursOf, isInPlaceOfOthers } from './in-place-of';
import { letInAt, type Waiting } from './let-in';
import { settledChanges } from './settled-changes';
import type { Sight } from './sight';
import { awaited, countsAs, isApproved, openStages, shareChanges, stillNeeded } from './turns';

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
  /** The stages that each change goes through, by its position. */
  readonly chainOf: (change: number) => AskedChain;
  /** Whether the policy says that it decides a change itself, by its position. */
  readonly policyDecides: (change: number) => boolean;
  /** What is on record, with what was decided so far. */
  readonly stored: readonly Approval[];
  /** The lead of each deciding project, by `decidingProject`, as looked up now; undefined where it has none. */
  readonly leads: ReadonlyMap<string, Candidate | undefined | 'notKnown'>;
  /** Who holds the permission in the issue's project; or why that can't be said. */
  readonly holders: readonly Candidate[] | 'tooMany' | 'notKnown';
  /** Whom the policy names as the owners of a group that it lists. */
  readonly ownersOf: (groupId: string) => readonly Person[] | 'notListed';
  /** Those whom rules name, and owners, by account id. */
  readonly named: ReadonlyMap<string, Candidate>;
  /** Those in groups that rules name, by group id; or why that can't be said. */
  readonly members: ReadonlyMap<string, readonly Candidate[] | 'tooMany' | 'notKnown'>;
  /** In the policy's order. */
  readonly fallback: readonly Candidate[];
  /** Of a request that waits, where the policy lets fallback approvers decide as well after so many hours. */
  readonly letsIn?: Waiting & { readonly afterHours: number; readonly at: Instant };
  /** Who is away now, by account id, and who decides for them; undefined: as Jira knows no such person. Or that it can't be read. */
  readonly away: Away;
  readonly known: KnownOfCandidates;
}

export type Away = ReadonlyMap<string, Candidate | undefined | 'notKnown'>;

/** What was looked up of the candidates, by account id. What is missing is not known. */
export interface KnownOfCandidates {
  readonly sight: ReadonlyMap<string, Sight>;
  readonly reach: ReadonlyMap<string, Reach>;
  readonly held: Held;
}

/**
 * Who decides what is not decided: the stages of each change, those that have the same ones together, with what
 * was decided of just these. In each, whoever its sources name and can; where fewer can than have to, every fallback approver who can as
 * well, unless that is not known (`LETS_OTHERS_IN`). Nobody decides on their own request, nor in two stages of one change, nor where they would gain by
 * the changes of the stage (`gainOf`), nor without seeing the issue. A stage that nobody is left for has no
 * approvers.
 */
export function resolveApprovals(question: ApprovalQuestion): Approval[] {
  return routesOf(question).flatMap((route) =>
    besidesAsked(question, route, askedIn(question, route)),
  );
}

function askedIn(question: ApprovalQuestion, route: Route): readonly Approval[] {
  const approvals = resolveRoute(question, route);
  if (question.away.size === 0 || judgeApprovers(approvals).allowed) return approvals;
  // Where it can't be decided with those who stand in for others, whoever is away goes on being asked.
  const away: Away = new Map([...question.away].filter(([, deputy]) => deputy === 'notKnown'));
  const themselves = resolveRoute({ ...question, away }, route);
  return judgeApprovers(themselves).allowed ? themselves : approvals;
}

/** Whether nobody has decided a stage for so long that fallback approvers may as well, as far as those whom it asks are concerned. */
export function letsFallbackIn(
  { letsIn, stored }: Pick<ApprovalQuestion, 'letsIn' | 'stored'>,
  stage: Approval,
  stages: readonly Approval[],
): boolean {
  if (letsIn === undefined || !openStages(stages).includes(stage) || !hasEnough(stage)) {
    return false;
  }
  const isKnown = stage.trace.every(
    ({ tried, outcome }) => tried.source !== 'fallbackApprover' && LETS_OTHERS_IN[outcome],
  );
  const before = stored.find((one) => one.asks === stage.asks && shareChanges(one, stage));
  // Whoever is asked by now, and was not told of it yet, has their time.
  const wereAsked = stage.approvers.every(({ accountId }) =>
    before?.approvers.some((one) => one.accountId === accountId),
  );
  const from = letInAt(letsIn, stage, stages, letsIn.afterHours);
  return isKnown && wereAsked && from !== undefined && from <= letsIn.at;
}

/**
 * Fallback approvers beside those who are asked and have not decided for too long. Nobody is asked less by it: who is needed
 * in another stage is left for that one.
 */
function besidesAsked(
  question: ApprovalQuestion,
  { stages, changes }: Route,
  approvals: readonly Approval[],
): readonly Approval[] {
  return approvals.map((stage, place) => {
    const { letsIn } = question;
    if (letsIn === undefined || !letsFallbackIn(question, stage, approvals)) return stage;
    const own = new Set(stage.decisions.flatMap(countsAs));
    const decided = stages.flatMap(({ before }) => (before?.decisions ?? []).flatMap(countsAs));
    const tried = { source: 'fallbackApprover', afterHours: letsIn.afterHours } as const;
    const isAsked = ({ accountId }: Candidate) =>
      stage.trace.some(({ person }) => person?.accountId === accountId);
    const besides = question.fallback.filter((candidate) => !isAsked(candidate));
    const withOthers = (taken: ReadonlySet<string>): Approval => {
      const elsewhere = new Set([...decided, ...taken].filter((id) => !own.has(id)));
      const look = (way: TraceEntry['tried'], candidate: Candidate | undefined) =>
        consider(question, changes, way, candidate, elsewhere);
      const others = besides.map((candidate) => look(tried, candidate));
      const looked = withStandIns(question, others, stage.trace, own, look);
      return { ...stage, ...chosenIn([...stage.trace, ...looked]) };
    };
    const others = approvals.filter((one) => one !== stage);
    const first = withOthers(takenBy(others));
    const needed = neededElsewhere(approvals.with(place, first), first);
    return needed.size === 0 ? first : withOthers(new Set([...takenBy(others), ...needed]));
  });
}

/**
 * Whether something that a stage stands on could not be found out: asked again, the answer may be another. Of whoever decides only in the
 * place of others, it keeps none of those others waiting that a record can't be read.
 */
export function isUncertain({ trace }: Pick<Approval, 'trace'>): boolean {
  return trace.some(({ outcome, tried }) => {
    // Those beside whom they would decide go on without them.
    if (afterHoursOf(tried, trace) !== undefined) return false;
    return outcome === 'awayUnknown'
      ? !isInPlaceOfOthers(tried, trace)
      : UNCERTAIN.includes(outcome);
  });
}

/** Whether it could not be found out whether somebody may decide a stage in the way in which others are tried there. */
export function isUnknownOf({ trace }: Pick<Approval, 'trace'>, accountId: string): boolean {
  return trace.some(
    ({ outcome, person }) => person?.accountId === accountId && UNCERTAIN.includes(outcome),
  );
}

const UNCERTAIN: readonly TraceOutcome[] = ['gainUnknown', 'sightUnknown', 'notKnown', 'notListed'];

/** Those of the stages that are not decided of whom it can't be read who decides in their place. */
export function awayUnknownIn(approvals: readonly Approval[]): readonly Person[] {
  return approvals
    .filter((stage) => !isApproved(stage))
    .flatMap(({ trace }) =>
      trace.flatMap(({ outcome, person }) =>
        outcome === 'awayUnknown' && person !== undefined ? person : [],
      ),
    );
}

/** Changes that go through the same stages, of which the same is decided. */
interface Route {
  readonly projectId: string;
  stages: readonly RouteStage[];
  readonly changes: number[];
}

interface RouteStage {
  readonly asks: string;
  readonly rules: readonly string[];
  readonly sources: readonly AskedSource[];
  readonly needed: number;
  /** What is on record of it. */
  readonly before: Approval | undefined;
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

/** Positions that nobody is asked about any more. */
export function settledOf(question: ApprovalQuestion): ReadonlySet<number> {
  const { ask, chainOf, policyDecides, stored, issueProject } = question;
  const roleProjectOf = (change: number) => {
    const entitlement = ask.changes[change]?.entitlement;
    return entitlement !== undefined && isOfProject(entitlement)
      ? decidingProject(entitlement, question).id
      : undefined;
  };
  const changes = ask.changes.length;
  return settledChanges({
    changes,
    chainOf,
    roleProjectOf,
    issueProjectId: issueProject.id,
    policyDecides,
    stored,
  });
}

function routesOf(question: ApprovalQuestion): readonly Route[] {
  const settled = settledOf(question);
  const routes = new Map<string, Route>();
  question.ask.changes.forEach(({ entitlement }, position) => {
    if (settled.has(position)) return;
    const route = routeOf(question, entitlement, position);
    const found = routes.get(route.key);
    if (found === undefined) routes.set(route.key, route);
    else {
      found.changes.push(position);
      found.stages = found.stages.map((stage, place) => ({
        ...stage,
        rules: rulesWith(stage.rules, ...(route.stages[place]?.rules ?? [])),
      }));
    }
  });
  return [...routes.values()];
}

function routeOf(
  question: ApprovalQuestion,
  entitlement: Entitlement,
  position: number,
): Route & { readonly key: string } {
  const projectId = decidingProject(entitlement, question).id;
  const stored = question.stored.filter(({ changes }) => changes.includes(position));
  const named = new Set<string>();
  const stages = question
    .chainOf(position)
    .map(({ sources, needed, rules = [] }, place): RouteStage => {
      const asked = sources.map((source) => askedOf(question, source, entitlement));
      const who = asked.map(keyOf).sort().join(' ');
      // Two stages that ask the same are two.
      const asks = named.has(who) ? `${who} #${place}` : who;
      named.add(who);
      const before = stored.find((one) => one.asks === asks);
      // What somebody was asked under takes no fewer than it did.
      return { asks, rules, sources: asked, needed: Math.max(needed, before?.needed ?? 0), before };
    });
  const key = JSON.stringify([
    projectId,
    stages.map(({ asks, needed, before }) => [asks, needed, whoDecided(before)]),
  ]);
  return { key, projectId, stages, changes: [position] };
}

const whoDecided = (stage: Approval | undefined): readonly string[] =>
  (stage?.decisions ?? []).map(({ by, at }) => `${by.accountId} ${at}`);

function askedOf(
  question: ApprovalQuestion,
  source: Source,
  entitlement: Entitlement,
): AskedSource {
  switch (source.kind) {
    case 'projectLead': {
      const { id, key } = decidingProject(entitlement, question);
      const isIssues = id === question.issueProject.id;
      const lead = isIssues ? 'issueProjectLead' : 'roleProjectLead';
      return { source: lead, projectId: id, projectKey: key };
    }
    case 'issueProjectLead':
    case 'permission': {
      const { id, key } = question.issueProject;
      return { source: source.kind, projectId: id, projectKey: key };
    }
    case 'groupOwner': {
      const group = entitlement.kind === 'group' ? entitlement : undefined;
      const people = group === undefined ? [] : question.ownersOf(group.groupId);
      return { source: 'groupOwner', group, people };
    }
    case 'people':
      return { source: 'named', people: source.people };
    case 'members':
      return { source: 'member', group: source.group };
  }
}

function resolveRoute(
  question: ApprovalQuestion,
  { stages, ...route }: Route,
): readonly Approval[] {
  const decided = stages.flatMap(({ before }) => (before?.decisions ?? []).flatMap(countsAs));
  const resolve = (stage: RouteStage, place: number, taken: ReadonlySet<string>) =>
    resolveStage(question, route, stage, place + 1, new Set([...decided, ...taken]));
  const approvals: Approval[] = [];
  for (const [place, stage] of stages.entries()) {
    approvals.push(resolve(stage, place, takenBy(approvals)));
  }
  // Who is needed in a later stage is left for it.
  for (const [place, stage] of [...stages.entries()].reverse()) {
    const others = approvals.filter((_, at) => at !== place);
    approvals[place] = resolve(stage, place, takenBy(others));
  }
  return leaveForOthers(stages, approvals, resolve);
}

/** Nor does the stage whose turn it is take one of several who are all needed in those after it. */
function leaveForOthers(
  stages: readonly RouteStage[],
  approvals: readonly Approval[],
  resolve: (stage: RouteStage, place: number, taken: ReadonlySet<string>) => Approval,
): readonly Approval[] {
  const place = approvals.findIndex((one) => !isApproved(one));
  const [open, stage] = [approvals[place], stages[place]];
  if (open === undefined || stage === undefined) return approvals;
  const others = approvals.filter((one) => one !== open);
  const taken = new Set([...takenBy(others), ...neededElsewhere(approvals, open)]);
  return approvals.with(place, resolve(stage, place, taken));
}

/** Of stages in which all who can decide have to, those people: they are left for no other stage. */
function takenBy(approvals: readonly Approval[]): ReadonlySet<string> {
  const full = approvals.filter(
    (stage) => !isApproved(stage) && awaited(stage).length <= stillNeeded(stage),
  );
  return new Set(
    full.flatMap(({ approvers, trace }) => [
      ...approvers.map(({ accountId }) => accountId),
      // Whoever is away decides there too, by whoever stands in for them.
      ...trace.flatMap(awayBy),
    ]),
  );
}

function resolveStage(
  question: ApprovalQuestion,
  { projectId, changes }: Pick<Route, 'projectId' | 'changes'>,
  { asks, rules, sources, needed, before }: RouteStage,
  order: number,
  taken: ReadonlySet<string>,
): Approval {
  const decisions = before?.decisions ?? [];
  const askedAt = before?.askedAt === undefined ? {} : { askedAt: before.askedAt };
  const stage = { projectId, asks, rules, order, needed, changes, ...askedAt, decisions };
  if (before !== undefined && isApproved(stage)) {
    const { approvers, mayDecline, trace } = before;
    return { ...stage, approvers, mayDecline, trace };
  }
  const own = new Set(decisions.flatMap(countsAs));
  const elsewhere = new Set([...taken].filter((accountId) => !own.has(accountId)));
  if (!question.issueThere) {
    const trace: TraceEntry[] = [{ tried: { source: 'issue' }, outcome: 'issueGone' }];
    return { ...stage, approvers: [], mayDecline: [], trace };
  }
  const look = (tried: TraceEntry['tried'], candidate: Candidate | undefined) =>
    consider(question, changes, tried, candidate, elsewhere);
  const named = sources.flatMap((asked): TraceEntry[] => {
    const candidates = candidatesOf(question, asked);
    const tried = triedIn(asked);
    return typeof candidates === 'string'
      ? [{ tried, outcome: candidates }]
      : candidates.map((candidate) => look(tried, candidate));
  });
  const first = withStandIns(question, named, [], own, look);
  const mayDecline = first.flatMap(({ tried, outcome, person }) =>
    LEAVES_DECLINING[outcome] && tried.source !== 'standIn' && person ? [person] : [],
  );
  const ofSources = { ...stage, mayDecline, ...chosenIn(first) };
  const letsIn = first.every(({ outcome }) => LETS_OTHERS_IN[outcome]);
  if (hasEnough(ofSources) || !letsIn) return ofSources;
  const tried = { source: 'fallbackApprover' } as const;
  const others: TraceEntry[] =
    question.fallback.length === 0
      ? [{ tried, outcome: 'nobody' }]
      : question.fallback.map((candidate) => look(tried, candidate));
  const second = withStandIns(question, others, first, own, look);
  return { ...stage, mayDecline, ...chosenIn([...first, ...second]) };
}

/**
 * For somebody who is away, whoever stands in for them decides in their place, where they can: then whoever is away does not
 * approve, so that the two of them are never two. Where they can't, whoever is away goes on being asked, and nobody else comes in
 * for it. Nobody stands in for two, nor in a stage that is theirs, nor while they are away: there is no chain that could come back.
 * Where it is not known, neither of the two decides.
 */
function withStandIns(
  { away }: ApprovalQuestion,
  looked: readonly TraceEntry[],
  before: readonly TraceEntry[],
  own: ReadonlySet<string>,
  look: (tried: TraceEntry['tried'], candidate: Candidate | undefined) => TraceEntry,
): readonly TraceEntry[] {
  const trace = looked.map((entry) => {
    const accountId = entry.person?.accountId ?? '';
    const isUnknown = away.get(accountId) === 'notKnown' && !own.has(accountId);
    return entry.outcome === 'chosen' && isUnknown
      ? { ...entry, outcome: 'awayUnknown' as const }
      : entry;
  });
  const decides = new Set(
    chosenIn([...before, ...trace]).approvers.map(({ accountId }) => accountId),
  );
  const stoodFor = new Map<string, TraceEntry>();
  const stoodForBefore = new Set(before.flatMap(awayBy));
  for (const { person, outcome } of trace) {
    if (outcome !== 'chosen' || person === undefined) continue;
    const { accountId } = person;
    if (!away.has(accountId) || own.has(accountId) || stoodFor.has(accountId)) continue;
    if (stoodForBefore.has(accountId)) continue;
    const deputy = away.get(accountId);
    if (deputy === 'notKnown') continue;
    const seen = look({ source: 'standIn', of: person }, deputy);
    const entry = seen.outcome === 'chosen' ? { ...seen, outcome: unfit(seen.person) } : seen;
    stoodFor.set(accountId, entry);
    if (entry.outcome === 'chosen' && deputy !== undefined) decides.add(deputy.accountId);
  }
  function unfit(deputy: Person | undefined): TraceOutcome {
    if (deputy === undefined) return 'nobody';
    if (away.has(deputy.accountId)) return 'away';
    return decides.has(deputy.accountId) || own.has(deputy.accountId) ? 'decidedBefore' : 'chosen';
  }
  return trace.flatMap((entry) => {
    const accountId = entry.person?.accountId ?? '';
    if (entry.outcome === 'chosen' && stoodForBefore.has(accountId)) {
      return [{ ...entry, outcome: 'away' as const }];
    }
    const standIn = entry.outcome === 'chosen' ? stoodFor.get(accountId) : undefined;
    if (standIn === undefined) return [entry];
    const isAway = standIn.outcome === 'chosen';
    return [isAway ? { ...entry, outcome: 'away' as const } : entry, standIn];
  });
}

/**
 * Whether others come in for whoever is passed over for it: that they don't decide is known. Where Jira or the site only does not
 * tell, one odd answer would be enough. Whether somebody gains is not known only once it was asked twice (`find-reach.ts`): they are
 * told of it, and may decline (`LEAVES_DECLINING`).
 */
const LETS_OTHERS_IN: Readonly<Record<TraceOutcome, boolean>> = {
  notListed: false,
  notKnown: false,
  sightUnknown: false,
  awayUnknown: false,
  // They are enough, or others are needed beside them.
  chosen: true,
  away: true,
  nobody: true,
  tooMany: true,
  inactive: true,
  isRequester: true,
  notAPerson: true,
  decidedBefore: true,
  gains: true,
  gainUnknown: true,
  cannotSeeIssue: true,
  issueGone: true,
};

function chosenIn(trace: readonly TraceEntry[]): Pick<Approval, 'approvers' | 'trace'> {
  const chosen = trace.flatMap(({ outcome, person }) =>
    outcome === 'chosen' && person ? [person] : [],
  );
  return { approvers: [...new Map(chosen.map((one) => [one.accountId, one])).values()], trace };
}

const orNobody = (found: readonly Candidate[]) => (found.length === 0 ? [undefined] : found);

/** Whoever a source names, or why that is not known. Undefined among them: it names nobody. */
function candidatesOf(
  question: ApprovalQuestion,
  asked: AskedSource,
): readonly (Candidate | undefined)[] | 'tooMany' | 'notKnown' | 'notListed' {
  switch (asked.source) {
    case 'roleProjectLead':
    case 'issueProjectLead': {
      const lead = question.leads.get(asked.projectId);
      return lead === 'notKnown' ? lead : [lead];
    }
    case 'permission':
      return typeof question.holders === 'string' ? question.holders : orNobody(question.holders);
    case 'groupOwner':
    case 'named': {
      const { people } = asked;
      if (people === 'notListed') return people;
      return orNobody(people.flatMap(({ accountId }) => question.named.get(accountId) ?? []));
    }
    case 'member': {
      const members = question.members.get(asked.group.groupId) ?? 'notKnown';
      return typeof members === 'string' ? members : orNobody(members);
    }
  }
}

/**
 * Whoever is passed over by what is asked, or because it is not known, can still say no: else
 * whoever asks could take them out of the decision.
 */
const LEAVES_DECLINING: Readonly<Record<TraceOutcome, boolean>> = {
  gains: true,
  gainUnknown: true,
  sightUnknown: true,
  awayUnknown: true,
  // They say so themselves, and can end it.
  away: false,
  // They decide anyway, and decline so.
  chosen: false,
  decidedBefore: false,
  nobody: false,
  tooMany: false,
  notKnown: false,
  notListed: false,
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
  elsewhere: ReadonlySet<string>,
): TraceEntry {
  if (candidate === undefined) return { tried, outcome: 'nobody' };
  const person = personOf(candidate);
  const of = (outcome: TraceOutcome): TraceEntry => ({ tried, person, outcome });
  if (!isPersons(candidate)) return of('notAPerson');
  if (!candidate.active) return of('inactive');
  if (candidate.accountId === question.requester.accountId) return of('isRequester');
  if (elsewhere.has(candidate.accountId)) return of('decidedBefore');
  return of(outcomeFor(question, changes, candidate.accountId));
}

/** An account of a person who can sign in. */
export function canDecide(candidate: Candidate): boolean {
  return candidate.active && isPersons(candidate);
}

function isPersons({ accountType }: Candidate): boolean {
  return accountType !== 'app' && accountType !== 'customer';
}

function outcomeFor(
  { ask, known }: ApprovalQuestion,
  changes: readonly number[],
  accountId: string,
): TraceOutcome {
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
