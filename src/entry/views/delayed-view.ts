import type { DelayedView } from '#contract/views';
import type { Delayed } from '#operations/request/list-delayed';

const NAMED = 10;

export function delayedView({ count, more, requests }: Delayed): DelayedView {
  return {
    count,
    more,
    items: requests.slice(0, NAMED).map((request) => {
      const pause = request.state !== 'approved' ? request.pause : undefined;
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
