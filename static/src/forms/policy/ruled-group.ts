import type { RequestableGroupView } from '#contract/views';
import type { GroupEntitlement } from '#domain/action/entitlement';
import { longestFor } from '#domain/policy/longest-term';
import { nameOfRule } from '#domain/policy/rule-name';
import { type Ruling, rulesAbout } from '#domain/policy/ruling';
import { LONGEST_TERM_DAYS } from '#domain/term/term';
import type { PolicyDraft } from './policy-settings';
import { ruleOf } from './rule-draft';

/** What a policy as it is being edited rules. */
export function rulingOf({ requestableGroups, rules, longestTermDays }: PolicyDraft): Ruling {
  return {
    requestableGroups: requestableGroups.map(entitlementOf),
    rules: rules.map(ruleOf),
    longestTermDays: longestTermDays.limited ? Number(longestTermDays.number) : undefined,
  };
}

const entitlementOf = ({ groupId, name }: RequestableGroupView) => ({
  kind: 'group' as const,
  groupId,
  name,
  unlockedFor: [],
});

/** What holds of one listed group. */
export interface RuledGroup {
  /** Those that are about it; none where only that of everything is. */
  readonly rules: readonly { readonly id: string; readonly name: string }[];
  /** Undefined: any term. */
  readonly longestTermDays: number | undefined;
}

export function ruledGroup(ruling: Ruling, { groupId, name }: RequestableGroupView): RuledGroup {
  const group: GroupEntitlement = { kind: 'group', groupId, name };
  const { longestTermDays = LONGEST_TERM_DAYS + 1 } = longestFor(ruling, group);
  return {
    rules: rulesAbout(ruling, group)
      .filter((rule) => ruling.rules.includes(rule))
      .map((rule) => ({ id: rule.id, name: nameOfRule(ruling.rules, rule) })),
    // What was typed that is no number of days is said at its field.
    longestTermDays:
      longestTermDays >= 1 && longestTermDays <= LONGEST_TERM_DAYS ? longestTermDays : undefined,
  };
}
