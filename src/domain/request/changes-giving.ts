import type { Ask, Change } from '../action/ask';
import { type Entitlement, entitlementKey, isExisting } from '../action/entitlement';
import { type Subject, subjectKey } from '../action/subject';

/** What a request has given, as it is held. */
export interface Given {
  readonly entitlement: Entitlement;
  readonly subject: Subject;
}

/**
 * Which changes of an ask gave this, as their positions. Where it names the one or the other otherwise (what it is to create is
 * held under an id that it does not have), all that may have; it is never none of what it gives.
 */
export function changesGiving(
  { ask }: { readonly ask: Ask },
  { entitlement, subject }: Given,
): readonly number[] {
  const [thing, who] = [entitlementKey(entitlement), subjectKey(subject)];
  const isIt = (one: Change) => entitlementKey(one.entitlement) === thing;
  const isFor = (one: Change) => subjectsOf(ask, one).some((of) => subjectKey(of) === who);
  const mayBeIt = (one: Change) => isIt(one) || !isExisting(one.entitlement);
  const mayBeFor = (one: Change) => isFor(one) || subjectsOf(ask, one).some(isToBeCreated);
  const adds = [...ask.changes.entries()].filter(([, { verb }]) => verb === 'add');
  const exact = adds.filter(([, one]) => isIt(one) && isFor(one));
  const possible = adds.filter(([, one]) => mayBeIt(one) && mayBeFor(one));
  const found = [exact, possible, adds].find((all) => all.length > 0) ?? [];
  return found.map(([position]) => position);
}

function subjectsOf({ subjects }: Ask, change: Change): readonly Subject[] {
  return change.subjects.flatMap((at) => subjects[at] ?? []);
}

const isToBeCreated = ({ kind }: Subject) => kind === 'newPerson' || kind === 'newGroup';
