import { isOfProject } from '#domain/action/entitlement';
import { eachOnce, type Person } from '#domain/action/person';
import { MOST_MEMBERS_ASKED } from '#domain/approval/asked-source';
import {
  type ApprovalQuestion,
  type Candidate,
  canDecide,
  decidingProject,
  settledOf,
} from '#domain/approval/resolve-approvals';
import type { Source } from '#domain/policy/stage-rule';
import type { Directory } from '#ports/directory';
import type { HostAsApp } from '#ports/host-jira';
import { orUnknown, type WhenUnanswered } from './find-reach';

interface SourcePorts {
  readonly hostAsApp: HostAsApp;
  readonly directory: MembersDirectory & Pick<Directory, 'project'>;
}

type MembersDirectory = Pick<Directory, 'members' | 'groupNames' | 'isGroupGone'>;

/** Whom the sources of the stages name, each looked up once. */
export type FoundSources = Pick<ApprovalQuestion, 'leads' | 'holders' | 'named' | 'members'>;

/** What the stages of undecided changes ask, as it is now. */
export async function findSources(
  ports: SourcePorts,
  question: ApprovalQuestion,
  unanswered: WhenUnanswered,
): Promise<FoundSources> {
  const settled = settledOf(question);
  const positions = question.ask.changes.flatMap((_, change) =>
    settled.has(change) ? [] : change,
  );
  const sources = positions.flatMap((change) =>
    question.chainOf(change).flatMap((stage) => stage.sources),
  );
  const people = eachOnce([
    ...sources.flatMap((one) => (one.kind === 'people' ? one.people : [])),
    ...positions.flatMap((change) => ownersAsked(question, change)),
  ]);
  const groupIds = new Set(
    sources.flatMap((one) => (one.kind === 'members' ? one.group.groupId : [])),
  );
  const asksHolders = sources.some(({ kind }) => kind === 'permission');
  const [leads, holders, named, members] = await Promise.all([
    findLeads(ports, question, positions, sources),
    asksHolders ? findHolders(ports.hostAsApp, question.issueProject.key, unanswered) : [],
    findPeople(ports.hostAsApp, people),
    Promise.all([...groupIds].map((id) => findMembers(ports.directory, id, unanswered))),
  ]);
  return {
    leads,
    holders,
    named: new Map(named.map((person) => [person.accountId, person])),
    members: new Map([...groupIds].map((id, place) => [id, members[place] ?? 'notKnown'])),
  };
}

/** The owners of what a change is about, where a stage of it asks them. */
function ownersAsked(question: ApprovalQuestion, change: number): readonly Person[] {
  const entitlement = question.ask.changes[change]?.entitlement;
  const isAsked = question
    .chainOf(change)
    .some(({ sources }) => sources.some(({ kind }) => kind === 'groupOwner'));
  if (!isAsked || entitlement?.kind !== 'group') return [];
  const owners = question.ownersOf(entitlement.groupId);
  return owners === 'notListed' ? [] : owners;
}

export function everybodyIn({
  leads,
  holders,
  named,
  members,
}: FoundSources): readonly Candidate[] {
  const inGroups = [...members.values()].flatMap((one) => (typeof one === 'string' ? [] : one));
  return [
    ...[...leads.values()].flatMap((lead) => (typeof lead === 'string' ? [] : (lead ?? []))),
    ...(typeof holders === 'string' ? [] : holders),
    ...named.values(),
    ...inGroups,
  ];
}

type Lead = Candidate | undefined | 'notKnown';

/**
 * The issue's project is asked for on the host; a role of another project is the connected site's. That of a project which is
 * not there is not known: the issue is in it, or a role of it is asked for.
 */
async function findLeads(
  ports: SourcePorts,
  question: ApprovalQuestion,
  positions: readonly number[],
  sources: readonly Source[],
): Promise<Map<string, Lead>> {
  const { ask, issueProject } = question;
  const wanted = new Map<string, () => Promise<Lead>>();
  const ofIssue = () => ports.hostAsApp.projectLead(issueProject.id);
  if (sources.some(({ kind }) => kind === 'issueProjectLead')) wanted.set(issueProject.id, ofIssue);
  for (const change of positions) {
    const entitlement = ask.changes[change]?.entitlement;
    const stages = question.chainOf(change);
    const isAsked = stages.some((stage) =>
      stage.sources.some(({ kind }) => kind === 'projectLead'),
    );
    if (entitlement === undefined || !isAsked) continue;
    const { id } = decidingProject(entitlement, question);
    wanted.set(
      id,
      id === issueProject.id || !isOfProject(entitlement)
        ? ofIssue
        : async () => {
            const project = await ports.directory.project(entitlement.projectId);
            return project === undefined ? 'notKnown' : project.lead;
          },
    );
  }
  const found = [...wanted].map(async ([id, find]) => [id, await find()] as const);
  return new Map(await Promise.all(found));
}

/** Those whom the policy names, as Jira knows them now. Whoever Jira does not know can't act. */
export async function findPeople(
  hostAsApp: HostAsApp,
  stored: readonly Person[],
): Promise<Candidate[]> {
  if (stored.length === 0) return [];
  const known = await hostAsApp.people(stored.map(({ accountId }) => accountId));
  return stored.map(
    (person) => known.get(person.accountId) ?? { ...person, active: false, accountType: 'unknown' },
  );
}

/** Of a group, those who can act: a list that is cut off, or is longer than can be asked, is nobody's. */
async function findMembers(
  directory: MembersDirectory,
  groupId: string,
  unanswered: WhenUnanswered,
): Promise<readonly Candidate[] | 'tooMany' | 'notKnown'> {
  const found = await orUnknown(unanswered, () => readMembers(directory, groupId));
  if (found === undefined) return 'notKnown';
  return found.isWhole ? unlessTooMany(found.people) : 'tooMany';
}

/**
 * That a group has nobody brings others in for it: one answer is no proof. It counts where the site says so again, and by its
 * list of groups as well whether the group is there. Undefined where these do not fit.
 */
async function readMembers(
  directory: MembersDirectory,
  groupId: string,
): Promise<Awaited<ReturnType<Directory['members']>> | undefined> {
  const found = await directory.members(groupId);
  if (found.people.length > 0 || !found.isWhole) return found;
  const [names, isGone, again] = await Promise.all([
    directory.groupNames([groupId]),
    directory.isGroupGone(groupId),
    directory.members(groupId),
  ]);
  return names.has(groupId) === isGone ? undefined : again;
}

/** Who can act of those who hold the permission, as Jira says it now. */
async function findHolders(
  hostAsApp: HostAsApp,
  projectKey: string,
  unanswered: WhenUnanswered,
): Promise<readonly Candidate[] | 'tooMany' | 'notKnown'> {
  const found = await orUnknown(unanswered, () => hostAsApp.deciders(projectKey));
  return found === undefined ? 'notKnown' : unlessTooMany(found);
}

function unlessTooMany(people: readonly Candidate[]): readonly Candidate[] | 'tooMany' {
  const acting = people.filter(canDecide);
  return acting.length > MOST_MEMBERS_ASKED ? 'tooMany' : acting;
}
