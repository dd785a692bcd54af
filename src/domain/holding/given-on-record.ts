import { type GivenOnRecord, wasGiven } from '../grant/grant';
import { byPlace } from './by-place';
import { isOverOnRecord } from './end-if-returned';
import type { Holding } from './holding';

/**
 * What a request has given by its records, in force or over by now, by entitlement, by subject. Records
 * are written before steps: a run that was killed in between gave it, and whoever takes over, however
 * late, must not give it again. What may have been given is to be looked for.
 */
export const givenOnRecord = (holdings: Iterable<Holding>, ownRequestId: string | undefined) =>
  byPlace(holdings, (holding): GivenOnRecord | undefined => {
    const grant = [...holding.ended.filter(wasGiven), ...holding.grants].findLast(
      ({ requestId, unconfirmed }) => requestId === ownRequestId && unconfirmed !== true,
    );
    if (grant === undefined) return undefined;
    const { grantedAt, unproved } = grant;
    const isOver = grant.returned === true || isOverOnRecord(holding, grant);
    return { grantedAt, isOver, ...(unproved === true ? { unproved } : {}) };
  });
