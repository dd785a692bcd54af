import { surelyEndsNoSooner } from '../grant/ends-no-sooner';
import { type Grant, isOf } from '../grant/grant';
import type { StandingApproval } from '../grant/standing-approval';
import { type Instant, MINUTE } from '../lib/time';
import type { HoldingChange } from './change-holding';
import { changed, endThem, isOutlasted } from './change-holding';
import { claimsAbout, claimsOf, longestOf, withoutClaim } from './claims-of';
import { endIfReturned, returnedAt } from './end-if-returned';
import { endIfRevoked } from './end-if-revoked';
import { type Claim, type Held, type Holding, type HoldingWork, workOf } from './holding';
import { withApprovals } from './standing-approvals';

export interface Giving {
  readonly grant: Grant;
  /** `applied`: the app's own effect brought the access about. `prolonged`: it was there, by a grant. */
  readonly how: 'applied' | 'prolonged';
  /** When whoever gives looked at the site. */
  readonly lookedAt: Instant;
  /** Of what was applied: when the call was begun that gave it. */
  readonly begunAt?: Instant | undefined;
  /** Whether a claim (of `claimsToJudge`) could still be given now. Without it, that is not known, and no claim counts. */
  readonly mayCount?: ((claim: Claim) => boolean) | undefined;
}

/** Clocks differ, and requests overlap: what is closer together than this may be about the same access. */
const SAME_TIME = 10 * MINUTE;

/**
 * The holding with one more grant in force, the same however often it is written. Those that end no
 * later than it are superseded; those that ended beside a longer one are told so and let go, so that a record
 * stays small. Undefined where there is nothing to prolong: access that no grant gives
 * is nobody's, and no expiry takes it away.
 *
 * What others were approved for who saw it there since its call was begun (`Claim`) is given with it, where it is proved to
 * be the app's and they could still be given it, and prolongs it. What is not given any more by then is told as `notProlonged`.
 *
 * Where somebody made a pass since the site was looked at, it is to be settled: what was seen may be gone.
 */
export function giveGrant(
  held: Held,
  current: Holding | undefined,
  { grant, how, lookedAt, begunAt, mayCount = () => false }: Giving,
  at: Instant,
): HoldingChange | undefined {
  const inForce = current?.grants ?? [];
  if (how === 'prolonged' && inForce.length === 0) return undefined;
  // What is known to have been given is not made a guess again.
  const isKnown = inForce.some((one) => isOf(one, grant) && one.unconfirmed !== true);
  if (grant.unconfirmed === true && isKnown) return undefined;
  const asked =
    how === 'prolonged' ? inherit(grant, inForce) : provedBeside(grant, inForce, lookedAt);
  const seenAt = how === 'prolonged' ? lookedAt : grant.grantedAt;
  const unlessRevoked = endIfRevoked(unlessOver(asked, inForce), current?.revokedAt);
  const given = endIfReturned({ grant: unlessRevoked, seenAt }, current);
  const others = inForce.filter((one) => !isOf(one, grant));
  // Proved to have been given anew: whatever was given long before had been taken away by hand, and what nobody
  // had seen there was not.
  const isNew = how === 'applied' && grant.unproved !== true;
  const isGone = (one: Grant) =>
    isNew && (one.unconfirmed === true || one.grantedAt + SAME_TIME <= lookedAt);
  const ended = others.flatMap((one) => {
    if (isGone(one)) {
      const why = isDue(one, at) ? 'expired' : 'goneByHand';
      return endThem([one], why, at, inForce, current?.revokedAt);
    }
    const isOver = surelyEndsNoSooner(given, one) || isOutlasted(one, inForce, at);
    return isOver ? endThem([one], 'superseded', at, inForce) : [];
  });
  const left = others.filter((one) => !ended.some((end) => isOf(end, one)));
  const claims = withoutClaim(claimsOf(current, at), grant);
  const about = claimsToJudge(current, { grant, how, begunAt }, at);
  const outlasting = about.filter(
    (one) => ![...left, given].some((it) => surelyEndsNoSooner(it, one)),
  );
  const counted = outlasting.filter(mayCount);
  const longer = prolong([...left, given], counted);
  const notProlonged = outlasting.filter(
    (one) => !longer.some((it) => surelyEndsNoSooner(it, one)),
  );
  const superseded = [...left, given].filter((one) => !longer.includes(one));
  const over = [...ended.filter(({ why }) => why === 'superseded'), ...superseded];
  const isDisputed = current !== undefined && (given !== asked || mayHaveMoved(current, lookedAt));
  return changed(held, current, {
    grants: longer,
    ended: [
      ...ended,
      ...endThem(superseded, 'superseded', at, inForce),
      ...notProlonged.map((one) => ({ ...one, why: 'notProlonged' as const, endedAt: at })),
    ],
    work: isDisputed ? disputed(current, at) : workOf(longer),
    told: undefined,
    claims: claims.filter((one) => !about.includes(one)),
    approvals: withApprovals(current, approvalsOf(over, longer), at),
  });
}

