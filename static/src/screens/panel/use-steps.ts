import type { InputOf } from '#contract/api';
import type { RequestView, StepView } from '#contract/views';
import { callPanel } from '../../api/callers';
import { type Pages, usePages } from '../../components/use-pages';

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
export function useSteps(
  request: RequestView,
  { outcome, who, likeStep }: StepsWanted,
): Pages<StepView> {
  const asked = { outcome, who, ...(likeStep === undefined ? {} : { likeStep }) };
  const { id, revision, state, progress } = request;
  return usePages(
    (at) => callPanel('request.steps', { requestId: id, ...asked, ...at }),
    JSON.stringify([id, asked, revision, state, progress?.pending]),
    { pause: who === '' ? 0 : PAUSE_MS, keepsLength: true },
  );
}
