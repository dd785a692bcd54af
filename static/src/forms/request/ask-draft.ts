import { CHANGES_MAX, JUSTIFICATION_MAX, SUBJECTS_MAX } from '#contract/limits';
import type { Person } from '#domain/action/person';
import type { Term } from '#domain/request/term';
import type { InputOf } from '../../api/call';
import type { AskedAccess } from './access-option';

/** Everything typed into the form, kept until it is submitted or thrown away. */
export interface AskDraft {
  readonly open: boolean;
  readonly people: readonly Person[];
  readonly access: readonly AskedAccess[];
  readonly term: Term;
  readonly justification: string;
  readonly submissionKey: string;
  /** What was sent under that key: another content needs another key. */
  readonly sent?: string;
}

export type AskProblem = {
  readonly field: 'people' | 'access' | 'justification' | 'term';
  readonly text: string;
};

export function newDraft(longestTermDays: number | undefined, key: string): AskDraft {
  return {
    open: true,
    people: [],
    access: [],
    term:
      longestTermDays === undefined
        ? { kind: 'permanent' }
        : { kind: 'days', days: Math.min(30, longestTermDays) },
    justification: '',
    submissionKey: key,
  };
}

/** Whether something read back is a draft: the tab may have kept one of an earlier version of the form. */
export function isDraft(kept: unknown): kept is AskDraft {
  if (typeof kept !== 'object' || kept === null) return false;
  const { people, access, term, justification, submissionKey } = kept as Partial<AskDraft>;
  return (
    Array.isArray(people) &&
    Array.isArray(access) &&
    (term?.kind === 'permanent' || term?.kind === 'days') &&
    typeof justification === 'string' &&
    typeof submissionKey === 'string'
  );
}

/** What stands between the draft and a plan or a submission, in the order of the form. */
export function problemsOf(draft: AskDraft, longestTermDays: number | undefined): AskProblem[] {
  const problems: AskProblem[] = [];
  if (draft.people.length === 0) problems.push({ field: 'people', text: 'Choose who it is for.' });
  if (draft.people.length > SUBJECTS_MAX) {
    problems.push({ field: 'people', text: `Choose at most ${SUBJECTS_MAX} people.` });
  }
  if (draft.access.length === 0) {
    problems.push({ field: 'access', text: 'Choose a group or a role.' });
  }
  if (draft.access.length > CHANGES_MAX) {
    problems.push({ field: 'access', text: `Choose at most ${CHANGES_MAX} groups and roles.` });
  }
  const term = termProblem(draft.term, longestTermDays);
  if (term !== undefined) problems.push({ field: 'term', text: term });
  const length = draft.justification.trim().length;
  if (length === 0) problems.push({ field: 'justification', text: 'Say why it is needed.' });
  if (length > JUSTIFICATION_MAX) {
    problems.push({ field: 'justification', text: `Use at most ${JUSTIFICATION_MAX} characters.` });
  }
  return problems;
}

function termProblem(term: Term, longestTermDays: number | undefined): string | undefined {
  if (term.kind === 'permanent') {
    return longestTermDays === undefined ? undefined : 'Choose for how long.';
  }
  const most = longestTermDays ?? 365;
  const fits = Number.isInteger(term.days) && term.days >= 1 && term.days <= most;
  return fits ? undefined : `Enter a number of days from 1 to ${most}.`;
}

/** Undefined until the draft says for whom and what. */
export function previewInput(
  issueId: string,
  draft: AskDraft,
  longestTermDays: number | undefined,
): InputOf<'request.preview'> | undefined {
  const blocked = problemsOf(draft, longestTermDays).some(({ field }) => field !== 'justification');
  if (blocked) return undefined;
  return {
    issueId,
    ask: {
      people: draft.people.map(({ accountId }) => accountId),
      changes: draft.access.map(({ verb, entitlement }) =>
        entitlement.kind === 'group'
          ? { kind: 'group', verb, groupId: entitlement.groupId }
          : {
              kind: 'role',
              verb,
              projectId: entitlement.projectId,
              roleId: entitlement.roleId,
            },
      ),
    },
    term: draft.term,
  };
}

/** The same content goes out under the same key, so that sending twice asks once; another under a new one. */
export function keyForSending(draft: AskDraft, content: string, freshKey: string): string {
  return draft.sent === undefined || draft.sent === content ? draft.submissionKey : freshKey;
}
