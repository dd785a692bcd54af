import type { StepCounts } from '../effects/step';
import { invariant } from '../lib/invariant';
import type { Instant } from '../lib/time';
import type { Applying, Completed, NeedsAttention } from './access-request';
import { approvingOf } from './approving-of';
import { coreOf } from './core-of';
import type { Transition } from './transition';

/** Every step has ended: the request is completed, or needs attention where one failed. */
export function finish(
  request: Applying | NeedsAttention,
  progress: StepCounts,
  at: Instant,
): Transition<Completed | NeedsAttention> {
  invariant(progress.pending === 0, 'a request was finished with steps to do');
  const state = progress.failed === 0 ? 'completed' : 'needsAttention';
  return {
    request: {
      ...coreOf(request),
      state,
      since: at,
      ...approvingOf(request),
      progress,
    },
    facts: [{ kind: 'request.finished', state }],
  };
}
