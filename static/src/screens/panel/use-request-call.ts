import type { Answer } from '#contract/answer';
import type { InputOf } from '#contract/api';
import type { RequestView } from '#contract/views';
import { callPanel } from '../../api/callers';
import { type Call, useCall } from '../../components/use-call';
import { isOvertaken } from '../../forms/decision/came-of';
import { returnFocus } from '../../forms/decision/return-focus';

type RequestKey = 'request.retry' | 'request.markManual';

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
      returnFocus(requestId);
    } else if (isOvertaken(answer.error)) {
      const fresh = await callPanel('request.get', { requestId });
      if (fresh.ok) onChange(fresh.value);
    }
    return answer;
  });
}
