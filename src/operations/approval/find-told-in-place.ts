import { eachOnce, type Person } from '#domain/action/person';
import type { Approval } from '#domain/approval/approval';
import { type ApprovalAsked, type ApprovalPorts, findApprovals } from './find-approvals';

/**
 * Who would have been asked about what the policy decides: they are told of it, and can end it. So are those who lead the project and would
 * gain by it. Nobody who asked. Where of something nobody else would have been, as whoever leads the project asks, whoever signed is: nothing
 * is given of which nobody hears.
 */
export async function findToldInPlace(
  ports: ApprovalPorts,
  {
    stages,
    ...asked
  }: Omit<ApprovalAsked, 'stored' | 'waiting'> & {
    /** What the policy decides. */
    readonly stages: readonly Pick<Approval, 'changes' | 'decisions'>[];
  },
): Promise<readonly Person[]> {
  const { approvals } = await findApprovals(ports, asked, 'goOnUnknown');
  const first = approvals.filter(({ order }) => order === 1);
  const toldOf = (change: number) =>
    first
      .filter(({ changes }) => changes.includes(change))
      .flatMap(({ approvers, mayDecline }) => [...approvers, ...mayDecline])
      .filter(({ accountId }) => accountId !== asked.requester.accountId);
  const told = stages.flatMap(({ changes, decisions }) => {
    const signers = decisions.map(({ by }) => by);
    return changes.flatMap((change) => {
      const others = toldOf(change);
      return others.length > 0 ? others : signers;
    });
  });
  return eachOnce(told);
}
