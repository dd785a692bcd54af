import { useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { isOpenRequest } from '#domain/request/is-open-request';
import { callPanel } from '../../api/call-panel';
import { AT_WORK, type PollPace, pollDelay, WAITING } from '../../api/poll-delay';
import { usePoll } from '../../components/use-poll';

/** While a request can move by others' doing, looks again and again; true: the last look got no answer. */
export function useLiveRequest(
  request: RequestView,
  onChange: (request: RequestView) => void,
): boolean {
  const [stale, setStale] = useState(false);
  const pace = paceOf(request);
  const first = pace === undefined ? 0 : pollDelay(pace, undefined, false);
  usePoll(
    pace &&
      (async (pause, isWanted) => {
        const answer = await callPanel('request.get', { requestId: request.id });
        const moved = answer.ok && hasMoved(request, answer.value);
        if (isWanted()) {
          setStale(!answer.ok);
          if (moved) onChange(answer.value);
        }
        return pollDelay(pace, pause, moved);
      }),
    first,
    `${request.id} ${first}`,
  );
  return stale;
}

function paceOf({ state }: RequestView): PollPace | undefined {
  if (state === 'approved' || state === 'applying') return AT_WORK;
  return isOpenRequest(state) ? WAITING : undefined;
}

/** Whatever is shown of it: what somebody may do can change while the request itself stays. */
function hasMoved(before: RequestView, after: RequestView): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}
