import type { EndedGrant, EndOfGrant } from '../grant/grant';
import type { Instant } from '../lib/time';
import { ENDED_KEPT } from './change-holding';
import type { Holding } from './holding';
import { termOf } from './returned';
import { APPROVALS_KEPT, isFoundFor } from './standing-approvals';

type OfGivenBy = Pick<Holding, 'grants' | 'ended' | 'approvals' | 'revokedAt'>;

export interface GivenBy {
  readonly requestIds: readonly string[];
  /** Without it, others may have given it too: no more is on record. */
  readonly isAll: boolean;
}

/**
 * By whose approval it is there: who did not approve all of these does not end it in that right. What gave it first goes on giving it
 * beside what prolonged it, until its own term is over: whoever prolongs it does not come to end what others approved. The same holds
 * of a request that found it there, as it was to be held by others for longer anyway, for as long as that was approved for.
 */
export function givenBy(
  { grants, ended, approvals = [], revokedAt = Number.NEGATIVE_INFINITY }: OfGivenBy,
  at: Instant,
): GivenBy {
  const goneAt = Math.max(...ended.filter(isEndOfAll).map(({ endedAt }) => endedAt));
  // Who returned it, or had it ended early, meant that too.
  const prolonged = ended.filter(
    (one) =>
      one.why === 'superseded' &&
      one.returned !== true &&
      one.endedAt >= goneAt &&
      termOf(one) > at,
  );
  const found = approvals.flatMap((one) =>
    one.found !== undefined &&
    isFoundFor(one, at) &&
    one.found.at >= goneAt &&
    one.approvedAt > revokedAt
      ? one.found
      : [],
  );
  const areEndsKnown = ended.length < ENDED_KEPT || Number.isFinite(goneAt);
  return {
    requestIds: [...new Set([...grants, ...prolonged, ...found].map(({ requestId }) => requestId))],
    isAll: areEndsKnown && approvals.length < APPROVALS_KEPT,
  };
}

/** Whether nothing was left of it then: what was given before says nothing any more. */
const isEndOfAll = ({ why }: EndedGrant): boolean => LEAVES_NOTHING[why];

const LEAVES_NOTHING: Readonly<Record<EndOfGrant, boolean>> = {
  expired: true,
  revoked: true,
  goneByHand: true,
  notGivenBack: true,
  leaver: true,
  returned: true,
  takenBack: true,
  workItemDone: true,
  workItemDeleted: true,
  superseded: false,
  outlasted: false,
  notProlonged: false,
};
