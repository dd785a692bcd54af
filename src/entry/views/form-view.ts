import type {
  FormView,
  GroupOption,
  ProjectOption,
  RoleOption,
  WorkItemOption,
} from '#contract/views';
import type { GroupEntitlement } from '#domain/action/entitlement';
import { mapListed } from '#domain/lib/listed';
import { termRulesOf } from '#domain/policy/longest-term';
import type { IssueRef } from '#domain/request/access-request';
import type { Form } from '#operations/request/load-form';
import type { DirectoryProject, ProjectRole } from '#ports/directory';

export function formView(
  form: Form,
  {
    bundles,
    viewer,
    glassHours,
    isDone,
  }: Pick<FormView, 'bundles' | 'viewer' | 'glassHours'> & Pick<WorkItemOption, 'isDone'>,
  issue: IssueRef,
  now: number,
): FormView {
  const { policy, project, roles, groups, moreGroups, creation } = form;
  return {
    workItem: { issueId: issue.id, issueKey: issue.key, isDone },
    // Where the connected site is another, the issue's project has a name for itself and no roles.
    project:
      project === undefined
        ? { projectId: issue.projectId, key: issue.projectKey, name: issue.projectKey }
        : projectOption(project),
    roles: mapListed(roles, roleOption),
    groups: groups.map(groupOption),
    moreGroups,
    rolesOf: policy.rolesOf,
    creation,
    longestTermDays: policy.longestTermDays,
    termRules: termRulesOf(policy),
    bundles,
    viewer,
    glassHours,
    now,
  };
}

export function groupOption({
  groupId,
  name,
}: Pick<GroupEntitlement, 'groupId' | 'name'>): GroupOption {
  return { groupId, name };
}

export function projectOption(project: Omit<DirectoryProject, 'lead'>): ProjectOption {
  const { projectId, key, name, avatarUrl } = project;
  return { projectId, key, name, ...(avatarUrl === undefined ? {} : { avatarUrl }) };
}

export function roleOption({ roleId, name, description }: ProjectRole): RoleOption {
  return { roleId, name, ...(description === undefined ? {} : { description }) };
}
