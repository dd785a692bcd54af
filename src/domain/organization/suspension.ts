import type { Person } from '../action/person';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';

/** Whether an account can be used on the connected site, and if not, whether a suspension is why. */
export type AccessState = 'active' | 'suspended' | 'inactive';

export type SuspensionVerb = 'suspend' | 'restore';

/** Why somebody's access can't be suspended or restored now. */
export type SuspensionRefusal =
  | { readonly code: 'noOrganizationKey' }
  | { readonly code: 'reasonMissing' }
  | { readonly code: 'yourself' }
  | { readonly code: 'connectionAccount' }
  | { readonly code: 'lastSiteAdmin'; readonly group: string }
  | { readonly code: 'notAPerson' }
  | { readonly code: 'alreadySuspended' }
  | { readonly code: 'notSuspended' }
  | { readonly code: 'deactivated' }
  /** It was tried, and Atlassian did not do it. */
  | { readonly code: 'notDone'; readonly message: string; readonly retryable: boolean }
  /** It was sent, the answer was lost, and the state can't be read: it may have happened. */
  | { readonly code: 'unconfirmed'; readonly message: string };

export interface SuspensionFacts {
  readonly state: AccessState;
  readonly isPerson: boolean;
  readonly accountId: string;
  /** The admin who asks. */
  readonly by: Pick<Person, 'accountId'>;
  /** As whom the app acts on the site: suspended, nothing could be undone through it. */
  readonly actsAs: Pick<Person, 'accountId'>;
  /** A group that administers the site and would be left without an active member. */
  readonly lastAdminOf: string | undefined;
}

/** Whether somebody's access can be suspended, or restored, now. */
export function judgeSuspension(
  verb: SuspensionVerb,
  facts: SuspensionFacts,
): Allowed<SuspensionRefusal> {
  if (!facts.isPerson) return forbidden({ code: 'notAPerson' });
  if (facts.state === 'inactive') return forbidden({ code: 'deactivated' });
  switch (verb) {
    case 'restore':
      return facts.state === 'suspended' ? ALLOWED : forbidden({ code: 'notSuspended' });
    case 'suspend':
      return judgeSuspending(facts);
  }
}

function judgeSuspending(facts: SuspensionFacts): Allowed<SuspensionRefusal> {
  if (facts.accountId === facts.by.accountId) return forbidden({ code: 'yourself' });
  if (facts.accountId === facts.actsAs.accountId) return forbidden({ code: 'connectionAccount' });
  if (facts.state === 'suspended') return forbidden({ code: 'alreadySuspended' });
  return facts.lastAdminOf === undefined
    ? ALLOWED
    : forbidden({ code: 'lastSiteAdmin', group: facts.lastAdminOf });
}
