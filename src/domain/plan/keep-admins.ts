import type { Entitlement } from '../action/entitlement';
import { entitlementKey } from '../action/entitlement';
import type { Subject } from '../action/subject';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Acting, LiveState } from './live-state';
import { rulesOf } from './rules-of';

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
    if (isOwn(subject, live) && rulesOf(entitlement).carriesApp(live)) {
      return forbidden('connectionAccount');
    }
    const guarded = rulesOf(entitlement).guarded(live);
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

/**
 * Whether it matters who is left, here or elsewhere: of what nobody needs to be in, nobody is counted. A group may
 * be emptied because others administer its projects as well, who may be going meanwhile.
 */
export function mattersWhoIsLeft(entitlement: Entitlement, live: LiveState): boolean {
  const rules = rulesOf(entitlement);
  return rules.guarded(live) !== undefined || rules.besideOthers(live);
}

/** Where it is not known who the app is, everybody may be. */
function isOwn(subject: Subject, { ownAccount }: LiveState): boolean {
  if (subject.kind !== 'person') return false;
  return ownAccount === undefined || ownAccount === subject.accountId;
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
