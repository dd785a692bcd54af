import type { GroupProtection } from './group-protection';
import { reservedAs } from './reserved-name';

interface Named {
  readonly groupId: string;
  readonly name: string;
}

/** Which groups administer, as far as the site's answers can be believed. */
export type Administering =
  | {
      readonly known: true;
      /** By group id, their names. */
      readonly site: ReadonlyMap<string, string>;
      readonly jira: ReadonlyMap<string, string>;
    }
  | { readonly known: false; readonly doubt: ProtectionDoubt };

/** Why what the site answers is not believed. */
export type ProtectionDoubt =
  /** Refused, without sense, or without its end. */
  | 'noAnswer'
  /** No group at all: there is at least the one that the connection's account administers by. */
  | 'empty'
  /** The connection's account administers the site, and none of the groups it is in is named. */
  | 'notOurs';

/** The groups of one question, all of them; undefined where the answer was none or not whole. */
export type GroupsAnswer = readonly Named[] | undefined;

/**
 * Holds what the site answers against what must be so: the connection's own account changes groups,
 * which only administrators of the site can. An answer in which it does not occur is not believed.
 */
export function readAdministering(answers: {
  readonly site: GroupsAnswer;
  readonly jira: GroupsAnswer;
  /** Those that the connection's own account is in. */
  readonly own: GroupsAnswer;
}): Administering {
  const { site, jira, own } = answers;
  if (site === undefined || jira === undefined || own === undefined) {
    return { known: false, doubt: 'noAnswer' };
  }
  if (site.length === 0 || jira.length === 0 || own.length === 0) {
    return { known: false, doubt: 'empty' };
  }
  const isOurs = site.some(({ groupId }) => own.some((one) => one.groupId === groupId));
  if (!isOurs) return { known: false, doubt: 'notOurs' };
  return { known: true, site: byId(site), jira: byId(jira) };
}

const byId = (groups: readonly Named[]) => new Map(groups.map((one) => [one.groupId, one.name]));

/**
 * Every way in which a group is protected; none of them: it is an ordinary one. What it grants decides,
 * whatever it is called; a label or a name protects all the same.
 */
export function protectionOf(
  group: Named & {
    /**
     * The picker shows it with the label of groups that administer; undefined where the picker shows no
     * group at all, and what is labelled is not known.
     */
    readonly labelled: boolean | undefined;
  },
  administering: Administering,
): readonly GroupProtection[] {
  const protections: GroupProtection[] = [];
  if (!administering.known) protections.push('notKnown');
  else {
    if (administering.site.has(group.groupId)) protections.push('siteAdministration');
    if (administering.jira.has(group.groupId)) protections.push('jiraAdministration');
  }
  if (protections.length === 0) {
    if (group.labelled === undefined) protections.push('notKnown');
    else if (group.labelled) protections.push('adminLabel');
  }
  const name = reservedAs(group.name);
  if (name !== undefined) protections.push(name);
  return protections;
}

/**
 * Whether a group is protected for just what it was found to be protected for: by what it grants now, and by
 * what it is called now. The label goes with what it grants, and is taken to be as it was.
 */
export function isProtectedAsBefore(
  group: Named,
  before: readonly GroupProtection[],
  administering: Administering,
): boolean {
  const now = protectionOf({ ...group, labelled: before.includes('adminLabel') }, administering);
  return now.length === before.length && now.every((one) => before.includes(one));
}
