import { eachOnce, type Person } from '#domain/action/person';
import {
  hasFallback,
  type NobodyApproves,
  nobodyApproves,
  type WhoCanBeAsked,
} from '#domain/approval/nobody-approves';
import type { Policy } from '#domain/policy/policy';
import type { NamedProject } from '#domain/policy/rule';
import type { HostAsApp } from '#ports/host-jira';
import type { StandIns } from '#ports/stand-ins';
import { findPeople } from './find-sources';

/** Looked at in one call: of each that is said to have no lead, Jira is asked once more. */
const AT_ONCE = 40;

/** Where a page begins. What is no place that a page has named is none: the list begins anew. */
export const placeOf = (cursor: string | undefined): number =>
  /^\d{1,6}$/.test(cursor ?? '') ? Number(cursor) : 0;

export interface UndecidedProjects {
  readonly projects: readonly (NamedProject &
    NobodyApproves & { readonly lead: Person | undefined })[];
  readonly looked: number;
  /** So many of these could not be read: whether somebody can approve there is not known. */
  readonly unreadable: number;
  readonly hasFallback: boolean;
  readonly next: number | undefined;
}

/** Of some of the projects that the app sees, those in which nobody can approve today what their lead is asked about. */
export async function findUndecidedProjects(
  { hostAsApp, standIns }: { readonly hostAsApp: HostAsApp; readonly standIns: StandIns },
  { fallbackApprovers }: Pick<Policy, 'fallbackApprovers'>,
  from: number,
): Promise<UndecidedProjects> {
  const [{ projects, next }, away] = await Promise.all([
    hostAsApp.listProjects(from, AT_ONCE),
    standIns.inForce(),
  ]);
  const { items, unreadable } = projects;
  const named = eachOnce([
    ...items.flatMap(({ lead }) => lead ?? []),
    ...away.map(({ deputy }) => deputy),
    ...fallbackApprovers,
  ]);
  const people = new Map(
    (await findPeople(hostAsApp, named)).map((one) => [one.accountId, one] as const),
  );
  const known: WhoCanBeAsked = {
    people,
    away,
    fallback: fallbackApprovers.flatMap(({ accountId }) => people.get(accountId) ?? []),
  };
  const judged = items.map(async ({ lead: found, ...project }) => {
    // That a project has no lead brings others in: one answer is no proof.
    const lead = found
      ? people.get(found.accountId)
      : await hostAsApp.projectLead(project.projectId);
    const nobody = nobodyApproves(lead, known);
    if (nobody === undefined) return [];
    return [{ ...project, ...nobody, lead: lead === 'notKnown' ? undefined : lead }];
  });
  return {
    projects: (await Promise.all(judged)).flat(),
    looked: items.length + unreadable,
    unreadable,
    hasFallback: hasFallback(known),
    next,
  };
}
