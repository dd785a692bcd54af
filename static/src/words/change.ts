import type { Verb } from '#domain/action/action';
import type { Entitlement } from '#domain/action/entitlement';
import type { Subject } from '#domain/action/subject';
import type { Term } from '#domain/request/term';
import { count, listNames } from './listing';

/** `the group frontend`, `the role Developers in Website`. */
export function nameEntitlement(entitlement: Entitlement): string {
  return entitlement.kind === 'group'
    ? `the group ${entitlement.name}`
    : `the role ${entitlement.name} in ${entitlement.projectName}`;
}

/** `Add Priya Raman to the group frontend, and remove them from the group design`. */
export function nameRequest(
  subjects: readonly Subject[],
  subjectCount: number,
  changes: readonly { readonly verb: Verb; readonly entitlement: Entitlement }[],
): string {
  const whom = nameSubjects(subjects, subjectCount);
  const added = entitlementsOf(changes, 'add');
  const removed = entitlementsOf(changes, 'remove');
  if (removed === '') return `Add ${whom} to ${added}`;
  if (added === '') return `Remove ${whom} from ${removed}`;
  return `Add ${whom} to ${added}, and remove them from ${removed}`;
}

function nameSubjects(subjects: readonly Subject[], subjectCount: number): string {
  if (subjectCount > 3) {
    const first = subjects[0]?.displayName;
    return first === undefined
      ? count(subjectCount, 'person', 'people')
      : `${first} and ${subjectCount - 1} others`;
  }
  return listNames(subjects.map(({ displayName }) => displayName));
}

function entitlementsOf(
  changes: readonly { readonly verb: Verb; readonly entitlement: Entitlement }[],
  verb: Verb,
): string {
  return listNames(
    changes
      .filter((change) => change.verb === verb)
      .map((change) => nameEntitlement(change.entitlement)),
  );
}

export function nameTerm(term: Term): string {
  return term.kind === 'permanent'
    ? 'For good'
    : `For ${count(term.days, 'day')}, then it is taken back`;
}
