import { useState } from 'preact/hooks';
import type { Answer, CallError } from '#contract/answer';
import type { InputOf } from '#contract/api';
import type { RequestView } from '#contract/views';
import { callPanel } from '../../api/call-panel';

type RequestKey = 'request.withdraw' | 'request.decide' | 'request.retry' | 'request.markManual';

export interface RequestCall {
  readonly busy: boolean;
  readonly error: CallError | undefined;
  readonly clear: () => void;
  /** True: done. Where somebody else was faster, the request as it now stands is shown all the same. */
  readonly run: <K extends RequestKey>(key: K, input: InputOf<K>) => Promise<boolean>;
}

export function useRequestCall(
  requestId: string,
  onChange: (request: RequestView) => void,
): RequestCall {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const run: RequestCall['run'] = async (key, input) => {
    setBusy(true);
    setError(undefined);
    const answer: Answer<RequestView> = await callPanel<RequestKey>(key, input);
    if (answer.ok) onChange(answer.value);
    else {
      setError(answer.error);
      if (isOutdated(answer.error)) {
        const fresh = await callPanel('request.get', { requestId });
        if (fresh.ok) onChange(fresh.value);
      }
    }
    setBusy(false);
    if (answer.ok) setTimeout(() => returnFocus(requestId));
    return answer.ok;
  };
  return { busy, error, clear: () => setError(undefined), run };
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
