import type { Caller } from '../site/caller';
import type { Site } from '../site/site';
import type { StoredPerson } from '../store/people';

export const avatarUrls = (address: string) => ({
  '48x48': `${address}?size=48`,
  '24x24': `${address}?size=24`,
  '16x16': `${address}?size=16`,
  '32x32': `${address}?size=32`,
});

/**
 * The address is shown to its owner, and to everybody else, administrators included, only where the profile
 * says so (doc: Profile visibility; AX-239, CONFCLOUD-72205). An app sees what anyone sees.
 */
export function seesEmail(site: Site, caller: Caller, person: StoredPerson): boolean {
  if (person.accountType === 'app') return false;
  const viewer = caller.kind === 'account' ? site.people.byId(caller.accountId) : undefined;
  if (viewer?.accountId === person.accountId) return true;
  switch (person.showsEmailTo) {
    case 'anyone':
      return true;
    case 'organization':
      return viewer !== undefined && isManaged(site, viewer) && isManaged(site, person);
    case 'nobody':
      return false;
  }
}

/** doc: Managed accounts: those with addresses of a domain that the organization has verified. */
const isManaged = ({ organization }: Site, { accountType, email }: StoredPerson): boolean =>
  accountType === 'atlassian' && email.toLowerCase().endsWith(`@${organization.domain}`);

/** A person as lists show them (spec: UserDetails). */
export const renderUserDetails = (site: Site, caller: Caller, person: StoredPerson) => ({
  self: `${site.siteUrl}/rest/api/3/user?accountId=${person.accountId}`,
  accountId: person.accountId,
  ...(seesEmail(site, caller, person) ? { emailAddress: person.email } : {}),
  avatarUrls: avatarUrls(person.avatarUrl),
  displayName: person.displayName,
  active: person.active,
  timeZone: person.timeZone,
  accountType: person.accountType,
});

/** A person as such (spec: User). */
export function renderUser(
  site: Site,
  caller: Caller,
  person: StoredPerson,
  expand: ReadonlySet<string> = new Set(),
) {
  const groups = site.groups.groupsOf(person.accountId);
  const products = site.groups.productsOf(person.accountId);
  const roles = ['jira-software', 'jira-servicedesk'].filter((key) => products.includes(key));
  return {
    ...renderUserDetails(site, caller, person),
    locale: person.locale,
    groups: {
      size: groups.length,
      items: expand.has('groups') ? groups.map((group) => renderGroupName(site, group)) : [],
    },
    applicationRoles: {
      size: roles.length,
      items: expand.has('applicationRoles')
        ? roles.map((key) => ({ key, name: APPLICATION_NAMES[key] }))
        : [],
    },
    expand: 'groups,applicationRoles',
  };
}

export const APPLICATION_NAMES: Readonly<Record<string, string>> = {
  'jira-software': 'Jira',
  'jira-servicedesk': 'Jira Service Management',
};

export const renderGroupName = (
  site: Site,
  group: { readonly groupId: string; readonly name: string },
) => ({
  name: group.name,
  groupId: group.groupId,
  self: `${site.siteUrl}/rest/api/3/group?groupId=${group.groupId}`,
});
