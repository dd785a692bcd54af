import { isFormerAddress } from '../action/former';
import type { StepBlock } from '../effects/step-block';
import type { AccessRequest } from '../request/access-request';
import type { FoundPerson } from './people-in';

/** The accounts that steps have created or found, each with the address that was asked for. */
export function createdAccounts({ ask }: AccessRequest, block: StepBlock): readonly FoundPerson[] {
  const change = ask.changes[block.change];
  if (change?.verb !== 'create' || change.entitlement.kind !== 'account') return [];
  return block.steps.flatMap(({ subject, outcome }) => {
    const who = ask.subjects[subject];
    const accountId = 'createdId' in outcome ? outcome.createdId : undefined;
    if (accountId === undefined || who?.kind !== 'newPerson') return [];
    return [{ accountId, emails: isFormerAddress(who.email) ? [] : [who.email] }];
  });
}
