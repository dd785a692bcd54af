import type { z } from 'zod';
import type { Person } from '#domain/action/person';
import type { Connection, CredentialProblem } from '#domain/connection/connection';
import type { Clock } from '#ports/clock';
import { groupListSchema, groupPageSchema, permissionsSchema } from '../../rest/schemas';
import type { SiteAccess } from '../client/site-access';
import { problemOf } from './problem-of';
import { type Tried, tryRequest } from './try-request';

/** Calls that change nothing, each with the scope that it needs (OpenAPI document: OAuth2 scopes). */
const ADMINISTER = { path: '/mypermissions?permissions=ADMINISTER', scope: 'read:jira-work' };
const SITE_ADMIN_GROUPS = {
  path: '/group/bulk?accessType=site-admin&maxResults=50',
  scope: 'read:jira-user',
};
const CONFIGURATION = { path: '/applicationrole', scope: 'manage:jira-configuration' };
/** Names no project, no role and nobody: only the gateway's check of the scope can come of it. */
const PROJECTS = {
  path: '/project/0/role/0',
  scope: 'manage:jira-project',
  method: 'DELETE',
} as const;

/** Administers sites without being in the group that `accessType` names, where a site has it. */
const ORGANIZATION_ADMINS = ['org-admins', 'site-admins'];

/** What a token that is taken can't do of what the app needs; undefined: it can do everything. */
export async function findMissingRights(
  clock: Clock,
  access: SiteAccess,
  actsAs: Person,
  tokenKind: Connection['tokenKind'],
): Promise<CredentialProblem | undefined> {
  const ask = (path: string, method?: 'GET' | 'DELETE') =>
    tryRequest(clock, `${access.baseUrl}/rest/api/3${path}`, access, method);
  const ownGroups = {
    path: `/user/groups?accountId=${encodeURIComponent(actsAs.accountId)}`,
    scope: 'read:jira-user',
  };
  const [administer, siteAdmins, own, configuration, projects] = await Promise.all([
    ask(ADMINISTER.path),
    ask(SITE_ADMIN_GROUPS.path),
    ask(ownGroups.path),
    ask(CONFIGURATION.path),
    tokenKind === 'scoped' ? ask(PROJECTS.path, PROJECTS.method) : undefined,
  ]);
  const scopes = missingScopes([
    [administer, ADMINISTER.scope],
    [siteAdmins, SITE_ADMIN_GROUPS.scope],
    [own, ownGroups.scope],
    [configuration, CONFIGURATION.scope],
    [projects, PROJECTS.scope],
  ]);
  if (scopes.length > 0) return { code: 'scopesMissing', scopes };
  const may = mayAdminister(administer);
  if (may === undefined) return problemOf(administer) ?? unexpected(administer);
  const notAdministrator = {
    code: 'notAdministrator',
    displayName: actsAs.displayName,
  } as const;
  // Changing groups takes site administration, which Jira's own permissions do not show.
  return may && isSiteAdmin(siteAdmins, own) !== false ? undefined : notAdministrator;
}

function missingScopes(tried: readonly (readonly [Tried | undefined, string])[]): string[] {
  const missing = tried.filter(
    ([one]) => one?.kind === 'answered' && one.is.kind === 'scopeMissing',
  );
  return [...new Set(missing.map(([, scope]) => scope))];
}

function mayAdminister(tried: Tried): boolean | undefined {
  if (tried.kind !== 'answered' || tried.is.kind !== 'success') return undefined;
  const parsed = permissionsSchema.safeParse(tried.answer.json);
  return parsed.data?.permissions.ADMINISTER?.havePermission;
}

/** Undefined where the site doesn't tell; whoever can connect then learns it from a first failure. */
function isSiteAdmin(groups: Tried, own: Tried): boolean | undefined {
  const granting = readGroups(groups, groupPageSchema)?.values;
  const mine = readGroups(own, groupListSchema);
  if (granting === undefined || mine === undefined || granting.items.length === 0) return undefined;
  const isGranted = mine.items.some(
    ({ groupId, name }) =>
      ORGANIZATION_ADMINS.includes(name) || granting.items.some((one) => one.groupId === groupId),
  );
  return isGranted || (granting.unreadable + mine.unreadable === 0 ? false : undefined);
}

function readGroups<T>(tried: Tried, schema: z.ZodType<T>): T | undefined {
  if (tried.kind !== 'answered' || tried.is.kind !== 'success') return undefined;
  return schema.safeParse(tried.answer.json).data;
}

function unexpected(tried: Tried): CredentialProblem {
  return tried.kind === 'answered'
    ? { code: 'unexpectedAnswer', status: tried.answer.status }
    : { code: 'networkFailure' };
}
