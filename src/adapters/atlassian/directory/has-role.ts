import type { RoleEntitlement } from '#domain/action/entitlement';
import { rolesOfUserSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';
import { unlessRefused } from './read-all-groups';

/**
 * Whether somebody has a role of a project, by themselves or by a group: asked about the person, and not of
 * the role's list (doc: Jira expressions types, User.getProjectRoles). Undefined where the site does not say,
 * or does not say who asked: it may be asked without signing in (spec: Evaluate Jira expression).
 */
export async function hasRole(
  client: SiteClient,
  { projectId, roleId }: Pick<RoleEntitlement, 'projectId' | 'roleId'>,
  accountId: string,
): Promise<boolean | undefined> {
  const who = `new User(${JSON.stringify(accountId)})`;
  const answer = await unlessRefused(() =>
    client.readIfThere(
      {
        method: 'POST',
        path: '/expression/evaluate',
        isOneOfMany: true,
        body: {
          expression: `{ me: user.accountId, roles: ${who}.getProjectRoles(project).map(role => role.id) }`,
          context: { project: { id: Number(projectId) } },
        },
      },
      rolesOfUserSchema,
    ),
  );
  return answer?.value.roles.some((id) => String(id) === roleId);
}
