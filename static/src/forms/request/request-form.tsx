import type { CallError } from '#contract/answer';
import { Loaded } from '../../components/loaded';
import { useLoad } from '../../components/use-load';
import './request-form.css';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { FormView, RequestView } from '#contract/views';
import { subjectKey } from '#domain/action/subject';
import { callPanel } from '../../api/call-panel';
import { dropDraft, keepDraft, readDraft } from '../../api/draft';
import { Button } from '../../components/button';
import { Disclosed } from '../../components/disclosed';
import { ErrorMessage } from '../../components/error-message';
import { lazy } from '../../components/lazy';
import { explainRefusal } from '../../words/request-refusal';
import type { ListSectionProps } from '../list/list-section';
import { AccessField } from './access-field';
import { type AccessOption, type AskedAccess, accessKey } from './access-option';
import {
  type AskDraft,
  type AskProblem,
  createsSomething,
  isDraft,
  keyForSending,
  newDraft,
  previewInput,
  problemsOf,
} from './ask-draft';
import type { AskedSubject } from './asked-subject';
import { JustificationField } from './justification-field';
import { OtherProjectField } from './other-project-field';
import { PlanInTheMaking } from './plan-in-the-making';
import { ProductsField } from './products-field';
import type { SameAsSectionProps } from './same-as-section';
import { SubjectsField } from './subjects-field';
import { TermField } from './term-field';
import { type PreviewState, usePreview } from './use-preview';

const ListSection = lazy<ListSectionProps>(() =>
  import('../list/list-section').then((part) => part.ListSection),
);
const SameAsSection = lazy<SameAsSectionProps>(() =>
  import('./same-as-section').then((part) => part.SameAsSection),
);

export interface RequestFormProps {
  readonly issueId: string;
  readonly onSubmitted: (request: RequestView) => void;
  /** What was typed is kept, and is there again when the form is opened. */
  readonly onClose: () => void;
}

export function RequestForm(props: RequestFormProps) {
  const { issueId, onClose } = props;
  const load = useLoad(() => callPanel('form.load', { issueId }));
  return (
    <Loaded
      load={load}
      waiting="Loading the form…"
      besides={
        <Button kind="subtle" onClick={onClose}>
          Close
        </Button>
      }
    >
      {(form) => <LoadedForm {...props} form={form} />}
    </Loaded>
  );
}

