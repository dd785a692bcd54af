import type { InputOf } from '#contract/api';
import { changeIds } from '#contract/change-ids';
import { CHANGES_MAX, JUSTIFICATION_MAX, SUBJECTS_MAX } from '#contract/limits';
import type { AskedView, FormView } from '#contract/views';
import { PRODUCTS, type Product } from '#domain/action/product';
import { longestOfAll } from '#domain/policy/longest-term';
import { usualOfAll } from '#domain/policy/usual-term';
import { hasTerm } from '#domain/term/has-term';
import type { Term } from '#domain/term/term';
import { say } from '#words/say';
import type { AskedSubject } from '../asked-subject';
import type { Rules } from '../use-form';
import type { AskedAccess } from './access-option';
import { bundlesAgain, bundlesInput, type ChosenBundle, stillChosen } from './chosen-bundle';
import { startProblem } from './start-problem';
import type { Submittable } from './submission-key';
import { latestEnd, type TermLimits, termProblem, usualTerm } from './term-limits';

/** Everything typed into the form, kept until it is submitted or thrown away. */
export interface AskDraft extends Submittable {
  readonly open: boolean;
  readonly subjects: readonly AskedSubject[];
  /** For the accounts of those who have none: chosen by the asker, never by the site's default. */
  readonly products: readonly Product[];
  readonly access: readonly AskedAccess[];
  /** By which some of that was chosen. */
  readonly bundles?: readonly ChosenBundle[];
  readonly term: Term;
  /** From when it is to be given; without it, as soon as it is approved. NaN while nothing is typed. */
  readonly startsAt?: number | null | undefined;
  /** For so many hours, as typed, it is taken before anybody decides; without it, somebody decides. */
  readonly glassHours?: string | undefined;
  /** What was pasted as a list and not yet added. */
  readonly listText?: string;
}

export function newDraft(limits: Pick<TermLimits, 'usualDays'>, key: string): AskDraft {
  return {
    open: true,
    subjects: [],
    products: [],
    access: [],
    term: usualTerm(limits),
    justification: '',
    submissionKey: key,
  };
}

/** How long what is chosen may be given for, by which rule, and what the form begins with for it. */
export function limitsOfAccess(
  { longestTermDays, termRules }: Pick<FormView, 'longestTermDays' | 'termRules'>,
  access: AskDraft['access'],
): Omit<TermLimits, 'now'> {
  const given = access.filter((one) => hasTerm([one])).map(({ entitlement }) => entitlement);
  const longest = longestOfAll(longestTermDays, termRules, given);
  return { ...longest, usualDays: usualOfAll(longest, termRules, given) };
}

/** Access that is chosen now; a term that nobody has chosen goes with what it may be given for. */
export function withAccessChosen(
  { term, access: before }: Pick<AskDraft, 'term' | 'access'>,
  access: AskDraft['access'],
  form: Pick<FormView, 'longestTermDays' | 'termRules'>,
): Pick<AskDraft, 'term' | 'access'> {
  const usual = (chosen: AskDraft['access']) => usualTerm(limitsOfAccess(form, chosen));
  const isUsual = JSON.stringify(term) === JSON.stringify(usual(before));
  return { access, term: isUsual ? usual(access) : term };
}

/**
 * What was asked before, to be asked again. The plan says who has left meanwhile. An end that has passed, and that
 * of what was only taken away, is no term to begin with.
 */
export function draftAgain(
  { bundles, ...asked }: AskedView,
  offered: FormView['bundles'],
  limits: TermLimits,
  key: string,
): AskDraft {
  const { term, access } = asked;
  const isKept = hasTerm(access) && !(term.kind === 'until' && term.at <= limits.now);
  return {
    ...newDraft(limits, key),
    ...asked,
    bundles: bundlesAgain(bundles, offered).chosen,
    term: isKept ? fromNow(term, limits) : usualTerm(limits),
  };
}

/** Until the same work item is done, and for as long as it may be from now on: with the same latest time there would be nothing to ask for. */
const fromNow = (term: Term, limits: TermLimits): Term =>
  term.kind === 'workItem' ? { ...term, at: latestEnd(limits) } : term;

const isList = (kept: unknown): kept is readonly unknown[] => Array.isArray(kept);

/** What may have been kept under the names of a form's fields. */
type Unchecked<T> = { readonly [Field in keyof T]?: unknown };

