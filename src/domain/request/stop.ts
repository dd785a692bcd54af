import type { Instant } from '../lib/time';
import type { Applying, NeedsAttention } from './access-request';
import { approvingOf } from './approving-of';
import { coreOf } from './core-of';
import type { Transition } from './transition';

/**
 * The app can't go on by itself: a fault of its own, or a record that can't be read. Steps that were not
 * reached stay to be done, so that a retry goes on from there. `reference`: under which the log has it.
 */
export function stop(
  request: Applying,
  reference: string,
  at: Instant,
): Transition<NeedsAttention> {
  return {
    request: {
      ...coreOf(request),
      state: 'needsAttention',
      since: at,
      ...approvingOf(request),
      progress: request.progress,
      stopped: { reference },
    },
    facts: [{ kind: 'request.stopped', reference }],
  };
}
