import type { FormView, GroupOption, ProjectOption, RoleOption } from '#contract/views';
import {
  type ExistingEntitlement,
  entitlementKey,
  groupNameKey,
  type NewGroupEntitlement,
} from '#domain/action/entitlement';
import { wordsOf } from '#words/entitlement-words';

/** One group or role in the list, as it would be asked for. */
export interface AccessOption {
  readonly entitlement: ExistingEntitlement | NewGroupEntitlement;
  readonly description?: string;
}

/** An option that was picked, and whether it is to be given or taken. */
export interface AskedAccess extends AccessOption {
  readonly verb: 'add' | 'remove';
}

export function accessKey({ entitlement }: AccessOption): string {
  return entitlementKey(entitlement);
}

export function accessSection({ entitlement }: AccessOption): string {
  return wordsOf(entitlement).section();
}

export function groupOption({ groupId, name }: GroupOption): AccessOption {
  return { entitlement: { kind: 'group', groupId, name } };
}

export function roleOption(project: ProjectOption, role: RoleOption): AccessOption {
  return {
    entitlement: {
      kind: 'role',
      projectId: project.projectId,
      projectKey: project.key,
      projectName: project.name,
      roleId: role.roleId,
      name: role.name,
    },
    ...(role.description === undefined ? {} : { description: role.description }),
  };
}

/** To create a group called as was typed, unless something that can be asked for is called so. */
export function newGroupOption(query: string, listed: readonly AccessOption[]): AccessOption[] {
  const name = query.trim();
  const taken = listed.some(
    ({ entitlement }) => groupNameKey(entitlement.name) === groupNameKey(name),
  );
  return name === '' || taken ? [] : [{ entitlement: { kind: 'newGroup', name } }];
}

/** Those whose name has every word that was typed, at the beginning of one of its own. */
export function matching(options: readonly AccessOption[], query: string): AccessOption[] {
  return options.filter(({ entitlement }) => hasWords(wordsOf(entitlement).search(), query));
}

/** Whether a text has every word that was typed, at the beginning of one of its own. */
export function hasWords(text: string, query: string): boolean {
  const own = words(text);
  return words(query).every((word) => own.some((one) => one.startsWith(word)));
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** What a form offers of each kind. Of groups there may be more than it has. */
export function formOptions(form: FormView): {
  readonly [Kind in ExistingEntitlement['kind']]: readonly AccessOption[];
} {
  return {
    group: form.groups.map(groupOption),
    role: form.roles.items.map((role) => roleOption(form.project, role)),
  };
}
