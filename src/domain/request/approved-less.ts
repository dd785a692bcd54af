import type { Verb } from '../action/action';
import type { Entitlement } from '../action/entitlement';
import type { Person } from '../action/person';
import type { Subject } from '../action/subject';
import type { Instant } from '../lib/time';
import type { LevelInPlace } from '../policy/asked-bundle';
import type { Term } from '../term/term';

/** What somebody left out of a request as they approved the rest: from then on, the rest is all that is asked for. */
export interface ApprovedLess {
  readonly by: Person;
  readonly at: Instant;
  readonly reason: string;
  /** Of each access that something was left out of. */
  readonly leftOut: readonly LeftOut[];
  /** Where a lower level of a bundle was approved: by their names. */
  readonly levels?: readonly LevelInPlace[];
  /** Where a shorter term was approved. */
  readonly term?: { readonly before: Term; readonly after: Term };
}

export interface LeftOut {
  readonly verb: Verb;
  readonly entitlement: Entitlement;
  /** How many it was left out for. */
  readonly count: number;
  /** The first of them: all are in the audit. */
  readonly subjects: readonly Subject[];
}

/** So many are named with the request, which is one stored value with all that is left out of it; as many as a list names. */
export const LEFT_OUT_NAMED = 4;
