import type { Action } from '../action/action';
import { isEmail } from '../action/email';
import { groupNameKey } from '../action/entitlement';
import { judgeGroupName } from '../action/group-name';
import { emailKey } from '../action/subject';
import type { Verdict } from './plan';
import type { PlanQuestion } from './plan-question';

/** What creating this account or this group would come to. */
export function judgeCreation(
  { subject }: Pick<Action, 'subject'>,
  { live, policy, tokenKind }: Pick<PlanQuestion, 'live' | 'policy' | 'tokenKind'>,
): Verdict {
  switch (subject.kind) {
    case 'newPerson':
      if (!policy.creation.users) return { verdict: 'refused', reason: 'creationNotAllowed' };
      if (!isEmail(subject.email)) return { verdict: 'impossible', reason: 'emailMalformed' };
      if (live.accounts.has(emailKey(subject.email))) return { verdict: 'alreadySo' };
      return tokenKind === 'scoped'
        ? { verdict: 'impossible', reason: 'tokenCannotCreateUsers' }
        : { verdict: 'change' };
    // Found by the address that was asked for: there is an account already.
    case 'person': {
      const person = live.people.get(subject.accountId);
      if (person === undefined) return { verdict: 'impossible', reason: 'noSuchPerson' };
      return person.active
        ? { verdict: 'alreadySo' }
        : { verdict: 'impossible', reason: 'personInactive' };
    }
    case 'newGroup': {
      if (!policy.creation.groups) return { verdict: 'refused', reason: 'creationNotAllowed' };
      if (live.protectedNames === undefined) {
        return { verdict: 'refused', reason: 'protectionNotKnown' };
      }
      const name = judgeGroupName(subject.name, live.protectedNames);
      if (!name.allowed) {
        return name.why === 'groupNameReserved'
          ? { verdict: 'refused', reason: name.why }
          : { verdict: 'impossible', reason: name.why };
      }
      return live.takenNames.has(groupNameKey(subject.name))
        ? { verdict: 'impossible', reason: 'groupNameTaken' }
        : { verdict: 'change' };
    }
    case 'group':
      return { verdict: 'impossible', reason: 'groupNameTaken' };
  }
}
