import type { HeldUpView } from '#contract/views';
import type { HeldUp } from '#operations/request/list-held-up';

const NAMED = 10;

export function heldUpView({ count, more, requests }: HeldUp): HeldUpView {
  return {
    count,
    more,
    items: requests.slice(0, NAMED).map((request) => {
      const pause = request.state === 'applying' ? request.pause : undefined;
      return {
        requestId: request.id,
        issueKey: request.issue.key,
        requester: request.requester,
        since: pause?.since ?? request.since,
        cause: pause?.cause,
      };
    }),
  };
}
