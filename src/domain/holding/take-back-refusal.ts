import type { StuckCause } from '../grant/stuck-cause';

/** Why somebody can't end access early that a request gave, now or at all. */
export type TakeBackRefusal =
  /** The request gives it no more, or never did. */
  | { readonly code: 'notInForce' }
  /** That the app gave it is not proved. */
  | { readonly code: 'unproved' }
  /** Its end has come, or somebody ended it already. */
  | { readonly code: 'ends' }
  /** They neither approved it, nor would decide on it today, nor administer Jira. */
  | { readonly code: 'notTheirs' }
  /** Others have approved it too, by another request. */
  | { readonly code: 'approvedByOthersToo' }
  /** Who would decide on it today could not be found out. */
  | { readonly code: 'notKnown' }
  /** It could not be taken away now, or must not. */
  | { readonly code: 'cannotEnd'; readonly cause: StuckCause };
