import type { Answer } from '#contract/answer';
import type { ContextView } from '#contract/views';
import { getContext } from '../../api/bridge';
import { callContext } from '../../api/callers';

/** The one call before the first view. */
export async function loadContext(): Promise<Answer<ContextView>> {
  const context = await getContext().catch(() => undefined);
  const issueId = context?.extension?.issue?.id;
  return issueId === undefined
    ? { ok: false, error: { code: 'unreachable' } }
    : callContext('context.load', { issueId });
}
