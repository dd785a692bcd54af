import type { Answer } from '#contract/answer';
import type { AccessView } from '#contract/views';
import { getContext } from '../../api/bridge';
import { callAccess } from '../../api/callers';

export interface LoadedAccess extends AccessView {
  /** Of the Jira around; undefined where it does not say. */
  readonly siteUrl: string | undefined;
  /** This machine's clock when the answer came. */
  readonly readAt: number;
}

/** The one call before the first view. */
export async function loadAccess(): Promise<Answer<LoadedAccess>> {
  const [answer, context] = await Promise.all([
    callAccess('access.load', {}),
    getContext().catch(() => undefined),
  ]);
  return answer.ok
    ? { ok: true, value: { ...answer.value, siteUrl: context?.siteUrl, readAt: Date.now() } }
    : answer;
}
