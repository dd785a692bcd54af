import type { Approving } from './access-request';

/** What a request keeps of how it was approved, in every state after that. */
export function approvingOf({
  approvedAt,
  approvalValidUntil,
  nobodyElseBy,
}: Approving): Approving {
  return {
    approvedAt,
    approvalValidUntil,
    ...(nobodyElseBy === undefined ? {} : { nobodyElseBy }),
  };
}