/** Of grants that end as superseded: what was approved later than all that goes on is not to be forgotten. */
function approvalsOf(
  superseded: readonly Grant[],
  inForce: readonly Grant[],
): readonly StandingApproval[] {
  const latest = Math.max(...inForce.map(({ approvedAt = 0 }) => approvedAt));
  return superseded.flatMap(({ approvedAt = 0, endsAt, workItemId, unconfirmed }) =>
    approvedAt > latest && unconfirmed !== true
      ? [{ approvedAt, endsAt, ...(workItemId === undefined ? {} : { workItemId }) }]
      : [],
  );
}

/** What others were approved for, and what is to be given may be what they saw; only what is proved to be given anew is. */
export function claimsToJudge(
  current: Holding | undefined,
  { grant, how, begunAt = grant.grantedAt }: Pick<Giving, 'grant' | 'how' | 'begunAt'>,
  at: Instant,
): readonly Claim[] {
  if (how !== 'applied' || grant.unproved === true) return [];
  const since = { begunAt, revokedAt: current?.revokedAt, returnedAt: returnedAt(current) };
  return claimsAbout(withoutClaim(claimsOf(current, at), grant), since);
}

/** Claims take the place of what surely ends no later than one of them; one that ends sooner than what is given says nothing. */
function prolong(grants: readonly Grant[], claims: readonly Claim[]): readonly Grant[] {
  const longer = longestOf(claims).filter(
    (one) => !grants.some((grant) => surelyEndsNoSooner(grant, one)),
  );
  return [
    ...grants.filter((grant) => !longer.some((one) => surelyEndsNoSooner(one, grant))),
    ...longer,
  ];
}

/** What prolongs access that is not proved to be ours does not make it so. */
function inherit(grant: Grant, from: readonly Grant[]): Grant {
  return from.some(({ unproved }) => unproved !== true) ? grant : { ...grant, unproved: true };
}

/**
 * What another request is proved to have given just before is the app's, whoever gave it again; and so it
 * stays, as this is written once more.
 */
function provedBeside(grant: Grant, inForce: readonly Grant[], lookedAt: Instant): Grant {
  const isProved = inForce.some(
    (one) => one.unproved !== true && (isOf(one, grant) || one.grantedAt + SAME_TIME > lookedAt),
  );
  if (grant.unproved !== true || grant.unconfirmed === true || !isProved) return grant;
  const { unproved: _, ...proved } = grant;
  return proved;
}

/** What ended with its work item stays so, also as it is written once more. */
function unlessOver(grant: Grant, inForce: readonly Grant[]): Grant {
  const again = inForce.find((one) => isOf(one, grant));
  if (again?.workItemOver === undefined) return grant;
  const { endsAt, workItemOver } = again;
  return { ...grant, endsAt, workItemOver };
}

const isDue = ({ endsAt, returned, workItemOver }: Grant, at: Instant) =>
  returned === true || workItemOver !== undefined || (endsAt ?? Number.POSITIVE_INFINITY) <= at;

/** Whether somebody made a pass when the site was looked at, or about then. */
export function mayHaveMoved(current: Holding, lookedAt: Instant): boolean {
  if (current.work.state === 'settling') return true;
  return (current.turnedAt ?? Number.NEGATIVE_INFINITY) + SAME_TIME > lookedAt;
}

/** Whoever is at it finds the new grant as they write; where nobody is, the site is looked at next. */
function disputed({ work }: Holding, at: Instant): HoldingWork {
  if (work.state === 'settling') return { ...work, tries: 0 };
  return { state: 'settling', until: at, sent: false, tries: 0 };
}
