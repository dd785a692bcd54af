import type { AuditFact } from '../audit/audit-event';
import type { EndedGrant, EndOfGrant, Grant } from '../grant/grant';
import type { StandingApproval } from '../grant/standing-approval';
import { type Instant, MINUTE } from '../lib/time';
import { isRevoked } from './end-if-revoked';
import {
  type Claim,
  type Held,
  type Holding,
  type HoldingWork,
  lastingGrant,
  latestEnd,
  type ToldLate,
} from './holding';
import { outlastedSince } from './outlasted-since';
import { isReturned, lastTermOf } from './returned';

/** A holding as it is to be written, and what the audit says of it, each under its own request. */
export interface HoldingChange {
  readonly holding: Holding;
  readonly facts: readonly FactOfRequest[];
}

export interface FactOfRequest {
  readonly of: Pick<Grant, 'requestId' | 'issueKey'>;
  readonly fact: AuditFact;
}

/** A record of one person in one group stays small, however often they were in it. */
export const ENDED_KEPT = 8;

/** The next revision, with what becomes of it. */
export function changed(
  { connectionId, entitlement, subject }: Held,
  current: Holding | undefined,
  next: {
    readonly grants: readonly Grant[];
    readonly ended: readonly EndedGrant[];
    readonly work: HoldingWork;
    readonly told: ToldLate | undefined;
    readonly turnedAt?: Instant;
    readonly revokedAt?: Instant;
    /** Without them, as they were. */
    readonly claims?: readonly Claim[];
    /** Without them, as they were. */
    readonly approvals?: readonly StandingApproval[];
    /** Without it, as it was, as long as the site is still to be looked at. */
    readonly missingSince?: Instant;
    /** The same. */
    readonly toldMissing?: ToldLate;
  },
): HoldingChange {
  const { grants, work, told } = next;
  // What was never seen there was not given, as far as anybody knows: no end of it is told.
  const ended = next.ended.filter(({ unconfirmed }) => unconfirmed !== true);
  const turnedAt = next.turnedAt ?? current?.turnedAt;
  const revokedAt = next.revokedAt ?? current?.revokedAt;
  const claims = next.claims ?? current?.claims ?? [];
  const approvals = next.approvals ?? current?.approvals ?? [];
  // What has come to rest, or was given anew, is there or over.
  const isOpen = work.state === 'stuck' || work.state === 'settling';
  const missingSince = isOpen ? (next.missingSince ?? current?.missingSince) : undefined;
  const toldMissing =
    missingSince === undefined ? undefined : (next.toldMissing ?? current?.toldMissing);
  // Of what has no end, or another, nothing was told.
  const endsAt = latestEnd({ grants });
  const toldBeforeEnd =
    current?.toldBeforeEnd?.endsAt === endsAt ? current?.toldBeforeEnd : undefined;
  const holding: Holding = {
    connectionId,
    entitlement,
    subject,
    revision: (current?.revision ?? 0) + 1,
    grants,
    ended: [...(current?.ended ?? []), ...ended].slice(-ENDED_KEPT),
    ...(claims.length === 0 ? {} : { claims }),
    ...(approvals.length === 0 ? {} : { approvals }),
    work,
    ...(turnedAt === undefined ? {} : { turnedAt }),
    ...(revokedAt === undefined ? {} : { revokedAt }),
    ...(told === undefined ? {} : { told }),
    ...(missingSince === undefined ? {} : { missingSince }),
    ...(toldMissing === undefined ? {} : { toldMissing }),
    ...(toldBeforeEnd === undefined ? {} : { toldBeforeEnd }),
    // Whoever asks for it once it is over is to know as well.
    ...(current?.noRenewal === undefined ? {} : { noRenewal: current.noRenewal }),
  };
  const ends = ended.map((one) => ({ of: one, fact: endFact(holding, one) }));
  return { holding, facts: [...ends, ...thereAgain(holding, current)] };
}

/** What was missing is there again, by whatever way. Where it is over, its end says so. */
function thereAgain(holding: Holding, before: Holding | undefined): FactOfRequest[] {
  const since = before?.missingSince;
  const { work, grants, subject, entitlement } = holding;
  const of = lastingGrant(holding);
  const isThere = work.state === 'runs' || work.state === 'stays';
  // What was returned meanwhile, is a leaver's, or has ended with its work item, ends next.
  const isOver = grants.every(
    ({ returned, leaver, workItemOver }) =>
      returned === true || leaver === true || workItemOver !== undefined,
  );
  if (since === undefined || of === undefined || !isThere || isOver) return [];
  return [{ of, fact: { kind: 'grant.thereAgain', subject, entitlement, missingSince: since } }];
}

/**
 * `inForce`: all that were, with those that end: access is late only once the latest end is over; `revokedAt`: when their
 * latest removal was approved. What ended by
 * itself before, beside one that went on, is told so, whatever ends the other.
 */
export function endThem(
  grants: readonly Grant[],
  why: EndOfGrant,
  at: Instant,
  inForce: readonly Grant[],
  revokedAt?: Instant,
): readonly EndedGrant[] {
  return grants.map((grant) => {
    const said = whyOf(grant, why, at, { inForce, revokedAt });
    const isLate = ENDS_BY_ITSELF.has(said) || (said === 'revoked' && why === 'expired');
    return { ...grant, why: said, endedAt: at, ...(isLate ? lateBy(inForce, at) : {}) };
  });
}

function whyOf(
  grant: Grant,
  why: EndOfGrant,
  at: Instant,
  { inForce, revokedAt }: Readonly<{ inForce: readonly Grant[]; revokedAt: Instant | undefined }>,
): EndOfGrant {
  if (isOutlasted(grant, inForce, at)) return 'outlasted';
  // Nobody has taken away what its holder had given back by then.
  const isOver = why === 'expired' || (grant.returned === true && IS_GONE.has(why));
  if (!isOver) return why;
  if (grant.leaver === true) return 'leaver';
  // It was given as the removal was carried out, and was over at once.
  if (grant.returned !== true && isRevoked(grant, revokedAt)) return 'revoked';
  if (grant.returned !== true || !isReturned({ grants: inForce }, at)) return byItself(grant);
  return grant.takenBack === true ? 'takenBack' : 'returned';
}

const WITH_WORK_ITEM = { done: 'workItemDone', deleted: 'workItemDeleted' } as const;

const byItself = ({ workItemOver }: Grant): EndOfGrant =>
  workItemOver === undefined ? 'expired' : WITH_WORK_ITEM[workItemOver];

/** Which can be late. */
const ENDS_BY_ITSELF: ReadonlySet<EndOfGrant> = new Set([
  'expired',
  'workItemDone',
  'workItemDeleted',
]);

const IS_GONE: ReadonlySet<EndOfGrant> = new Set(['goneByHand', 'notGivenBack']);

/** Whether its own term is over, and another went on. */
export function isOutlasted(grant: Grant, inForce: readonly Grant[], at: Instant): boolean {
  const isDue = grant.endsAt !== undefined && grant.endsAt <= at;
  return isDue && outlastedSince(grant, { grants: inForce }) !== undefined;
}

function lateBy(inForce: readonly Grant[], at: Instant): { lateBy?: number } {
  const late = at - (lastTermOf({ grants: inForce }) ?? at);
  return late > MINUTE ? { lateBy: late } : {};
}

function endFact({ subject, entitlement }: Holding, { why, lateBy: late }: EndedGrant): AuditFact {
  return {
    kind: 'grant.ended',
    subject,
    entitlement,
    why,
    ...(late === undefined ? {} : { lateBy: late }),
  };
}
