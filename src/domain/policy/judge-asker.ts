import type { Entitlement } from '../action/entitlement';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { nameOfRule } from './rule-name';
import { type Ruling, rulesAbout } from './ruling';

/** What is known of whoever asks; undefined: it could not be found out, or was not looked for. */
export interface Asker {
  /** Ids of the groups they are in. */
  readonly groups: ReadonlySet<string> | undefined;
}

export interface AskerRefusal {
  readonly reason: 'askerNotAllowed' | 'askerNotKnown';
  /** The rule that says who may ask. */
  readonly rule: string;
}

/** Whether somebody may ask for it, by every rule that speaks of it. What is not known is refused. */
export function judgeAsker(
  policy: Ruling,
  entitlement: Entitlement,
  asker: Asker | undefined,
): Allowed<AskerRefusal> {
  for (const rule of rulesAbout(policy, entitlement)) {
    const { askers } = rule;
    if (askers.who === 'everybody') continue;
    const name = nameOfRule(policy.rules, rule);
    const groups = asker?.groups;
    if (groups === undefined) return forbidden({ reason: 'askerNotKnown', rule: name });
    if (!askers.groups.some(({ groupId }) => groups.has(groupId))) {
      return forbidden({ reason: 'askerNotAllowed', rule: name });
    }
  }
  return ALLOWED;
}

/** Whether it has to be known who asks, to judge what they ask for. */
export function asksWhoAsks(policy: Ruling, entitlements: readonly Entitlement[]): boolean {
  return entitlements.some((one) =>
    rulesAbout(policy, one).some(({ askers }) => askers.who !== 'everybody'),
  );
}
