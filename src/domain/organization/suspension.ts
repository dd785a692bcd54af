import type { Person } from '../action/person';

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

export function suspensionRefusal(
  verb: SuspensionVerb,
  facts: SuspensionFacts,
): SuspensionRefusal | undefined {
  if (!facts.isPerson) return { code: 'notAPerson' };
  if (facts.state === 'inactive') return { code: 'deactivated' };
  if (verb === 'restore') {
    return facts.state === 'suspended' ? undefined : { code: 'notSuspended' };
  }
  if (facts.accountId === facts.by.accountId) return { code: 'yourself' };
  if (facts.accountId === facts.actsAs.accountId) return { code: 'connectionAccount' };
  if (facts.state === 'suspended') return { code: 'alreadySuspended' };
  return facts.lastAdminOf === undefined
    ? undefined
    : { code: 'lastSiteAdmin', group: facts.lastAdminOf };
}
