import { type Ask, actionsOf, countActions } from '../action/ask';
import { entitlementKey } from '../action/entitlement';
import { subjectKey } from '../action/subject';
import type { NoRenewal } from '../grant/no-renewal';
import type { LiveState } from './live-state';

/**
 * Of an ask of more lines it is only looked up of access that is held what somebody said of its renewal: to read what is on record of
 * thousands who don't have it would take all that the store gives in a minute.
 */
const LOOKED_UP = 500;

/** Whether what is on record of all is read, whether or not they have it now: what has ended is not to be renewed either. */
export const areAllLookedUp = (ask: Ask): boolean => countActions(ask) <= LOOKED_UP;

/** What somebody said of access that would be given: one for each action, in their order. */
export function noRenewalsOf(
  ask: Ask,
  { noRenewals }: Pick<LiveState, 'noRenewals'>,
): readonly (NoRenewal | undefined)[] {
  return actionsOf(ask).map(({ verb, entitlement, subject }) =>
    verb === 'add'
      ? noRenewals.get(entitlementKey(entitlement))?.get(subjectKey(subject))
      : undefined,
  );
}
