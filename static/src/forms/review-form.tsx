import { useId, useRef, useState } from 'preact/hooks';
import type { Answer } from '#contract/answer';
import type { InputOf } from '#contract/api';
import { REASON_MAX } from '#contract/limits';
import { REVIEW_VERDICTS, type ReviewVerdict } from '#domain/audit/review-verdict';
import { say } from '#words/say';
import { dropDraft, keepDraft, readDraft } from '../api/draft';
import { Button } from '../components/button';
import { Choice } from '../components/choice';
import { ErrorMessage } from '../components/error-message';
import { FieldError } from '../components/field';
import { TextField } from '../components/text-field';
import { useCall } from '../components/use-call';

type ReviewInput = InputOf<'request.review'>;

export interface ReviewFormProps {
  readonly requestId: string;
  readonly revision: number;
  readonly send: (input: ReviewInput) => Promise<Answer<unknown>>;
}

interface Typed {
  readonly verdict?: ReviewVerdict;
  readonly note: string;
}

/** Whether what somebody took by breaking the glass was in order, with a word for the audit. What was typed outlives an error and a reload. */
export function ReviewForm({ requestId, revision, send }: ReviewFormProps) {
  const id = useId();
  const key = `review.${requestId}`;
  const [typed, setTyped] = useState<Typed>(() => readDraft<Typed>(key) ?? { note: '' });
  const [missing, setMissing] = useState<{ readonly verdict: boolean; readonly note: boolean }>();
  const firstChoice = useRef<HTMLFieldSetElement>(null);
  const noteInput = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const sending = useCall(send, () => dropDraft(key));
  const change = (part: Partial<Typed>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    setMissing(undefined);
    keepDraft(key, next);
  };
  const submit = () => {
    const { verdict } = typed;
    const note = typed.note.trim();
    if (verdict !== undefined && note !== '') {
      void sending.run({ requestId, revision, verdict, note });
      return;
    }
    setMissing({ verdict: verdict === undefined, note: note === '' });
    if (verdict === undefined) firstChoice.current?.querySelector('input')?.focus();
    else noteInput.current?.focus();
  };
  return (
    <section class="stack-tight" aria-label={say('Review')}>
      <fieldset class="field" ref={firstChoice}>
        <legend class="field-label">{say('Was it in order to break the glass?')}</legend>
        {REVIEW_VERDICTS.map((verdict) => (
          <Choice
            key={verdict}
            kind="radio"
            name={id}
            checked={typed.verdict === verdict}
            faultId={missing?.verdict === true ? `${id}-error` : undefined}
            onChange={() => change({ verdict })}
          >
            {verdict === 'inOrder' ? say('It was in order') : say('It was not in order')}
          </Choice>
        ))}
        {missing?.verdict === true && (
          <FieldError id={`${id}-error`}>{say('Say whether it was in order.')}</FieldError>
        )}
      </fieldset>
      <TextField
        label={say('Note')}
        help={say('Everybody who can see the work item can read it, and it is in the audit.')}
        error={missing?.note === true ? say('Say in a sentence what you found.') : undefined}
        lines={3}
        most={REASON_MAX}
        inputRef={noteInput}
        value={typed.note}
        onChange={(note) => change({ note })}
      />
      <ErrorMessage error={sending.error} />
      <div class="row">
        <Button
          kind="primary"
          busy={sending.running ? say('Closing…') : undefined}
          onClick={submit}
        >
          {say('Close the review')}
        </Button>
      </div>
    </section>
  );
}
