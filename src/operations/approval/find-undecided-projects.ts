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
import { readAway } from './read-away';

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
  {
    hostAsApp,
    standIns,
  }: { readonly hostAsApp: HostAsApp; readonly standIns: Pick<StandIns, 'awayNow'> },
  { fallbackApprovers }: Pick<Policy, 'fallbackApprovers'>,
  from: number,
): Promise<UndecidedProjects> {
  const { projects, next } = await hostAsApp.listProjects(from, AT_ONCE);
  const { items, unreadable } = projects;
  // That a project has no lead brings others in: one answer is no proof.
  const leads = await Promise.all(
    items.map(async ({ lead, projectId }) => lead ?? hostAsApp.projectLead(projectId)),
  );
  const asked = eachOnce([
    ...leads.flatMap((lead) => (lead === undefined || lead === 'notKnown' ? [] : lead)),
    ...fallbackApprovers,
  ]);
  const away = await readAway({ standIns }, asked);
  const deputies = [...away.values()].flatMap((one) => (one === 'notKnown' ? [] : one.deputy));
  const people = new Map(
    (await findPeople(hostAsApp, eachOnce([...asked, ...deputies]))).map(
      (one) => [one.accountId, one] as const,
    ),
  );
  const known: WhoCanBeAsked = {
    people,
    away,
    fallback: fallbackApprovers.flatMap(({ accountId }) => people.get(accountId) ?? []),
  };
  const judged = items.map(({ lead: _, ...project }, place) => {
    const named = leads[place];
    const lead = named === 'notKnown' ? named : named && people.get(named.accountId);
    const nobody = nobodyApproves(lead, known);
    if (nobody === undefined) return [];
    return [{ ...project, ...nobody, lead: lead === 'notKnown' ? undefined : lead }];
  });
  return {
    projects: judged.flat(),
    looked: items.length + unreadable,
    unreadable,
    hasFallback: hasFallback(known),
    next,
  };
}
