import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { GroupProtection } from './group-protection';

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
