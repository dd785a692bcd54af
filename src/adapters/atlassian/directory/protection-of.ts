import type { GroupProtection } from '#ports/directory';

/** Groups that Atlassian made for administration, or that organizations came with. */
export const RESERVED_NAMES = [
  'site-admins',
  'org-admins',
  'administrators',
  'jira-administrators',
  'system-administrators',
];

/** e.g. jira-admins-acme: how Atlassian names the administrators of one product on one site. */
const ADMINS_OF_SITE = /-admins-[a-z0-9-]+$/i;

/** Groups by what they grant, as the site says now. */
export interface GrantingGroups {
  readonly siteAdministration: ReadonlySet<string>;
  readonly jiraAdministration: ReadonlySet<string>;
  readonly productAccess: ReadonlySet<string>;
}

/** What a group grants decides, whatever it is called; a reserved name protects all the same. */
export function protectionOf(
  { groupId, name }: { readonly groupId: string; readonly name: string },
  granting: GrantingGroups,
): GroupProtection | undefined {
  if (granting.siteAdministration.has(groupId)) return 'siteAdministration';
  if (granting.jiraAdministration.has(groupId)) return 'jiraAdministration';
  const reserved = RESERVED_NAMES.includes(name.toLowerCase()) || ADMINS_OF_SITE.test(name);
  return reserved ? 'reservedName' : undefined;
}
