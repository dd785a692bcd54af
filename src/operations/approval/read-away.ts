import { eachOnce, type Person } from '#domain/action/person';
import type { AwayNow } from '#domain/approval/stand-in';
import type { StandIns } from '#ports/stand-ins';

/** Who of these people is away now, and who of those who decide for them: nobody else is read. */
export async function readAway(
  { standIns }: { readonly standIns: Pick<StandIns, 'awayNow'> },
  people: readonly Person[],
): Promise<AwayNow> {
  const read = async (some: readonly Person[]): Promise<AwayNow> =>
    some.length === 0 ? new Map() : standIns.awayNow(some.map(({ accountId }) => accountId));
  const theirs = await read(people);
  const deputies = [...theirs.values()].flatMap((one) => (one === 'notKnown' ? [] : one.deputy));
  const asked = new Set(people.map(({ accountId }) => accountId));
  const others = eachOnce(deputies).filter(({ accountId }) => !asked.has(accountId));
  return new Map([...theirs, ...(await read(others))]);
}
