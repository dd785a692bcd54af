import { type Ask, actionsOf } from '#domain/action/ask';
import { heldBy } from '#domain/holding/held-by';
import { heldOfFollowed, judgeFollowed } from '#domain/holding/judge-followed';
import type { Verdict } from '#domain/plan/plan';
import type { FollowedBundle } from '#domain/policy/followed-bundle';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';

export interface FollowedPorts {
  readonly holdings: Pick<HoldingStore, 'getMany'>;
  readonly clock: Clock;
}

/** What a plan says, held against what is on record of those whom it brings to what a bundle has. What can't be read is no record. */
export async function asFollowed(
  { holdings, clock }: FollowedPorts,
  follows: FollowedBundle | undefined,
  connectionId: string,
  ask: Ask,
  verdicts: readonly Verdict[],
): Promise<readonly Verdict[]> {
  if (follows === undefined) return verdicts;
  const taken = actionsOf(ask).flatMap(({ verb, entitlement, subject }) =>
    verb === 'remove' ? (heldBy(connectionId, entitlement, subject) ?? []) : [],
  );
  const theirs = ask.subjects.flatMap((one) => heldOfFollowed(connectionId, follows, one));
  const { found } = await holdings.getMany([...theirs, ...taken]);
  const known = { follows, connectionId, found, at: clock.now() };
  return actionsOf(ask).map((action, place) => {
    const verdict = verdicts[place];
    if (verdict === undefined) throw new Error('a line without a verdict');
    return judgeFollowed(action, verdict, known);
  });
}
