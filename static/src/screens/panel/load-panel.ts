import type { Answer } from '#contract/answer';
import type { PanelView } from '#contract/views';
import { requestToExtend } from '#domain/panel/extend-link';
import { whoseToTake } from '#domain/panel/take-all-link';
import { getContext } from '../../api/bridge';
import { callPanel } from '../../api/callers';

export interface LoadedPanel {
  readonly issueId: string;
  readonly panel: PanelView;
  /** Whoever opened it was about to ask for access. */
  readonly asking: boolean;
  /** The request whose access whoever opened it wants to have for longer. */
  readonly toExtend: string | undefined;
  /** Whose access whoever opened it wants to take away. */
  readonly takeFrom: string | undefined;
  /** This machine's clock when the answer came. */
  readonly readAt: number;
}

/** The one call before the first view. */
export async function loadPanel(): Promise<Answer<LoadedPanel>> {
  const context = await getContext().catch(() => undefined);
  const issueId = context?.extension?.issue?.id;
  const asking = context?.extension?.modal?.asking === true;
  const toExtend = requestToExtend(context?.extension?.location);
  const takeFrom = whoseToTake(context?.extension?.location);
  if (issueId === undefined) return { ok: false, error: { code: 'unreachable' } };
  const answer = await callPanel('panel.load', { issueId });
  return answer.ok
    ? {
        ok: true,
        value: { issueId, panel: answer.value, asking, toExtend, takeFrom, readAt: Date.now() },
      }
    : answer;
}
