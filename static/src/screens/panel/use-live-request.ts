import { useEffect, useRef, useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { isOpenRequest } from '#domain/request/is-open-request';
import { callPanel } from '../../api/call-panel';
import { AT_WORK, type PollPace, pollDelay, WAITING } from '../../api/poll-delay';
import { useVisible } from '../../components/use-visible';

/** While a request can move by others' doing, looks again and again; true: the last look got no answer. */
export function useLiveRequest(
  request: RequestView,
  onChange: (request: RequestView) => void,
): boolean {
  const [stale, setStale] = useState(false);
  const visible = useVisible();
  const latest = useRef({ request, onChange });
  latest.current = { request, onChange };
  const pace = paceOf(request);
  useEffect(() => {
    if (pace === undefined || !visible) return;
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const look = async (pause: number) => {
      const answer = await callPanel('request.get', { requestId: request.id });
      if (stopped) return;
      setStale(!answer.ok);
      const moved = answer.ok && hasMoved(latest.current.request, answer.value);
      if (answer.ok && moved) latest.current.onChange(answer.value);
      const next = pollDelay(pace, pause, moved);
      timer = setTimeout(() => void look(next), next);
    };
    const first = pollDelay(pace, undefined, false);
    timer = setTimeout(() => void look(first), first);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [pace, visible, request.id]);
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
