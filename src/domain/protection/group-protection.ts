import type { Administering, Named } from './administering';
import { reservedAs } from './reserved-name';

/**
 * Why a group is protected, and by which way that is known: what it grants, as the site says it of
 * groups that administer; the label of an administering group, which the site's picker of groups shows;
 * its name; or that it can't be known, which protects like everything else here.
 */
export const GROUP_PROTECTIONS = [
  'siteAdministration',
  'jiraAdministration',
  /** Marked as giving administration, though the site names it among no groups that do. */
  'adminLabel',
  /** A name that is kept for those who administer more than Jira. */
  'siteAdminName',
  /** A name that is kept for those who administer Jira. */
  'reservedName',
  'notKnown',
] as const;
export type GroupProtection = (typeof GROUP_PROTECTIONS)[number];

/** What an admin can unlock: everything but what is not known. */
export type UnlockableProtection = Exclude<GroupProtection, 'notKnown'>;
export const UNLOCKABLE_PROTECTIONS = GROUP_PROTECTIONS.filter(
  (one): one is UnlockableProtection => one !== 'notKnown',
);

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
