import type { RequestView } from '#contract/views';
import { say } from '#words/say';

/**
 * What somebody whose turn it is can do about steps that failed. It names what the buttons beneath can do,
 * and nothing else.
 */
export function needsAttentionAdvice({
  retry,
  markManual,
}: Pick<RequestView['verbs'], 'retry' | 'markManual'>): string {
  if (retry.allowed) {
    return markManual.allowed
      ? say('see why, then retry, or mark what was done by hand.')
      : say('see why, then retry.');
  }
  const why =
    retry.why.code === 'approvalLapsed'
      ? say('the approval is too old to try again.')
      : say('trying again does not help.');
  return markManual.allowed
    ? say('{why} Mark what was done by hand, or make a new request.', { why })
    : say('{why} Make a new request for what is still needed.', { why });
}
