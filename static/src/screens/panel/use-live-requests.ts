import { useState } from 'preact/hooks';
import { REQUESTS_AGAIN_MAX } from '#contract/limits';
import type { RequestView } from '#contract/views';
import { chunksOf } from '#domain/lib/chunks-of';
import { isOpenRequest } from '#domain/request/is-open-request';
import { callPanel } from '../../api/callers';
import { AT_WORK, type PollPace, pollDelay, WAITING } from '../../api/poll-delay';
import { usePoll } from '../../components/use-poll';

type OnChange = (request: RequestView) => void;

/** While requests can move by others' doing, looks again and again: answers those whose last look got no answer. */
export function useLiveRequests(
  issueId: string,
  requests: readonly RequestView[],
  onChange: OnChange,
): ReadonlySet<string> {
  const atWork = useLooks(issueId, requests.filter(isAtWork), AT_WORK, onChange);
  const waiting = requests.filter((one) => isOpenRequest(one.state) && !isAtWork(one));
  const unseen = useLooks(issueId, waiting, WAITING, onChange);
  return new Set([...atWork, ...unseen]);
}

const isAtWork = ({ state }: RequestView) => state === 'approved' || state === 'applying';

/** All of one pace together: each by itself would take a call, and the site and the store asked anew. */
function useLooks(
  issueId: string,
  requests: readonly RequestView[],
  pace: PollPace,
  onChange: OnChange,
): readonly string[] {
  const [unseen, setUnseen] = useState<readonly string[]>([]);
  const ids = requests.map(({ id }) => id);
  const look = async (pause: number, isWanted: () => boolean) => {
    const answers = await Promise.all(
      chunksOf(ids, REQUESTS_AGAIN_MAX).map((requestIds) =>
        callPanel('panel.again', { issueId, requestIds }),
      ),
    );
    const seen = new Map(
      answers.flatMap((answer) => (answer.ok ? answer.value : [])).map((one) => [one.id, one]),
    );
    const moved = requests.flatMap((before) => {
      const after = seen.get(before.id);
      return after !== undefined && hasMoved(before, after) ? [after] : [];
    });
    if (isWanted()) {
      setUnseen(ids.filter((id) => !seen.has(id)));
      moved.forEach(onChange);
    }
    return pollDelay(pace, pause, moved.length > 0);
  };
  const first = pollDelay(pace, undefined, false);
  usePoll(ids.length === 0 ? undefined : look, first, ids.toSorted().join(' '));
  return unseen;
}

/** Whatever is shown of it: what somebody may do can change while the request itself stays. */
function hasMoved(before: RequestView, after: RequestView): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}
