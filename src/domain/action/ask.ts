import type { Action, Verb } from './action';
import { actionKind } from './action';
import type { Entitlement } from './entitlement';
import type { Subject } from './subject';

/**
 * What is asked, written small: each subject once, each entitlement once, and which subjects go with
 * which entitlement by position. 500 people in 10 groups fit into one stored value this way.
 */
export interface Ask {
  readonly subjects: readonly Subject[];
  readonly changes: readonly Change[];
}

/** One entitlement, given to or taken from the subjects at these positions of `Ask.subjects`. */
export interface Change {
  readonly verb: Verb;
  readonly entitlement: Entitlement;
  readonly subjects: readonly number[];
}

/** Every action of an ask, in the order that numbers its steps: change by change, subject by subject. */
export function actionsOf(ask: Ask): Action[] {
  return ask.changes.flatMap((change) =>
    change.subjects.flatMap((position) => {
      const subject = ask.subjects[position];
      return subject
        ? [
            {
              kind: actionKind(change.verb, change.entitlement),
              verb: change.verb,
              subject,
              entitlement: change.entitlement,
            },
          ]
        : [];
    }),
  );
}

/** How many actions an ask has, without making them. */
export function countActions({ changes }: Pick<Ask, 'changes'>): number {
  return changes.reduce((count, { subjects }) => count + subjects.length, 0);
}
