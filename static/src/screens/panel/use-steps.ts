import { useEffect, useState } from 'preact/hooks';
import type { Answer, CallError } from '#contract/answer';
import type { InputOf } from '#contract/api';
import type { Page, RequestView, StepView } from '#contract/views';
import { callPanel } from '../../api/call-panel';

export interface StepsWanted {
  readonly outcome: InputOf<'request.steps'>['outcome'];
  /** A part of a name, or nothing. */
  readonly who: string;
  /** Only those that failed for the same cause as this one. */
  readonly likeStep?: number | undefined;
}

/** Whoever types is let finish. */
const PAUSE_MS = 300;

/** The steps that are wanted, page by page, and anew whenever the request moves. */
export function useSteps(request: RequestView, { outcome, who, likeStep }: StepsWanted) {
  const [pages, setPages] = useState<readonly Page<StepView>[]>([]);
  const [error, setError] = useState<CallError>();
  const [loading, setLoading] = useState(true);
  const [tries, setTries] = useState(0);
  const version = `${request.revision} ${request.state} ${request.progress?.pending ?? ''} ${tries}`;
  const shown = Math.max(1, pages.length);

  // As many pages again as were shown, when the request moves.
  useEffect(() => {
    let stopped = false;
    setLoading(true);
    const timer = setTimeout(
      async () => {
        const answer = await readPages(request.id, { outcome, who, likeStep }, shown);
        if (stopped) return;
        setLoading(false);
        setError(answer.ok ? undefined : answer.error);
        if (answer.ok) setPages(answer.value);
      },
      who === '' ? 0 : PAUSE_MS,
    );
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [request.id, outcome, who, likeStep, version]);

  const last = pages[pages.length - 1];
  const loadMore = async () => {
    if (last?.cursor === undefined) return;
    setLoading(true);
    const answer = await readPage(request.id, { outcome, who, likeStep }, last.cursor);
    setLoading(false);
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) setPages([...pages, answer.value]);
  };
  return {
    steps: pages.flatMap(({ items }) => items),
    more: last?.cursor !== undefined,
    error,
    loading,
    loadMore: () => void loadMore(),
    again: () => setTries(tries + 1),
  };
}

async function readPages(
  requestId: string,
  wanted: StepsWanted,
  pageCount: number,
): Promise<Answer<readonly Page<StepView>[]>> {
  const pages: Page<StepView>[] = [];
  let cursor: string | undefined;
  do {
    const answer = await readPage(requestId, wanted, cursor);
    if (!answer.ok) return answer;
    pages.push(answer.value);
    cursor = answer.value.cursor;
  } while (cursor !== undefined && pages.length < pageCount);
  return { ok: true, value: pages };
}

function readPage(
  requestId: string,
  { outcome, who, likeStep }: StepsWanted,
  cursor: string | undefined,
) {
  return callPanel('request.steps', {
    requestId,
    outcome,
    who,
    ...(likeStep === undefined ? {} : { likeStep }),
    ...(cursor === undefined ? {} : { cursor }),
  });
}
