import { type Subject, subjectKey } from '#domain/action/subject';
import { gainsOf, waysToReach } from '#domain/approval/gains';
import type { LiveState } from '#domain/plan/live-state';
import { decidersBehind } from '#domain/request/authorization';
import { findHeld, type HeldPorts } from '../approval/find-held';
import { findReach } from '../approval/find-reach';
import type { RequestRun } from './request-run';

/**
 * By `subjectKey`, the subjects through whom a change would give something to somebody who approved
 * it, or what the group gets that it is about, as the site says now: who they were and what they held may have changed since they decided.
 * `accounts`: whose the addresses among these subjects are. Throws SiteFailure where the site can't say.
 */
export async function findApproverGains(
  ports: HeldPorts,
  { request, ask }: Pick<RequestRun, 'request' | 'ask'>,
  change: number,
  subjects: readonly Subject[],
  { accounts }: Pick<LiveState, 'accounts'>,
): Promise<ReadonlySet<string>> {
  if (ask.changes[change]?.verb === 'remove') return new Set();
  const people = decidersBehind(request, ask, change);
  const reach = await findReach(ports.directory, subjects, people, 'throw', accounts);
  const reached = [...reach.values()].map((ofThem) => ({
    reach: ofThem,
    accountId: ofThem.accountId,
    ways: waysToReach(ask, [change], ofThem),
  }));
  const held = await findHeld(ports, reached, request, 'throw');
  return new Set(
    reached.flatMap(({ reach: ofThem, ways }) =>
      gainsOf(ways, ofThem, held).map(({ as }) => subjectKey(as)),
    ),
  );
}
