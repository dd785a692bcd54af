import { type Subject, subjectKey } from '../action/subject';
import type { AuditFact } from '../audit/audit-event';
import { type Instant, MINUTE } from '../lib/time';
import { type Grant, type GrantBlock, type GrantState, isOpen } from './grant';

export type EndOfGrant = Extract<GrantState, { state: 'ended' }>['why'];

export interface EndedGrants {
  readonly block: GrantBlock;
  readonly facts: readonly AuditFact[];
}

/**
 * Ends the open grants of a block that `why` gives an answer for, and says what the audit says of it.
 * Undefined where it answers for none.
 */
export function endGrants(
  block: GrantBlock,
  why: (grant: Grant) => EndOfGrant | undefined,
  at: Instant,
): EndedGrants | undefined {
  const facts: AuditFact[] = [];
  const grants = block.grants.map((grant): Grant => {
    const reason = isOpen(grant) ? why(grant) : undefined;
    if (reason === undefined) return grant;
    const late = reason === 'expired' ? lateBy(grant, at) : {};
    facts.push({
      kind: 'grant.ended',
      subject: grant.subject,
      entitlement: block.entitlement,
      why: reason,
      ...late,
    });
    return { ...grant, status: { state: 'ended', why: reason, at, ...late } };
  });
  if (facts.length === 0) return undefined;
  return { block: { ...block, revision: block.revision + 1, grants }, facts };
}

/** Marks the due grants of these subjects as being taken back, before the effect is sent. */
export function beginEnding(
  block: GrantBlock,
  subjects: readonly Subject[],
  at: Instant,
): GrantBlock {
  const meant = new Set(subjects.map(subjectKey));
  const grants = block.grants.map((grant): Grant => {
    if (!isOpen(grant) || !isDue(grant, at) || !meant.has(subjectKey(grant.subject))) return grant;
    const before = grant.status.state === 'ending' ? grant.status : undefined;
    return {
      ...grant,
      status: {
        state: 'ending',
        since: before?.since ?? at,
        attempts: (before?.attempts ?? 0) + 1,
      },
    };
  });
  return { ...block, revision: block.revision + 1, grants };
}

/** What nothing proves to be ours is never due: it may be somebody else's. */
export function isDue(grant: Grant, at: Instant): boolean {
  return (
    isOpen(grant) && grant.unproved !== true && grant.endsAt !== undefined && grant.endsAt <= at
  );
}

function lateBy({ endsAt }: Grant, at: Instant): { lateBy?: number } {
  const late = endsAt === undefined ? 0 : at - endsAt;
  return late > MINUTE ? { lateBy: late } : {};
}
