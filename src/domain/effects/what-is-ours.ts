import { type Instant, MINUTE } from '../lib/time';

/** What the site said of a place before the app touched it. */
export type BeforeState = 'held' | 'notHeld';

/** How it came about that the site is as a step was to make it. */
export type Origin =
  /** A call of this app is proved to have brought it about. */
  | 'ours'
  /** It was there without this app. */
  | 'found'
  /** A call of ours may have done it, and so may somebody else. */
  | 'unproved'
  /** It was there without this app, and a call of ours may have given it something all the same. */
  | 'foundAndGiven';

/** What is known of our own part, when the site is seen to be as a step was to make it. */
export interface Proof {
  /** `account`, `newGroup`: a creation. `existing`: a place in a group or a role, given or taken. */
  readonly of: 'existing' | 'newGroup' | 'account';
  /** Of an account: that our call names products for it. */
  readonly givesProducts?: boolean;
  /** Whether it was so before our call, as far as the last look before it could tell. */
  readonly before: 'so' | 'notSo' | 'notKnown';
  readonly call:
    | { readonly call: 'none' }
    /** The site answered that it was done; a creation with the id of what it created. */
    | { readonly call: 'answered' }
    | ({ readonly call: 'unanswered'; readonly seenAt: Instant } & Unanswered);
}

/** A call that may have been sent, and that nobody answered for certain. */
export interface Unanswered {
  /** When, or a little before. */
  readonly at: Instant;
  /** A look since then showed the site without what it was to bring about. */
  readonly missed?: true;
}

/**
 * So long after a call that nobody answered, what the site shows for the first time counts as that call's
 * work: a worker that died is followed by another within two minutes of lease and five of the sweep, and
 * so once more. What is seen later may be anybody's.
 */
export const PROVED_WITHIN = 15 * MINUTE;

/**
 * What is ours: only what an answer to our own call proves, or, of a place that was not held before, the
 * first look at it soon after a call whose answer was lost. A name is no proof: a group is ours by the id
 * in the answer that created it, and never by what it is called. That id, and an account's, is ours only
 * where it is known that it was not there: the site answers for an account that exists as for a new one, and does
 * not say whether it has given it the products that the call names. And a person's word is no proof: what somebody says they
 * did by hand never gets here.
 */
export function originOf({ of, before, call, givesProducts = false }: Proof): Origin {
  if (call.call === 'none') return 'found';
  if (before === 'so') return of === 'account' && givesProducts ? 'foundAndGiven' : 'found';
  if (before === 'notKnown') return 'unproved';
  if (call.call === 'answered') return 'ours';
  if (of === 'newGroup' || call.missed === true) return 'unproved';
  return call.seenAt - call.at <= PROVED_WITHIN ? 'ours' : 'unproved';
}

/** Of a place that is given or taken: whether it was so before, by the state on record. */
export function wasSo(verb: 'add' | 'remove', before: BeforeState): Proof['before'] {
  return (before === 'held') === (verb === 'add') ? 'so' : 'notSo';
}
