import { entitlementKey } from '../action/entitlement';
import { subjectKey } from '../action/subject';
import type { Grant } from './grant';
import type { Holding } from './holding';

/**
 * What a request has given by its records, in force or over by now, by entitlement, by subject. Records
 * are written before steps: a run that was killed in between gave it, and whoever takes over, however
 * late, must not give it again.
 */
export function givenOnRecord(
  holdings: Iterable<Holding>,
  requestId: string | undefined,
): ReadonlyMap<string, ReadonlyMap<string, Grant>> {
  const given = new Map<string, Map<string, Grant>>();
  for (const { entitlement, subject, grants, ended } of holdings) {
    const own = [...ended, ...grants].findLast((one) => one.requestId === requestId);
    if (own === undefined) continue;
    const key = entitlementKey(entitlement);
    const ofEntitlement = given.get(key) ?? new Map<string, Grant>();
    given.set(key, ofEntitlement.set(subjectKey(subject), own));
  }
  return given;
}
