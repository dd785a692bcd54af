import { useEffect, useRef, useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { call } from '../../api/call';
import { pollDelay } from '../../api/poll-delay';
import { useVisible } from '../../components/use-visible';

/** While a request is being carried out, looks again and again; true: the last look got no answer. */
export function useLiveRequest(
  request: RequestView,
  onChange: (request: RequestView) => void,
): boolean {
  const [stale, setStale] = useState(false);
  const visible = useVisible();
  const latest = useRef({ request, onChange });
  latest.current = { request, onChange };
  const moving = request.state === 'approved' || request.state === 'applying';
  useEffect(() => {
    if (!moving || !visible) return;
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const look = async (pause: number) => {
      const answer = await call('request.get', { requestId: request.id });
      if (stopped) return;
      setStale(!answer.ok);
      const moved = answer.ok && hasMoved(latest.current.request, answer.value);
      if (answer.ok && moved) latest.current.onChange(answer.value);
      const next = pollDelay(pause, moved);
      timer = setTimeout(() => void look(next), next);
    };
    const first = pollDelay(undefined, false);
    timer = setTimeout(() => void look(first), first);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [moving, visible, request.id]);
  return stale;
}

function hasMoved(before: RequestView, after: RequestView): boolean {
  return (
    before.revision !== after.revision ||
    before.state !== after.state ||
    before.progress?.pending !== after.progress?.pending
  );
}
