import { ENTITLEMENT_KINDS, type Entitlement } from '../action/entitlement';
import type { Policy } from './policy';
import { type Rule, type RuleScope, ruleOfEverything } from './rule';
import { nameOfRule } from './rule-name';
import { type AskedChain, chainOfAll } from './stage-rule';

/** What of a policy rules about one entitlement. */
export type Ruling = Pick<Policy, 'rules' | 'longestTermDays' | 'requestableGroups'>;

/**
 * The rules that speak of an entitlement, by their ids, so that their order does not matter. Where there is none, it
 * is the rule of everything.
 */
export function rulesAbout(policy: Ruling, entitlement: Entitlement): readonly Rule[] {
  return orOfEverything(
    policy,
    policy.rules.filter(({ what }) => isAbout(what, entitlement, isListed(policy, entitlement))),
  );
}

function orOfEverything(policy: Ruling, about: Rule[]): readonly Rule[] {
  return about.length === 0
    ? [ruleOfEverything(policy.longestTermDays)]
    : about.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** A group that is not listed is one that its request has created: nothing else of it could be given. */
const isListed = ({ requestableGroups }: Ruling, entitlement: Entitlement): boolean =>
  entitlement.kind === 'group' &&
  requestableGroups.some(({ groupId }) => groupId === entitlement.groupId);

/** Whether a rule speaks of an entitlement; of a group, as one that is listed, unless it is said not to be. */
export function isAbout(what: RuleScope, entitlement: Entitlement, listed = true): boolean {
  if (entitlement.kind !== 'group') return what[ENTITLEMENT_KINDS[entitlement.kind].ruledAs];
  if (!listed) return what.newGroups;
  return what.groups === 'all' || what.groups.includes(entitlement.groupId);
}

/**
 * The rules that say who decides. A group that was delisted while somebody waits for it keeps its own, as it may be
 * listed again: what a request creates is no group yet as it is decided.
 */
export function rulesDeciding(policy: Ruling, entitlement: Entitlement): readonly Rule[] {
  return orOfEverything(
    policy,
    policy.rules.filter(({ what }) => isAbout(what, entitlement)),
  );
}

/** The stages that it goes through: those of every rule that speaks of it, and by which of them each is asked. */
export function chainFor(policy: Ruling, entitlement: Entitlement): AskedChain {
  return chainOfAll(
    rulesDeciding(policy, entitlement).map((rule) => ({
      stages: rule.stages,
      ...(policy.rules.includes(rule) ? { rule: nameOfRule(policy.rules, rule) } : {}),
    })),
  );
}

/** The name of the first rule by which the reason for any of it has to name a work item. */
export function ticketRuleOfAll(
  policy: Ruling,
  changes: readonly { readonly entitlement: Entitlement }[],
): string | undefined {
  for (const { entitlement } of changes) {
    const rule = ticketRuleFor(policy, entitlement);
    if (rule !== undefined) return rule;
  }
  return undefined;
}

/** The name of the first rule by which the reason has to name a work item. */
export function ticketRuleFor(policy: Ruling, entitlement: Entitlement): string | undefined {
  const rule = rulesAbout(policy, entitlement).find(({ ticket }) => ticket);
  return rule && nameOfRule(policy.rules, rule);
}
