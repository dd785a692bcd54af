import type { Action } from '../action/action';
import { subjectKey } from '../action/subject';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Objection } from './plan';
import type { PlanQuestion } from './plan-question';

/**
 * Whether it can be done to this subject. Whoever is to be removed may be inactive: taking access from
 * somebody who left is the point.
 */
export function judgeSubject(
  { subject, verb, entitlement }: Action,
  { live, ownAccounts }: Pick<PlanQuestion, 'live' | 'ownAccounts'>,
  created: ReadonlySet<string>,
): Allowed<Objection> {
  switch (subject.kind) {
    case 'person': {
      const person = live.people.get(subject.accountId);
      if (person === undefined) {
        const reason = ownAccounts.has(subject.accountId) ? 'notYetVisible' : 'noSuchPerson';
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
      if (entitlement.kind !== 'role')
        return forbidden({ verdict: 'impossible', reason: 'groupInGroup' });
      return live.groups.has(subject.groupId)
        ? ALLOWED
        : forbidden({ verdict: 'impossible', reason: 'noSuchGroup' });
    case 'newPerson':
      return created.has(subjectKey(subject))
        ? ALLOWED
        : forbidden({ verdict: 'impossible', reason: 'notCreated' });
    case 'newGroup':
      return forbidden({ verdict: 'impossible', reason: 'groupInGroup' });
  }
}
