import type { InputOf } from '#contract/api';
import { CHANGES_MAX, JUSTIFICATION_MAX, SUBJECTS_MAX } from '#contract/limits';
import { PRODUCTS, type Product } from '#domain/action/product';
import { LONGEST_TERM_DAYS, type Term } from '#domain/term/term';
import type { AskedAccess } from './access-option';
import type { AskedSubject } from './asked-subject';

/** Everything typed into the form, kept until it is submitted or thrown away. */
export interface AskDraft {
  readonly open: boolean;
  readonly subjects: readonly AskedSubject[];
  /** For the accounts of those who have none: chosen by the asker, never by the site's default. */
  readonly products: readonly Product[];
  readonly access: readonly AskedAccess[];
  readonly term: Term;
  readonly justification: string;
  /** What was pasted as a list and not yet added. */
  readonly listText?: string;
  readonly submissionKey: string;
  /** What was sent under that key: another content needs another key. */
  readonly sent?: string;
}

export type AskProblem = {
  readonly field: 'subjects' | 'access' | 'justification' | 'term';
  readonly text: string;
};

export function newDraft(longestTermDays: number | undefined, key: string): AskDraft {
  return {
    open: true,
    subjects: [],
    products: [],
    access: [],
    term:
      longestTermDays === undefined
        ? { kind: 'permanent' }
        : { kind: 'days', days: Math.min(30, longestTermDays) },
    justification: '',
    submissionKey: key,
  };
}

const isList = (kept: unknown): kept is readonly unknown[] => Array.isArray(kept);

/** What may have been kept under the names of a form's fields. */
type Unchecked<T> = { readonly [Field in keyof T]?: unknown };

/** Whether something read back is a draft: the tab may have kept one of an earlier version of the form. */
export function isDraft(kept: unknown): kept is AskDraft {
  if (typeof kept !== 'object' || kept === null) return false;
  const { subjects, products, access, term, justification, submissionKey }: Unchecked<AskDraft> =
    kept;
  return (
    Array.isArray(subjects) &&
    isList(products) &&
    products.every((one) => PRODUCTS.some((product) => product === one)) &&
    Array.isArray(access) &&
    typeof term === 'object' &&
    term !== null &&
    'kind' in term &&
    (term.kind === 'permanent' || term.kind === 'days') &&
    typeof justification === 'string' &&
    typeof submissionKey === 'string'
  );
}

/** Whether an account or a group comes into being with it. */
export const createsSomething = (draft: AskDraft): boolean =>
  isGroupCreated(draft) || isSomebodyInvited(draft);

const isGroupCreated = ({ access }: AskDraft): boolean =>
  access.some(({ entitlement }) => entitlement.kind === 'newGroup');

const isSomebodyInvited = ({ subjects }: AskDraft): boolean =>
  subjects.some(({ kind }) => kind === 'newPerson');

/** What stands between the draft and a plan or a submission, in the order of the form. */
export function problemsOf(draft: AskDraft, longestTermDays: number | undefined): AskProblem[] {
  const problems: AskProblem[] = [];
  const createsGroup = isGroupCreated(draft);
  if (draft.subjects.length === 0 && !createsGroup) {
    problems.push({ field: 'subjects', text: 'Choose who it is for.' });
  }
  if (draft.subjects.length > SUBJECTS_MAX) {
    problems.push({ field: 'subjects', text: `Choose at most ${SUBJECTS_MAX}.` });
  }
  const invites = isSomebodyInvited(draft);
  if (draft.access.length === 0 && !invites) {
    problems.push({ field: 'access', text: 'Choose a group or a role.' });
  }
  if (draft.access.length + (invites ? 1 : 0) > CHANGES_MAX) {
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
  const most = longestTermDays ?? LONGEST_TERM_DAYS;
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
      subjects: draft.subjects.map(subjectInput),
      changes: [
        ...(draft.subjects.some(({ kind }) => kind === 'newPerson')
          ? [{ kind: 'account' as const, products: [...draft.products] }]
          : []),
        ...draft.access.map(changeInput),
      ],
    },
    term: draft.term,
  };
}

type AskInput = InputOf<'request.preview'>['ask'];

function subjectInput(subject: AskedSubject): AskInput['subjects'][number] {
  switch (subject.kind) {
    case 'person':
      return { kind: 'person', accountId: subject.accountId };
    case 'group':
      return { kind: 'group', groupId: subject.groupId };
    case 'newPerson':
      return { kind: 'newPerson', email: subject.email };
  }
}

function changeInput({ verb, entitlement }: AskedAccess): AskInput['changes'][number] {
  switch (entitlement.kind) {
    case 'group':
      return { kind: 'group', verb, groupId: entitlement.groupId };
    case 'role': {
      const { projectId, roleId } = entitlement;
      return { kind: 'role', verb, projectId, roleId };
    }
    case 'newGroup':
      return { kind: 'newGroup', name: entitlement.name };
  }
}

/** The same content goes out under the same key, so that sending twice asks once; another under a new one. */
export function keyForSending(draft: AskDraft, content: string, freshKey: string): string {
  return draft.sent === undefined || draft.sent === content ? draft.submissionKey : freshKey;
}
