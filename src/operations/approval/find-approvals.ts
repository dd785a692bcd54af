import type { Ask } from '#domain/action/ask';
import { eachOnce, type Person } from '#domain/action/person';
import { accountIdsOf, type Subject } from '#domain/action/subject';
import type { Approval } from '#domain/approval/approval';
import { hasEnough } from '#domain/approval/enough-approvers';
import { waysToReach } from '#domain/approval/gains';
import type { Waiting } from '#domain/approval/let-in';
import {
  type ApprovalQuestion,
  type Away,
  type Candidate,
  canDecide,
  type KnownOfCandidates,
  letsFallbackIn,
  resolveApprovals,
} from '#domain/approval/resolve-approvals';
import type { StandIn } from '#domain/approval/stand-in';
import { policyRules } from '#domain/policy/decided-by-policy';
import type { Policy } from '#domain/policy/policy';
import { chainFor } from '#domain/policy/ruling';
import { LEAD_DECIDES } from '#domain/policy/stage-rule';
import type { IssueRef } from '#domain/request/access-request';
import { isSameSite } from '#domain/request/is-same-site';
import type { Term } from '#domain/term/term';
import type { HostAsApp, HostIssue } from '#ports/host-jira';
import { SiteFailure } from '#ports/site-failure';
import type { StandIns } from '#ports/stand-ins';
import { findHeld, type HeldPorts } from './find-held';
import { findReach, type Shown, shownOf, type WhenUnanswered } from './find-reach';
import { everybodyIn, findPeople, findSources } from './find-sources';
import { readAway } from './read-away';

export interface ApprovalPorts extends HeldPorts {
  readonly hostAsApp: HostAsApp;
  readonly standIns: Pick<StandIns, 'awayNow' | 'of'>;
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
  /** Of a request that waits: who is let in goes by for how long it has. */
  readonly waiting?: Waiting;
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
  const { issue, approvalsBy } = await lookUpApprovals(ports, asked, unanswered);
  return { issue, approvals: await approvalsBy(asked.stored ?? []) };
}

export interface LookedUpApprovals extends Pick<FoundApprovals, 'issue'> {
  /** Who would decide where this is on record: what was looked up, or less. Fallback approvers are looked up as they are first needed. */
  readonly approvalsBy: (stored: readonly Approval[]) => Promise<readonly Approval[]>;
}

/** The same, to be asked of more than one record: all that is answered is by what was seen once. */
export async function lookUpApprovals(
  ports: ApprovalPorts,
  asked: ApprovalAsked,
  unanswered: WhenUnanswered = 'throwIfLater',
): Promise<LookedUpApprovals> {
  const { ask, requester, connectionId, stored = [] } = asked;
  const found = await ports.hostAsApp.issue(asked.issue.id);
  const issue = { ...asked.issue, ...(found && placeOf(found)) };
  const question: ApprovalQuestion = {
    ask,
    requester,
    issueProject: { id: issue.projectId, key: issue.projectKey },
    issueThere: found !== undefined,
    sameSite: isSameSite(connectionId, issue),
    chainOf: (change) => {
      const entitlement = ask.changes[change]?.entitlement;
      return entitlement === undefined ? LEAD_DECIDES : chainFor(asked.policy, entitlement);
    },
    policyDecides: (change) => {
      const entitlement = ask.changes[change]?.entitlement;
      return entitlement !== undefined && policyRules(asked.policy, entitlement).length > 0;
    },
    stored,
    ownersOf: (groupId) => {
      const listed = asked.policy.requestableGroups.find((one) => one.groupId === groupId);
      return listed === undefined ? 'notListed' : (listed.owners ?? []);
    },
    leads: new Map(),
    holders: [],
    named: new Map(),
    members: new Map(),
    fallback: [],
    ...letsInOf(ports, asked),
    away: new Map(),
    known: { sight: new Map(), reach: new Map(), held: new Set() },
  };
  if (found === undefined) {
    return { issue, approvalsBy: async (by) => resolveApprovals({ ...question, stored: by }) };
  }
  const sources = await findSources(ports, question, unanswered);
  const askedOf = async (candidates: readonly Candidate[]) => ({
    ...question,
    ...sources,
    known: await findKnown(ports, { ...asked, issue }, candidates, unanswered),
  });
  const named = everybodyIn(sources);
  const away = await findStandIns(ports, named);
  const ofSources = {
    ...(await askedOf([...named, ...standingIn(away.asked)])),
    away: awayIn(away),
  };
  const { fallbackApprovers } = asked.policy;
  let fallbackToo: Promise<ApprovalQuestion> | undefined;
  const withFallback = async (): Promise<ApprovalQuestion> => {
    const fallback = await findPeople(ports.hostAsApp, fallbackApprovers);
    const awayOfThem = await findStandIns(ports, fallback);
    const ofFallback = await askedOf([...fallback, ...standingIn(awayOfThem.asked)]);
    return {
      ...ofSources,
      fallback,
      away: awayIn(away, awayOfThem),
      known: bothKnown(ofSources.known, ofFallback.known),
    };
  };
  const approvalsBy = async (by: readonly Approval[]): Promise<readonly Approval[]> => {
    const asStored = { ...ofSources, stored: by };
    const approvals = resolveApprovals(asStored);
    const areNeeded = !approvals.every(hasEnough);
    const areLetIn = approvals.some((stage) => letsFallbackIn(asStored, stage, approvals));
    if ((!areNeeded && !areLetIn) || fallbackApprovers.length === 0) return approvals;
    try {
      fallbackToo ??= withFallback();
      return resolveApprovals({ ...(await fallbackToo), stored: by });
    } catch (error) {
      // Whoever is asked decides without them: of these, nothing is known then.
      if (areNeeded || unanswered !== 'goOnUnknown' || !(error instanceof SiteFailure)) throw error;
      const fallback = fallbackApprovers.map(
        (one): Candidate => ({ ...one, active: true, accountType: 'atlassian' }),
      );
      return resolveApprovals({ ...asStored, fallback });
    }
  };
  return { issue, approvalsBy };
}

