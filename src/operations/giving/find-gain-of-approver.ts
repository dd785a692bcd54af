import type { Ask } from '#domain/action/ask';
import { accountIdsOf } from '#domain/action/subject';
import type { Gain } from '#domain/approval/gains';
import { type Claim, type Held, type Holding, lastingGrant } from '#domain/holding/holding';
import type { Instant } from '#domain/lib/time';
import type { LiveState } from '#domain/plan/live-state';
import { approversOf } from '#domain/request/authorization';
import type { Term } from '#domain/term/term';
import type { GivenToGroup, GroupApprovals } from '#ports/group-approvals';
import type { RequestStore } from '#ports/request-store';
import { SiteFailure } from '#ports/site-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import { type ApproverGains, findGainsOf, type GainPorts } from './find-gains-of';

export interface GainOfApproverPorts extends GainPorts {
  readonly groupApprovals: GroupApprovals;
  readonly requests: Pick<RequestStore, 'get'>;
}

/** Notes that a group may be given this, before it is looked who is in it. */
export type NoteGiving = (given: GivenToGroup) => Promise<void>;

/**
 * What it would give, by now, to somebody who approved it: a place in a group, to who has approved since what that group
 * was given; what a group has, to who has come into it since they approved that. `by`: of what is there already, and
 * of which nothing on record says for how long, whoever is `meant` seems to hold it for good, and gains all the same.
 */
export async function findGainOfApprover(
  ports: GainOfApproverPorts,
  { connectionId, entitlement, subject }: Held,
  grant: Claim,
  note: NoteGiving,
  by: keyof ApproverGains = 'gains',
): Promise<Gain> {
  if (entitlement.kind === 'group') {
    const { groupId } = entitlement;
    const ids = accountIdsOf([subject]);
    const found = await ports.groupApprovals.givenSince(connectionId, groupId, ids, sinceOf(grant));
    return found.size > 0 ? 'something' : 'nothing';
  }
  if (subject.kind !== 'group') return 'nothing';
  // Of a request that is not there, or can't be read, it is not known who approved it.
  const request = await ifUnreadable(ports.requests.get(grant.requestId), undefined);
  if (request === undefined) return 'unknown';
  const ask: Ask = {
    subjects: [subject],
    changes: [{ verb: 'add', entitlement, subjects: [0] }],
  };
  const given = { connectionId, term: termOf(grant), ask, change: 0, owners: NO_ADDRESSES };
  try {
    const approvers = approversOf(request, { entitlement, subject });
    const approverIds = approvers.map(({ accountId }) => accountId);
    await note({ connectionId, groupId: subject.groupId, approverIds });
    const found = await findGainsOf(ports, given, [subject], approvers);
    return found[by].size > 0 ? 'something' : 'nothing';
  } catch (error) {
    if (error instanceof SiteFailure) return 'unknown';
    throw error;
  }
}

/** Whether nobody who approved any of these gains by now: the same of many, all of one group or role, as they are being given back. */
export async function doesNobodyGain(
  ports: GainOfApproverPorts,
  holdings: readonly Holding[],
): Promise<boolean> {
  const lasting = holdings.flatMap((one) => {
    const grant = lastingGrant(one);
    return grant === undefined ? [] : [{ ...one, grant }];
  });
  if (lasting.length < holdings.length) return false;
  // Places in a group, by when they were approved: that is mostly answered at once for all that were approved together.
  const inGroups = lasting.flatMap((one) =>
    one.entitlement.kind === 'group' ? [{ ...one, groupId: one.entitlement.groupId }] : [],
  );
  for (const [since, all] of Map.groupBy(inGroups, ({ grant }) => sinceOf(grant))) {
    const [first] = all;
    if (first === undefined) continue;
    const ids = accountIdsOf(all.map(({ subject }) => subject));
    const { connectionId, groupId } = first;
    if ((await ports.groupApprovals.givenSince(connectionId, groupId, ids, since)).size > 0)
      return false;
  }
  const others = lasting.filter(({ entitlement }) => entitlement.kind !== 'group');
  // That they may be given is noted since the first look.
  const gains = await Promise.all(
    others.map((one) => findGainOfApprover(ports, one, one.grant, async () => undefined)),
  );
  return gains.every((gain) => gain === 'nothing');
}

/** Of earlier versions it is not known when it was approved: it was given soon after. */
const sinceOf = ({ approvedAt, grantedAt }: Claim): Instant => approvedAt ?? grantedAt;

/** A group has none. */
const NO_ADDRESSES: LiveState['owners'] = new Map();

const termOf = ({ endsAt }: Claim): Term =>
  endsAt === undefined ? { kind: 'permanent' } : { kind: 'until', at: endsAt };
