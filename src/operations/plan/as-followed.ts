import { type Ask, actionsOf } from '#domain/action/ask';
import { type Subject, subjectKey } from '#domain/action/subject';
import { heldBy } from '#domain/holding/held-by';
import type { Held } from '#domain/holding/holding';
import { heldOfFollowed, judgeFollowed, keepTogether } from '#domain/holding/judge-followed';
import type { Verdict } from '#domain/plan/plan';
import type { FollowedBundle } from '#domain/policy/followed-bundle';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';

export interface FollowedPorts {
  readonly holdings: Pick<HoldingStore, 'getMany'>;
  readonly clock: Clock;
}

/**
 * What a plan says, held against what is on record of those whom it brings to what a bundle has. What can't be read is no record. `whole`: all
 * that the request asks for, where this is a part of it that is carried out.
 */
export async function asFollowed(
  { holdings, clock }: FollowedPorts,
  follows: FollowedBundle | undefined,
  connectionId: string,
  ask: Ask,
  verdicts: readonly Verdict[],
  whole?: Ask,
): Promise<readonly Verdict[]> {
  if (follows === undefined) return verdicts;
  const inPlaceOf = givenBeside(connectionId, whole);
  const taken = actionsOf(ask).flatMap(({ verb, entitlement, subject }) =>
    verb === 'remove' ? (heldBy(connectionId, entitlement, subject) ?? []) : [],
  );
  const theirs = ask.subjects.flatMap((one) => heldOfFollowed(connectionId, follows, one));
  const beside = taken.length === 0 ? [] : ask.subjects.flatMap(inPlaceOf);
  const { found } = await holdings.getMany([...theirs, ...taken, ...beside]);
  const known = { follows, connectionId, found, at: clock.now() };
  const judged = actionsOf(ask).map((action, place) => {
    const verdict = verdicts[place];
    if (verdict === undefined) throw new Error('a line without a verdict');
    return judgeFollowed(action, verdict, { ...known, inPlace: inPlaceOf(action.subject) });
  });
  return whole === undefined ? keepTogether(actionsOf(ask), judged) : judged;
}

/** What a request as a whole gives somebody, by whom. */
function givenBeside(connectionId: string, whole: Ask | undefined) {
  const given = new Map<string, Held[]>();
  for (const { verb, entitlement, subject } of whole === undefined ? [] : actionsOf(whole)) {
    const held = verb === 'add' ? heldBy(connectionId, entitlement, subject) : undefined;
    if (held === undefined) continue;
    const key = subjectKey(subject);
    given.set(key, [...(given.get(key) ?? []), held]);
  }
  return (subject: Subject): readonly Held[] => given.get(subjectKey(subject)) ?? [];
}
