import { resolveCreated } from '../action/resolve-created';
import { createdBy } from '../provisioning/created-by';
import { givenBy } from '../provisioning/given-by';
import type { StepBlock } from '../provisioning/step-block';
import type { AccessRequest } from '../request/access-request';
import { heldBy } from './held-by';
import type { Held } from './holding';

/** What these steps of a request gave, to be looked up among the holdings. */
export function heldThrough(request: AccessRequest, blocks: readonly StepBlock[]): Held[] {
  const ask = resolveCreated(request.ask, createdBy(request.ask, blocks));
  return blocks.flatMap(({ change, steps }) => {
    const of = ask.changes[change];
    if (of?.verb !== 'add') return [];
    return steps.flatMap(({ subject, outcome }) => {
      if (givenBy(outcome) === undefined) return [];
      return heldBy(request.connectionId, of.entitlement, ask.subjects[subject]) ?? [];
    });
  });
}