function LoadedForm({
  issueId,
  form,
  onSubmitted,
  onClose,
}: RequestFormProps & { readonly form: FormView }) {
  const draftKey = `ask.${issueId}`;
  const longest = form.longestTermDays;
  const [draft, setDraft] = useState<AskDraft>(() => {
    const kept = readDraft<unknown>(draftKey);
    return isDraft(kept) ? { ...kept, open: true } : newDraft(longest, crypto.randomUUID());
  });
  const [otherRoles, setOtherRoles] = useState<readonly AccessOption[]>([]);
  const [touched, setTouched] = useState<ReadonlySet<AskProblem['field']>>(new Set());
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<CallError>();
  useEffect(() => document.getElementById('ask-people')?.focus(), []);
  // Before anything is painted: who reloads the page right after typing loses nothing.
  useLayoutEffect(() => keepDraft(draftKey, draft), [draftKey, draft]);

  const { preview, again } = usePreview(previewInput(issueId, draft, longest));
  const problems = problemsOf(draft, longest);
  const problemAt = (field: AskProblem['field']) =>
    touched.has(field) ? problems.find((one) => one.field === field)?.text : undefined;
  const change = (part: Partial<AskDraft>, field: AskProblem['field']) => {
    setDraft((before) => ({ ...before, ...part }));
    setTouched(new Set([...touched, field]));
    setError(undefined);
  };

  const submit = async () => {
    const input = previewInput(issueId, draft, longest);
    if (input === undefined || preview.state !== 'made' || sending) return;
    const justification = draft.justification.trim();
    const content = JSON.stringify([input, justification]);
    const submissionKey = keyForSending(draft, content, crypto.randomUUID());
    const sent = { ...draft, submissionKey, sent: content };
    setDraft(sent);
    keepDraft(draftKey, sent);
    setSending(true);
    setError(undefined);
    const answer = await callPanel('request.submit', {
      ...input,
      justification,
      planFingerprint: preview.plan.fingerprint,
      submissionKey,
    });
    setSending(false);
    if (answer.ok) {
      dropDraft(draftKey);
      onSubmitted(answer.value);
      return;
    }
    setError(answer.error);
    if (answer.error.code === 'request') again();
  };
  const close = () => {
    keepDraft(draftKey, { ...draft, open: false });
    if (isEmpty(draft)) dropDraft(draftKey);
    onClose();
  };
  const discard = () => {
    dropDraft(draftKey);
    onClose();
  };

  return (
    <form
      class="ask"
      aria-labelledby="ask-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2 id="ask-title">Request access</h2>
      <SubjectsField
        issueId={issueId}
        form={form}
        subjects={draft.subjects}
        error={problemAt('subjects')}
        onChange={(subjects) => change({ subjects }, 'subjects')}
      />
      <Disclosed
        label="Paste a list or read a file"
        open={draft.listText !== undefined && draft.listText !== ''}
      >
        {(close) => (
          <ListSection
            issueId={issueId}
            canCreate={form.creation.users}
            text={draft.listText ?? ''}
            onText={(listText) => setDraft((before) => ({ ...before, listText }))}
            onAdd={(added) => {
              change({ subjects: withSubjects(draft.subjects, added), listText: '' }, 'subjects');
              close();
            }}
          />
        )}
      </Disclosed>
      {draft.subjects.some(({ kind }) => kind === 'newPerson') && (
        <ProductsField
          products={draft.products}
          onChange={(products) => change({ products }, 'subjects')}
        />
      )}
      <AccessField
        issueId={issueId}
        form={form}
        otherRoles={otherRoles}
        access={draft.access}
        error={problemAt('access')}
        onChange={(access) => change({ access }, 'access')}
      />
      <Disclosed label="Same as a colleague">
        {(close) => (
          <SameAsSection
            issueId={issueId}
            onAdd={(added) => {
              change({ access: withAccess(draft.access, added) }, 'access');
              close();
            }}
          />
        )}
      </Disclosed>
      {form.rolesOf === 'anyProject' && (
        <OtherProjectField
          issueId={issueId}
          onRoles={(roles) => setOtherRoles((all) => [...all, ...roles])}
        />
      )}
      {draft.access.some(({ verb }) => verb === 'add') && (
        <TermField
          creates={createsSomething(draft)}
          term={draft.term}
          longestDays={longest}
          error={problems.find((one) => one.field === 'term')?.text}
          onChange={(term) => change({ term }, 'term')}
        />
      )}
      <JustificationField
        id="ask-why"
        label="Why is it needed?"
        text={draft.justification}
        error={problemAt('justification')}
        onChange={(justification) => change({ justification }, 'justification')}
      />
      <section class="stack-tight" aria-labelledby="ask-plan">
        <h3 id="ask-plan">Plan</h3>
        {preview.state === 'none' && (
          <p class="subtle">
            Once you have chosen people and access, you see here what would change for each of them.
          </p>
        )}
        <PlanInTheMaking issueId={issueId} term={draft.term} preview={preview} again={again} />
      </section>
      <ErrorMessage error={error} />
      <div class="row row-top">
        <Button
          kind="primary"
          type="submit"
          disabledReason={whySubmitIsDisabled(problems, preview)}
          busy={sending ? 'Submitting…' : undefined}
        >
          Submit request
        </Button>
        <Button kind="subtle" onClick={close}>
          Close
        </Button>
        {!isEmpty(draft) && (
          <Button kind="subtle" onClick={discard}>
            Discard
          </Button>
        )}
      </div>
    </form>
  );
}

/** Those who are there already stay as they are. */
function withSubjects(
  subjects: readonly AskedSubject[],
  added: readonly AskedSubject[],
): readonly AskedSubject[] {
  const all = [...subjects, ...added].map((one) => [subjectKey(one), one] as const);
  return [...new Map(all).values()];
}

function withAccess(
  access: readonly AskedAccess[],
  added: readonly AccessOption[],
): readonly AskedAccess[] {
  const there = new Set(access.map(accessKey));
  const fresh = added.filter((one) => !there.has(accessKey(one)));
  return [...access, ...fresh.map((one) => ({ ...one, verb: 'add' as const }))];
}

/** The first thing that keeps the request from being submitted. */
function whySubmitIsDisabled(
  problems: readonly AskProblem[],
  preview: PreviewState,
): string | undefined {
  const problem = problems[0];
  if (problem !== undefined) return problem.text;
  if (preview.state === 'failed') return 'The plan could not be made.';
  if (preview.state !== 'made') return 'The plan is being made.';
  const { refusal } = preview.plan;
  return refusal === undefined ? undefined : explainRefusal(refusal).what;
}

function isEmpty(draft: AskDraft): boolean {
  return (
    draft.subjects.length === 0 && draft.access.length === 0 && draft.justification.trim() === ''
  );
}
