import type { Action } from '../action/action';
import { meantBy } from '../action/address-owner';
import { emailKey, type PersonSubject, subjectKey } from '../action/subject';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { LiveState } from './live-state';
import type { Objection } from './plan';
import type { PlanQuestion } from './plan-question';
import { rulesOf } from './rules-of';

/**
 * Whether it can be done to this subject. Whoever is to be removed may be inactive: taking access from
 * somebody who left is the point.
 */
export function judgeSubject(
  { subject, verb, entitlement }: Action,
  { live, accountsOfRequest }: Pick<PlanQuestion, 'live' | 'accountsOfRequest'>,
  created: ReadonlySet<string>,
): Allowed<Objection> {
  switch (subject.kind) {
    case 'person': {
      if (!isStillTheirs(subject, live))
        return forbidden({ verdict: 'impossible', reason: 'addressNotKnown' });
      const person = live.people.get(subject.accountId);
      if (person === undefined) {
        const reason = accountsOfRequest.has(subject.accountId) ? 'notYetVisible' : 'noSuchPerson';
        return forbidden({ verdict: 'impossible', reason });
      }
      if (person.accountType === 'app' || person.accountType === 'customer') {
        return forbidden({ verdict: 'impossible', reason: 'notAPerson' });
      }
      if (!person.active && verb === 'add') {
        return forbidden({ verdict: 'impossible', reason: 'personInactive' });
      }
      return ALLOWED;
    }
    case 'group':
      if (!rulesOf(entitlement).takesGroups)
        return forbidden({ verdict: 'impossible', reason: 'groupInGroup' });
      return live.groups.has(subject.groupId)
        ? ALLOWED
        : forbidden({ verdict: 'impossible', reason: 'noSuchGroup' });
    case 'newPerson':
      if (live.owners.get(emailKey(subject.email))?.owner === 'notKnown')
        return forbidden({ verdict: 'impossible', reason: 'addressNotKnown' });
      return created.has(subjectKey(subject))
        ? ALLOWED
        : forbidden({ verdict: 'impossible', reason: 'notCreated' });
    case 'newGroup':
      return forbidden({ verdict: 'impossible', reason: 'groupInGroup' });
  }
}

/** Whoever was named by an address is found by it; looked at as long as nobody has decided on who they are. */
function isStillTheirs({ accountId, foundBy }: PersonSubject, { owners }: LiveState): boolean {
  const owner = foundBy === undefined ? undefined : owners.get(emailKey(foundBy));
  return owner === undefined || meantBy(owner) === accountId;
}
