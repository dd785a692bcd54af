import { type ExistingEntitlement, entitlementKey } from '../action/entitlement';
import { type Subject, subjectKey } from '../action/subject';
import { type Holding, lastingGrant, type Wanted } from '../holding/holding';
import type { Found } from '../holding/pass';
import { isReturned } from '../holding/returned';
import type { Instant } from '../lib/time';
import { keepAdmins } from '../plan/keep-admins';
import type { LiveState } from '../plan/live-state';
import { rulesOfExisting } from '../plan/rules-of';
import { isApprovalOver } from './may-be-given';

/** What is to be done to end a pass: nothing more than to write down what was found, or an effect. */
export type ToDo = Found | { readonly found: 'toRemove' } | { readonly found: 'toAdd' };

/**
 * Holds what the grants want against the site, for holdings of one entitlement. An end stands on the
 * approval that gave the access: what can be asked for today does not matter to it, but the last admin
 * of anything stays, and what the app may not or cannot change is told.
 */
export function judgePass(
  holdings: readonly { readonly holding: Holding; readonly wanted: Wanted }[],
  live: LiveState,
  at: Instant,
): readonly ToDo[] {
  const keep = keepAdmins(live);
  return holdings.map(({ holding, wanted }): ToDo => {
    const { entitlement, subject } = holding;
    const missing = missingOf(entitlement, subject, live);
    if (missing !== undefined) return missing;
    const held = live.holders.get(entitlementKey(entitlement))?.has(subjectKey(subject)) === true;
    if (!held && wanted !== 'held') return { found: 'notHeld' };
    if (held && wanted !== 'notHeld') return { found: 'held' };
    // Nothing that keeps it from being given back lasts longer than the approval by which it could be.
    if (isMissing(holding, live) && isOver(holding, at)) return { found: 'notToGive' };
    const obstacle = obstacleOf(entitlement, live);
    if (obstacle !== undefined) return obstacle;
    if (wanted === 'held') return canHold(subject, live) ? { found: 'toAdd' } : REFUSED;
    const kept = keep(entitlement, subject);
    if (kept.allowed) return { found: 'toRemove' };
    if (kept.why !== 'mayBeLastAdmin') return { found: 'stuck', cause: kept.why };
    // What was given for a time does not stay because of something that is not known to be so; what is returned before its time is over, does.
    return isReturned(holding, at)
      ? { found: 'stuck', cause: 'adminsNotKnown' }
      : { found: 'toRemove' };
  });
}

/** The site has answered that what is to be held is not: of what it does not show at all, nothing is known. */
export function isMissing({ entitlement, subject }: Holding, live: LiveState): boolean {
  if (rulesOfExisting(entitlement).stateOnSite(live) === 'notShown') return false;
  const holders = live.holders.get(entitlementKey(entitlement));
  return holders !== undefined && !holders.has(subjectKey(subject));
}

function isOver(holding: Holding, at: Instant): boolean {
  const grant = lastingGrant(holding);
  return grant !== undefined && isApprovalOver(grant, at);
}

const REFUSED: Found = { found: 'stuck', cause: 'siteRefused' };

/** What is not there at all, see `RoleAbsence`. */
function missingOf(
  entitlement: ExistingEntitlement,
  subject: Subject,
  live: LiveState,
): Found | undefined {
  if (subject.kind === 'group' && !live.groups.has(subject.groupId)) return { found: 'gone' };
  const stateOnSite = rulesOfExisting(entitlement).stateOnSite(live);
  if (stateOnSite === 'gone') return { found: 'gone' };
  if (stateOnSite !== 'notShown') return undefined;
  switch (live.absences.get(entitlementKey(entitlement))) {
    case 'gone':
      return { found: 'gone' };
    case 'inRecycleBin':
      return { found: 'stuck', cause: 'projectInBin' };
    case 'notKnown':
    case undefined:
      return { found: 'stuck', cause: 'projectHidden' };
  }
}

function obstacleOf(entitlement: ExistingEntitlement, live: LiveState): Found | undefined {
  switch (rulesOfExisting(entitlement).stateOnSite(live)) {
    case 'managedElsewhere':
      return { found: 'stuck', cause: 'groupManagedElsewhere' };
    case 'projectArchived':
      return { found: 'stuck', cause: 'projectArchived' };
    case 'open':
    case 'gone':
    case 'notShown':
      return undefined;
  }
}

/** Of groups, `missingOf` has found those that are not there. */
function canHold(subject: Subject, { people }: LiveState): boolean {
  if (subject.kind === 'person') return people.get(subject.accountId)?.active === true;
  return subject.kind === 'group';
}
