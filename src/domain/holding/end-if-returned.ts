import { type Grant, type GrantOrigin, isOf, wasGiven } from '../grant/grant';
import type { Instant } from '../lib/time';
import type { Holding } from './holding';
import { asReturned, asTakenBack } from './returned';

type OnRecord = Pick<Holding, 'grants' | 'ended'>;

/** A grant that is written, or written once more. */
export interface WrittenGrant {
  readonly grant: Grant;
  /** When what it gives was seen there, or was given. */
  readonly seenAt: Instant;
}

/**
 * A grant as it counts where whoever holds it has returned what they had. They returned all that they had then: what was
 * there before the return, and is written only after it, has ended with it; and so has what a run gave that writes it
 * once more. What is given later is not meant.
 */
export function endIfReturned(
  { grant, seenAt }: WrittenGrant,
  current: OnRecord | undefined,
): Grant {
  const again = current?.grants.find((one) => one.returned === true && isOf(one, grant));
  if (again?.endsAt !== undefined) {
    return again.takenBack === true
      ? asTakenBack(grant, again.endsAt)
      : asReturned(grant, again.endsAt);
  }
  const at = returnedAt(current);
  return at === undefined || seenAt > at ? grant : asReturned(grant, at);
}

/**
 * When whoever holds it last returned it, as far as it is on record. Whoever else ended it early meant what was on record then:
 * what others approved and a run writes only later is theirs.
 */
export function returnedAt(current: OnRecord | undefined): Instant | undefined {
  const all = [...(current?.ended ?? []), ...(current?.grants ?? [])];
  const ends = all.flatMap(({ returned, takenBack, endsAt }) =>
    returned === true && takenBack !== true ? (endsAt ?? []) : [],
  );
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/**
 * Whether it is known to have been given, and is over, or ends as it was returned: by a run that did not live to say so, or
 * that writes it once more. Nothing of it is written any more.
 */
export function isOverOnRecord(current: OnRecord | undefined, origin: GrantOrigin): boolean {
  if (current === undefined) return false;
  const isReturned = ({ returned, unproved }: Grant) => returned === true && unproved !== true;
  return (
    current.ended.some((one) => isOf(one, origin) && wasGiven(one)) ||
    current.grants.some((one) => isOf(one, origin) && isReturned(one))
  );
}
