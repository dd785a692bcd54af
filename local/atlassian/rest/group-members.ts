import type { Site } from '../site/site';
import { groupAsked } from './group-lookup';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { pageOf } from './page';
import { objectIn, textIn, truthIn } from './reading';
import { refuse } from './refusal';
import { renderGroupName, renderUserDetails } from './render-user';

const NOT_SITE_ADMIN =
  'You are not authorized to perform this action. Site administrator privileges are required.';
const NO_SUCH_USER = 'Specified user does not exist or you do not have required permissions';

export function requireSiteAdministrator({ site, caller }: Call): void {
  if (!site.access.isSiteAdministrator(caller)) throw refuse(403, NOT_SITE_ADMIN);
}

/** Groups from an identity provider are changed there only (doc: user provisioning). Shape inferred. */
export function requireOwnGroup(group: { readonly managedByIdentityProvider: boolean }): void {
  if (group.managedByIdentityProvider)
    throw refuse(
      403,
      'This group is synced from your identity provider and its members can only be changed there.',
    );
}

/** Whether taking this person out would leave the site without an active administrator. */
function isLastSiteAdministrator(site: Site, groupName: string, accountId: string): boolean {
  if (groupName !== 'site-admins') return false;
  const group = site.groups.byName(groupName);
  const others = site.groups
    .members(group?.groupId ?? '')
    .filter((id) => id !== accountId && site.people.byId(id)?.active === true);
  return others.length === 0;
}

function addMember(call: Call): Answer {
  requireSiteAdministrator(call);
  const group = groupAsked(call.site, call.query);
  const accountId = textIn(objectIn(call.body).accountId);
  if (accountId === undefined)
    throw refuse(400, 'The accountId of the user must be provided in the request body.');
  const person = call.site.people.byId(accountId);
  if (person === undefined || person.accountType === 'customer') throw refuse(404, NO_SUCH_USER);
  requireOwnGroup(group);
  if (call.site.groups.isMember(group.groupId, accountId))
    throw refuse(
      400,
      `Cannot add user '${person.displayName}', user is already a member of '${group.name}'`,
    );
  call.site.groups.addMember(group.groupId, accountId);
  const size = call.site.groups.members(group.groupId).length;
  return {
    status: 201,
    body: {
      ...renderGroupName(call.site, group),
      users: { size, items: [], 'max-results': 50, 'start-index': 0, 'end-index': 0 },
      expand: 'users',
    },
  };
}

function removeMember(call: Call): Answer {
  requireSiteAdministrator(call);
  const group = groupAsked(call.site, call.query);
  if (call.query.get('username') !== null || call.query.get('accountId') === null)
    throw refuse(400, "The 'accountId' query parameter needs to be provided");
  const person = call.site.people.byId(call.query.get('accountId') ?? '');
  if (person === undefined) throw refuse(404, NO_SUCH_USER);
  requireOwnGroup(group);
  if (!call.site.groups.isMember(group.groupId, person.accountId))
    throw refuse(
      400,
      `Cannot remove user '${person.displayName}' from group '${group.name}' since user is not a member of '${group.name}'`,
    );
  if (isLastSiteAdministrator(call.site, group.name, person.accountId))
    throw refuse(
      400,
      'You are trying to leave all of the system administration groups site-admins. You cannot delete your own system administration permission',
    );
  call.site.groups.removeMember(group.groupId, person.accountId);
  return { status: 200 };
}

function listMembers({ site, caller, query }: Call): Answer {
  if (!site.access.hasGlobal(caller, 'USER_PICKER') && !site.access.hasGlobal(caller, 'ADMINISTER'))
    throw refuse(403, 'You are not authorized to perform this action.');
  const group = groupAsked(site, query);
  const withInactive = truthIn(query, 'includeInactiveUsers');
  const members = site.groups
    .members(group.groupId)
    .flatMap((accountId) => site.people.byId(accountId) ?? [])
    .filter((person) => person.active || withInactive);
  return ok(
    pageOf(
      members,
      { query, usual: 50, most: 50, address: `${site.siteUrl}/rest/api/3/group/member` },
      (person) => renderUserDetails(site, caller, person),
    ),
  );
}

export const groupMemberOperations: readonly Operation[] = [
  operation(
    'POST /group/user',
    'manage:jira-configuration',
    'write:group:jira read:avatar:jira read:group:jira read:user:jira',
    addMember,
  ),
  operation('DELETE /group/user', 'manage:jira-configuration', 'write:group:jira', removeMember),
  operation(
    'GET /group/member',
    'manage:jira-configuration',
    'read:group:jira read:user:jira read:avatar:jira',
    listMembers,
  ),
];
