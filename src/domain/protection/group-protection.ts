import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';

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
 * Whether a group can be given or taken now, as far as it is protected. An unlock counts for what it was
 * said of and for nothing else: a group that has come to grant more since is locked again.
 */
export function judgeProtection(
  protection: readonly GroupProtection[],
  unlockedFor: readonly GroupProtection[],
): Allowed<'groupProtected' | 'protectionNotKnown'> {
  const locked = protection.filter((one) => !unlockedFor.includes(one));
  if (locked.length === 0) return ALLOWED;
  return forbidden(locked.includes('notKnown') ? 'protectionNotKnown' : 'groupProtected');
}

/**
 * Whether only somebody who administers the site may unlock it. Who administers Jira can make others
 * administer Jira by Jira's own global permissions, and nothing beyond; nobody hands out through this
 * app more than they could without it.
 */
export function takesSiteAdministrator(protection: GroupProtection): boolean {
  switch (protection) {
    case 'jiraAdministration':
    case 'reservedName':
      return false;
    case 'siteAdministration':
    case 'adminLabel':
    case 'siteAdminName':
    case 'notKnown':
      return true;
  }
}
