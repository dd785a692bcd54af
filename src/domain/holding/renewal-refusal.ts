import type { Person } from '../action/person';
import type { Instant } from '../lib/time';
import type { TakeBackRefusal } from './take-back-refusal';

/** Why somebody can't say that access is not to be renewed, or that it may be again. */
export type RenewalRefusal =
  | Exclude<TakeBackRefusal, { readonly code: 'cannotEnd' }>
  /** It has no end, so there is nothing to renew. */
  | { readonly code: 'noEnd' }
  | { readonly code: 'saidAlready'; readonly by: Person; readonly at: Instant }
  /** Nobody has said so, or it was taken back meanwhile. */
  | { readonly code: 'notSaid' }
  /** They have it, or asked for it: who said so did not mean them to take it back. */
  | { readonly code: 'ownAccess' }
  | { readonly code: 'reasonMissing' }
  | { readonly code: 'recordUnreadable' };
