import type { Ask } from '#domain/action/ask';
import { accountIdsOf, type GroupSubject } from '#domain/action/subject';
import type { Gain } from '#domain/approval/gains';
import type { Grant } from '#domain/grant/grant';
import { type Holding, lastingGrant } from '#domain/holding/holding';
import type { LiveState } from '#domain/plan/live-state';
import { approversOf } from '#domain/request/authorization';
import type { Term } from '#domain/term/term';
import type { GivenToGroup } from '#ports/group-approvals';
import { SiteFailure } from '#ports/site-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import { findGainsOf } from '../run/find-approver-gains';
import type { PassPorts } from './settle-ports';

/** Notes that a group may be given this, before it is looked who is in it. */
export type NoteGiving = (given: GivenToGroup) => Promise<void>;

/**
 * What it would give, by now, to somebody who approved it: a place in a group, to who has approved since what that group
 * was given; what a group has, to who has come into it since they approved that.
 */
export async function findGainOfApprover(
  ports: PassPorts,
  holding: Holding,
  note: NoteGiving,
): Promise<Gain> {
  const grant = lastingGrant(holding);
  if (grant === undefined) return 'nothing';
  const { entitlement, subject } = holding;
  if (entitlement.kind === 'group') {
    const { groupId } = entitlement;
    const since = grant.approvedAt ?? grant.grantedAt;
    const ids = accountIdsOf([subject]);
    const found = await ports.groupApprovals.givenSince(holding.connectionId, groupId, ids, since);
    return found.size > 0 ? 'something' : 'nothing';
  }
  if (subject.kind !== 'group') return 'nothing';
  return byMembership(ports, holding, subject, grant, note);
}

/** Of a request that is not there, or can't be read, it is not known who approved it. */
async function byMembership(
  ports: PassPorts,
  { connectionId, entitlement }: Holding,
  subject: GroupSubject,
  grant: Grant,
  note: NoteGiving,
): Promise<Gain> {
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
    const { gains } = await findGainsOf(ports, given, [subject], approvers);
    return gains.size > 0 ? 'something' : 'nothing';
  } catch (error) {
    if (error instanceof SiteFailure) return 'unknown';
    throw error;
  }
}

/** A group has none. */
const NO_ADDRESSES: LiveState['owners'] = new Map();

const termOf = ({ endsAt }: Grant): Term =>
  endsAt === undefined ? { kind: 'permanent' } : { kind: 'until', at: endsAt };
