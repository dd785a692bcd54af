import { effectFact } from '#domain/audit/effect-fact';
import { begunOf } from '#domain/effects/settle-before';
import type { FailureReason, StepState } from '#domain/effects/step';
import type { Step, StepBlock } from '#domain/effects/step-block';
import type { IdSource } from '#ports/id-source';
import { APP, recordOf } from '../audit/make-record';
import type { RequestRun } from './request-run';

/** Ends what is left of a block, with the reason why none of it can be done. Nothing is sent. */
export async function failBlock(
  ports: { readonly ids: IdSource },
  run: RequestRun,
  block: StepBlock,
  reason: FailureReason,
  at: number,
  siteMessage?: string,
): Promise<void> {
  const failed: Step[] = [];
  const steps = block.steps.map((step): Step => {
    const { outcome } = step;
    if (outcome.state !== 'pending' && outcome.state !== 'begun') return step;
    const after: StepState = {
      state: 'failed',
      reason,
      retryable: reason !== 'approvalLapsed',
      at,
      ...(siteMessage === undefined ? {} : { siteMessage }),
      ...(outcome.state === 'begun' ? { begun: begunOf(outcome) } : {}),
    };
    const ended = { ...step, outcome: after };
    failed.push(ended);
    return ended;
  });
  if (failed.length === 0) return;
  const facts = failed.flatMap((step) => effectFact(run.ask, block.change, step));
  await run.writeBlock(
    block,
    { ...block, revision: block.revision + 1, steps },
    { audit: [recordOf(ports.ids, at, APP, run.request, facts)] },
  );
}
