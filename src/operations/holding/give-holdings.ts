import type { Grant } from '#domain/grant/grant';
import type { StandingApproval } from '#domain/grant/standing-approval';
import type { HoldingChange } from '#domain/holding/change-holding';
import { claimGrant, hasMovedSince } from '#domain/holding/claim-grant';
import { isOverOnRecord } from '#domain/holding/end-if-returned';
import { claimsToJudge, type Giving, giveGrant } from '#domain/holding/give-grant';
import { type Claim, type Held, type Holding, holdingId, latestEnd } from '#domain/holding/holding';
import { noteApproval, withApprovals } from '#domain/holding/standing-approvals';
import type { Instant } from '#domain/lib/time';
import { type ChangeHoldingsPorts, changeHoldings } from './change-holdings';

export interface GivenHolding extends Omit<Giving, 'how' | 'mayCount'> {
  readonly held: Held;
  /** `noted`: it was there, and gives nothing; that it was approved stays on record. */
  readonly how: Giving['how'] | 'claimed' | 'noted';
}

/** Whether a claim may become a grant now. */
export interface JudgesClaims {
  mayCount(held: Held, claim: Claim): Promise<boolean>;
}

export interface GivenHoldings {
  /**
   * By `holdingId`: nothing was written. They were to be prolonged, and nothing was in force any more; what was found there is
   * on record by now, or may have been taken away; or what is stored of them can't be read.
   */
  readonly notGiven: ReadonlySet<string>;
  /** By `holdingId`: the store does not take what would be written. */
  readonly refused: ReadonlySet<string>;
  /** Somebody else made a pass meanwhile: the site is to be looked at again. */
  readonly disputed: boolean;
  /** When some of them end that others were approved for as well, and for longer. */
  readonly later: readonly Instant[];
}

/** Writes grants, before their steps say that they gave them: written twice, they are the same. */
export async function giveHoldings(
  ports: ChangeHoldingsPorts,
  given: readonly GivenHolding[],
  claims?: JudgesClaims,
): Promise<GivenHoldings> {
  const there = given.filter(({ how }) => how !== 'applied').map(({ held }) => held);
  const known = await ports.holdings.getMany(there);
  const notGiven = new Set<string>();
  const { written, unreadable, refused } = await changeHoldings(
    ports,
    given,
    known,
    async (item, current) => {
      const counted = await claimsThatCount(item, current, ports.clock.now(), claims);
      const change = changeOf(item, current, ports.clock.now(), counted);
      if (change === 'lookAgain') notGiven.add(holdingId(item.held));
      return typeof change === 'string' ? undefined : change;
    },
  );
  const ends = new Set(given.map(({ grant }) => grant.endsAt));
  const later = written.flatMap(({ holding }) => latestEnd(holding) ?? []);
  return {
    notGiven: new Set([...notGiven, ...unreadable]),
    refused,
    disputed: written.some(({ holding }) => holding.work.state === 'settling'),
    later: [...new Set(later)].filter((one) => !ends.has(one)),
  };
}

function changeOf(
  { held, how, grant, ...looked }: GivenHolding,
  current: Holding | undefined,
  at: Instant,
  counted: ReadonlySet<Claim>,
): HoldingChange | 'lookAgain' | 'asItIs' {
  if (isOverOnRecord(current, grant)) return 'asItIs';
  const noted = () => noteApproval(held, current, approvalOf(grant), at) ?? 'asItIs';
  if (how === 'noted') return hasMovedSince(current, looked.lookedAt) ? 'lookAgain' : noted();
  if (how === 'claimed') {
    const claimed = claimGrant(held, current, grant, looked.lookedAt, at);
    if (claimed === 'asItIs') return noted();
    if (claimed === 'lookAgain') return claimed;
    const approvals = withApprovals(current, [approvalOf(grant)], at);
    return { ...claimed, holding: { ...claimed.holding, approvals } };
  }
  const mayCount = (claim: Claim) => counted.has(claim);
  return giveGrant(held, current, { grant, how, ...looked, mayCount }, at) ?? 'lookAgain';
}

const approvalOf = ({
  requestId,
  approvedAt,
  grantedAt,
  endsAt,
  workItemId,
}: Grant): StandingApproval => ({
  approvedAt: approvedAt ?? grantedAt,
  endsAt,
  ...(workItemId === undefined ? {} : { workItemId }),
  found: { requestId, at: grantedAt },
});

async function claimsThatCount(
  { held, how, ...giving }: GivenHolding,
  current: Holding | undefined,
  at: Instant,
  judge: JudgesClaims | undefined,
): Promise<ReadonlySet<Claim>> {
  const counted = new Set<Claim>();
  if (how === 'claimed' || how === 'noted' || judge === undefined) return counted;
  for (const claim of claimsToJudge(current, { how, ...giving }, at)) {
    if (await judge.mayCount(held, claim)) counted.add(claim);
  }
  return counted;
}
