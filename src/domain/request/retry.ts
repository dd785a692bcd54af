import type { Begun, StepState } from '../effects/step';
import type { StepBlock } from '../effects/step-block';
import { ok, type Result, refuse } from '../lib/result';
import type { Instant } from '../lib/time';
import type { AccessRequest, Approved } from './access-request';
import { approvingOf } from './approving-of';
import { coreOf } from './core-of';
import { judgeVerb } from './judge-verb';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';

export interface Retry extends Transition<Approved> {
  /** The blocks that changed, at their next revision. */
  readonly blocks: readonly StepBlock[];
}

/**
 * Puts failed steps back to be done, under the approval they have. `isSelected` says of a step, by block
 * and place in it, whether it was picked.
 */
export function retry(
  request: AccessRequest,
  blocks: readonly StepBlock[],
  isSelected: (block: number, place: number) => boolean,
  accountId: string,
  at: Instant,
): Result<Retry, RequestRefusal> {
  const allowed = judgeVerb(request, 'retry', accountId, at);
  if (!allowed.allowed) return refuse(allowed.why);
  if (request.state !== 'needsAttention') return refuse({ code: 'nothingToRetry' });
  let steps = 0;
  const after = blocks.flatMap((block) => {
    let changed = false;
    const retried = block.steps.map((step, place) => {
      const { outcome } = step;
      const again =
        outcome.state === 'failed' && outcome.retryable && isSelected(block.block, place);
      if (!again) return step;
      changed = true;
      steps += 1;
      return { ...step, outcome: pendingAgain(outcome.begun) };
    });
    return changed ? [{ ...block, revision: block.revision + 1, steps: retried }] : [];
  });
  if (steps === 0 && request.stopped === undefined) return refuse({ code: 'nothingToRetry' });
  return ok({
    request: {
      ...coreOf(request),
      state: 'approved',
      since: at,
      ...approvingOf(request),
    },
    blocks: after,
    facts: [{ kind: 'request.retried', steps }],
  });
}

/** What may have been sent is read back first; anything else starts over. */
function pendingAgain(begun: Begun | undefined): StepState {
  return begun === undefined ? { state: 'pending' } : { state: 'begun', ...begun };
}
