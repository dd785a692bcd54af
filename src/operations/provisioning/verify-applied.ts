import { entitlementKey } from '#domain/action/entitlement';
import type { Step } from '#domain/provisioning/step-block';
import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { Directory } from '#ports/directory';
import type { Log } from '#ports/log';

/** Reads back what was applied, and notes on each step when it was seen to hold. */
export async function verifyApplied(
  ports: { readonly directory: Directory; readonly clock: Clock; readonly log: Log },
  request: AccessRequest,
  changePosition: number,
  steps: readonly Step[],
): Promise<readonly Step[]> {
  const change = request.ask.changes[changePosition];
  const applied = steps.filter(({ outcome }) => outcome.state === 'applied');
  if (change === undefined || applied.length === 0) return steps;
  const accountIds = applied.flatMap((step) => accountOf(request, step) ?? []);
  try {
    const holders = await ports.directory.holders([change.entitlement], accountIds);
    const held = holders.get(entitlementKey(change.entitlement));
    const verifiedAt = ports.clock.now();
    return steps.map((step): Step => {
      const { outcome } = step;
      const holds = held?.has(accountOf(request, step) ?? '') === true;
      return outcome.state === 'applied' && holds === (change.verb === 'add')
        ? { ...step, outcome: { ...outcome, verifiedAt } }
        : step;
    });
  } catch (error) {
    // What was applied stays applied: only the second look is missing, and the step shows that.
    ports.log.warn('Applied steps could not be read back', {
      requestId: request.id,
      reason: error instanceof Error ? error.name : 'unknown',
    });
    return steps;
  }
}

/** Whom a step is about, where that is a person. */
export function accountOf(request: AccessRequest, step: Step): string | undefined {
  const subject = request.ask.subjects[step.subject];
  return subject?.kind === 'person' ? subject.accountId : undefined;
}
