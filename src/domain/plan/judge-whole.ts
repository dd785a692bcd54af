import type { Ask } from '../action/ask';
import {
  type ExistingEntitlement,
  entitlementKey,
  isExisting,
  unnamed,
} from '../action/entitlement';
import type { AskedBundle } from '../policy/asked-bundle';
import { isDoable } from './make-plan';
import type { Objection, Verdict } from './plan';

/** Of a bundle that is asked for, what nobody of those whom it is asked for can be given. */
export interface NotWhole {
  readonly code: 'bundleNotWhole';
  readonly bundle: string;
  readonly parts: readonly {
    readonly entitlement: ExistingEntitlement;
    readonly verdict: Objection;
  }[];
}

/**
 * A bundle of which a part can't be had is not asked for as if it were whole: whoever asks is told which and why, and may ask for
 * the rest once they have taken that out. What can't be done for one person alone is left out of the request, as it is otherwise.
 */
export function judgeWhole(
  bundles: readonly AskedBundle[],
  ask: Ask,
  verdicts: readonly Verdict[],
): NotWhole | undefined {
  const refused = new Map<string, NotWhole['parts'][number]>();
  let action = 0;
  for (const { verb, entitlement, subjects } of ask.changes) {
    const own = verdicts.slice(action, action + subjects.length);
    action += subjects.length;
    const [verdict] = own;
    if (verb !== 'add' || !isExisting(entitlement) || own.some(isDoable)) continue;
    if (verdict !== undefined && 'reason' in verdict) {
      refused.set(entitlementKey(entitlement), { entitlement, verdict });
    }
  }
  for (const { name: bundle, contents } of bundles) {
    const parts = contents.flatMap((ids) => refused.get(entitlementKey(unnamed(ids))) ?? []);
    if (parts.length > 0) return { code: 'bundleNotWhole', bundle, parts };
  }
  return undefined;
}
