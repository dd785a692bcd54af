import { resolveCreated } from '../action/resolve-created';
import { createdBy } from '../effects/created-by';
import type { StepBlock } from '../effects/step-block';
import { whatStepGave } from '../effects/what-step-gave';
import { heldBy } from '../holding/held-by';
import type { Held } from '../holding/holding';
import type { AccessRequest } from '../request/access-request';

/** What these steps of a request gave, to be looked up among the holdings. */
export function heldThrough(request: AccessRequest, blocks: readonly StepBlock[]): Held[] {
  const ask = resolveCreated(request.ask, createdBy(request.ask, blocks));
  return blocks.flatMap(({ change, steps }) => {
    const of = ask.changes[change];
    if (of?.verb !== 'add') return [];
    return steps.flatMap(({ subject, outcome }) => {
      if (whatStepGave(outcome) === undefined) return [];
      return heldBy(request.connectionId, of.entitlement, ask.subjects[subject]) ?? [];
    });
  });
}
