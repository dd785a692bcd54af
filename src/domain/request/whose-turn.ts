import { openStages } from '../approval/turns';
import type { AccessRequest } from './access-request';
import { decidesStage } from './decide-stages';

/**
 * Whose turn it is to decide a request, as it is on record: everybody who may approve or decline now. The one
 * answer for whoever looks for what waits for somebody; whether they may is asked once more of `judgeVerb`.
 */
export function whoseTurn(request: AccessRequest): readonly string[] {
  if (request.state !== 'awaitingApproval') return [];
  const { approvals } = request;
  const asked = openStages(approvals).flatMap((stage) =>
    [...stage.approvers, ...stage.mayDecline].filter(({ accountId }) =>
      decidesStage(approvals, stage, 'decline', accountId),
    ),
  );
  return [...new Set(asked.map(({ accountId }) => accountId))];
}
