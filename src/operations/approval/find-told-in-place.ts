import { eachOnce, type Person } from '#domain/action/person';
import { type ApprovalAsked, type ApprovalPorts, findApprovals } from './find-approvals';

/**
 * Who would have been asked about what the policy decides: they are told of it, and can end it. So are those who lead the project and would
 * gain by it. Nobody who asked.
 */
export async function findToldInPlace(
  ports: ApprovalPorts,
  {
    stages,
    ...asked
  }: Omit<ApprovalAsked, 'stored' | 'waiting'> & {
    /** What the policy decides. */
    readonly stages: readonly { readonly changes: readonly number[] }[];
  },
): Promise<readonly Person[]> {
  const decided = new Set(stages.flatMap(({ changes }) => changes));
  const { approvals } = await findApprovals(ports, asked, 'goOnUnknown');
  const first = approvals.filter(
    ({ order, changes }) => order === 1 && changes.some((change) => decided.has(change)),
  );
  const all = first.flatMap(({ approvers, mayDecline }) => [...approvers, ...mayDecline]);
  return eachOnce(all).filter(({ accountId }) => accountId !== asked.requester.accountId);
}
