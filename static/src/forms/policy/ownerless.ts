import type { RequestableGroupView } from '#contract/views';
import type { RuleScope } from '#domain/policy/rule';

/** The names of the groups that a rule is about and that have no owner: it finds nobody to ask by them. */
export const ownerless = (
  { groups }: Pick<RuleScope, 'groups'>,
  listed: readonly Pick<RequestableGroupView, 'groupId' | 'name' | 'owners'>[],
): readonly string[] =>
  listed
    .filter(({ groupId, owners }) => owners.length === 0 && isOf(groups, groupId))
    .map(({ name }) => name);

const isOf = (groups: RuleScope['groups'], groupId: string): boolean =>
  groups === 'all' || groups.includes(groupId);
