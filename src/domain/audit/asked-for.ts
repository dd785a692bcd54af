import type { Ask } from '../action/ask';
import type { Subject } from '../action/subject';
import type { Term } from '../term/term';

/** What a request asks for, as the audit keeps it: whatever becomes of the request. */
export interface AskedFor {
  readonly ask: Ask;
  readonly term: Term;
}

/** Pictures and addresses of people left out: what one person may see of another, a reader may not. */
export function askedFor({ subjects, changes }: Ask, term: Term): AskedFor {
  return { ask: { subjects: subjects.map(nameOnly), changes }, term };
}

export function nameOnly(subject: Subject): Subject {
  if (subject.kind !== 'person') return subject;
  const { kind, accountId, displayName } = subject;
  return { kind, accountId, displayName };
}
