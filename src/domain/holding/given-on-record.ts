import type { Grant } from '../grant/grant';
import { byPlace } from './by-place';
import type { Holding } from './holding';

/**
 * What a request has given by its records, in force or over by now, by entitlement, by subject. Records
 * are written before steps: a run that was killed in between gave it, and whoever takes over, however
 * late, must not give it again. What may have been given is to be looked for.
 */
export const givenOnRecord = (holdings: Iterable<Holding>, ownRequestId: string | undefined) =>
  byPlace(holdings, ({ grants, ended }): Grant | undefined =>
    [...ended, ...grants].findLast(
      ({ requestId, unconfirmed }) => requestId === ownRequestId && unconfirmed !== true,
    ),
  );
