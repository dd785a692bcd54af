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
  /** The person administers the site, and whoever asks does not. */
  | { readonly code: 'takesSiteAdministrator' }
  /** Who administers the site can't be known now. */
  | { readonly code: 'administratorsNotKnown' }
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
  /** Undefined where it can't be known. */
  readonly administration: SiteAdministration | undefined;
}

/** What somebody who would be suspended or restored means for the administration of the site. */
export interface SiteAdministration {
  /** Whether they administer it, or will once they are restored. */
  readonly theirs: boolean;
  readonly askerAdministers: boolean;
  /** A group that administers the site and would be left without anybody who can act. */
  readonly lastAdminOf: string | undefined;
}

/**
 * Whether somebody's access can be suspended, or restored, now. Nobody takes or gives through the
 * organization's key what they could not themselves: who administers the site is suspended and restored
 * by others who do.
 */
export function judgeSuspension(
  verb: SuspensionVerb,
  facts: SuspensionFacts,
): Allowed<SuspensionRefusal> {
  if (!facts.isPerson) return forbidden({ code: 'notAPerson' });
  if (facts.state === 'inactive') return forbidden({ code: 'deactivated' });
  switch (verb) {
    case 'restore':
      return facts.state === 'suspended' ? judgeAsker(facts) : forbidden({ code: 'notSuspended' });
    case 'suspend':
      return judgeSuspending(facts);
  }
}

function judgeSuspending(facts: SuspensionFacts): Allowed<SuspensionRefusal> {
  if (facts.accountId === facts.by.accountId) return forbidden({ code: 'yourself' });
  if (facts.accountId === facts.actsAs.accountId) return forbidden({ code: 'connectionAccount' });
  if (facts.state === 'suspended') return forbidden({ code: 'alreadySuspended' });
  const asker = judgeAsker(facts);
  const group = facts.administration?.lastAdminOf;
  return !asker.allowed || group === undefined
    ? asker
    : forbidden({ code: 'lastSiteAdmin', group });
}

function judgeAsker({ administration }: SuspensionFacts): Allowed<SuspensionRefusal> {
  if (administration === undefined) return forbidden({ code: 'administratorsNotKnown' });
  const { theirs, askerAdministers } = administration;
  return theirs && !askerAdministers ? forbidden({ code: 'takesSiteAdministrator' }) : ALLOWED;
}