/** Nobody is let in of whom the policy says nothing, nor as a request is made. */
function letsInOf(
  { clock }: Pick<ApprovalPorts, 'clock'>,
  { policy: { fallbackAfterHours: afterHours }, waiting }: ApprovalAsked,
): Pick<ApprovalQuestion, 'letsIn'> {
  if (afterHours === undefined || waiting === undefined) return {};
  return { letsIn: { ...waiting, afterHours, at: clock.now() } };
}

interface FoundAway {
  /** Of those who are asked. */
  readonly asked: Away;
  /** Of whoever decides for them, and are away themselves: nobody decides for these. */
  readonly deputies: readonly string[];
}

/**
 * Of those who are asked and away now, who decides for them, as Jira knows them now. Where somebody's record can't be read, it is not
 * known of them, nor of whoever they decide for.
 */
async function findStandIns(
  { standIns, hostAsApp }: Pick<ApprovalPorts, 'standIns' | 'hostAsApp'>,
  candidates: readonly Candidate[],
): Promise<FoundAway> {
  const away = await readAway({ standIns }, candidates);
  const ids = new Set(candidates.map(({ accountId }) => accountId));
  const theirs = [...away].filter(([accountId]) => ids.has(accountId));
  const isKnown = ({ accountId }: Person) => away.get(accountId) !== 'notKnown';
  const deputies = theirs.flatMap(([, one]) => (one === 'notKnown' ? [] : one.deputy));
  const found = await findPeople(hostAsApp, eachOnce(deputies).filter(isKnown));
  const byId = new Map(found.map((one) => [one.accountId, one]));
  const decidesFor = (one: StandIn | 'notKnown') =>
    one === 'notKnown' || !isKnown(one.deputy) ? 'notKnown' : byId.get(one.deputy.accountId);
  return {
    asked: new Map(theirs.map(([accountId, one]) => [accountId, decidesFor(one)])),
    deputies: deputies.map(({ accountId }) => accountId).filter((id) => away.has(id)),
  };
}

/** What is known of somebody as they are asked themselves goes before that they are away as they decide for another. */
function awayIn(...found: readonly FoundAway[]): Away {
  const deputies = found.flatMap((one) => one.deputies);
  return new Map([
    ...deputies.map((accountId): [string, undefined] => [accountId, undefined]),
    ...found.flatMap(({ asked }) => [...asked]),
  ]);
}

const standingIn = (away: Away): readonly Candidate[] =>
  [...away.values()].flatMap((one) => (one === undefined || one === 'notKnown' ? [] : one));

/** Asked only of those who may come into question. */
async function findKnown(
  ports: ApprovalPorts,
  asked: ApprovalAsked,
  candidates: readonly Candidate[],
  unanswered: WhenUnanswered,
): Promise<KnownOfCandidates> {
  const { requester, issue } = asked;
  const people = eachOnce(
    candidates.filter((one) => canDecide(one) && one.accountId !== requester.accountId),
  );
  const [sight, found] = await Promise.all([
    ports.hostAsApp.sight(
      issue.key,
      people.map(({ accountId }) => accountId),
    ),
    findReachAndHeld(ports, asked, people, unanswered),
  ]);
  return { sight, ...found };
}

/** As whom an ask could mean these people, and what of it they have already. */
export async function findReachAndHeld(
  ports: ApprovalPorts,
  asked: ApprovalAsked,
  people: readonly Candidate[],
  unanswered: WhenUnanswered,
): Promise<Pick<KnownOfCandidates, 'reach' | 'held'>> {
  const { ask } = asked;
  const changes = ask.changes.map((_, position) => position);
  const given = subjectsGiven(ask);
  const shown = await findShown(ports, given, people);
  const reach = await findReach(ports.directory, given, people, unanswered, undefined, shown);
  const reached = [...reach].map(([accountId, ofThem]) => ({
    accountId,
    ways: waysToReach(ask, changes, ofThem),
  }));
  return { reach, held: await findHeld(ports, reached, asked, unanswered) };
}

/** So many people are asked about in one call; of more, it is found out as it is given. */
const ASKED_TOGETHER = 90;

/** Addresses that Jira shows of those whom somebody would decide about whose own it shows. Where it does not answer, none. */
async function findShown(
  { hostAsApp }: Pick<ApprovalPorts, 'hostAsApp'>,
  given: readonly Subject[],
  people: readonly Candidate[],
): Promise<Shown> {
  const subjects = accountIdsOf(given);
  const isMany = subjects.length > ASKED_TOGETHER;
  const isShown = people.some(({ email }) => email !== undefined);
  if (isMany || subjects.length === 0 || !isShown) return new Map();
  try {
    return shownOf(await hostAsApp.people(subjects));
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    return new Map();
  }
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

const placeOf = ({ id, key, projectId, projectKey }: HostIssue) => ({
  id,
  key,
  projectId,
  projectKey,
});
