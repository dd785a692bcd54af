import type { Term } from './term';

/** For how long it is asked for in a work item: it ends with that one, whichever a page names. */
export function termIn(term: Term, issue: { readonly id: string; readonly key: string }): Term {
  return term.kind === 'workItem' ? { ...term, issueId: issue.id, issueKey: issue.key } : term;
}
