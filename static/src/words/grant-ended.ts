import type { EndedBy } from '#contract/views';
import { say } from '#words/say';

/** By whose doing access ended that a request gave, for whoever looks at that: before its time is somebody's doing. */
export function grantEnded(why: EndedBy, when: string): string {
  switch (why) {
    case 'expired':
      return say('Access ended on {when}.', { when });
    case 'goneByHand':
      return say('Somebody else had taken it away, as was found on {when}.', { when });
    case 'revoked':
      return say('Another request took it away on {when}.', { when });
    case 'returned':
      return say('It was returned, and ended on {when}.', { when });
    case 'takenBack':
      return say('It was removed early, on {when}.', { when });
    case 'workItemDone':
      return say('It ended on {when}, as its work item was done.', { when });
    case 'workItemDeleted':
      return say('It ended on {when}, as its work item was deleted.', { when });
    case 'leaver':
      return say('It ended on {when}, as an account was closed.', { when });
  }
}
