import type { Action } from '../action/action';
import { subjectKey } from '../action/subject';
import type { LiveState } from './live-state';
import type { Verdict } from './plan';

/**
 * What speaks against this subject; undefined: nothing. Whoever is to be removed may be inactive:
 * taking access from somebody who left is the point.
 */
export function judgeSubject(
  { subject, verb, entitlement }: Action,
  live: LiveState,
  created: ReadonlySet<string>,
): Verdict | undefined {
  switch (subject.kind) {
    case 'person': {
      const person = live.people.get(subject.accountId);
      if (person === undefined) return { verdict: 'impossible', reason: 'noSuchPerson' };
      if (person.accountType === 'app' || person.accountType === 'customer') {
        return { verdict: 'impossible', reason: 'notAPerson' };
      }
      if (!person.active && verb === 'add') {
        return { verdict: 'impossible', reason: 'personInactive' };
      }
      return undefined;
    }
    case 'group':
      if (entitlement.kind !== 'role') return { verdict: 'impossible', reason: 'groupInGroup' };
      return live.groups.has(subject.groupId)
        ? undefined
        : { verdict: 'impossible', reason: 'noSuchGroup' };
    case 'newPerson':
      return created.has(subjectKey(subject))
        ? undefined
        : { verdict: 'impossible', reason: 'notCreated' };
    case 'newGroup':
      return { verdict: 'impossible', reason: 'groupInGroup' };
  }
}
