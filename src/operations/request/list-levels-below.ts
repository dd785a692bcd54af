import type { GroupEntitlement } from '#domain/action/entitlement';
import type { AccessRequest } from '#domain/request/access-request';
import { changesApprovedBy } from '#domain/request/decide-stages';
import { type LevelsBelow, type LowerLevel, levelsBelow } from '#domain/request/lower-levels';
import type { PolicyStore } from '#ports/policy-store';

/** What of it was not asked for is named where it is a listed group, which everybody may know of; of the rest it is told how many. */
export interface TellableLevel extends Omit<LowerLevel, 'notAskedFor'> {
  readonly notAskedFor: { readonly groups: readonly GroupEntitlement[]; readonly others: number };
}

export interface TellableLevels extends Omit<LevelsBelow, 'levels'> {
  readonly levels: readonly TellableLevel[];
}

/** Lower levels of the bundles by which a request was chosen, for whoever would approve it now: for nobody else, there is none. */
export async function listLevelsBelow(
  { policies }: { readonly policies: Pick<PolicyStore, 'inForce'> },
  request: AccessRequest,
  accountId: string,
): Promise<readonly TellableLevels[]> {
  const { state, bundles = [], approvals, connectionId } = request;
  const theirs = changesApprovedBy(approvals, accountId);
  const hasLevels = bundles.some(({ levelId }) => levelId !== undefined);
  if (state !== 'awaitingApproval' || theirs.size === 0 || !hasLevels) return [];
  const policy = await policies.inForce(connectionId);
  const listed = new Set(policy.requestableGroups.map(({ groupId }) => groupId));
  return levelsBelow(request, policy, theirs).map((of) => ({
    ...of,
    levels: of.levels.map(({ notAskedFor, ...level }) => {
      const groups = notAskedFor.flatMap((one) =>
        one.kind === 'group' && listed.has(one.groupId) ? [one] : [],
      );
      return { ...level, notAskedFor: { groups, others: notAskedFor.length - groups.length } };
    }),
  }));
}
