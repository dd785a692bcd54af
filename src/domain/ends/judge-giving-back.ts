import { type Holding, lastingGrant } from '../holding/holding';
import type { Found } from '../holding/pass';
import { type KnownByNow, mayBeGiven } from './may-be-given';

/**
 * Whether a pass may give back by itself what is in force and gone. To give back is to give: what could not
 * be given now under the approval that gave it (`mayBeGiven`, of the grant that lasts longest) is not given back, and is over, as
 * it is there no more. What is not known is not given, and looked at again.
 */
export function judgeGivingBack(
  holding: Holding,
  known: KnownByNow,
): Found | { readonly found: 'toAdd' } {
  const grant = lastingGrant(holding);
  if (grant === undefined) return OVER;
  switch (mayBeGiven(holding, grant, known)) {
    case 'yes':
      return { found: 'toAdd' };
    case 'no':
      return OVER;
    case 'notKnown':
      return NOT_KNOWN;
  }
}

const OVER: Found = { found: 'notToGive' };
const NOT_KNOWN: Found = { found: 'stuck', cause: 'siteRefused' };
