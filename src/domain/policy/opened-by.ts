import type { Verb } from '../action/action';
import {
  type Entitlement,
  type ExistingIds,
  entitlementKey,
  existingIds,
  isExisting,
  opensRole,
} from '../action/entitlement';
import { type GroupSubject, type Subject, subjectKey } from '../action/subject';

/** A role of a project, with the groups among its actors. */
export interface RoleOfProject {
  readonly projectId: string;
  readonly roleId: string;
  readonly name: string;
  readonly groupIds: ReadonlySet<string>;
}

/** A group that an ask adds people to, and the roles that the same ask gives it. */
export interface GivenGroup {
  readonly groupId: string;
  readonly roles: readonly { readonly projectId: string; readonly roleId: string }[];
}

/**
 * The groups that people are added to. What such a group gets by the same ask, they get with it. A group
 * that is only added to a role opens nothing else than that role, which the plan says.
 */
export function groupsGiven(
  actions: readonly {
    readonly verb: Verb;
    readonly subject: Subject;
    readonly entitlement: Entitlement;
  }[],
): GivenGroup[] {
  const added = actions.filter(({ verb }) => verb === 'add');
  const groupIds = new Set(
    added.flatMap(({ entitlement }) => (entitlement.kind === 'group' ? [entitlement.groupId] : [])),
  );
  return [...groupIds].map((groupId) => ({
    groupId,
    roles: added.flatMap(({ subject, entitlement }) =>
      subject.kind === 'group' && subject.groupId === groupId ? openedTo(entitlement) : [],
    ),
  }));
}

/** The groups that an ask gives something, each once: whoever is in one gets it, and the ask names none of them. */
export function groupsReceiving(
  actions: readonly { readonly verb: Verb; readonly subject: Subject }[],
): GroupSubject[] {
  const given = actions.flatMap(({ verb, subject }) =>
    verb === 'add' && subject.kind === 'group' ? [subject] : [],
  );
  return [...new Map(given.map((one) => [subjectKey(one), one])).values()];
}

/** The people who are to get something, by their account ids, and what any of them is to get: each once. */
export function givenTo(
  actions: readonly {
    readonly verb: Verb;
    readonly subject: Subject;
    readonly entitlement: Entitlement;
  }[],
): { readonly people: readonly string[]; readonly asked: readonly ExistingIds[] } {
  const people = new Set<string>();
  const asked = new Map<string, ExistingIds>();
  for (const { verb, subject, entitlement } of actions) {
    if (verb !== 'add' || subject.kind !== 'person' || !isExisting(entitlement)) continue;
    people.add(subject.accountId);
    asked.set(entitlementKey(entitlement), existingIds(entitlement));
  }
  return { people: [...people], asked: [...asked.values()] };
}

/** The role that whoever is in a group has, once the group is given this. */
function openedTo(entitlement: Entitlement): GivenGroup['roles'] {
  if (!opensRole(entitlement)) return [];
  return [{ projectId: entitlement.projectId, roleId: entitlement.roleId }];
}

export interface OpenedRole extends Omit<RoleOfProject, 'groupIds'> {
  /** Not yet: the same ask would give it. */
  readonly byThisAsk: boolean;
}

/** Every role that people have through this group, once the ask is done. */
export function openedBy(given: GivenGroup, roles: readonly RoleOfProject[]): OpenedRole[] {
  return roles.flatMap(({ groupIds, ...role }): OpenedRole[] => {
    if (groupIds.has(given.groupId)) return [{ ...role, byThisAsk: false }];
    const isAsked = given.roles.some(
      (one) => one.projectId === role.projectId && one.roleId === role.roleId,
    );
    return isAsked ? [{ ...role, byThisAsk: true }] : [];
  });
}

/**
 * What somebody may be told of it: the roles of projects that they see, and of the rest how many projects.
 * What the ask would give is not counted: whoever asks could try ids with it.
 */
export function deliveryOf<Role extends Pick<OpenedRole, 'projectId' | 'byThisAsk'>>(
  opened: readonly Role[],
  seen: ReadonlySet<string>,
): { readonly roles: readonly Role[]; readonly hidden: number } {
  const isSeen = ({ projectId }: Role) => seen.has(projectId);
  const hidden = opened.filter((one) => !isSeen(one) && !one.byThisAsk);
  return {
    roles: opened.filter(isSeen),
    hidden: new Set(hidden.map(({ projectId }) => projectId)).size,
  };
}

/** How the lead of an opened project has a part in the request. */
export type LeadsPart = 'noLead' | 'isAsked' | 'asks' | 'isNotAsked';

/**
 * `asked`: everybody who is told of the request and can stop it, whichever stage is theirs: one decline
 * ends all of it. A lead who asks knows of it too, but does not decide.
 */
export function leadsPart(
  leadId: string | undefined,
  requesterId: string,
  asked: ReadonlySet<string>,
): LeadsPart {
  if (leadId === undefined) return 'noLead';
  if (leadId === requesterId) return 'asks';
  return asked.has(leadId) ? 'isAsked' : 'isNotAsked';
}
