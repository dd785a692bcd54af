import type { Answer, CallError } from '#contract/answer';
import type { InputOf } from '#contract/api';
import type { RequestView } from '#contract/views';
import { callPanel } from '../../api/callers';
import { type Call, useCall } from '../../components/use-call';

type RequestKey = 'request.withdraw' | 'request.decide' | 'request.retry' | 'request.markManual';

export interface RequestCall
  extends Omit<Call<readonly [RequestKey, InputOf<RequestKey>], RequestView>, 'run'> {
  /** Where somebody else was faster, the request as it now stands is shown all the same. */
  readonly run: <K extends RequestKey>(
    key: K,
    input: InputOf<K>,
  ) => Promise<Answer<RequestView> | undefined>;
}

export function useRequestCall(
  requestId: string,
  onChange: (request: RequestView) => void,
): RequestCall {
  return useCall(async (key: RequestKey, input: InputOf<RequestKey>) => {
    const answer: Answer<RequestView> = await callPanel<RequestKey>(key, input);
    if (answer.ok) {
      onChange(answer.value);
      setTimeout(() => returnFocus(requestId));
    } else if (isOutdated(answer.error)) {
      const fresh = await callPanel('request.get', { requestId });
      if (fresh.ok) onChange(fresh.value);
    }
    return answer;
  });
}

function isOutdated(error: CallError): boolean {
  if (error.code === 'changedMeanwhile') return true;
  return error.code === 'request' && ['wrongState', 'notYourTurn'].includes(error.refusal.code);
}

/** The button that was pressed may be gone with the state it belonged to. */
function returnFocus(requestId: string): void {
  const lost = document.activeElement === null || document.activeElement === document.body;
  if (lost) document.getElementById(`request-${requestId}`)?.focus();
}
