import type { Person } from '../action/person';
import type { Instant } from '../lib/time';

/** What somebody said of access that is in force: it is not to last longer. */
export interface NoRenewal {
  readonly by: Person;
  readonly at: Instant;
  readonly reason: string;
  /** The latest end then: of one that is later by now, whoever approved that knew what was said. */
  readonly endsAt: Instant;
  /** It may be renewed again: who said so. It stays for those who are still to be told. */
  readonly lifted?: { readonly by: Person; readonly at: Instant };
}
