import type { Action } from '../action/action';
import type { AddressOwner } from '../action/address-owner';
import { isEmail } from '../action/email';
import { groupNameKey } from '../action/entitlement';
import { judgeGroupName } from '../action/group-name';
import { emailKey } from '../action/subject';
import type { Policy } from '../policy/policy';
import type { LiveState } from './live-state';
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
      return judgeNewAccount(live.owners.get(emailKey(subject.email)), tokenKind);
    // Found by the address that was asked for: there is an account already.
    case 'person': {
      const person = live.people.get(subject.accountId);
      if (person === undefined) return { verdict: 'impossible', reason: 'noSuchPerson' };
      return person.active
        ? { verdict: 'alreadySo' }
        : { verdict: 'impossible', reason: 'personInactive' };
    }
    case 'newGroup':
      if (!policy.creation.groups) return { verdict: 'refused', reason: 'creationNotAllowed' };
      return judgeNewGroup(subject.name, live, policy);
    case 'group':
      return { verdict: 'impossible', reason: 'groupNameTaken' };
  }
}

/** Where it may be that of somebody who has an account, nobody is created at it. */
function judgeNewAccount(
  owner: AddressOwner<string> = { owner: 'nobody' },
  tokenKind: PlanQuestion['tokenKind'],
): Verdict {
  switch (owner.owner) {
    case 'known':
    case 'perhaps':
      return { verdict: 'alreadySo' };
    case 'notKnown':
      return { verdict: 'impossible', reason: 'addressNotKnown' };
    case 'nobody':
      return tokenKind === 'scoped'
        ? { verdict: 'impossible', reason: 'tokenCannotCreateUsers' }
        : { verdict: 'change' };
  }
}

function judgeNewGroup(
  name: string,
  { protectedNames, groupNames, takenNames }: LiveState,
  { requestableGroups }: Policy,
): Verdict {
  if (protectedNames === undefined) return { verdict: 'refused', reason: 'protectionNotKnown' };
  if (groupNames === undefined) return { verdict: 'refused', reason: 'groupNamesNotKnown' };
  const judged = judgeGroupName(name, {
    ofProtected: protectedNames,
    ofOthers: [...requestableGroups.map((group) => group.name), ...groupNames],
  });
  const isTaken = takenNames.has(groupNameKey(name));
  if (judged.allowed) {
    return isTaken ? { verdict: 'impossible', reason: 'groupNameTaken' } : { verdict: 'change' };
  }
  switch (judged.why.problem) {
    case 'groupNameReserved':
      return { verdict: 'refused', reason: 'groupNameReserved' };
    case 'groupNameInvalid':
      return { verdict: 'impossible', reason: 'groupNameInvalid' };
    // A name in use is that very group's: there is no other that it would be mistaken for.
    case 'groupNameLookAlike':
      return isTaken
        ? { verdict: 'impossible', reason: 'groupNameTaken' }
        : { verdict: 'refused', reason: 'groupNameLookAlike', like: judged.why.like };
  }
}
