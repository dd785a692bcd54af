/** Groups that Atlassian made for administration, or that organizations came with. */
const OF_THE_SITE = ['site-admins', 'org-admins', 'system-administrators'];
const OF_JIRA = ['administrators', 'jira-administrators'];

export const RESERVED_NAMES: readonly string[] = [...OF_THE_SITE, ...OF_JIRA];

/** e.g. jira-admins-acme: how Atlassian names the administrators of one product on one site. */
const ADMINS_OF_SITE = /-admins-[a-z0-9-]+$/;
/** Of any of Jira's own products; another product's administrators are not Jira's to make. */
const ADMINS_OF_JIRA = /^jira(-[a-z]+)*-admins-/;

/** What the name alone says of a group; undefined: nothing. */
export function reservedAs(name: string): 'siteAdminName' | 'reservedName' | undefined {
  const lower = name.trim().toLowerCase();
  if (OF_THE_SITE.includes(lower)) return 'siteAdminName';
  if (OF_JIRA.includes(lower)) return 'reservedName';
  if (!ADMINS_OF_SITE.test(lower)) return undefined;
  return ADMINS_OF_JIRA.test(lower) ? 'reservedName' : 'siteAdminName';
}
