import type { CallError } from '#contract/answer';
import type { InputOf } from '#contract/api';
import type { RequestView } from '#contract/views';
import { explainRefusal } from '#words/request-refusal';
import { say } from '#words/say';
import { callForm } from '../../api/callers';
import type { DraftStore } from '../use-draft';
import type { Send } from '../use-form';
import { keyForSending, type Submittable } from './submission-key';
import { type PreviewState, usePreview } from './use-preview';

/** The plan of what is asked, and sending it once that plan is there and allows it. */
export function useSubmission<Draft extends Submittable>(
  draft: DraftStore<Draft>,
  input: InputOf<'request.preview'> | undefined,
) {
  const { preview, again } = usePreview(input);
  const plan = preview.state === 'made' ? preview.plan : undefined;
  const send: Send<Draft, RequestView> | undefined =
    input &&
    plan &&
    ((filledIn) => {
      const justification = filledIn.justification.trim();
      const content = JSON.stringify([input, justification]);
      const submissionKey = keyForSending(filledIn, content, crypto.randomUUID());
      draft.change({ submissionKey, sent: content } as Partial<Draft>);
      return callForm('request.submit', {
        ...input,
        justification,
        planFingerprint: plan.fingerprint,
        submissionKey,
      });
    });
  return {
    preview,
    again,
    send: plan?.refusal === undefined ? send : undefined,
    /** What keeps it from being sent though everything is filled in. */
    problem: problemOf(preview),
    onFailed: (error: CallError) => {
      if (error.code === 'request') again();
    },
  };
}

function problemOf(preview: PreviewState): string | undefined {
  if (preview.state === 'failed') return say('The plan could not be made.');
  if (preview.state !== 'made') return say('The plan is being made.');
  const { refusal } = preview.plan;
  return refusal === undefined ? undefined : explainRefusal(refusal).what;
}
