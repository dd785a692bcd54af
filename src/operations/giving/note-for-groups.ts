import type { Change } from '#domain/action/ask';
import { accountIdsOf, type Subject } from '#domain/action/subject';
import type { StepState } from '#domain/effects/step';
import { whatStepGave } from '#domain/effects/what-step-gave';
import { type Instant, MINUTE } from '#domain/lib/time';
import type { GivenToGroup, GroupApprovals } from '#ports/group-approvals';
import { type GroupJoins, JOIN_RECORDS, type JoiningGroup } from '#ports/group-joins';
import { SiteFailure } from '#ports/site-failure';
import { holdAlone, type LockPorts } from '../lock/hold-alone';

export interface NotePorts extends LockPorts {
  readonly groupApprovals: GroupApprovals;
  readonly groupJoins: GroupJoins;
}

/** Where the site shows somebody later than it answers. */
const SHOWN_WITHIN = MINUTE;

/** What is to be done for these subjects, in the name of whom, until when at the latest. */
export interface Noted {
  readonly connectionId: string;
  readonly requestId: string;
  readonly change: Change;
  readonly subjects: readonly Subject[];
  readonly approverIds: readonly string[];
  readonly until: Instant;
}

/**
 * Notes what groups are to be given, or who is to come into one, before it is looked whether anybody gains by
 * it. Of two requests that are under way at once, one of which gives a group what the other brings its
 * approver into, whoever looks later sees the note of the other.
 */
export async function noteForGroups(ports: NotePorts, noted: Noted): Promise<void> {
  const { connectionId, approverIds, until } = noted;
  for (const groupId of groupsGiven(noted)) {
    const given = { connectionId, groupId, approverIds };
    await alone(ports, groupId, () => ports.groupApprovals.begin(given, until));
  }
  const joining = joiningOf(noted);
  if (joining === undefined) return;
  const begin = () => ports.groupJoins.begin(joining, ports.clock.now());
  await alone(ports, nameOf(joining), begin);
}

/**
 * Notes what has come of it, by the outcomes for these subjects. Where that is not known for one of them, or can't be noted, the first note counts
 * until it is over by itself.
 */
export async function noteDoneForGroups(
  ports: NotePorts,
  noted: Noted,
  outcomes: readonly StepState[],
): Promise<void> {
  const given = outcomes.map(whatStepGave);
  if (given.some((one) => one?.unconfirmed === true)) return;
  const meant = noted.subjects.filter((_, place) => given[place] !== undefined);
  try {
    await noteDone(ports, noted, meant);
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
  }
}

/** The same of what a pass gives back to a group that these have approved it for. */
export function noteGivingBack(
  ports: NotePorts,
  given: GivenToGroup,
  until: Instant,
): Promise<void> {
  return alone(ports, given.groupId, () => ports.groupApprovals.begin(given, until));
}

/** `wasGiven`: undefined where that is not known. Then, or where it can't be noted, the first note counts until it is over by itself. */
export async function noteGivenBack(
  ports: NotePorts,
  given: GivenToGroup,
  until: Instant,
  wasGiven: boolean | undefined,
): Promise<void> {
  if (wasGiven === undefined) return;
  try {
    const givenAt = wasGiven ? ports.clock.now() : undefined;
    await alone(ports, given.groupId, () => ports.groupApprovals.end(given, until, givenAt));
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
  }
}

async function noteDone(ports: NotePorts, noted: Noted, meant: readonly Subject[]): Promise<void> {
  const { connectionId, approverIds, until } = noted;
  const given = new Set(groupsGiven({ ...noted, subjects: meant }));
  for (const groupId of groupsGiven(noted)) {
    const end = async () => {
      const givenAt = given.has(groupId) ? ports.clock.now() : undefined;
      await ports.groupApprovals.end({ connectionId, groupId, approverIds }, until, givenAt);
    };
    await alone(ports, groupId, end);
  }
  const joining = joiningOf(noted);
  if (joining === undefined) return;
  await alone(ports, nameOf(joining), async () => {
    const at = ports.clock.now();
    const joined = { accountIds: accountIdsOf(meant), shownBy: at + SHOWN_WITHIN };
    await ports.groupJoins.end(joining, joined, at);
  });
}

/** What is read and written again is so by one at a time: no note gets lost. */
function alone(ports: LockPorts, what: string, note: () => Promise<void>): Promise<void> {
  const tooLong = 'Others are being brought into the same group, or it is being given something.';
  return holdAlone(ports, { key: `note:${what}`, tooLong }, note);
}

function groupsGiven({ change, subjects }: Pick<Noted, 'change' | 'subjects'>): string[] {
  if (change.verb !== 'add') return [];
  return subjects.flatMap((one) => (one.kind === 'group' ? [one.groupId] : []));
}

function joiningOf(noted: Noted): JoiningGroup | undefined {
  const { connectionId, requestId, change, subjects, until } = noted;
  const { verb, entitlement } = change;
  if (verb !== 'add' || entitlement.kind !== 'group') return undefined;
  const accountIds = accountIdsOf(subjects);
  if (accountIds.length === 0) return undefined;
  const sum = [...requestId].reduce((all, one) => all + one.charCodeAt(0), 0);
  const { groupId } = entitlement;
  return { connectionId, groupId, accountIds, until, record: sum % JOIN_RECORDS };
}

const nameOf = ({ groupId, record }: JoiningGroup) => `join:${groupId}:${record}`;
