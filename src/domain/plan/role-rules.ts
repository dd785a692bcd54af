import { entitlementKey, type RoleEntitlement } from '../action/entitlement';
import { ALLOWED, forbidden } from '../lib/allowed';
import type { ExistingRules } from './entitlement-rules';

/** A place among the actors of a role of a project. */
export function roleRules(entitlement: RoleEntitlement): ExistingRules {
  const { projectId, projectKey } = entitlement;
  const key = entitlementKey(entitlement);
  return {
    judge: ({ live, policy, issueProjectId }) => {
      if (policy.rolesOf === 'issueProject' && projectId !== issueProjectId) {
        return forbidden({ verdict: 'refused', reason: 'projectNotRequestable' });
      }
      const role = live.roles.get(key);
      if (role === undefined)
        return forbidden({ verdict: 'impossible', reason: 'roleNotInProject' });
      if (role.projectArchived)
        return forbidden({ verdict: 'impossible', reason: 'noSuchProject' });
      return ALLOWED;
    },
    takesGroups: true,
    protectionOn: () => undefined,
    guarded: ({ roles }) => {
      const role = roles.get(key);
      return role?.adminRole === true ? { acting: role.acting } : undefined;
    },
    besideOthers: () => false,
    carriesApp: () => false,
    stateOnSite: ({ roles }) => {
      const role = roles.get(key);
      if (role === undefined) return 'notShown';
      return role.projectArchived ? 'projectArchived' : 'open';
    },
    asNamed: ({ roles }) => {
      const role = roles.get(key);
      if (role === undefined) return entitlement;
      const { name, projectKey, projectName } = role;
      return { ...entitlement, name, projectKey, projectName };
    },
    /** Where the issue has moved since, or the project has another key, it is taken for another's. */
    mayBeGivenBack: ({ live: { roles }, policy: { rolesOf }, issueKey }) => {
      if (!roles.has(key)) return 'no';
      return rolesOf === 'anyProject' || issueKey.startsWith(`${projectKey}-`) ? 'yes' : 'no';
    },
  };
}