/** Whether something read back is a draft: the tab may have kept one of an earlier version of the form. */
export function isDraft(kept: unknown): kept is AskDraft {
  if (typeof kept !== 'object' || kept === null) return false;
  const {
    subjects,
    products,
    access,
    bundles,
    term,
    justification,
    submissionKey,
  }: Unchecked<AskDraft> = kept;
  return (
    Array.isArray(subjects) &&
    isList(products) &&
    products.every((one) => PRODUCTS.some((product) => product === one)) &&
    Array.isArray(access) &&
    (bundles === undefined || Array.isArray(bundles)) &&
    typeof term === 'object' &&
    term !== null &&
    'kind' in term &&
    ['permanent', 'hours', 'days', 'until', 'workItem'].some((kind) => kind === term.kind) &&
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

/** `glassMost`: so many hours at most may whoever asks take something for, before anybody decides; undefined: they may not. */
export interface AskLimits extends TermLimits {
  readonly glassMost?: number | undefined;
}

/** Whether it is to be taken so; undefined where somebody decides. */
export const glassTerm = (
  { glassHours }: Pick<AskDraft, 'glassHours'>,
  { glassMost }: Pick<AskLimits, 'glassMost'>,
): Extract<Term, { kind: 'hours' }> | undefined =>
  glassMost === undefined || glassHours === undefined
    ? undefined
    : { kind: 'hours', hours: Number(glassHours) };

/** What each field has to be, in the order of the form. */
export function askRules(limits: AskLimits): Rules<AskDraft> {
  const isTaken = (draft: AskDraft) => glassTerm(draft, limits) !== undefined;
  return {
    subjects: (draft) => {
      if (draft.subjects.length === 0 && !isGroupCreated(draft))
        return say('Choose who it is for.');
      return draft.subjects.length > SUBJECTS_MAX
        ? say('Choose at most {most}.', { most: SUBJECTS_MAX })
        : undefined;
    },
    access: (draft) => {
      const invites = isSomebodyInvited(draft);
      if (draft.access.length === 0 && !invites) return say('Choose a group or a role.');
      return draft.access.length + (invites ? 1 : 0) > CHANGES_MAX
        ? say('Choose at most {most} groups and roles.', { most: CHANGES_MAX })
        : undefined;
    },
    bundles: (draft) =>
      stillChosen(draft).some(({ asksForRest }) => !asksForRest)
        ? say('Say whether you ask for the rest of the bundle.')
        : undefined,
    glassHours: (draft) => {
      const { glassMost: most = 0 } = limits;
      const hours = glassTerm(draft, limits)?.hours;
      const isIn = hours === undefined || (Number.isInteger(hours) && hours >= 1 && hours <= most);
      return isIn ? undefined : say('Enter a number of hours from 1 to {most}.', { most });
    },
    startsAt: (draft) => (isTaken(draft) ? undefined : startProblem(draft.startsAt, limits)),
    term: (draft) =>
      hasTerm(draft.access) && !isTaken(draft) ? termProblem(draft.term, limits) : undefined,
    justification: ({ justification }) => {
      const { length } = justification.trim();
      if (length === 0) return say('Say why it is needed.');
      return length > JUSTIFICATION_MAX
        ? say('Use at most {most} characters.', { most: JUSTIFICATION_MAX })
        : undefined;
    },
  };
}

/** Undefined until the draft says for whom and what. */
export function previewInput(
  issueId: string,
  draft: AskDraft,
  limits: AskLimits,
): InputOf<'request.preview'> | undefined {
  const { subjects, access, glassHours, startsAt, term } = askRules(limits);
  if ([subjects, access, glassHours, startsAt, term].some((rule) => rule?.(draft) !== undefined))
    return undefined;
  const taken = glassTerm(draft, limits);
  const lasting = hasTerm(draft.access) ? draft.term : ({ kind: 'permanent' } as const);
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
    term: taken ?? lasting,
    startsAt: taken === undefined ? (draft.startsAt ?? undefined) : undefined,
    bundles: bundlesInput(draft),
    ...(taken === undefined ? {} : { breaksGlass: true }),
  };
}

type AskInput = InputOf<'request.preview'>['ask'];

function subjectInput(subject: AskedSubject): AskInput['subjects'][number] {
  switch (subject.kind) {
    case 'person':
      return { kind: 'person', accountId: subject.accountId, foundBy: subject.foundBy };
    case 'group':
      return { kind: 'group', groupId: subject.groupId };
    case 'newPerson':
      return { kind: 'newPerson', email: subject.email };
  }
}

function changeInput({ verb, entitlement }: AskedAccess): AskInput['changes'][number] {
  return entitlement.kind === 'newGroup'
    ? { kind: 'newGroup', name: entitlement.name }
    : changeIds(verb, entitlement);
}
