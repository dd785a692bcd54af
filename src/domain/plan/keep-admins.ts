import type { Entitlement } from '../action/entitlement';
import { entitlementKey } from '../action/entitlement';
import type { Subject } from '../action/subject';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Acting, LiveState } from './live-state';

export type KeptFor =
  /** Nobody who can act would be left to administer it. */
  | 'lastAdmin'
  /** It can't be known who would be left: too many had to be looked at. */
  | 'adminsNotKnown'
  /** The group would be left without anybody who can act, and may be a project's only administrator. */
  | 'mayBeLastAdmin'
  /** The app acts as this account by way of this group. */
  | 'connectionAccount';

/**
 * Lets people and groups go one after the other, as long as somebody is left who can act: an active
 * person, or a group with one among its members. Whoever can't act may go; an empty group, an app or a
 * deactivated account is nobody to be left with. The account that the app acts as stays in what makes
 * it work. To be asked in the order in which they would go.
 */
export function keepAdmins(
  live: LiveState,
): (entitlement: Entitlement, subject: Subject) => Allowed<KeptFor> {
  const gone = new Map<string, number>();
  return (entitlement, subject) => {
    if (isOwnFooting(entitlement, subject, live)) return forbidden('connectionAccount');
    const guarded = guardOf(entitlement, live);
    if (guarded === undefined || !canAct(subject, guarded.acting, live)) return ALLOWED;
    const key = entitlementKey(entitlement);
    const before = gone.get(key) ?? 0;
    const { acting, unless } = guarded;
    if (acting === undefined) return forbidden('adminsNotKnown');
    if (acting.count - before < 2) {
      return forbidden(unless ?? (acting.isWhole ? 'lastAdmin' : 'adminsNotKnown'));
    }
    gone.set(key, before + 1);
    return ALLOWED;
  };
}

/** Whether it matters who is left: of what nobody needs to be in, nobody is counted. */
export function mattersWhoIsLeft(entitlement: Entitlement, live: LiveState): boolean {
  return guardOf(entitlement, live) !== undefined;
}

interface Guarded {
  readonly acting: Acting | undefined;
  /** Why the last one stays, where it is another reason than that it administers. */
  readonly unless?: KeptFor;
}

/** Undefined for what may be left without anybody. */
function guardOf(entitlement: Entitlement, live: LiveState): Guarded | undefined {
  switch (entitlement.kind) {
    case 'role': {
      const role = live.roles.get(entitlementKey(entitlement));
      return role?.adminRole === true ? { acting: role.acting } : undefined;
    }
    case 'group': {
      const group = live.groups.get(entitlement.groupId);
      if (group === undefined) return undefined;
      if (group.protection.length > 0) return { acting: group.acting };
      if (group.administersAlone === 'yes') return { acting: group.acting, unless: 'lastAdmin' };
      return group.administersAlone === 'notKnown'
        ? { acting: group.acting, unless: 'mayBeLastAdmin' }
        : undefined;
    }
    case 'newGroup':
    case 'account':
      return undefined;
  }
}

/** Whoever can't be told counts as somebody who can. */
function canAct(subject: Subject, acting: Acting | undefined, live: LiveState): boolean {
  switch (subject.kind) {
    case 'person': {
      const person = live.people.get(subject.accountId);
      if (person === undefined) return true;
      return person.active && person.accountType !== 'app' && person.accountType !== 'customer';
    }
    case 'group':
      return acting === undefined || !acting.idleGroups.has(subject.groupId);
    case 'newPerson':
    case 'newGroup':
      return true;
  }
}

/** What the app needs to change groups, and to sign in at all. */
function isOwnFooting(entitlement: Entitlement, subject: Subject, live: LiveState): boolean {
  if (entitlement.kind !== 'group' || subject.kind !== 'person') return false;
  const group = live.groups.get(entitlement.groupId);
  if (
    group === undefined ||
    (group.protection.length === 0 && group.givesProductAccess === false)
  ) {
    return false;
  }
  return live.ownAccount === undefined || live.ownAccount === subject.accountId;
}
