import type { CallError } from '#contract/answer';
import { Loaded } from '../../components/loaded';
import { useLoad } from '../../components/use-load';
import '../request/request-form.css';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { InverseView, RequestView } from '#contract/views';
import type { Term } from '#domain/term/term';
import { callPanel } from '../../api/call-panel';
import { dropDraft, keepDraft, readDraft } from '../../api/draft';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { useFirst } from '../../components/use-first';
import { nameEntitlement, nameRequest } from '../../words/change';
import { explainRefusal } from '../../words/request-refusal';
import { date } from '../../words/time';
import { JustificationField } from '../request/justification-field';
import { PlanInTheMaking } from '../request/plan-in-the-making';
import { TermField } from '../request/term-field';
import { type PreviewState, usePreview } from '../request/use-preview';

export interface UndoFormProps {
  readonly request: RequestView;
  readonly onSubmitted: (request: RequestView) => void;
  readonly onClose: () => void;
}

/** Asks for the opposite of what a request changed: a new request, decided like any other. */
export function UndoForm(props: UndoFormProps) {
  const { id } = props.request;
  const load = useLoad(() => callPanel('request.inverse', { requestId: id }));
  return (
    <Loaded load={load} waiting="Looking up what can be undone…">
      {(inverse) =>
        inverse.lines.length > 0 ? (
          <LoadedForm {...props} inverse={inverse} />
        ) : (
          <SectionMessage tone="info" title="There is nothing to undo" announce>
            <p>
              Nothing of what this request changed is left: it was taken back meanwhile, or it is of
              a kind that stays.
            </p>
            <Stays inverse={inverse} />
          </SectionMessage>
        )
      }
    </Loaded>
  );
}

interface Draft {
  readonly justification: string;
  readonly term: Term;
  readonly submissionKey: string;
}

function LoadedForm({
  request,
  inverse,
  onSubmitted,
  onClose,
}: UndoFormProps & { readonly inverse: InverseView }) {
  const draftKey = `undo.${request.id}`;
  const [draft, setDraft] = useState<Draft>(
    () =>
      readDraft<Draft>(draftKey) ?? {
        justification: `Undo of the request of ${date(request.createdAt)}: ${nameRequest(request.subjects, request.subjectCount, request.changes)}.`,
        term: { kind: 'permanent' },
        submissionKey: crypto.randomUUID(),
      },
  );
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<CallError>();
  useLayoutEffect(() => keepDraft(draftKey, draft), [draftKey, draft]);
  const input = { issueId: request.issueKey, ask: inverse.ask, term: draft.term };
  const { preview, again } = usePreview(input);
  const longest = longestDays(preview);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const submit = async () => {
    if (preview.state !== 'made') return;
    setSending(true);
    setError(undefined);
    const answer = await callPanel('request.submit', {
      ...input,
      justification: draft.justification.trim(),
      planFingerprint: preview.plan.fingerprint,
      submissionKey: draft.submissionKey,
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

  return (
    <form
      class="ask"
      aria-label="Undo this request"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>
        This asks for the opposite of what the request changed, and for nothing else. It is decided
        like any other request.
      </p>
      <Stays inverse={inverse} />
      {inverse.lines.some(({ verb }) => verb === 'add') && (
        <TermField
          creates={false}
          term={draft.term}
          longestDays={longest}
          error={longest === undefined ? undefined : `Choose at most ${longest} days.`}
          onChange={(term) => change({ term })}
        />
      )}
      <JustificationField
        id={`undo-why-${request.id}`}
        label="Why should it be undone?"
        text={draft.justification}
        onChange={(justification) => change({ justification })}
      />
      <PlanInTheMaking
        issueId={request.issueKey}
        term={draft.term}
        preview={preview}
        again={again}
      />
      <ErrorMessage error={error} />
      <div class="row row-top">
        <Button
          kind="primary"
          type="submit"
          disabledReason={whySubmitIsDisabled(draft, preview)}
          busy={sending ? 'Submitting…' : undefined}
        >
          Ask to undo it
        </Button>
        <Button kind="subtle" onClick={onClose}>
          Close
        </Button>
      </div>
    </form>
  );
}

function Stays({ inverse: { stays } }: { readonly inverse: InverseView }) {
  const { first, more } = useFirst(stays);
  if (stays.length === 0) return null;
  return (
    <div class="stack-tight">
      <p>
        These stay. Multiplier deletes no accounts and no groups, and does not undo what a person
        did by hand, or may have done:
      </p>
      <ul>
        {first.map(({ verb, subject, entitlement }, place) => (
          <li key={place}>
            {verb === 'create' && entitlement.kind === 'newGroup'
              ? `The group ${entitlement.name}`
              : `${subject.displayName}: ${nameEntitlement(entitlement)}`}
          </li>
        ))}
      </ul>
      {more}
    </div>
  );
}

/** What the policy allows at most, known once it has refused more. */
function longestDays(preview: PreviewState): number | undefined {
  const refusal = preview.state === 'made' ? preview.plan.refusal : undefined;
  return refusal?.code === 'termTooLong' ? refusal.longestDays : undefined;
}

function whySubmitIsDisabled(draft: Draft, preview: PreviewState): string | undefined {
  if (draft.justification.trim() === '') return 'Say why it should be undone.';
  if (preview.state === 'failed') return 'The plan could not be made.';
  if (preview.state !== 'made') return 'The plan is being made.';
  const { refusal } = preview.plan;
  return refusal === undefined ? undefined : explainRefusal(refusal).what;
}
