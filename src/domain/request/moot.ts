import type { Ask, Change } from '../action/ask';
import { entitlementKey } from '../action/entitlement';
import type { Subject } from '../action/subject';
import type { ClosedFor } from '../audit/closed-for';
import type { Term } from '../term/term';

/** What is known of a request that waits. Whatever is not known stands in none of these. */
export interface SeenOfAsk {
  /** Account ids of people whom the site has as inactive. Whom it does not tell of may be there. */
  readonly inactive: ReadonlySet<string>;
  /** By `entitlementKey`: groups and roles that are proved to be gone, or whose project is archived. */
  readonly gone: ReadonlySet<string>;
  /** Its work item is done. */
  readonly isWorkItemDone: boolean;
}

/**
 * Why nothing could come of a request any more, whoever approved it. Undefined where something could, or that is not known: so a request is
 * closed only where all of it is known to be in vain.
 */
export function judgeMoot(
  { ask, term }: { readonly ask: Ask; readonly term: Term },
  seen: SeenOfAsk,
): ClosedFor | undefined {
  const { changes, subjects } = ask;
  if (changes.length === 0) return undefined;
  const givesOnly = changes.every(({ verb }) => verb === 'add');
  if (givesOnly && term.kind === 'workItem' && seen.isWorkItemDone) return 'workItemDone';
  const reasons = changes.map((change) => whyMoot(change, subjects, seen));
  if (reasons.includes(undefined)) return undefined;
  const [first] = reasons;
  return reasons.every((one) => one === first) ? first : 'nothingLeft';
}

function whyMoot(
  { verb, entitlement, subjects: about }: Change,
  subjects: readonly Subject[],
  { inactive, gone }: SeenOfAsk,
): ClosedFor | undefined {
  if (verb === 'create') return undefined;
  if (gone.has(entitlementKey(entitlement))) return 'accessGone';
  const isOut = (subject: Subject | undefined): boolean => {
    switch (subject?.kind) {
      case 'person':
        // Somebody inactive can still be taken out of something.
        return verb === 'add' && inactive.has(subject.accountId);
      case 'group':
        return gone.has(entitlementKey({ kind: 'group', groupId: subject.groupId, name: '' }));
      default:
        return false;
    }
  };
  return about.length > 0 && about.every((place) => isOut(subjects[place]))
    ? 'peopleGone'
    : undefined;
}
