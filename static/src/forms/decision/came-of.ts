import type { Answer, CallError } from '#contract/answer';
import type { RequestView } from '#contract/views';
import type { RequestCaller } from '../../api/request-caller';

/** What came of a decision or a withdrawal. */
export type CameOf =
  /** `isAsked`: not decided; a question was put. */
  | { readonly outcome: 'done'; readonly request: RequestView; readonly isAsked?: true }
  | Overtaken
  | { readonly outcome: 'failed'; readonly error: CallError };

/** Somebody else was faster: the request as it was shown, and as it is now. */
export interface Overtaken {
  readonly outcome: 'overtaken';
  readonly shown: RequestView;
  readonly request: RequestView;
}

export async function cameOf(
  call: RequestCaller,
  shown: RequestView,
  answer: Answer<RequestView>,
): Promise<CameOf> {
  if (answer.ok) return { outcome: 'done', request: answer.value };
  const { error } = answer;
  if (!isOvertaken(error)) return { outcome: 'failed', error };
  const fresh = await call('request.get', { requestId: shown.id });
  return fresh.ok
    ? { outcome: 'overtaken', shown, request: fresh.value }
    : { outcome: 'failed', error };
}

export function isOvertaken(error: CallError): boolean {
  if (error.code === 'changedMeanwhile') return true;
  return error.code === 'request' && ['wrongState', 'notYourTurn'].includes(error.refusal.code);
}
