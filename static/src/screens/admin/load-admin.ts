import type { Answer } from '#contract/answer';
import type { AdminView } from '#contract/views';
import { callAdmin } from '../../api/callers';

export interface LoadedAdmin {
  readonly view: AdminView;
  /** This machine's clock when the answer came. */
  readonly readAt: number;
}

/** The one call before the first view. */
export async function loadAdmin(): Promise<Answer<LoadedAdmin>> {
  const answer = await callAdmin('admin.load', {});
  return answer.ok ? { ok: true, value: { view: answer.value, readAt: Date.now() } } : answer;
}
